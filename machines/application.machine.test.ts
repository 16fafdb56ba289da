import { describe, expect, test } from "vitest"
import { transition } from "xstate"
import { testMachine, verdictOf } from "#tests/matrix/machine-table.ts"
import { type ApplicationFacts, type ExpertFacts, noFacts } from "./application.facts.ts"
import { applicationLifecycle } from "./application.texts.ts"
import { restore, statePath } from "./lifecycle.ts"

const at = "2026-10-20T05:00:00.000Z"
const today = "2026-10-20"
const open = { period: "2026-12", state: "forming", closesOn: "2026-11-12" }
const closed = { ...open, state: "closed" }
/** Still «forming» in the database, the calendar has closed it already. */
const overdue = { ...open, closesOn: "2026-10-19" }

const expert = (id: string, change: Partial<ExpertFacts> = {}): ExpertFacts => ({
	id,
	ofMunicipality: true,
	onRoster: true,
	hasListedPosition: true,
	isTeacherHimself: false,
	isColleague: false,
	colleagueReason: "",
	...change,
})
const two = [expert("one"), expert("two")]
const held = {
	heldOn: today,
	protocolNumber: "3",
	members: 9,
	present: 6,
	orderNumber: "903-р",
	orderDate: today,
}

const facts: ApplicationFacts = {
	...noFacts,
	procedure: "general",
	attestationForm: "in_person",
	scanAttached: true,
	annexAttached: true,
	conclusionAttached: true,
	schedule: open,
	periodStartsOn: "2026-10-01",
	evidenceUntil: "2026-12-01",
	expertIds: ["one", "two"],
	hasGroupHead: true,
	paperReceived: true,
	chosen: { schedule: open, experts: two, sitting: held },
}

const simplified = { facts: { procedure: "simplified", groundDocumentAttached: true } }
const conclusion = { data: { verdict: "meets", accepted: true, complete: true, signedByTeacher: false } }
const SCHEDULED = ["scheduled.preliminary", "scheduled.approved"] as const
const FILED = ["submitted", "registered", ...SCHEDULED] as const
const self = <S extends string>(...states: readonly S[]) =>
	Object.fromEntries(states.map((state) => [state, state])) as Record<S, S>
const arriving = ["concluded.awaitingTeacher", "concluded.signed"] as const

const WITHDRAWAL_WAITS = "Подано заявление на отзыв: сначала зарегистрируйте его или отклоните."
const REASON = "Укажите причину."
const INELIGIBLE =
	"Специалист не подходит: он должен быть из Вашего муниципалитета, в утверждённом списке на учебный год, с должностью из перечня, и не может быть самим аттестуемым."
const COLLEAGUE = "Специалист работает в той же организации: подтвердите и укажите причину."
const NOT_HELD =
	"Заседание ещё не состоялось: нужны его дата не позже сегодняшней, номер протокола и кворум в две трети состава."
const NO_ORDER = "Внесите номер и дату распоряжения в карточку заседания."
const INCOMPLETE =
	"Прикрепите заключение целиком: один PDF или архив без пустых страниц, и отметьте «Все страницы и все подписи на месте»."
const VERDICT = "Выберите: «соответствует» или «не соответствует»."
const NO_SCAN = "Не прикреплён скан подписанного заявления (файл 1)."
const NO_TABLES = "Не прикреплены таблицы результатов (файл 2)."
const NO_GROUND = "Не прикреплён документ, подтверждающий основание упрощённой формы."
const OTHER = "По этой должности уже есть другое заявление на рассмотрении."
const SIMPLIFIED_ONLY = "Действие только для упрощённой формы аттестации."
const ONLY_EVIDENCE = "Заявление уже подано: сейчас можно добавлять и удалять только документы и материалы."
const DRAFT_EVIDENCE =
	"Скан заявления и таблицы прикрепляются после того, как заявление сформировано. Сейчас можно добавить документы и материалы."
const LATE =
	"Срок загрузки документов и материалов для дистанционной формы прошёл: они принимались по первый день аттестационного периода."
const ELSEWHERE = "Этот документ прикрепляется в своём разделе, а не к заявлению."
const PERIOD_CLOSED = "Период закрыт: изменить его график может только оператор, открыв период снова."
const late = { attestationForm: "remote", evidenceUntil: "2026-10-19" }
const NO_PAPER = "Бумажное заключение сдают только при очной форме."
const NO_HEAD = "В этом муниципалитете заключения не проходят через руководителя предметной группы."

