import type { Role } from "#app/policies/policy.ts"
import { addDays, addMonths, civilDate, civilTime } from "#app/utils/civil-date.ts"
import { type Deadlines, deadlinesOf, schoolYearOf } from "../calendar.ts"
import type { ProcedureNumbers } from "../rulebook/numbers.ts"
import { ORDERS } from "../rulebook/orders.ts"
import { isInEffect, NUMBERS, RULES } from "../rulebook/rules.ts"

// Every dated row of the procedure, as data. A row says what it is about, who must act by it, and how its day is computed.
// Nothing here reads the clock: the caller passes the facts.

/** What the rows of one kind are computed from. */
export interface CalendarFacts {
	/** An attestation period, and what is known about the applications in it. */
	period: { periodId: string; remote?: boolean; inPerson?: boolean; paper?: boolean; groupHead?: boolean }
	/** An application that waits for registration. */
	review: { receivedOn: string }
	category: { category: "first" | "highest"; setOn: string | null; endsOn: string | null }
	/** The commission refused a category. */
	refusal: { decidedOn: string }
	/** An invitation, by the moment at which its letter was written. */
	invitation: { sentAt: Date }
	/** An expert's contract for half a calendar year. */
	contract: { year: number; half: 1 | 2 }
	/** The list of experts of a school year, «2026/2027». */
	roster: { schoolYear: string }
	/** A sitting of the commission. */
	sitting: { heldOn: string }
	/** What an expert arranges with a teacher: a day in the teacher's lessons, or the last day for further materials. */
	visit: { visitOn: string }
	materials: { materialsBy: string }
}
export type CalendarKind = keyof CalendarFacts

/**
 * `until`: the last day, which ends at midnight in Tomsk. `from`: something becomes possible or impossible at the beginning
 * of this day. `on`: it happens on this day.
 */
export type DeadlineSense = "until" | "from" | "on"

interface DeadlineRow<Kind extends CalendarKind> {
	of: Kind
	sense: DeadlineSense
	/** The rule of the rulebook behind it. */
	rule: string
	/** The roles that must act by it, and the text for each. */
	titles: Partial<Record<Role, string>>
	/** The day, or null if the row does not apply to these facts. A moment also has a time of day. */
	on: (facts: CalendarFacts[Kind], numbers: ProcedureNumbers) => string | null
	time?: (facts: CalendarFacts[Kind], numbers: ProcedureNumbers) => string
}

const row = <Kind extends CalendarKind>(one: DeadlineRow<Kind>): DeadlineRow<Kind> => one

/** A row whose day {@link deadlinesOf} computes from the period. */
const ofPeriod = (
	name: keyof Deadlines,
	rest: Omit<DeadlineRow<"period">, "of" | "on"> & { if?: (facts: CalendarFacts["period"]) => boolean },
): DeadlineRow<"period"> => ({
	of: "period",
	sense: rest.sense,
	rule: rest.rule,
	titles: rest.titles,
	on: (facts, numbers) => (rest.if && !rest.if(facts) ? null : deadlinesOf(facts.periodId, numbers)[name]),
})

const WAIT_FOR_HIGHEST = RULES.find(({ id }) => id === "highest_before_term")

const endOfInvitation = ({ sentAt }: CalendarFacts["invitation"], { invitationHours }: ProcedureNumbers) =>
	new Date(sentAt.getTime() + invitationHours * 3_600_000)

