import { describe, expect, test } from "vitest"
import { type DocumentPurpose, isEvidence, isPaper, PURPOSES } from "./document-purpose.ts"

const all = Object.keys(PURPOSES) as DocumentPurpose[]

describe("a document", () => {
	test("is a paper of the application, its evidence, or belongs to the conclusion or a withdrawal", () => {
		expect(all.filter(isPaper)).toEqual(["application_scan", "results_annex", "simplified_ground"])
		expect(all.filter(isEvidence)).toEqual(["evidence", "lesson_link"])
		const others = all.filter((purpose) => !isPaper(purpose) && !isEvidence(purpose))
		expect(others.map((purpose) => PURPOSES[purpose].partOf)).toEqual([
			"conclusion",
			"conclusion",
			"withdrawal",
		])
	})

	test("replaces an older one if an application has only one of its kind", () => {
		expect(all.filter((purpose) => PURPOSES[purpose].single)).toEqual(["application_scan", "results_annex"])
	})

	test("must be signed again with a new paper only if it is the scan of the application", () => {
		expect(all.filter((purpose) => PURPOSES[purpose].signedAnew)).toEqual(["application_scan"])
	})

	test("consists of all files sent together, except for evidence and for an archive of scan and tables", () => {
		expect(all.filter((purpose) => PURPOSES[purpose].files === "documents")).toEqual(["evidence"])
		expect(all.filter((purpose) => PURPOSES[purpose].files === "scanAndTables")).toEqual(["application_scan"])
		expect(all.filter((purpose) => PURPOSES[purpose].files === "pages")).toHaveLength(6)
	})
})
