import { expect, test } from "vitest"
import { type AttachedDocument, attachedFacts, filedPapers } from "./filed-papers.ts"

const attached = (...documents: AttachedDocument[]) => attachedFacts(documents)

test("a scan of a paper that was formed again no longer counts, but the tables of results do", () => {
	const older = { current: false }
	expect(attached({ purpose: "application_scan", ...older }, { purpose: "results_annex", ...older })).toEqual(
		{ scanAttached: false, annexAttached: true, groundDocumentAttached: false },
	)
})

test("the general procedure is filed with tables of results, the simplified one with the document of its ground", () => {
	const facts = attached(
		{ purpose: "application_scan", current: true },
		{ purpose: "simplified_ground", current: true },
	)
	expect(filedPapers({ ...facts, procedure: "simplified" })).toEqual([
		{ purpose: "application_scan", attached: true },
		{ purpose: "simplified_ground", attached: true },
	])
	expect(filedPapers({ ...facts, procedure: "general" })).toEqual([
		{ purpose: "application_scan", attached: true },
		{ purpose: "results_annex", attached: false },
	])
	expect(filedPapers({ ...facts, procedure: null })[1].purpose).toBe("results_annex")
})
