import { describe, expect, test } from "vitest"
import { CODE_FONT, makeCodeFont } from "./code-font.ts"
import {
	codeHash,
	PAPER_KINDS,
	type PaperKind,
	parseSheetCode,
	parseSheetPlace,
	parseSignatureCode,
	readablePaperId,
	type SheetCode,
	writeSheetCode,
	writeSignatureCode,
} from "./sheet-code.ts"

const code: SheetCode = { paperId: "A7K39QXB", kind: "application", version: 2, hash: "7F2" }

describe("the code of a sheet", () => {
	test.each(Object.keys(PAPER_KINDS) as PaperKind[])("names the kind of the paper: %s", (kind) => {
		expect(parseSheetCode(writeSheetCode({ ...code, kind }))).toEqual({ ...code, kind })
	})

	test.each([0, 1, 31, 32, 1023])("names the version: %i", (version) => {
		expect(parseSheetCode(writeSheetCode({ ...code, version }))?.version).toBe(version)
	})

	test("has sixteen characters, which fit into the smallest QR code that can lose a quarter", () => {
		expect(writeSheetCode({ ...code, version: 1023 })).toMatch(/^[0-9A-Z]{16}$/)
	})

	test.each([
		["an address", "https://example.org/pay"],
		["a payment", "ST00012|Name=Школа|PersonalAcc=40702"],
		["another prefix", "BTA7K39QXBA027F2"],
		["an unknown kind", "ATA7K39QXBZ027F2"],
		["a letter nobody prints", "ATA7K39QXUA027F2"],
		["one character more", "ATA7K39QXBA027F2Z"],
		["nothing", ""],
	])("is not read from a foreign code: %s", (_, text) => {
		expect(parseSheetCode(text)).toBeNull()
	})

	test("is not mistaken for the code of a signature, nor the other way round", () => {
		const signature = writeSignatureCode({ paperId: code.paperId, kind: null, line: 3 })
		expect(parseSignatureCode(signature)).toEqual({ paperId: code.paperId, kind: null, line: 3 })
		expect(parseSheetCode(signature)).toBeNull()
		expect(parseSignatureCode(writeSheetCode(code))).toBeNull()
	})

	test.each(["first", "even", "odd", null] as const)("names the place of the sheet: %s", (place) => {
		const text = writeSheetCode(code, place)
		expect(parseSheetPlace(text)).toBe(place)
		expect(parseSheetCode(text)).toEqual(code)
		expect(text).toMatch(/^[0-9A-Z]{16}$/)
	})

	test("carries the first characters of the content's hash", () => {
		expect(codeHash("00ff1f".padEnd(64, "0"))).toBe("0ZZ")
		expect(parseSheetCode(writeSheetCode({ ...code, hash: codeHash("ab".repeat(32)) }))?.hash).toBe("BBB")
	})

	test("is written for people in two halves", () => {
		expect(readablePaperId("A7K39QXB")).toBe("A7K3-9QXB")
	})
})

describe("the code of a signature line", () => {
	test.each(
		Object.keys(PAPER_KINDS) as PaperKind[],
	)("names paper, kind and line in ten characters: %s", (kind) => {
		for (const line of [1, 2, 3]) {
			const text = writeSignatureCode({ paperId: code.paperId, kind, line })
			expect(text).toHaveLength(10)
			expect(parseSignatureCode(text)).toEqual({ paperId: code.paperId, kind, line })
		}
	})

	test("does not name the kind of a fourth line, for which it has no room", () => {
		const text = writeSignatureCode({ paperId: code.paperId, kind: "annex", line: 4 })
		expect(parseSignatureCode(text)).toEqual({ paperId: code.paperId, kind: null, line: 4 })
	})

	test.each([
		"SA7K39QXB0",
		"SA7K39QXBI",
		"SA7K39QXBZ",
		"SA7K39QXB",
		"TA7K39QXBA",
	])("is not read from %s", (text) => {
		expect(parseSignatureCode(text)).toBeNull()
	})
})

describe("the font of the page number", () => {
	const font = makeCodeFont()
	const tables = new Map(
		Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
			const at = 12 + index * 16
			return [font.toString("latin1", at, at + 4), [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)]]
		}),
	)
	const table = (tag: string) => {
		const [offset = 0, length = 0] = tables.get(tag) ?? []
		return font.subarray(offset, offset + length)
	}

	test("has the tables that Word requires, in order and with correct checksums", () => {
		expect([...tables.keys()]).toEqual([
			"OS/2",
			"cmap",
			"glyf",
			"head",
			"hhea",
			"hmtx",
			"loca",
			"maxp",
			"name",
			"post",
		])
		let sum = 0
		for (let at = 0; at < font.length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0
		expect(sum).toBe(0xb1b0afba)
	})

	test("permits embedding in its licence bits", () => {
		expect(table("OS/2").readUInt16BE(8)).toBe(0)
	})

	test("has the name that the templates use", () => {
		expect(table("name").toString("latin1").replaceAll("\0", "")).toContain(CODE_FONT)
	})

	test("has a glyph of five bars for every digit, the dash and the asterisk, all equally wide", () => {
		const count = table("maxp").readUInt16BE(4)
		expect(count).toBe(1 + 12)
		const loca = table("loca")
		for (let glyph = 1; glyph < count; glyph++) {
			const contours = table("glyf").readInt16BE(loca.readUInt32BE(glyph * 4))
			expect(contours).toBe(5)
			expect(table("hmtx").readUInt16BE(glyph * 4)).toBe(960)
		}
	})
})
