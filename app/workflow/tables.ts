import type { SubjectName } from "#machines/lifecycles.ts"

/** Where the subjects of each lifecycle are stored; every one of these tables has the columns of `SubjectRow`. */
export const TABLES = {
	application: "Application",
	withdrawal: "Withdrawal",
	schedule: "Schedule",
	invitation: "Invitation",
	letter: "Letter",
} as const satisfies Record<SubjectName, string>
