import { describe, expect, it, test } from "vitest"
import { type Actor, ROLES } from "#app/policies/policy.ts"
import { HELP } from "./help.ts"
import { viewHelp } from "./help.view.ts"

const actor = (...roles: (typeof ROLES)[number][]): Actor => ({
	kind: "person",
	id: "1",
	username: "somebody",
	fullName: "Примерова Мария",
	grants: roles.map((role) => ({ role, municipalityCode: null, organisationId: null, subjectId: null })),
})

describe("the help", () => {
	test.each([...ROLES, "stranger"] as const)("has tasks for %s, each with steps", (reader) => {
		expect(HELP[reader].length).toBeGreaterThan(0)
		for (const { title, steps, to, page } of HELP[reader]) {
			expect(steps.length, title).toBeGreaterThan(0)
			expect(Boolean(to), title).toBe(Boolean(page))
		}
	})

	it("shows each of a person's roles, the work that others wait for first, and to a visitor how to get an account", () => {
		expect(viewHelp(actor("expert", "teacher"), null).parts.map(({ reader }) => reader)).toEqual([
			"expert",
			"teacher",
		])
		expect(viewHelp(null, null).parts.map(({ reader }) => reader)).toEqual(["stranger"])
	})

	it("lets everybody read the help of another role, without links that would refuse them", () => {
		const { parts, others } = viewHelp(actor("teacher"), "operator")
		expect(parts.map(({ reader }) => reader)).toEqual(["operator"])
		expect(parts.flatMap(({ tasks }) => tasks).every(({ to }) => to === null)).toBe(true)
		expect(others.map(({ reader }) => reader)).toContain("teacher")
	})

	it("treats an unknown role as none", () => {
		expect(viewHelp(actor("teacher"), "constructor").parts.map(({ reader }) => reader)).toEqual(["teacher"])
	})
})
