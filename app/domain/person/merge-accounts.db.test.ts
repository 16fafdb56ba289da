import { buffer } from "node:stream/consumers"
import PizZip from "pizzip"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { replayAll } from "#app/workflow/replay.server.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { unblockAccount, viewBlocked } from "../account/block-account.server.ts"
import { registerTeacher } from "../account/register-teacher.server.ts"
import { PASSWORD } from "../account/test-accounts.ts"
import { viewForOperator } from "../application/operator-application.view.server.ts"
import { viewForCoordinator } from "../application/registration/municipality-application.view.server.ts"
import { mergeAccounts, viewMerging } from "./merge-accounts.server.ts"
import { ownData } from "./own-data.server.ts"

const PHONE = "+79000000001"
let people: Cast
let filed: string
let draft: string

beforeAll(async () => {
	people = await openRegion(
		["operator", "municipal", "municipal3", "expert1", "expert2"],
		[
			...teachers(["first", "second"]),
			...teachers(["other"], { surname: "Другова" }),
			...teachers(["third", "fourth"], { surname: "Парнова" }),
		],
	)
	for (const name of ["first", "second", "third", "fourth"])
		await prisma.person.update({ where: { id: of(people, name).id }, data: { mobilePhone: PHONE } })
	filed = await bring(people, { teacher: "first", until: "registered" })
	draft = await bring(people, { teacher: "third", until: "editing" })
	await bring(people, { teacher: "fourth", until: "editing" })
})

const pair = (one: string, other: string, actor = "operator") => ({
	actor: of(people, actor),
	one: of(people, one).id,
	other: of(people, other).id,
})
const merge = (one: string, other: string, kept: string, actor = "operator") =>
	mergeAccounts({ ...pair(one, other, actor), kept: of(people, kept).id, reason: "Одна и та же", now: NOW })
const lettersOf = (kind: string) =>
	prisma.letter.findMany({ where: { kind }, select: { to: true, text: true }, orderBy: { id: "asc" } })

describe("a person who registers once more", () => {
	let used = 0
	const register = async (username: string, change: object) => {
		const { email, surname, name, patronymic } = await prisma.person.findUniqueOrThrow({
			where: { id: of(people, "other").id },
		})
		const job = await prisma.engagement.findFirstOrThrow({ where: { personId: of(people, "other").id } })
		used += 1
		const form = {
			...{ username, password: PASSWORD, surname, name, patronymic, email, emailAgain: email },
			municipalityCode: "tomsk",
			organisationId: job.organisationId ?? "",
			positionCode: "uchitel",
			subjectId: job.subjectId ?? "",
			mobilePhone: "+79000000009",
			consent: "on" as const,
			...change,
		}
		const answer = await registerTeacher({ form, address: `10.9.0.${used}`, now: NOW })
		await answer.told
		return answer
	}

	test("with the confirmed e-mail of an account is told of it, by a letter to that address alone", async () => {
		await prisma.person.update({ where: { id: of(people, "other").id }, data: { emailConfirmedAt: NOW } })
		const { email } = await prisma.person.findUniqueOrThrow({ where: { id: of(people, "other").id } })
		await register("again1", { surname: "Иначева" })
		const letters = await lettersOf("second-account")
		expect(letters.map(({ to }) => to)).toEqual([email])
		expect(letters[0]?.text).toContain("имя для входа: other")
	})

	test("with the name, phone and school of an account makes its owner get a letter, and learns nothing", async () => {
		await prisma.person.update({
			where: { id: of(people, "other").id },
			data: { mobilePhone: "+79000000009" },
		})
		const elsewhere = { email: "new@demo.example", emailAgain: "new@demo.example" }
		await register("again2", elsewhere)
		const letters = await lettersOf("second-account")
		expect(letters.filter(({ to }) => to === "new@demo.example")).toEqual([])
		expect(letters).toHaveLength(2)
	})

	test("is told nothing when only the name is the same, or nobody has confirmed the address", async () => {
		await prisma.person.update({ where: { id: of(people, "other").id }, data: { emailConfirmedAt: null } })
		await register("again3", {})
		const fresh = {
			email: "fresh@demo.example",
			emailAgain: "fresh@demo.example",
			mobilePhone: "+79000000077",
		}
		await register("again4", fresh)
		expect(await lettersOf("second-account")).toHaveLength(2)
	})
})

