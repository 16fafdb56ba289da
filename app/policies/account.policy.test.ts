import { expect, test } from "vitest"
import { accountCarePolicy, helpPolicy, whoOpensAccount } from "./account.policy.ts"
import type { Actor, Role } from "./policy.ts"

const actor = (id: string, role: Role): Actor => ({
	kind: "person",
	id,
	username: id,
	fullName: id,
	grants: [{ role, municipalityCode: null, organisationId: null, subjectId: null }],
})

test.each<[who: string, by: Role, personId: string, roles: Role[], may: boolean]>([
	["an operator helps a teacher", "operator", "teacher", ["teacher"], true],
	["nobody helps an operator", "operator", "other", ["operator"], false],
	[
		"an operator who is a teacher too is not helped either",
		"operator",
		"other",
		["teacher", "operator"],
		false,
	],
	["nobody helps themselves", "operator", "me", ["teacher"], false],
	["a coordinator helps nobody", "municipal_coordinator", "teacher", ["teacher"], false],
])("%s", (_who, by, personId, roles, may) => {
	expect(helpPolicy.help(actor("me", by), { personId, roles }, null)).toBe(may)
})

const at = (role: Role, municipalityCode: string | null = "tomsk") => ({ role, municipalityCode })
const coordinator: Actor = {
	...actor("me", "municipal_coordinator"),
	grants: [{ ...at("municipal_coordinator"), organisationId: null, subjectId: null }],
}

test.each<[who: string, by: Actor, held: ReturnType<typeof at>[], may: boolean]>([
	["a coordinator looks after a specialist of the municipality", coordinator, [at("expert")], true],
	[
		"a coordinator looks after a specialist who also teaches elsewhere",
		coordinator,
		[at("expert"), at("teacher", "seversk")],
		true,
	],
	["a coordinator does not look after a teacher, whom nobody invites", coordinator, [at("teacher")], false],
	[
		"a coordinator does not look after another municipality's specialist",
		coordinator,
		[at("expert", "seversk")],
		false,
	],
	[
		"a coordinator does not look after a specialist who is an operator too",
		coordinator,
		[at("expert"), at("operator", null)],
		false,
	],
	[
		"a coordinator does not look after another coordinator",
		coordinator,
		[at("municipal_coordinator")],
		false,
	],
	["an operator looks after a teacher", actor("me", "operator"), [at("teacher")], true],
	["an operator looks after another operator", actor("me", "operator"), [at("operator", null)], true],
	["an expert looks after nobody", actor("me", "expert"), [at("expert")], false],
])("%s", (_who, by, held, may) => {
	for (const rule of Object.values(accountCarePolicy)) {
		expect(rule(by, { personId: "other", held }, null)).toBe(may)
		expect(rule(by, { personId: "me", held }, null)).toBe(false)
	}
})

test.each<[roles: Role[], who: string]>([
	[["teacher"], "координатору по аттестации"],
	[["teacher", "municipal_coordinator"], "оператору регионального центра"],
	[["municipal_coordinator", "operator"], "другому оператору регионального центра"],
	[[], "координатору по аттестации"],
])("the owner of a blocked account with the roles %j asks: %s", (roles, who) => {
	expect(whoOpensAccount(roles)).toBe(who)
})
