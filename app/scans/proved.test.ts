import { describe, expect, test } from "vitest"
import type { ScanFinding } from "./judge-scan.ts"
import { provedByCodes } from "./proved.ts"

const found = (...codes: ScanFinding["code"][]) => ({
	arranged: false,
	findings: codes.map((code) => ({ code, certain: true, text: code })),
})

/** A number does not part from its noun at the end of a line. */
const spaced = (text: string) => text.replaceAll("\u00a0", " ")

describe("what the codes of a scan prove, in a sentence", () => {
	test.each([
		[found(), 2, "2 листа из 2, подпись есть"],
		[found(), 1, "1 лист из 1, подпись есть"],
		[found("unsigned"), 3, "3 листа из 3, подписи нет"],
		[found("unsure"), 2, "2 листа из 2, подпись проверьте сами"],
		[found("missing"), 1, "1 лист, не все в порядке, подпись проверьте сами"],
		[found("unread"), 5, "5 листов, не все в порядке, подпись проверьте сами"],
		[found("blank"), 3, "3 листа, не все в порядке, подпись есть"],
		[null, 2, "ничего не прочитано, проверьте скан сами"],
		[found(), null, "ничего не прочитано, проверьте скан сами"],
	])("%j of %s pages", (scan, pages, sentence) => {
		expect(spaced(provedByCodes(scan, pages))).toBe(sentence)
	})

	test("a paper that several people sign has signatures, not a signature", () => {
		expect(spaced(provedByCodes(found(), 4, "several"))).toBe("4 листа из 4, подписи есть")
		const unsigned = provedByCodes(found("unsigned"), 4, "several")
		expect(spaced(unsigned)).toBe("4 листа из 4, подписаны не все строки")
	})
})
