import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { editProfile } from "../person/edit-profile.server.ts"
import { viewProfile } from "../person/person.view.server.ts"
import { cancelEmailChange } from "./change-email.server.ts"
import { confirmEmail, resendConfirmation, viewConfirmation } from "./confirm-email.server.ts"
import { requestPasswordReset } from "./request-password-reset.server.ts"
import { viewResetLink } from "./reset-password.server.ts"
import {
	freshAddress,
	HOUR,
	later,
	lettersTo,
	NOW,
	newTeacher,
	PASSWORD,
	type SmallRegion,
	smallRegion,
	tokenSentTo,
} from "./test-accounts.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
})

const profileOf = (email: string, currentPassword: string | undefined = PASSWORD) => ({
	surname: "Примерова",
	name: "Мария",
	patronymic: "Ивановна",
	genitive: "",
	dative: "",
	accusative: "",
	email,
	currentPassword,
	mobilePhone: "+7 900 000-00-01",
	workPhone: "",
})

/** A teacher with a confirmed address. */
async function confirmed(username: string): Promise<Actor> {
	const actor = await newTeacher(region, username)
	await confirmEmail({
		token: await tokenSentTo(`${username}@school.example`, "email-confirmation"),
		now: NOW,
	})
	return actor
}

const change = (actor: Actor, email: string, password?: string, now = NOW) =>
	editProfile({ actor, form: profileOf(email, password), now })
const seen = (actor: Actor, now = NOW) => viewProfile({ actor, now })

describe("a new address", () => {
	test("works only after it is confirmed; until then letters go to the old one, and both get a letter", async () => {
		const actor = await confirmed("moves")
		expect(await change(actor, "moved@school.example")).toEqual({ emailChanged: true })
		expect(await seen(actor)).toMatchObject({
			email: "moves@school.example",
			emailConfirmed: true,
			pendingEmail: "moved@school.example",
		})
		expect(await lettersTo("moves@school.example", "email-change-asked")).toBe(1)
		const { written } = await requestPasswordReset({ username: "moves", address: freshAddress(), now: NOW })
		await written
		const reset = await tokenSentTo("moves@school.example", "password-reset")
		expect(await lettersTo("moved@school.example", "password-reset")).toBe(0)

		const token = await tokenSentTo("moved@school.example", "email-confirmation")
		expect(await viewConfirmation(token, NOW)).toEqual({ state: "waiting", email: "moved@school.example" })
		await Promise.all([confirmEmail({ token, now: NOW }), confirmEmail({ token, now: NOW })])
		expect(await seen(actor)).toMatchObject({
			email: "moved@school.example",
			emailConfirmed: true,
			pendingEmail: null,
		})
		for (const address of ["moves@school.example", "moved@school.example"])
			expect(await lettersTo(address, "email-changed")).toBe(1)
		// Links sent to the old address no longer work.
		expect(await viewResetLink(reset, NOW)).toBeNull()
	})

	test.each([
		["without the password", undefined],
		["with an empty one", ""],
		["with a wrong one", "Wrong-word-1"],
	])("%s is refused at that field, and no letter is sent", async (what, password) => {
		const actor = await newTeacher(region, `asks${what.length}`)
		const form = { ...profileOf("stolen@school.example"), currentPassword: password }
		await expect(editProfile({ actor, form, now: NOW })).rejects.toMatchObject({
			fields: { currentPassword: expect.stringMatching(/парол/iu) },
		})
		expect(await seen(actor)).toMatchObject({ pendingEmail: null })
		expect(await lettersTo("stolen@school.example", "email-confirmation")).toBe(0)
	})

	test("cannot be used to guess the password: after ten failures even the right one must wait", async () => {
		const actor = await newTeacher(region, "openscreen")
		const guesses = Array.from({ length: 25 }, () => change(actor, "other@school.example", "Wrong-word-1"))
		const outcomes = await Promise.allSettled(guesses)
		const tried = outcomes.filter((one) => one.status === "rejected" && "fields" in one.reason)
		expect(tried).toHaveLength(10)
		await expect(change(actor, "other@school.example")).rejects.toThrow(/Слишком много попыток/)
	})

	test("needs no password while it stays the same", async () => {
		const actor = await newTeacher(region, "stays")
		expect(await change(actor, "stays@school.example", "")).toEqual({ emailChanged: false })
	})

	test("does not take effect once it was taken back", async () => {
		const actor = await confirmed("hesitates")
		await change(actor, "hesitated@school.example")
		const token = await tokenSentTo("hesitated@school.example", "email-confirmation")
		await cancelEmailChange({ actor, now: NOW })
		expect(await viewConfirmation(token, NOW)).toMatchObject({ state: "void" })
		await expect(confirmEmail({ token, now: NOW })).rejects.toMatchObject({ code: "not-allowed-now" })
		await expect(cancelEmailChange({ actor, now: NOW })).rejects.toMatchObject({ code: "not-allowed-now" })
		expect(await seen(actor)).toMatchObject({ email: "hesitates@school.example", pendingEmail: null })
	})

	test("makes the link to an earlier new address invalid", async () => {
		const actor = await confirmed("undecided")
		await change(actor, "first@school.example")
		const first = await tokenSentTo("first@school.example", "email-confirmation")
		await change(actor, "second@school.example")
		expect(await viewConfirmation(first, NOW)).toMatchObject({ state: "void" })
		expect(await seen(actor)).toMatchObject({ pendingEmail: "second@school.example" })
	})

	test("waits three days, and its letter is sent again to the new address", async () => {
		const actor = await confirmed("patient")
		await change(actor, "patient2@school.example")
		await resendConfirmation({ actor, now: later(HOUR) })
		expect(await lettersTo("patient2@school.example", "email-confirmation")).toBe(2)
		expect(await seen(actor, later(76 * HOUR))).toMatchObject({ pendingEmail: null })
		await expect(resendConfirmation({ actor, now: later(76 * HOUR) })).rejects.toThrow(/уже подтверждён/)
	})

	test("cannot be requested for twenty mailboxes in a row, because the person's own mailbox gets only five notices an hour", async () => {
		const actor = await confirmed("restless")
		for (let turn = 1; turn <= 5; turn += 1) await change(actor, `restless${turn}@school.example`)
		await expect(change(actor, "restless6@school.example")).rejects.toMatchObject({
			fields: { email: expect.stringMatching(/слишком часто/) },
		})
	})

	test("is recorded both when it is requested and when it is changed", async () => {
		const actor = await confirmed("recorded")
		await change(actor, "recorded2@school.example")
		await confirmEmail({
			token: await tokenSentTo("recorded2@school.example", "email-confirmation"),
			now: NOW,
		})
		const rows = await prisma.accessLog.findMany({ where: { personId: actor.id }, orderBy: { id: "asc" } })
		const detail = { from: "recorded@school.example", to: "recorded2@school.example" }
		expect(rows).toMatchObject([
			{ what: "email-change-asked", actorId: actor.id, detail },
			{ what: "email-changed", actorId: actor.id, detail },
		])
	})
})
