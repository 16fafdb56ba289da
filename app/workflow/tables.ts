import type { SubjectName } from "#machines/lifecycles.ts"

/** The table of each lifecycle's subjects. Each table has the columns of `SubjectRow`. */
export const TABLES = {
	application: "Application",
	withdrawal: "Withdrawal",
	schedule: "Schedule",
	invitation: "Invitation",
	letter: "Letter",
} as const satisfies Record<SubjectName, string>
