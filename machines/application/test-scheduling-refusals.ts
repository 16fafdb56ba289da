import { type ApplicationRefusal, closed, expert, open, overdue, today, two } from "./test-application.ts"

// Refusals of the schedule, its experts, and the paper that passes through a subject group.

const unfit = (why: string, name = "Экспертова Анна Петровна") => `Специалист не подходит. ${name}: ${why}.`
const COLLEAGUE = "Экспертова Анна Петровна: работа в той же организации, подтвердите и укажите причину."
const PERIOD_CLOSED = "Период закрыт: изменить его график может только оператор, открыв период снова."
const NO_PAPER = "Бумажное заключение сдают только при очной форме."
const NO_HEAD = "В этом муниципалитете заключения не проходят через руководителя предметной группы."

export const schedulingRefusals: readonly ApplicationRefusal[] = [
	{
		event: "schedule.assign",
		guard: "isGeneral",
		in: ["registered"],
		facts: { procedure: "simplified" },
		says: "Упрощённая форма: в график не включается, специалисты не назначаются.",
	},
	...[closed, overdue].map((schedule) => ({
		event: "schedule.assign" as const,
		guard: "presentPeriodOpen",
		in: ["scheduled.preliminary"] as const,
		facts: { schedule },
		says: PERIOD_CLOSED,
	})),
	...[closed, overdue, null].map((schedule) => ({
		event: "schedule.assign" as const,
		guard: "chosenPeriodOpen",
		facts: { chosen: { schedule, experts: two } },
		says: "Выбранный период закрыт. Выберите период, который ещё открыт.",
	})),
	{
		event: "schedule.assign",
		guard: "expertsDiffer",
		facts: { chosen: { schedule: open, experts: [expert("one"), expert("one")] } },
		says: "Выберите двух разных специалистов.",
	},
	...(
		[
			// The facts do not include the name of a person from another municipality.
			[
				{ ofMunicipality: false, onRoster: false, name: "" },
				unfit("нет среди специалистов муниципалитета, или доступ в систему закрыт", "Выбранный специалист"),
			],
			[{ onRoster: false }, unfit("нет в списке, утверждённом на учебный год этого периода")],
			[{ hasListedPosition: false }, unfit("должность не из перечня")],
			[{ isTeacherHimself: true }, unfit("это сам аттестуемый")],
		] as const
	).flatMap(([fault, says]) => [
		{
			event: "schedule.assign" as const,
			guard: "expertsEligible",
			facts: { chosen: { schedule: open, experts: [expert("one"), expert("two", fault)] } },
			says,
		},
		{
			event: "expert.replace" as const,
			guard: "expertsEligible",
			facts: { chosen: { experts: [expert("new", fault), expert("two")] } },
			says,
		},
	]),
	{
		event: "schedule.assign",
		guard: "colleagueExplained",
		facts: { chosen: { schedule: open, experts: [expert("one", { isColleague: true })] } },
		says: COLLEAGUE,
	},
	...[closed, overdue].map((schedule) => ({
		event: "schedule.clear" as const,
		guard: "presentPeriodOpen",
		facts: { schedule },
		says: PERIOD_CLOSED,
	})),
	...[[], ["one"]].map((expertIds) => ({
		event: "schedule.approve" as const,
		guard: "bothExpertsSet",
		facts: { expertIds },
		says: "Назначены не оба специалиста.",
	})),
	{
		event: "expert.replace",
		guard: "expertsDiffer",
		facts: { chosen: { experts: [expert("two"), expert("two")] } },
		says: "Выберите двух разных специалистов.",
	},
	{
		event: "expert.replace",
		guard: "colleagueExplained",
		facts: { chosen: { experts: [expert("new", { isColleague: true })] } },
		says: COLLEAGUE,
	},
	{
		event: "visits.propose",
		guard: "isVisited",
		facts: { attestationForm: "remote" },
		says: "Дни посещения назначают только при очной форме: при дистанционной специалисты изучают материалы.",
	},
	...(["visits.propose", "materials.ask"] as const).map((event) => ({
		event,
		guard: "daysAhead",
		data: { days: [today, "2026-10-19"] },
		says: "Этот день уже прошёл. Назовите сегодняшний день или более поздний.",
	})),
	{
		event: "materials.ask",
		guard: "beforeEvidenceDeadline",
		facts: { attestationForm: "remote", evidenceUntil: "2026-10-19" },
		says: "Срок загрузки документов и материалов для дистанционной формы прошёл: они принимались по первый день аттестационного периода.",
	},
	{
		event: "materials.ask",
		guard: "daysBeforeEvidenceDeadline",
		facts: { attestationForm: "remote" },
		data: { days: ["2026-12-02"] },
		says: "При дистанционной форме педагог загружает документы по 01.12.2026: назовите этот день или более ранний.",
	},
	{
		event: "paper.receive",
		guard: "isInPerson",
		facts: { attestationForm: "remote" },
		says: NO_PAPER,
	},
	{ event: "paper.receive", guard: "hasGroupHead", facts: { hasGroupHead: false }, says: NO_HEAD },
	{ event: "paper.pass", guard: "isInPerson", facts: { attestationForm: "remote" }, says: NO_PAPER },
	{ event: "paper.pass", guard: "hasGroupHead", facts: { hasGroupHead: false }, says: NO_HEAD },
	{
		event: "paper.pass",
		guard: "paperReceived",
		facts: { paperReceived: false },
		says: "Сначала отметьте, что заключение получено.",
	},
	{
		event: "paper.unmark",
		guard: "isInPerson",
		facts: { attestationForm: "remote" },
		says: NO_PAPER,
	},
	{ event: "paper.unmark", guard: "hasGroupHead", facts: { hasGroupHead: false }, says: NO_HEAD },
	{
		event: "paper.unmark",
		guard: "paperMarked",
		facts: { paperReceived: false },
		says: "Отметки ещё нет, отменять нечего.",
	},
]
