import { describe, expect, test } from "vitest"
import { z } from "zod"
import { acceptSchema, registerInvitedSchema } from "#app/domain/invitation/invitation.schema.ts"
import { ROLES } from "#app/policies/policy.ts"
import { askedOf } from "#app/policies/profile.policy.ts"
import { SCHEMAS } from "./fuzz/every-schema.ts"

// Whatever is sent instead of a form, the person gets an answer in Russian and never in zod's own words.

const HUGE = "я".repeat(10_000)
const VALUES: [string, unknown][] = [
	["empty", ""],
	["blank", " "],
	["10,000 letters", HUGE],
	["Latin", "banana"],
	["markup", "<b>жирно</b>"],
	["an emoji", "👩‍🏫"],
	["a number below zero", "-1"],
	["an array", ["a", "b"]],
	["an object", { a: { b: "c" } }],
	["a number", 12],
	["null", null],
]

/** Answers every name with the same value. The schema itself decides which names it reads. */
const answering = (value: unknown) =>
	new Proxy<Record<string, unknown>>(
		{},
		{
			get: (_, key) => (typeof key === "string" ? value : undefined),
			has: () => true,
			getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value }),
		},
	)

const sentences = (schema: z.ZodType, input: unknown) =>
	schema.safeParse(input).error?.issues.map(({ message }) => message) ?? []

describe("a schema of the product", () => {
	test("is found in every room that checks forms", () => {
		const names = SCHEMAS.map(([name]) => name)
		expect(names).toContain("person.schema.ts RegisterTeacherSchema")
		expect(names).toContain("invitation.schema.ts InvitationSchema")
		expect(names).toContain("application.reject")
		expect(names.length).toBeGreaterThan(60)
	})

	test.each(SCHEMAS)("answers in Russian: %s", (_name, schema) => {
		const said = new Set([
			...sentences(schema, {}),
			...sentences(schema, undefined),
			...VALUES.flatMap(([, value]) => sentences(schema, answering(value))),
		])
		for (const sentence of said) {
			expect(sentence).toMatch(/^[А-ЯЁ«]/)
			expect(sentence).not.toMatch(/[a-z]{2,}[ ,]+[a-z]{2,}/i)
		}
	})
})

// Without `when` zod skips a rule about the whole form as soon as one field is wrong, and the person learns of it only from the
// second answer.
test.each(SCHEMAS)("a rule about several fields runs also beside a wrong field: %s", (_name, schema) => {
	if (!(schema instanceof z.ZodObject)) return
	for (const rule of schema.def.checks ?? []) expect(rule._zod.def.when).toBeDefined()
})

test.each(SCHEMAS)("a list, a moment or nothing instead of a form breaks no rule: %s", (_name, schema) => {
	for (const instead of [[], ["x"], null, undefined, "x", 1, true, new Date(0)])
		expect(() => schema.safeParse(instead)).not.toThrow()
})

describe("the invitation's form", () => {
	const person = {
		username: "novikov",
		password: "Attestation-2027",
		surname: "Новиков",
		name: "Пётр",
		mobilePhone: "+7 913 000-00-00",
		consent: "on",
	}
	const place = { organisationId: "school", positionText: "директор", subjectId: "physics" }
	/** The fields on a role's page, which are all that a browser sends. */
	const sentBy = (role: (typeof ROLES)[number]) => {
		const { organisation, post, subject, workPhone } = askedOf(role)
		return {
			...(organisation && { organisationId: place.organisationId }),
			...(post && { positionText: place.positionText }),
			...(post && subject !== "never" && { subjectId: place.subjectId }),
			...(workPhone && { workPhone: "8 (3822) 00-00-00" }),
		}
	}

	test.each(ROLES)("of %s is complete with the fields that its page shows, and needs no others", (role) => {
		const added = acceptSchema(askedOf(role)).safeParse(sentBy(role))
		const registered = registerInvitedSchema(askedOf(role)).safeParse({ ...person, ...sentBy(role) })
		expect([added.error?.issues, registered.error?.issues]).toEqual([undefined, undefined])
	})

	test.each(ROLES)("of %s ignores a text under a name that its page does not show", (role) => {
		const { organisation, post, subject } = askedOf(role)
		const all = { ...place, positionCode: "", workPhone: "8 (3822) 00-00-00" }
		expect(acceptSchema(askedOf(role)).parse(all)).toMatchObject({
			organisationId: organisation ? place.organisationId : "",
			positionText: post ? place.positionText : "",
			subjectId: subject === "never" ? "" : place.subjectId,
		})
	})
})