export const DEADLINES = {
	registration: ofPeriod("registrationUntil", {
		sense: "until",
		rule: "registration_day",
		titles: { municipal_coordinator: "Зарегистрировать заявления на этот период" },
	}),
	schedule: ofPeriod("scheduleUntil", {
		sense: "until",
		rule: "schedule_day",
		titles: { municipal_coordinator: "Заполнить график: период и два специалиста у каждого" },
	}),
	"period-closes": ofPeriod("closedFrom", {
		sense: "from",
		rule: "schedule_day",
		titles: {
			municipal_coordinator: "Период закрыт: добавить в график нельзя",
			operator: "Период закрыт во всех муниципалитетах",
		},
	}),
	publication: ofPeriod("publishedBy", {
		sense: "until",
		rule: "publication_day",
		titles: {
			operator: "Утвердить и опубликовать график",
			expert: "Утверждение графика: посмотрите, кто Вам назначен",
		},
	}),
	"experts-study": ofPeriod("expertsStudyBy", {
		sense: "until",
		rule: "experts_study",
		titles: { expert: "Изучить график, связаться с педагогами и организациями" },
	}),
	"evidence-safe": ofPeriod("evidenceSafeUntil", {
		sense: "until",
		rule: "evidence_day",
		if: ({ remote }) => remote !== false,
		titles: {
			teacher: "Лучше загрузить материалы до конца этого дня",
			school_coordinator: "Помочь педагогам загрузить материалы (дистанционная форма)",
		},
	}),
	evidence: ofPeriod("evidenceUntil", {
		sense: "until",
		rule: "evidence_day",
		if: ({ remote }) => remote !== false,
		titles: {
			teacher: "Последний день приёма материалов и записей уроков",
			school_coordinator: "Последний день приёма материалов (дистанционная форма)",
			expert: "Педагоги размещают материалы и записи уроков (дистанционная форма)",
		},
	}),
	"attestation-starts": ofPeriod("startsOn", {
		sense: "on",
		rule: "attestation_term",
		titles: {
			teacher: "Начинается Ваша аттестация",
			school_coordinator: "Начинается аттестация педагогов",
			municipal_coordinator: "Начинается аттестация",
			expert: "Начинается аттестация",
		},
	}),
	conclusion: ofPeriod("conclusionSignedBy", {
		sense: "until",
		rule: "conclusion_month",
		titles: {
			expert: "Подготовить итоговое заключение и ознакомить педагога под подпись",
			teacher: "Специалисты готовят итоговое заключение",
		},
	}),
	"group-head": ofPeriod("groupHeadBy", {
		sense: "until",
		rule: "group_head_day",
		if: ({ inPerson, paper, groupHead }) => inPerson !== false && paper !== false && groupHead !== false,
		titles: {
			expert: "Второй экземпляр заключения — у руководителя предметной группы (очная форма)",
			group_head: "Получить заключения от специалистов (очная форма)",
		},
	}),
	"group-head-passes": ofPeriod("groupHeadPassesBy", {
		sense: "until",
		rule: "group_head_passes_day",
		if: ({ inPerson, paper, groupHead }) => inPerson !== false && paper !== false && groupHead !== false,
		titles: { group_head: "Передать заключения муниципальному координатору" },
	}),
	centre: ofPeriod("centreBy", {
		sense: "until",
		rule: "centre_day",
		titles: {
			municipal_coordinator: "Передать заключения в центр",
			expert: "Подписанное заключение — в системе или в центре",
			teacher: "Заключение должно быть подписано и прикреплено",
			operator: "Получить заключения всех муниципалитетов",
		},
	}),
	decision: ofPeriod("decisionBy", {
		sense: "until",
		rule: "attestation_term",
		titles: {
			operator: "Решение комиссии: последний надёжный день",
			teacher: "Комиссия примет решение",
		},
	}),
	"decision-outer": ofPeriod("decisionOuter", {
		sense: "until",
		rule: "attestation_term",
		titles: { operator: "Решение комиссии: крайний день, если считать со следующего дня" },
	}),
	review: row({
		of: "review",
		sense: "until",
		rule: "review_term",
		titles: {
			municipal_coordinator: "Зарегистрировать или отклонить заявление",
			teacher: "Координатор рассмотрит Ваше заявление",
		},
		on: ({ receivedOn }, { reviewDays }) => addDays(receivedOn, reviewDays),
	}),
	"category-renewal": row({
		of: "category",
		sense: "until",
		rule: "category_ends_soon",
		titles: { teacher: "Подать заявление, чтобы категория не прервалась" },
		on: ({ endsOn }, { renewalMonths }) => endsOn && addMonths(endsOn, -renewalMonths),
	}),
	"category-ends": row({
		of: "category",
		sense: "until",
		rule: "category_ended",
		titles: { teacher: "Последний день срока действия категории" },
		on: ({ setOn, endsOn }) => endsOn ?? termOfOldCategory(setOn),
	}),
	"same-category-from": row({
		of: "category",
		sense: "from",
		rule: "too_early",
		titles: { teacher: "С этого дня можно подтверждать ту же категорию" },
		on: ({ endsOn }, { tooEarlyMonths }) => endsOn && addDays(addMonths(endsOn, -tooEarlyMonths), 1),
	}),
	"highest-from": row({
		of: "category",
		sense: "from",
		rule: "highest_before_term",
		titles: { teacher: "С этого дня можно подавать на высшую категорию" },
		on: ({ category, setOn }, { highestAfterYears }) => {
			if (category !== "first" || !setOn) return null
			const from = addMonths(setOn, 12 * highestAfterYears)
			// Order 196 requires no waiting, so the day matters only while the old Order is in force.
			return WAIT_FOR_HIGHEST && isInEffect(WAIT_FOR_HIGHEST, from) ? from : null
		},
	}),
	"reapply-from": row({
		of: "refusal",
		sense: "from",
		rule: "refused_recently",
		titles: { teacher: "С этого дня можно снова подавать на эту категорию" },
		on: ({ decidedOn }, { refusalMonths }) => addMonths(decidedOn, refusalMonths),
	}),
	"invitation-ends": row({
		of: "invitation",
		sense: "until",
		rule: "invitation_hours",
		titles: {
			municipal_coordinator: "Ссылка из приглашения перестаёт действовать",
			operator: "Ссылка из приглашения перестаёт действовать",
		},
		on: (facts, numbers) => civilDate(endOfInvitation(facts, numbers)),
		time: (facts, numbers) => civilTime(endOfInvitation(facts, numbers)),
	}),
	contract: row({
		of: "contract",
		sense: "until",
		rule: "contract_window",
		titles: {
			expert: "Лично подписать договор на полугодие",
			municipal_coordinator: "Договоры специалистов на полугодие подписаны",
		},
		on: ({ year, half }) => contractWindow({ year, half }).to,
	}),
	roster: row({
		of: "roster",
		sense: "until",
		rule: "roster_year",
		titles: { operator: "Список специалистов учебного года утверждён" },
		on: ({ schoolYear }) => `${schoolYear.slice(0, 4)}-09-01`,
	}),
	sitting: row({
		of: "sitting",
		sense: "on",
		rule: "attestation_term",
		titles: {
			operator: "Заседание аттестационной комиссии",
			teacher: "Заседание аттестационной комиссии в Вашем присутствии",
		},
		on: ({ heldOn }) => heldOn,
	}),
	visit: row({
		of: "visit",
		sense: "on",
		rule: "experts_study",
		titles: { teacher: "Специалист посещает Ваши занятия", expert: "Посещение занятий педагога" },
		on: ({ visitOn }) => visitOn,
	}),
	"asked-materials": row({
		of: "materials",
		sense: "until",
		rule: "experts_study",
		titles: {
			teacher: "Добавить материалы, о которых просит специалист",
			expert: "Педагог добавляет материалы, которые Вы запросили",
		},
		on: ({ materialsBy }) => materialsBy,
	}),
} as const satisfies Record<string, { [Kind in CalendarKind]: DeadlineRow<Kind> }[CalendarKind]>

