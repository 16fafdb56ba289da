import { describe, expect, test } from "vitest"
import { invitableRoles } from "./invitation.policy.ts"
import {
	type Actor,
	allOf,
	anyOf,
	coordinates,
	type Grant,
	hasRole,
	isOperator,
	isSystem,
	municipalitiesOf,
	onlyFrom,
	organisationsOf,
	ROLES,
	type Role,
	SYSTEM,
} from "./policy.ts"

const grant = (
	role: Role,
	municipalityCode: string | null = null,
	organisationId: string | null = null,
): Grant => ({
	role,
	municipalityCode,
	organisationId,
	subjectId: null,
})
const person = (...grants: Grant[]): Actor => ({
	kind: "person",
	id: "p",
	username: "p",
	fullName: "П",
	grants,
})

describe("rules", () => {
	const yes = () => true
	const no = () => false

	test("put together: any needs one that allows, all need every one; nothing put together allows nobody or everybody", () => {
		const ask = (rule: (actor: Actor, scope: unknown, cause: string | null) => boolean) =>
			rule(person(), {}, null)
		expect([ask(anyOf(no, yes)), ask(anyOf(no, no)), ask(anyOf())]).toEqual([true, false, false])
		expect([ask(allOf(yes, yes)), ask(allOf(yes, no)), ask(allOf())]).toEqual([true, false, true])
	})

	test("an event of another subject is let in by its name alone, whoever acts", () => {
		const rule = onlyFrom("withdrawal.register")
		expect(rule(person(grant("operator")), {}, null)).toBe(false)
		expect(rule(SYSTEM, {}, null)).toBe(false)
		expect(rule(person(), {}, "withdrawal.submit")).toBe(false)
		expect(rule(person(), {}, "withdrawal.register")).toBe(true)
	})

	test("the system is nobody's role, and no person is the system", () => {
		expect(ROLES.filter((role) => hasRole(SYSTEM, role))).toEqual([])
		expect(isSystem(SYSTEM, {}, null)).toBe(true)
		expect(isSystem(person(...ROLES.map((role) => grant(role))), {}, null)).toBe(false)
		expect(isOperator(SYSTEM, {}, null)).toBe(false)
	})
})

describe("places", () => {
	const both = person(
		grant("municipal_coordinator", "tomsk"),
		grant("municipal_coordinator", "tomsk"),
		grant("municipal_coordinator", "seversk"),
		grant("school_coordinator", "tomsk", "school"),
		grant("expert", "kolpashevsky", "elsewhere"),
	)

	test("a municipality is coordinated by a grant for it, not by another role there", () => {
		expect(coordinates(both, "tomsk")).toBe(true)
		expect(coordinates(both, "kolpashevsky")).toBe(false)
		expect(coordinates(both, null)).toBe(false)
		expect(coordinates(person(grant("municipal_coordinator", null)), null)).toBe(false)
	})

	test("each is named once, and only those of the role", () => {
		expect(municipalitiesOf(both)).toEqual(["tomsk", "seversk"])
		expect(organisationsOf(both)).toEqual(["school"])
		expect(municipalitiesOf(SYSTEM)).toEqual([])
	})
})

describe("who invites whom", () => {
	test.each<[string, Actor, string | null, Role[]]>([
		[
			"a coordinator, at home",
			person(grant("municipal_coordinator", "tomsk")),
			"tomsk",
			["school_coordinator", "expert", "group_head"],
		],
		["a coordinator, elsewhere", person(grant("municipal_coordinator", "tomsk")), "seversk", []],
		["an operator", person(grant("operator")), "tomsk", ["municipal_coordinator", "operator"]],
		["a school coordinator", person(grant("school_coordinator", "tomsk", "school")), "tomsk", []],
		["an expert", person(grant("expert", "tomsk")), "tomsk", []],
		["a teacher", person(grant("teacher", "tomsk", "school")), "tomsk", []],
	])("%s", (_who, actor, municipality, roles) => {
		expect(invitableRoles(actor, municipality)).toEqual(roles)
	})
})
