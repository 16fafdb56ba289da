import { describe, expect, it } from "vitest"
import { problemOf, unanimous, votesWords } from "./votes.ts"

const ballot = { decision: "granted", present: 7, isMember: false } as const
const votes = (votesFor: number, votesAgainst: number, votesAbstained: number) => ({
	votesFor,
	votesAgainst,
	votesAbstained,
})

describe("a unanimous vote", () => {
	it("is for the decision, whichever it is", () => {
		expect(unanimous(ballot)).toEqual(votes(7, 0, 0))
		expect(unanimous({ ...ballot, decision: "refused" })).toEqual(votes(0, 7, 0))
	})
	it("leaves out a member who is the teacher", () => {
		expect(unanimous({ ...ballot, isMember: true })).toEqual(votes(6, 0, 1))
	})
})

describe("counted votes", () => {
	it("grant a category by a majority or a tie", () => {
		expect(problemOf(votes(4, 3, 0), ballot)).toBeNull()
		expect(problemOf(votes(3, 3, 1), ballot)).toBeNull()
	})
	it("do not grant it against a majority", () => {
		expect(problemOf(votes(3, 4, 0), ballot)).toContain("категорию установить нельзя")
	})
	it("refuse it only by a majority", () => {
		const refused = { ...ballot, decision: "refused" } as const
		expect(problemOf(votes(3, 4, 0), refused)).toBeNull()
		expect(problemOf(votes(3, 3, 1), refused)).toContain("при равенстве голосов")
	})
	it("are as many as the members who were present", () => {
		expect(problemOf(votes(7, 1, 0), ballot)).toBe("Голосов 8, а присутствовало 7. Проверьте числа.")
	})
	it("contain the abstention of a member who is the teacher", () => {
		expect(problemOf(votes(7, 0, 0), { ...ballot, isMember: true })).toContain("о себе не голосует")
		expect(problemOf(votes(6, 0, 1), { ...ballot, isMember: true })).toBeNull()
	})
	it("are listed in the order in which they are counted", () => {
		expect(votesWords(votes(5, 1, 1))).toBe("за — 5, против — 1, воздержались — 1")
	})
})
