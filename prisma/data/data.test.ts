import { describe, expect, it, test } from "vitest"
import documentKinds from "./document-kinds.json"
import {
	CAUTIONS,
	DOCUMENT_KINDS,
	EXPERT_EXTRA_POSITIONS,
	MUNICIPALITIES,
	POSITIONS,
	REJECTION_REASONS,
	SIMPLIFIED_GROUNDS,
	SUBJECTS,
} from "./index.ts"
import municipalities from "./municipalities.json"
import positions from "./positions.json"
import rejectionReasons from "./rejection-reasons.json"
import {
	documentKindsFile,
	municipalitiesFile,
	positionsFile,
	rejectionReasonsFile,
	simplifiedGroundsFile,
	subjectsFile,
} from "./schemas.ts"
import simplifiedGrounds from "./simplified-grounds.json"
import subjects from "./subjects.json"

const codesOf = (items: readonly { code: string }[]) => items.map(({ code }) => code)

describe("reference data", () => {
	test.each([
		["municipalities", municipalitiesFile, municipalities],
		["positions", positionsFile, positions],
		["subjects", subjectsFile, subjects],
		["document kinds", documentKindsFile, documentKinds],
		["rejection reasons", rejectionReasonsFile, rejectionReasons],
		["simplified grounds", simplifiedGroundsFile, simplifiedGrounds],
	])("%s have the shape that their types declare", (_name, schema, file) => {
		const parsed = schema.safeParse(file)
		expect(parsed.error?.issues ?? []).toEqual([])
	})

	test.each([
		["municipality", codesOf(MUNICIPALITIES)],
		["position", codesOf(POSITIONS)],
		["subject", SUBJECTS.map(({ nominative }) => nominative)],
		["document kind", codesOf(DOCUMENT_KINDS)],
		["rejection reason", codesOf(REJECTION_REASONS)],
		["ground", codesOf(SIMPLIFIED_GROUNDS)],
		["post of a specialist", EXPERT_EXTRA_POSITIONS.map(({ nominative }) => nominative)],
	])("contain no %s twice", (_name, keys) => {
		expect(new Set(keys).size).toBe(keys.length)
	})

	it("names every municipality of the region and the list of regional institutions", () => {
		const kinds = MUNICIPALITIES.map(({ kind }) => kind)
		expect(kinds.filter((kind) => kind === "urban_okrug")).toHaveLength(4)
		expect(kinds.filter((kind) => kind === "municipal_district")).toHaveLength(16)
		expect(kinds.filter((kind) => kind === "pseudo")).toHaveLength(1)
	})

	it("has heads of subject groups only where conclusions travel on paper", () => {
		const withHeads = MUNICIPALITIES.filter(({ hasGroupHeads }) => hasGroupHeads)
		expect(codesOf(withHeads)).toEqual(["tomsk", "seversk"])
		expect(withHeads.every(({ paperConclusions }) => paperConclusions)).toBe(true)
	})

	it("names an offered position for every one that is no longer offered", () => {
		for (const { replacedBy, active } of POSITIONS) {
			if (replacedBy === undefined) continue
			expect(active).toBe(false)
			expect(POSITIONS.find(({ code }) => code === replacedBy)?.active).toBe(true)
		}
	})

	it("has exactly one kind of document for each purpose that needs one", () => {
		const purposes = DOCUMENT_KINDS.map(({ purpose }) => purpose).filter((purpose) => purpose !== "evidence")
		expect(new Set(purposes).size).toBe(purposes.length)
	})

	it("says for every list what to check before relying on it", () => {
		expect(Object.values(CAUTIONS).every(Boolean)).toBe(true)
	})
})
