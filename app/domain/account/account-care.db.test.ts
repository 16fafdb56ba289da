import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { type Cast, giveRole, NOW, of, openRegion } from "#tests/factories.ts"
import {
	CorrectEmailSchema,
	cancelCorrection,
	correctEmail,
	endSessionsOf,
	viewAccountInCare,
} from "./account-care.server.ts"
import { cancelEmailChange } from "./change-email.server.ts"
import { confirmEmail } from "./confirm-email.server.ts"
import { lettersTo, tokenSentTo } from "./test-accounts.ts"

const OLD = "expert1@demo.example"
let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal", "municipal3", "expert1", "expert2", "school"])
})
beforeEach(async () => {
	await prisma.person.update({
		where: { id: expert() },
		data: { email: OLD, blockedAt: null },
		select: { id: true },
	})
})

const expert = () => of(people, "expert1").id
const correct = (by: string, email: string, personId = expert()) =>
	correctEmail({
		actor: of(people, by),
		personId,
		form: { email, reason: "Пропущена буква", known: "on" },
		now: NOW,
	})
const view = (by: string, personId = expert()) =>
	viewAccountInCare({ actor: of(people, by), personId, now: NOW })
const recorded = (what: string) =>
	prisma.accessLog.findFirst({
		where: { what, personId: expert() },
		orderBy: { id: "desc" },
		select: { actorId: true, detail: true },
	})

describe("an address that an office corrects", () => {
	test.each([
		["municipal", "by-coordinator@demo.example"],
		["operator", "by-operator@demo.example"],
	])("by %s takes effect when the new mailbox confirms it, and the old one learns who did it and why", async (by, email) => {
		await correct(by, email)
		expect(await view(by)).toMatchObject({ email: OLD, pendingEmail: email })
		const told = await prisma.letter.findFirstOrThrow({
			where: { kind: "email-corrected", to: OLD },
			orderBy: { id: "desc" },
		})
		expect(told.text).toContain(of(people, by).fullName)
		expect(told.text).toContain("> Пропущена буква")
		expect(await recorded("email-corrected")).toEqual({
			actorId: of(people, by).id,
			detail: { from: OLD, to: email, reason: "Пропущена буква" },
		})
		await confirmEmail({ token: await tokenSentTo(email, "email-confirmation"), now: NOW })
		expect(await view(by)).toMatchObject({ email, emailConfirmed: true, pendingEmail: null })
	})

	test("can be stopped by its owner until it is confirmed", async () => {
		await correct("operator", "mistaken@demo.example")
		const token = await tokenSentTo("mistaken@demo.example", "email-confirmation")
		await cancelEmailChange({ actor: of(people, "expert1"), now: NOW })
		await expect(confirmEmail({ token, now: NOW })).rejects.toThrow("Ссылка больше не действует")
		expect(await view("operator")).toMatchObject({ email: OLD, pendingEmail: null })
	})

	test.each([
		"municipal",
		"operator",
	])("can be taken back by %s until it is confirmed, and by nobody else", async (by) => {
		await correct("operator", "misspelt@demo.example")
		const token = await tokenSentTo("misspelt@demo.example", "email-confirmation")
		const cancel = (who: string) => cancelCorrection({ actor: of(people, who), personId: expert(), now: NOW })
		await expect(cancel("municipal3")).rejects.toMatchObject({ code: "not-found" })
		await cancel(by)
		await expect(confirmEmail({ token, now: NOW })).rejects.toThrow("Ссылка больше не действует")
		expect(await view(by)).toMatchObject({ email: OLD, pendingEmail: null })
		expect(await recorded("email-change-cancelled")).toMatchObject({ actorId: of(people, by).id })
		await expect(cancel(by)).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test.each(["municipal3", "expert2", "school"])("does not exist for %s", async (by) => {
		await expect(correct(by, "stranger@demo.example")).rejects.toMatchObject({ code: "not-found" })
		await expect(view(by)).rejects.toMatchObject({ code: "not-found" })
		expect(await lettersTo("stranger@demo.example", "email-confirmation")).toBe(0)
	})

	test("is neither one's own, nor that of a person with a role that the coordinator cannot give", async () => {
		await expect(view("operator", of(people, "operator").id)).rejects.toMatchObject({ code: "not-found" })
		await giveRole(people, "expert2", "operator", "operator")
		await expect(view("municipal", of(people, "expert2").id)).rejects.toMatchObject({ code: "not-found" })
		await expect(view("operator", "no-such-person")).rejects.toMatchObject({ code: "not-found" })
	})

	test("is refused if it is the current one in any spelling, or the account is closed", async () => {
		await expect(correct("operator", "EXPERT1@Demo.Example")).rejects.toMatchObject({ code: "invalid" })
		await prisma.person.update({ where: { id: expert() }, data: { blockedAt: NOW }, select: { id: true } })
		await expect(correct("operator", "later@demo.example")).rejects.toThrow(
			"Доступ этой учётной записи закрыт",
		)
	})

	test("is refused when the mailbox has had too many letters", async () => {
		const flood = async () => {
			for (let letter = 0; letter < 20; letter += 1) await correct("operator", "flooded@demo.example")
		}
		await expect(flood()).rejects.toMatchObject({ code: "invalid" })
	})

	test.each([
		[{ email: "", reason: "Просьба", known: "on" }, "email"],
		[{ email: "без собаки", reason: "Просьба", known: "on" }, "email"],
		[{ email: "a@b.example", reason: "", known: "on" }, "reason"],
		[{ email: "a@b.example", reason: "ж".repeat(501), known: "on" }, "reason"],
		[{ email: "a@b.example", reason: "Просьба" }, "known"],
	])("is not entered by the form %j", (form, field) => {
		const { error } = CorrectEmailSchema.safeParse(form)
		expect(error?.issues.map(({ path }) => path[0])).toContain(field)
	})
})

describe("sessions that an office ends", () => {
	const open = (id: string) =>
		prisma.session.create({
			data: { id, personId: expert(), expiresAt: new Date(Date.now() + 3_600_000) },
			select: { id: true },
		})
	const end = (by: string) => endSessionsOf({ actor: of(people, by), personId: expert(), now: NOW })

	test("are all sessions of the person, and the record contains their number", async () => {
		await open("one")
		await open("two")
		expect(await view("municipal")).toMatchObject({ sessions: 2 })
		expect(await end("municipal")).toBe(2)
		expect(await view("municipal")).toMatchObject({ sessions: 0 })
		expect(await recorded("sessions-ended")).toEqual({
			actorId: of(people, "municipal").id,
			detail: { count: 2 },
		})
	})

	test("leave no record if none was open, and cannot be ended by a stranger", async () => {
		const before = await prisma.accessLog.count({ where: { what: "sessions-ended" } })
		expect(await end("operator")).toBe(0)
		expect(await prisma.accessLog.count({ where: { what: "sessions-ended" } })).toBe(before)
		await open("three")
		await expect(end("municipal3")).rejects.toMatchObject({ code: "not-found" })
		expect(await prisma.session.count({ where: { personId: expert() } })).toBe(1)
	})
})
