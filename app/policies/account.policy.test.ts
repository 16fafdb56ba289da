import { expect, test } from "vitest"
import { helpPolicy } from "./account.policy.ts"
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