export type DeadlineId = keyof typeof DEADLINES

/** A category granted under the old Order lasts five years, even if nobody wrote down its last day. */
function termOfOldCategory(setOn: string | null): string | null {
	if (!setOn) return null
	// A category may be older than the first Order that we know. Its term was the same.
	const order = ORDERS.findLast(({ inForceFrom }) => inForceFrom <= setOn) ?? ORDERS[0]
	const years = order?.categoryValidityYears ?? null
	return years === null ? null : addMonths(setOn, 12 * years)
}

/** Contracts for the second half of the year are signed in August and September, those for the first half in December and January. */
export function contractWindow({ year, half }: CalendarFacts["contract"]): { from: string; to: string } {
	return half === 1
		? { from: `${year - 1}-12-01`, to: `${year}-01-31` }
		: { from: `${year}-08-01`, to: `${year}-09-30` }
}

/** One date of one subject, as one role reads it. */
export interface DueDate {
	deadline: DeadlineId
	rule: string
	role: Role
	sense: DeadlineSense
	title: string
	/** A civil date. */
	on: string
	/** «14:20», for a deadline with a time of day. */
	time: string | null
}

const IDS = Object.keys(DEADLINES) as DeadlineId[]

/** The day of one row for a subject, or null if the row does not apply. */
export function dayOf<Kind extends CalendarKind>(
	deadline: DeadlineId,
	kind: Kind,
	facts: CalendarFacts[Kind],
	numbers: ProcedureNumbers = NUMBERS,
): string | null {
	const found = rowsOf(kind).find(([id]) => id === deadline)
	return found ? found[1].on(facts, numbers) : null
}

/** Every date of a subject by which this role must act, earliest first. */
export function datesFor<Kind extends CalendarKind>(
	role: Role,
	kind: Kind,
	facts: CalendarFacts[Kind],
	numbers: ProcedureNumbers = NUMBERS,
): DueDate[] {
	return rowsOf(kind)
		.flatMap(([deadline, { titles, on, time, sense, rule }]): DueDate[] => {
			const title = titles[role]
			const day = title ? on(facts, numbers) : null
			if (!title || !day) return []
			return [{ deadline, rule, role, sense, title, on: day, time: time?.(facts, numbers) ?? null }]
		})
		.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

type AnyRow = (typeof DEADLINES)[DeadlineId]

const isOf = <Kind extends CalendarKind>(found: AnyRow, kind: Kind): found is AnyRow & DeadlineRow<Kind> =>
	found.of === kind

/** The rows about one kind of subject. */
const rowsOf = <Kind extends CalendarKind>(kind: Kind): [DeadlineId, DeadlineRow<Kind>][] =>
	IDS.flatMap((id) => {
		const found: AnyRow = DEADLINES[id]
		return isOf(found, kind) ? [[id, found] as [DeadlineId, DeadlineRow<Kind>]] : []
	})

/** The periods whose dates overlap the days between two dates: the month before a period, its two months and the decision after it. */
export const touches = (periodId: string, from: string, to: string): boolean => {
	const { registrationUntil, decisionOuter } = deadlinesOf(periodId)
	return registrationUntil <= to && decisionOuter >= from
}

/** The contract half-year whose signing window is open on this day or opens next. */
export function contractHalfOf(today: string): { year: number; half: 1 | 2 } {
	const year = Number(today.slice(0, 4))
	const month = Number(today.slice(5, 7))
	if (month === 1) return { year, half: 1 }
	return month <= 9 ? { year, half: 2 } : { year: year + 1, half: 1 }
}

/** The roster that is due next, for the school year that begins on or after this day. */
export const rosterOf = (today: string): string =>
	today.slice(5) === "09-01" ? schoolYearOf(today) : schoolYearOf(addMonths(today, 12))
