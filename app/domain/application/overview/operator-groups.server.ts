import type { Prisma } from "#app/db/client.server.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, statesTagged, type TagOf } from "#machines/lifecycle.ts"
import { leafStates } from "#machines/structure.ts"
import { NEAR_DAYS } from "../registration/review-term.ts"

/** A group of applications that wait for something, as operators see it. */
export interface OperatorGroup {
	key: string
	label: string
	/** Amber if somebody should act, red if a deadline has passed. */
	tone?: "wait" | "bad"
	where: (today: string) => Prisma.ApplicationWhereInput
}

const tagged = (...tags: TagOf<typeof applicationLifecycle>[]): Prisma.ApplicationWhereInput => ({
	state: { in: statesTagged(applicationLifecycle, ...tags) },
})

/** Simplified applications that an operator can admit: all that a sitting may decide on, without those already admitted. */
const TO_ADMIT: Prisma.ApplicationWhereInput = {
	procedure: "simplified",
	state: {
		in: statesTagged(applicationLifecycle, "forSitting").filter(
			(state) => !isTagged(applicationLifecycle, state, "awaitsDecision"),
		),
	},
}

const withoutTwoExperts: Prisma.ApplicationWhereInput = {
	NOT: { AND: [{ seats: { some: { seat: 1 } } }, { seats: { some: { seat: 2 } } }] },
}

export const OPERATOR_GROUPS: readonly OperatorGroup[] = [
	{ key: "unregistered", label: "Ждут регистрации", where: () => tagged("awaitsRegistration") },
	{
		key: "near",
		label: "Подходит срок 30 дней",
		tone: "wait",
		where: (today) => ({
			...tagged("awaitsRegistration"),
			reviewDueOn: { gte: today, lte: addDays(today, NEAR_DAYS) },
		}),
	},
	{
		key: "overdue",
		label: "Срок 30 дней прошёл",
		tone: "bad",
		where: (today) => ({ ...tagged("awaitsRegistration"), reviewDueOn: { lt: today } }),
	},
	{
		key: "no-period",
		label: "Без периода",
		where: () => ({ ...tagged("forSchedule"), procedure: "general", scheduleId: null }),
	},
	{
		key: "no-experts",
		label: "Без двух специалистов",
		where: () => ({ ...tagged("unapproved"), ...withoutTwoExperts }),
	},
	{ key: "no-conclusion", label: "Без заключения", where: () => tagged("awaitsConclusion") },
	{
		key: "with-teacher",
		label: "Заключение у педагога",
		where: () => tagged("awaitsTeacher", "disputed"),
	},
	{
		key: "to-check",
		label: "Заключение ждёт проверки",
		tone: "wait",
		where: () => tagged("awaitsVerdict"),
	},
	{ key: "to-admit", label: "Упрощённая форма, не переданы", tone: "wait", where: () => TO_ADMIT },
	{ key: "for-sitting", label: "Ждут решения комиссии", where: () => tagged("awaitsDecision") },
	{ key: "decided", label: "Решение принято", where: () => tagged("decided") },
]

export const groupNamed = (key: string) => OPERATOR_GROUPS.find((group) => group.key === key)

/** Every state of the machine in its order, with its short word. */
export const APPLICATION_STATES = leafStates(applicationLifecycle.machine).map((state) => ({
	value: state,
	label: shortOf(applicationLifecycle, state),
}))