testMachine({
	lifecycle: applicationLifecycle,
	states: [
		"draft.editing",
		"draft.formed",
		"submitted",
		"rejected",
		"registered",
		...SCHEDULED,
		"concluded.awaitingTeacher",
		"concluded.disputed",
		"concluded.signed",
		"concluded.assessed",
		"concluded.granted",
		"concluded.refused",
		"withdrawn",
	],
	moves: {
		"form.save": self("draft.editing"),
		"form.issue": { "draft.editing": "draft.formed" },
		"form.reopen": { "draft.formed": "draft.editing" },
		"attachment.add": self("draft.editing", "draft.formed", ...FILED),
		"attachment.remove": self("draft.editing", "draft.formed", ...FILED),
		"application.submit": { "draft.formed": "submitted" },
		"application.register": { submitted: "registered" },
		"application.reject": { submitted: "rejected" },
		"application.revise": { rejected: "draft.editing" },
		"schedule.assign": {
			registered: "scheduled.preliminary",
			"scheduled.preliminary": "scheduled.preliminary",
		},
		"schedule.clear": { "scheduled.preliminary": "registered" },
		"schedule.approve": { "scheduled.preliminary": "scheduled.approved" },
		"expert.replace": self("scheduled.approved"),
		"expert.accept": self("scheduled.approved"),
		"expert.decline": self("scheduled.approved"),
		"paper.receive": self("scheduled.approved"),
		"paper.pass": self("scheduled.approved"),
		"conclusion.attach": { "scheduled.approved": arriving },
		"conclusion.sign": {
			"concluded.awaitingTeacher": "concluded.signed",
			"concluded.disputed": "concluded.signed",
		},
		"conclusion.dispute": { "concluded.awaitingTeacher": "concluded.disputed" },
		"conclusion.replace": {
			"concluded.awaitingTeacher": arriving,
			"concluded.disputed": arriving,
			"concluded.signed": arriving,
		},
		"conclusion.proceed": {
			"concluded.awaitingTeacher": "concluded.signed",
			"concluded.disputed": "concluded.signed",
		},
		"conclusion.assess": { "concluded.signed": "concluded.assessed" },
		"conclusion.return": {
			"concluded.signed": "scheduled.approved",
			// Of the simplified procedure it goes to the registered ones; the sample is of the general one.
			"concluded.assessed": ["scheduled.approved", "registered"],
		},
		"application.admit": { registered: "concluded.assessed" },
		"application.decide": { "concluded.assessed": ["concluded.granted", "concluded.refused"] },
		"application.withdraw": {
			submitted: "withdrawn",
			registered: "withdrawn",
			"scheduled.preliminary": "withdrawn",
			"scheduled.approved": "withdrawn",
		},
		"application.receive": { "draft.editing": "submitted" },
		"procedure.change": self("registered"),
	},
	at,
	facts,
	samples: {
		"form.save": {},
		"form.issue": {},
		"form.reopen": {},
		"attachment.add": { data: { role: "evidence", accepted: true } },
		"attachment.remove": { data: { role: "evidence" } },
		"application.submit": {},
		"application.register": {},
		"application.reject": { data: { reason: "Нет подписи" } },
		"application.revise": {},
		"schedule.assign": {},
		"schedule.clear": {},
		"schedule.approve": {},
		"expert.replace": { data: { reason: "Болезнь" } },
		"expert.accept": {},
		"expert.decline": { data: { reason: "Отпуск" } },
		"paper.receive": {},
		"paper.pass": {},
		"conclusion.attach": conclusion,
		"conclusion.sign": { data: { accepted: true } },
		"conclusion.dispute": { data: { comment: "Не учтён показатель 3" } },
		"conclusion.replace": conclusion,
		"conclusion.proceed": { data: { reason: "Педагог уволился" } },
		"conclusion.assess": { data: { verdict: "meets", complete: true } },
		"conclusion.return": { data: { remark: "Нет подписи второго специалиста" } },
		"application.admit": simplified,
		"application.decide": { data: { decision: "granted" } },
		"application.withdraw": {},
		"application.receive": {
			facts: { enteredForTeacher: true },
			data: { source: "paper", receivedOn: today },
		},
		"procedure.change": { ...simplified, data: { reason: "Основание не подтверждено" } },
	},
	refusals: [
		{
			event: "form.issue",
			guard: "formComplete",
			facts: { formProblems: ["не заполнен стаж", "не выбрана категория"] },
			says: "Заполните заявление до конца: не заполнен стаж; не выбрана категория.",
		},
		{
			event: "form.issue",
			guard: "rulebookAllows",
			facts: { rulebookBlocks: ["Высшую категорию получают те, кто имел категорию."] },
			says: "Высшую категорию получают те, кто имел категорию.",
		},
		{
			event: "attachment.add",
			guard: "fitsDraft",
			in: ["draft.editing"],
			data: { role: "application_scan" },
			says: DRAFT_EVIDENCE,
		},
		{
			event: "attachment.remove",
			guard: "fitsDraft",
			in: ["draft.editing"],
			data: { role: "results_annex" },
			says: DRAFT_EVIDENCE,
		},
		{
			event: "attachment.add",
			guard: "isForApplication",
			in: ["draft.formed"],
			data: { role: "signed_conclusion" },
			says: ELSEWHERE,
		},
		{
			event: "attachment.remove",
			guard: "isForApplication",
			in: ["draft.formed"],
			data: { role: "conclusion" },
			says: ELSEWHERE,
		},
		{
			event: "attachment.add",
			guard: "isEvidence",
			in: FILED,
			data: { role: "application_scan" },
			says: ONLY_EVIDENCE,
		},
		{
			event: "attachment.remove",
			guard: "isEvidence",
			in: FILED,
			data: { role: "results_annex" },
			says: ONLY_EVIDENCE,
		},
		{
			event: "attachment.add",
			guard: "fileAccepted",
			data: { accepted: false },
			says: "Выберите файл или укажите ссылку: система проверит и примет их.",
		},
		{ event: "attachment.add", guard: "beforeEvidenceDeadline", facts: late, says: LATE },
		{ event: "attachment.remove", guard: "beforeEvidenceDeadline", facts: late, says: LATE },
		{
			event: "application.submit",
			guard: "scanAttached",
			facts: { scanAttached: false },
			says: NO_SCAN,
		},
		{
			event: "application.submit",
			guard: "resultsAttached",
			facts: { annexAttached: false, groundDocumentAttached: true },
			says: NO_TABLES,
		},
		{
			event: "application.submit",
			guard: "resultsAttached",
			facts: { procedure: "simplified", groundDocumentAttached: false },
			says: "Не прикреплён документ, подтверждающий основание упрощённой формы (файл 2).",
		},
		{ event: "application.submit", guard: "noOtherActive", facts: { anotherActive: true }, says: OTHER },
		{
			event: "application.receive",
			guard: "isEnteredForTeacher",
			facts: { enteredForTeacher: false },
			says: "Так принимают только заявление, которое координатор внёс за педагога.",
		},
		{
			event: "application.receive",
			guard: "scanAttached",
			facts: { scanAttached: false },
			says: NO_SCAN,
		},
		{
			event: "application.receive",
			guard: "resultsAttached",
			facts: { annexAttached: false },
			says: NO_TABLES,
		},
		{ event: "application.receive", guard: "noOtherActive", facts: { anotherActive: true }, says: OTHER },
		...[{ source: "" }, { receivedOn: " " }].map((data) => ({
			event: "application.receive" as const,
			guard: "sourceGiven",
			data,
			says: "Укажите, как пришло заявление, и дату его получения.",
		})),
		{
			event: "application.register",
			guard: "noWithdrawalWaiting",
			facts: { withdrawalWaits: true },
			says: WITHDRAWAL_WAITS,
		},
		{ event: "application.reject", guard: "reasonGiven", data: { reason: "  " }, says: REASON },
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
		{
			event: "schedule.assign",
			guard: "noWithdrawalWaiting",
			facts: { withdrawalWaits: true },
			says: WITHDRAWAL_WAITS,
		},
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
		...[
			{ ofMunicipality: false },
			{ onRoster: false },
			{ hasListedPosition: false },
			{ isTeacherHimself: true },
		].flatMap((fault) => [
			{
				event: "schedule.assign" as const,
				guard: "expertsEligible",
				facts: { chosen: { schedule: open, experts: [expert("one"), expert("two", fault)] } },
				says: INELIGIBLE,
			},
			{
				event: "expert.replace" as const,
				guard: "expertsEligible",
				facts: { chosen: { experts: [expert("new", fault), expert("two")] } },
				says: INELIGIBLE,
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
		{ event: "expert.replace", guard: "reasonGiven", data: { reason: "" }, says: REASON },
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
		{ event: "expert.decline", guard: "reasonGiven", data: { reason: "" }, says: REASON },
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
			event: "conclusion.attach",
			guard: "periodBegun",
			facts: { periodStartsOn: "2026-12-01" },
			says: "Аттестационный период ещё не начался: он начнётся 01.12.2026.",
		},
		{
			event: "conclusion.attach",
			guard: "noWithdrawalWaiting",
			facts: { withdrawalWaits: true },
			says: WITHDRAWAL_WAITS,
		},
		...(["conclusion.attach", "conclusion.replace"] as const).flatMap((event) => [
			{ event, guard: "verdictGiven", data: { verdict: "maybe" }, says: VERDICT },
			{ event, guard: "documentComplete", data: { complete: false }, says: INCOMPLETE },
			{ event, guard: "documentComplete", data: { accepted: false }, says: INCOMPLETE },
		]),
		{
			event: "conclusion.sign",
			guard: "signedScanSent",
			data: { accepted: false },
			says: "Прикрепите скан подписанного заключения.",
		},
		{
			event: "conclusion.dispute",
			guard: "commentGiven",
			data: { comment: "" },
			says: "Напишите, с чем Вы не согласны.",
		},
		{ event: "conclusion.proceed", guard: "reasonGiven", data: { reason: "" }, says: REASON },
		{
			event: "conclusion.assess",
			guard: "conclusionAttached",
			facts: { conclusionAttached: false },
			says: "Итоговое заключение не прикреплено.",
		},
		{ event: "conclusion.assess", guard: "verdictGiven", data: { verdict: "" }, says: VERDICT },
		{
			event: "conclusion.assess",
			guard: "completenessConfirmed",
			data: { complete: false },
			says: "Проверьте заключение и отметьте «Все страницы и все подписи на месте».",
		},
		{
			event: "conclusion.return",
			guard: "remarkGiven",
			data: { remark: "" },
			says: "Напишите замечание: его получат специалисты и координатор.",
		},
		{
			event: "application.admit",
			guard: "isSimplified",
			facts: { procedure: "general" },
			says: SIMPLIFIED_ONLY,
		},
		{
			event: "application.admit",
			guard: "groundDocumentAttached",
			facts: { groundDocumentAttached: false },
			says: NO_GROUND,
		},
		{
			event: "application.admit",
			guard: "noWithdrawalWaiting",
			facts: { withdrawalWaits: true },
			says: WITHDRAWAL_WAITS,
		},
		{
			event: "application.decide",
			guard: "sittingHeld",
			facts: { chosen: { sitting: null } },
			says: [NOT_HELD, NO_ORDER],
		},
		...[
			{ ...held, heldOn: "2026-10-21" },
			{ ...held, protocolNumber: null },
			{ ...held, present: null },
			{ ...held, members: null },
			{ ...held, present: 5 },
		].map((sitting) => ({
			event: "application.decide" as const,
			guard: "sittingHeld",
			facts: { chosen: { sitting } },
			says: NOT_HELD,
		})),
		...[{ orderNumber: null }, { orderDate: null }].map((lack) => ({
			event: "application.decide" as const,
			guard: "orderEntered",
			facts: { chosen: { sitting: { ...held, ...lack } } },
			says: NO_ORDER,
		})),
		{
			event: "procedure.change",
			guard: "isSimplified",
			facts: { procedure: "general" },
			says: SIMPLIFIED_ONLY,
		},
		{ event: "procedure.change", guard: "reasonGiven", data: { reason: "" }, says: REASON },
	],
	choosing: [
		"conclusion.attach bearsTeachersSignature",
		"conclusion.replace bearsTeachersSignature",
		"application.decide isGranted",
		"application.decide isRefused",
		"conclusion.return isSimplified",
	],
})

/** Where an event really leads under the general facts, changed as told. */
function leads(state: string, event: string, change: object, data: object) {
	const snapshot = restore(applicationLifecycle.machine, state, { ...facts, ...change })
	const moment = { at, ...data, type: event }
	return snapshot.can(moment)
		? statePath(transition(applicationLifecycle.machine, snapshot, moment)[0].value)
		: null
}

describe("events with two ways out", () => {
	const sent = { verdict: "fails", accepted: true, complete: true }
	test.each([
		["scheduled.approved", "conclusion.attach"],
		["concluded.awaitingTeacher", "conclusion.replace"],
		["concluded.disputed", "conclusion.replace"],
		["concluded.signed", "conclusion.replace"],
	])("in %s a conclusion that bears the teacher's signature is signed at once (%s)", (state, event) => {
		expect(leads(state, event, {}, { ...sent, signedByTeacher: true })).toBe("concluded.signed")
		expect(leads(state, event, {}, { ...sent, signedByTeacher: false })).toBe("concluded.awaitingTeacher")
		expect(leads(state, event, {}, { ...sent, signedByTeacher: true, complete: false })).toBeNull()
	})

	test("a returned conclusion of the simplified procedure leaves the application registered", () => {
		const remark = { remark: "Диплом не подтверждён" }
		const simplifiedOne = { procedure: "simplified" }
		expect(leads("concluded.assessed", "conclusion.return", simplifiedOne, remark)).toBe("registered")
		expect(leads("concluded.assessed", "conclusion.return", {}, remark)).toBe("scheduled.approved")
		expect(leads("concluded.assessed", "conclusion.return", simplifiedOne, { remark: "" })).toBeNull()
	})

	test("the commission grants, refuses, or has not said anything", () => {
		const decide = (decision: string) => leads("concluded.assessed", "application.decide", {}, { decision })
		expect([decide("granted"), decide("refused"), decide("")]).toEqual([
			"concluded.granted",
			"concluded.refused",
			null,
		])
	})

	test.each([
		["bearsTeachersSignature", { signedByTeacher: true }, "На заключении ещё нет подписи педагога."],
		["isGranted", { decision: "granted" }, "Выберите решение комиссии."],
		["isRefused", { decision: "refused" }, "Выберите решение комиссии."],
	])("%s has its words too", (guard, data, says) => {
		expect(verdictOf(applicationLifecycle, guard, facts, data)).toBeNull()
		expect(verdictOf(applicationLifecycle, guard, facts, {})).toBe(says)
	})
})

describe("edges of the guards", () => {
	test("evidence of the remote form is taken through the last day, and of the form in person after it too", () => {
		const until = (evidenceUntil: string | null, attestationForm = "remote") =>
			leads(
				"registered",
				"attachment.add",
				{ evidenceUntil, attestationForm },
				{ role: "lesson_link", accepted: true },
			)
		expect(until(today)).toBe("registered")
		expect(until("2026-10-19")).toBeNull()
		expect(until(null)).toBe("registered")
		expect(until("2026-10-19", "in_person")).toBe("registered")
	})

	test("the day is that of Tomsk: an evening in Greenwich is tomorrow there", () => {
		const late = { at: "2026-10-20T18:30:00.000Z", verdict: "meets", accepted: true, complete: true }
		const begins = { periodStartsOn: "2026-10-21" }
		expect(leads("scheduled.approved", "conclusion.attach", begins, late)).toBe("concluded.awaitingTeacher")
		expect(leads("scheduled.approved", "conclusion.attach", begins, { ...late, at })).toBeNull()
	})

	test("a quorum is two thirds of the members, not one less", () => {
		const present = (count: number, members = 9) =>
			leads(
				"concluded.assessed",
				"application.decide",
				{ chosen: { sitting: { ...held, present: count, members } } },
				{ decision: "granted" },
			)
		expect([present(6), present(5), present(7, 10), present(6, 10)]).toEqual([
			"concluded.granted",
			null,
			"concluded.granted",
			null,
		])
	})

	test("nobody, one or two specialists may be assigned, a colleague with a reason", () => {
		const assign = (...experts: ExpertFacts[]) =>
			leads("registered", "schedule.assign", { chosen: { schedule: open, experts } }, {})
		const colleague = expert("one", { isColleague: true, colleagueReason: "Единственный по предмету" })
		expect([assign(), assign(expert("one")), assign(colleague, expert("two"))]).toEqual(
			Array(3).fill("scheduled.preliminary"),
		)
	})

	test("a paper entered by a coordinator may get its scan before it is formed", () => {
		const scan = { role: "application_scan", accepted: true }
		expect(leads("draft.editing", "attachment.add", { enteredForTeacher: true }, scan)).toBe("draft.editing")
		expect(leads("draft.editing", "attachment.add", {}, scan)).toBeNull()
		expect(leads("draft.editing", "attachment.remove", { enteredForTeacher: true }, scan)).toBe(
			"draft.editing",
		)
	})
})
