import { describe, expect, test } from "vitest"
import { invitableRoles } from "./invitation.policy.ts"
import {
	type Actor,
	allOf,
	anyOf,
	asking,
	coordinates,
	type Grant,
	hasRole,
	isOperator,
	isSystem,
	municipalitiesOf,
	nobody,
	onlyFrom,
	organisationsOf,
	people,
	provided,
	ROLES,
	type Role,
	type Rule,
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
	const yes = people("кто угодно", () => true)
	const no = nobody

	test("combined by «any» need one that allows, by «all» every one; without rules «any» allows nobody and «all» everybody", () => {
		const ask = (rule: Rule<unknown>) => rule(person(), {}, null)
		expect([ask(anyOf(no, yes)), ask(anyOf(no, no)), ask(anyOf())]).toEqual([true, false, false])
		expect([ask(allOf(yes, yes)), ask(allOf(yes, no)), ask(allOf())]).toEqual([true, false, true])
	})

	test("tell a refused person the condition that keeps them out, and only a person whom nothing else keeps out", () => {
		const notOwn = provided("не по своему", (actor) => actor.id !== "p", "Это Ваше.")
		const rule = anyOf(no, allOf(notOwn, isOperator))
		const why = (actor: Actor) => rule.why(actor, {}, null)
		expect(why(person(grant("operator")))).toBe("Это Ваше.")
		expect(why(person(grant("expert")))).toBeUndefined()
		expect(why({ ...person(grant("operator")), id: "other" })).toBeUndefined()
		expect(asking(rule, () => ({})).why(person(grant("operator")), {}, null)).toBe("Это Ваше.")
	})

	test("admit an event of another subject by its name alone, whoever acts", () => {
		const rule = onlyFrom("withdrawal.register")
		expect(rule(person(grant("operator")), {}, null)).toBe(false)
		expect(rule(SYSTEM, {}, null)).toBe(false)
		expect(rule(person(), {}, "withdrawal.submit")).toBe(false)
		expect(rule(person(), {}, "withdrawal.register")).toBe(true)
	})

	test("give no person the system's role, and the system no person's", () => {
		expect(ROLES.filter((role) => hasRole(SYSTEM, role))).toEqual([])
		expect(isSystem(SYSTEM, {}, null)).toBe(true)
		expect(isSystem(person(...ROLES.map((role) => grant(role))), {}, null)).toBe(false)
		expect(isOperator(SYSTEM, {}, null)).toBe(false)
	})
})

describe("the words of a rule", () => {
	const boss = people("начальник", () => true)
	const clerk = people("секретарь", () => true)
	const atWork = provided("в рабочее время", () => true)
	const inDoubt = provided("если есть сомнения", () => true)

	test("of «any» name each rule, and of «all» add conditions to the one rule that it names", () => {
		expect(anyOf(boss, clerk).parties.map(({ who }) => who)).toEqual(["начальник", "секретарь"])
		expect(allOf(atWork, boss, inDoubt, atWork).parties).toEqual([
			{ who: "начальник", given: ["в рабочее время", "если есть сомнения"] },
		])
		expect(allOf(anyOf(boss, clerk), inDoubt).parties).toEqual([
			{ who: "начальник", given: ["если есть сомнения"] },
			{ who: "секретарь", given: ["если есть сомнения"] },
		])
	})

	test("are empty for a rule that admits nobody, also if it is one of «all»", () => {
		expect(nobody.parties).toEqual([])
		expect(allOf(boss, nobody).parties).toEqual([])
	})

	test("name an event of another subject, and keep the words of a rule about another subject", () => {
		expect(onlyFrom("withdrawal.register").parties).toEqual([
			{ who: "", given: [], cause: "withdrawal.register" },
		])
		const part = asking<{ inner: number }, number>(
			people("нечётный", (_actor, number) => number % 2 === 1),
			({ inner }) => inner,
		)
		expect(part.parties[0]?.who).toBe("нечётный")
		expect([part(person(), { inner: 3 }, null), part(person(), { inner: 4 }, null)]).toEqual([true, false])
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

	test("are coordinated by a grant for the municipality, not by another role there", () => {
		expect(coordinates(both, "tomsk")).toBe(true)
		expect(coordinates(both, "kolpashevsky")).toBe(false)
		expect(coordinates(both, null)).toBe(false)
		expect(coordinates(person(grant("municipal_coordinator", null)), null)).toBe(false)
	})

	test("are listed once each, and only those of the role", () => {
		expect(municipalitiesOf(both)).toEqual(["tomsk", "seversk"])
		expect(organisationsOf(both)).toEqual(["school"])
		expect(municipalitiesOf(SYSTEM)).toEqual([])
	})
})

describe("inviting people", () => {
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
