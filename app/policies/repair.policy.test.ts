import { describe, expect, test } from "vitest"
import type { Actor, Role } from "./policy.ts"
import { type RepairScope, repairPolicy } from "./repair.policy.ts"

const person = (id: string, role: Role = "operator"): Actor => ({
	kind: "person",
	id,
	username: id,
	fullName: id,
	grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
})
const may = (act: keyof typeof repairPolicy, actor: Actor, scope: Partial<RepairScope> = {}) =>
	repairPolicy[act](actor, { teacherId: "teacher", proposedById: "first", ...scope }, null)

describe("a move by hand", () => {
	test("is proposed by one operator, confirmed or declined by a second, and taken back by the first", () => {
		expect(may("propose", person("first"), { proposedById: null })).toBe(true)
		expect(may("confirm", person("second"))).toBe(true)
		expect(may("decline", person("second"))).toBe(true)
		expect(may("takeBack", person("first"))).toBe(true)
	})

	test("is not confirmed by the one who proposed it, nor taken back by another", () => {
		expect(may("confirm", person("first"))).toBe(false)
		expect(may("decline", person("first"))).toBe(false)
		expect(may("takeBack", person("second"))).toBe(false)
		expect(may("confirm", person("second"), { proposedById: null })).toBe(false)
	})

	test("cannot be handled by an operator whose own application it is", () => {
		expect(may("propose", person("teacher"))).toBe(false)
		expect(may("confirm", person("teacher"))).toBe(false)
		expect(may("decline", person("teacher"))).toBe(false)
	})

	test.each<Role>([
		"teacher",
		"school_coordinator",
		"municipal_coordinator",
		"expert",
		"group_head",
	])("is closed to the role %s", (role) => {
		for (const act of ["propose", "confirm", "decline", "takeBack"] as const)
			for (const id of ["first", "second"]) expect(may(act, person(id, role))).toBe(false)
	})
})
