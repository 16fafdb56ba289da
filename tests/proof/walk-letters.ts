import type { SubjectName } from "#machines/lifecycles.ts"
import { emailOf } from "#prisma/demo/people.ts"
import type { Written } from "./invariants.ts"
import { PAGES } from "./other.pages.ts"
import { eventOf, type Line, lettersOf, movesOf } from "./page.ts"
import type { Attempt, WalkedApplication } from "./walk.ts"

/** The line of the pages that describes a written journal row. */
export function lineOf({ subject, event, from, to }: Written): Line | undefined {
	const found = Object.entries(PAGES[subject as SubjectName].page).find(
		([key, line]) =>
			eventOf(key) === event && movesOf(line).some((move) => move[0] === from && move[1] === to),
	)
	return found?.[1]
}

interface Circumstances {
	/** The application of the row, as it is now. */
	about: WalkedApplication | null
	/** The application of the step, as it was before it. */
	before: WalkedApplication | null
	attempt: Attempt
}

/** The letters that the pages require for a written row, to the people who hold the roles: `kind → address`. */
export function expectedLetters(row: Written, { about, before, attempt }: Circumstances): string[] {
	const line = lineOf(row)
	const concerned = about ?? (row.subject === "withdrawal" ? before : null)
	if (!line || !concerned) return []
	// Teachers are told about their period. Experts are named to them when the schedule is approved.
	if (row.event === "schedule.assign" && before?.period === attempt.input.period) return []
	const { place } = concerned
	const seats = attempt.event === "withdrawal.register" && before ? before.seats : concerned.seats
	const reached = {
		teacher: [concerned.teacher],
		coordinators: place.municipal,
		experts: seats,
		newcomer: seats.filter((expert) => !before?.seats.includes(expert)),
		released: (before?.seats ?? []).filter((expert) => !seats.includes(expert)),
		school: [place.school],
		operators: ["operator", "operator2"],
	}
	return lettersOf(line).flatMap(([kind, audience]) =>
		reached[audience].map((username) => `${kind} → ${emailOf(username)}`),
	)
}