describe("an application of a person with two accounts", () => {
	test("is marked for its coordinator and for operators, who alone can merge", async () => {
		const asked = { id: filed, now: NOW }
		const { twins } = await viewForCoordinator({ ...asked, actor: of(people, "municipal") })
		expect(twins).toEqual({ logins: ["second"], elsewhere: false, merge: null })
		const seen = await viewForOperator({ ...asked, actor: of(people, "operator") })
		expect(seen.twins?.merge).toMatch(/^\/roles\/merge\//)
	})
})

describe("merging", () => {
	test("is for operators, of accounts that seem to be one person's", async () => {
		await expect(viewMerging(pair("first", "second", "municipal"))).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(merge("first", "second", "first", "municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(viewMerging(pair("first", "expert1"))).rejects.toMatchObject({ code: "not-found" })
		await expect(merge("first", "second", "expert1")).rejects.toMatchObject({ code: "not-found" })
	})

	test("waits while both have an open application for one position, and says so", async () => {
		const { obstacles } = await viewMerging(pair("third", "fourth"))
		expect(obstacles).toEqual([expect.stringContaining("открытое заявление на одну должность")])
		await expect(merge("third", "fourth", "third")).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: obstacles,
		})
		await send(of(people, "third"), "application", draft, "form.discard")
		expect((await viewMerging(pair("third", "fourth"))).obstacles).toEqual([])
	})

	test("gives everything to the account that stays, once, and changes no paper and no journal", async () => {
		const papers = await prisma.formRevision.findMany({ orderBy: { id: "asc" } })
		const journal = await prisma.journal.findMany({
			where: { subject: "application" },
			orderBy: { id: "asc" },
		})
		const outcomes = await Promise.allSettled([
			merge("first", "second", "second"),
			merge("second", "first", "first"),
		])
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
		const [kept, closed] = outcomes[0]?.status === "fulfilled" ? ["second", "first"] : ["first", "second"]
		const application = await prisma.application.findUniqueOrThrow({ where: { id: filed } })
		expect(application.teacherId).toBe(of(people, kept).id)
		expect(await prisma.person.findUniqueOrThrow({ where: { id: of(people, closed).id } })).toMatchObject({
			blockedAt: NOW,
			mergedIntoId: of(people, kept).id,
		})
		expect(await prisma.session.count({ where: { personId: of(people, closed).id } })).toBe(0)
		expect(await prisma.formRevision.findMany({ orderBy: { id: "asc" } })).toEqual(papers)
		expect(
			await prisma.journal.findMany({ where: { subject: "application" }, orderBy: { id: "asc" } }),
		).toEqual(journal)
		expect((await withSnapshot((ask) => replayAll(ask))).differences).toEqual([])
		const jobs = await prisma.engagement.findMany({ where: { personId: of(people, kept).id, to: null } })
		expect(jobs).toHaveLength(1)
		expect(await prisma.accessLog.count({ where: { what: "accounts-merged" } })).toBe(2)
		const letters = await lettersOf("accounts-merged")
		expect(letters).toHaveLength(2)
		expect(letters[0]?.text).toContain(`Входите под именем ${kept}`)
	})

	test("leaves what the closed account agreed to and was written in «Все мои данные» of the one that stays", async () => {
		const closed = await prisma.person.findFirstOrThrow({ where: { NOT: { mergedIntoId: null } } })
		const kept = await prisma.person.findUniqueOrThrow({ where: { id: closed.mergedIntoId ?? "" } })
		await prisma.consent.create({ data: { personId: closed.id, textVersion: "1", givenAt: NOW } })
		const consents = await prisma.consent.findMany({ where: { personId: { in: [closed.id, kept.id] } } })
		const archive = await ownData({ actor: of(people, kept.username), now: NOW })
		const text = new PizZip(await buffer(archive)).file("Данные.json")?.asText() ?? ""
		const data = JSON.parse(text) as Record<string, Record<string, unknown>[]>
		expect(data["Объединённые учётные записи"]).toMatchObject([{ username: closed.username }])
		expect(data.Согласия?.map(({ id }) => id).sort()).toEqual(consents.map(({ id }) => id).sort())
		expect(data.Согласия?.some(({ personId }) => personId === closed.id)).toBe(true)
		const events = data["Что происходило"]?.map(({ event }) => event)
		expect(events).toContain("application.submit")
		expect(text).not.toMatch(/passwordHash|searchName/)
	})

	test("cannot be undone by opening the closed account", async () => {
		const { username } = await prisma.person.findFirstOrThrow({ where: { NOT: { mergedIntoId: null } } })
		const form = { username, reason: "Ошибка" }
		const actor = of(people, "operator")
		await expect(unblockAccount({ actor, form, now: NOW })).rejects.toThrow("объединена")
		expect((await viewBlocked(actor)).map((row) => row.username)).not.toContain(username)
	})

	test("is refused while one account assesses the other", async () => {
		const expertId = of(people, "expert1").id
		const teacher = await prisma.person.findUniqueOrThrow({ where: { id: of(people, "fourth").id } })
		await prisma.person.update({
			where: { id: expertId },
			data: { email: teacher.email, emailConfirmedAt: NOW },
		})
		await prisma.person.update({ where: { id: teacher.id }, data: { emailConfirmedAt: NOW } })
		const { id } = await prisma.application.findFirstOrThrow({ where: { teacherId: teacher.id } })
		await prisma.seat.create({ data: { applicationId: id, seat: 1, expertId, post: {} } })
		const { obstacles } = await viewMerging(pair("fourth", "expert1"))
		expect(obstacles).toEqual([expect.stringContaining("назначена специалистом на заявление другой")])
	})
})
