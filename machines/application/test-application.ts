import { transition } from "xstate"
import type { GuardRefusal, Refusal } from "#tests/matrix/machine-table.ts"
import { restore, statePath } from "../structure.ts"
import { type ApplicationFacts, type ExpertFacts, noFacts } from "./application.facts.ts"
import {
	type ApplicationEventType,
	type ApplicationState,
	applicationLifecycle,
} from "./application.texts.ts"

// An application for which every guard holds. The tests of its machine change one fact at a time.

export type ApplicationRefusal = Refusal<ApplicationState, ApplicationEventType>

export const at = "2026-10-20T05:00:00.000Z"
export const today = "2026-10-20"
export const open = { period: "2026-12", state: "forming", closesOn: "2026-11-12" }
export const closed = { ...open, state: "closed" }
/** The database still says «forming», but its last day has passed. */
export const overdue = { ...open, closesOn: "2026-10-19" }

export const expert = (id: string, change: Partial<ExpertFacts> = {}): ExpertFacts => ({
	id,
	name: "Экспертова Анна Петровна",
	ofMunicipality: true,
	onRoster: true,
	hasListedPosition: true,
	isTeacherHimself: false,
	isColleague: false,
	colleagueReason: "",
	...change,
})
export const two = [expert("one"), expert("two")]
export const held = {
	heldOn: today,
	protocolNumber: "3",
	members: 9,
	present: 6,
	orderNumber: "903-р",
	orderDate: today,
}

export const facts: ApplicationFacts = {
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

export const simplified = { facts: { procedure: "simplified", groundDocumentAttached: true } }
export const conclusion = {
	data: { verdict: "meets", accepted: true, complete: true, signedByTeacher: false },
}
const SCHEDULED = ["scheduled.preliminary", "scheduled.approved"] as const
export const FILED = ["submitted", "registered", ...SCHEDULED] as const

/** Guards that several events share, with the refusal for each event. */
export const sharedRefusals: readonly GuardRefusal[] = [
	...["", "  "].map((reason) => ({ guard: "reasonGiven", data: { reason }, says: "Укажите причину." })),
	{
		guard: "noWithdrawalWaiting",
		facts: { withdrawalWaits: true },
		says: "Подано заявление на отзыв: сначала зарегистрируйте его или отклоните.",
	},
	{
		guard: "isSimplified",
		facts: { procedure: "general" },
		says: "Действие только для упрощённой формы аттестации.",
	},
]

/** The state to which an event leads with these changes of the facts, or null if it is not possible. */
export function leads(state: string, event: string, change: object, data: object) {
	const snapshot = restore(applicationLifecycle.machine, state, { ...facts, ...change })
	const moment = { at, ...data, type: event }
	return snapshot.can(moment)
		? statePath(transition(applicationLifecycle.machine, snapshot, moment)[0].value)
		: null
}
