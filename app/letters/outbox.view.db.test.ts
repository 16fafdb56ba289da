import { afterEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, ROLES, SYSTEM } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { register } from "#app/workflow/registry.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LETTERS, type LetterKind } from "#templates/letters/index.ts"
import { letterCommands } from "./commands.server.ts"
import { letterSubject } from "./letter.subject.server.ts"
import { readLetterBox } from "./letter-box.server.ts"
import { writeLetter } from "./outbox.server.ts"
import { resendFromForm, viewOutbox } from "./outbox.view.server.ts"

register(letterSubject, letterCommands)

const now = new Date("2026-10-01T02:00:00Z")
const person = (role: Actor["grants"][number]["role"]): Actor => ({
	kind: "person",
	id: "0192f0c4-0000-7000-8000-0000000000aa",
	username: role,
	fullName: "Операторова Ольга Павловна",
	grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
})
const operator = person("operator")
const everything = { state: "", kind: "", to: "", person: "", case: "", sort: "", page: 1 }

const write = <Kind extends LetterKind>(kind: Kind, email: string) =>
	inTransaction((tx) => writeLetter(tx, { kind, to: { email }, data: LETTERS[kind].sample, now }))
const happen = (id: string, event: string, input = {}) =>
	dispatch({ actor: SYSTEM, subject: "letter", id, event, input, now })

async function writeFailed(email = "nobody@attestation.example"): Promise<string> {
	const id = await write("application-registered", email)
	for (let attempt = 0; attempt < LETTER_TRIES; attempt += 1) {
		await happen(id, "letter.take")
		await happen(id, "letter.fail", { error: "550 no such user" })
	}
	return id
}

afterEach(() => prisma.letter.deleteMany())

describe("the outbox", () => {
	test.each([2, 99_999])("a page past the end, %i, is the last one", async (page) => {
		await write("schedule-approved", "teacher@attestation.example")
		const view = await viewOutbox({ actor: operator, query: { ...everything, page }, now })
		expect(view.query.page).toBe(1)
		expect(view.letters).toHaveLength(1)
		const none = await viewOutbox({ actor: operator, query: { ...everything, to: "nobody", page }, now })
		expect(none).toMatchObject({ letters: [], query: { page: 1 } })
	})

	test("shows an operator every letter, newest first, with what went wrong", async () => {
		await writeFailed()
		await write("schedule-approved", "teacher@attestation.example")
		const { letters, total, figures } = await viewOutbox({ actor: operator, query: everything, now })
		expect(total).toBe(2)
		expect(
			letters.map(({ to, short, attempts, error, events }) => ({
				to,
				short,
				attempts,
				error,
				resend: events["letter.resend"]?.button ?? null,
			})),
		).toEqual([
			{ to: "teacher@attestation.example", short: "В очереди", attempts: 0, error: null, resend: null },
			{
				to: "nobody@attestation.example",
				short: "Не отправлено",
				attempts: LETTER_TRIES,
				error: "Такого почтового ящика нет: уточните адрес. Ответ сервера: «550 no such user»",
				resend: "Отправить повторно",
			},
		])
		expect(figures.map(({ label, count }) => [label, count])).toEqual([
			["В очереди", 1],
			["Отправляется", 0],
			["Не отправлено", 1],
			["Вернулось", 0],
		])
	})

	test("is filtered by state and by part of an address, in which a percent sign is a percent sign", async () => {
		await writeFailed("A_b@attestation.example")
		await write("schedule-approved", "axb@attestation.example")
		const count = async (query: object) =>
			(await viewOutbox({ actor: operator, query: { ...everything, ...query }, now })).total
		expect(await count({ state: "failed" })).toBe(1)
		expect(await count({ state: "no such state" })).toBe(2)
		expect(await count({ to: "a_B" })).toBe(1)
		expect(await count({ to: "%" })).toBe(0)
		expect(await count({ state: "failed", to: "axb" })).toBe(0)
		expect(await count({ kind: "schedule-approved" })).toBe(1)
		expect(await count({ kind: "no such letter" })).toBe(2)
		expect(await count({ person: "Никто Нигде" })).toBe(0)
		expect(await count({ case: "128" })).toBe(0)
	})

	test("is filtered by the recipient's name and by the application that a letter is about", async () => {
		const applicationId = "0192f0c4-0000-7000-8000-000000000010"
		const { id: personId } = await prisma.person.create({
			data: {
				username: "anna",
				searchName: "иванова анна петровна",
				email: "anna@attestation.example",
				createdAt: now,
			},
		})
		await inTransaction((tx) =>
			writeLetter(tx, {
				kind: "schedule-approved",
				to: { email: "anna@attestation.example", personId },
				data: LETTERS["schedule-approved"].sample,
				cause: { kind: "application", id: applicationId },
				now,
			}),
		)
		await write("schedule-approved", "other@attestation.example")
		const found = async (query: object) =>
			(await viewOutbox({ actor: operator, query: { ...everything, ...query }, now })).letters.map(
				({ to }) => to,
			)
		expect(await found({ person: "Анна Иванова" })).toEqual(["anna@attestation.example"])
		expect(await found({ case: applicationId })).toEqual(["anna@attestation.example"])
		expect(await found({ case: "0192f0c4-0000-7000-8000-0000000000ff" })).toEqual([])
		await prisma.person.delete({ where: { id: personId } })
	})

	test("shows every attempt of a letter with the mail server's words", async () => {
		const id = await write("application-registered", "teacher@attestation.example")
		for (const [event, error] of [
			["letter.defer", "421 busy"],
			["letter.fail", "450 try later"],
			["letter.refuse", "550 no such user"],
		] as const) {
			await happen(id, "letter.take")
			await happen(id, event, { error })
		}
		const [letter] = (await viewOutbox({ actor: operator, query: everything, now })).letters
		expect(letter?.log.map(({ words }) => words)).toEqual([
			"Письмо поставлено в очередь",
			"Почтовый сервер занят, отправка отложена: 421 busy",
			"Отправить не удалось: 450 try later",
			"Почтовый сервер отказался принять письмо: 550 no such user",
		])
	})

	test("is cut into pages of fifty", async () => {
		for (let number = 1; number <= 51; number += 1) {
			await write("schedule-approved", `teacher${number}@attestation.example`)
		}
		const page = async (page: number) =>
			(await viewOutbox({ actor: operator, query: { ...everything, page }, now })).letters.map(({ to }) => to)
		expect(await page(1)).toHaveLength(50)
		expect(await page(2)).toEqual(["teacher1@attestation.example"])
		expect(await page(3), "past the end").toEqual(["teacher1@attestation.example"])
	})

	test("does not reveal a link that gives access to an account", async () => {
		await write("password-reset", "teacher@attestation.example")
		const { letters } = await viewOutbox({ actor: operator, query: everything, now })
		expect(letters[0]?.text).toContain("(ссылку видит только получатель)")
		expect(letters[0]?.text).not.toContain("/password/reset/")
	})

	test.each(ROLES.filter((role) => role !== "operator"))("does not exist for %s", async (role) => {
		const view = viewOutbox({ actor: person(role), query: everything, now })
		await expect(view).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("a letter whose attempts are used up", () => {
	test("returns to the queue with a new job when an operator resends it", async () => {
		const id = await writeFailed()
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		const [letter] = (await viewOutbox({ actor: operator, query: everything, now })).letters
		await resendFromForm({
			actor: operator,
			form: { event: "letter.resend", id, version: String(letter?.version) },
			now,
		})
		expect(await prisma.letter.findUniqueOrThrow({ where: { id } })).toMatchObject({
			state: "queued",
			attempts: 0,
			dueAt: now,
		})
		expect(await prisma.$queryRaw`SELECT 1 FROM pgboss.job WHERE singleton_key = ${id}`).toHaveLength(1)
	})

	test("is not resent twice by two operators", async () => {
		const id = await writeFailed()
		const { version } = await prisma.letter.findUniqueOrThrow({ where: { id } })
		const form = { event: "letter.resend", id, version: String(version) }
		await resendFromForm({ actor: operator, form, now })
		await expect(resendFromForm({ actor: operator, form, now })).rejects.toMatchObject({ code: "stale" })
	})

	test.each(ROLES.filter((role) => role !== "operator"))("is not found when %s resends it", async (role) => {
		const id = await writeFailed()
		const form = { event: "letter.resend", id }
		await expect(resendFromForm({ actor: person(role), form, now })).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("is not resent while it is still on its way, nor by another event", async () => {
		const id = await write("application-registered", "teacher@attestation.example")
		const resend = resendFromForm({ actor: operator, form: { event: "letter.resend", id }, now })
		await expect(resend).rejects.toMatchObject({ code: "not-allowed-now" })
		const deliver = resendFromForm({ actor: operator, form: { event: "letter.deliver", id }, now })
		await expect(deliver).rejects.toMatchObject({ code: "invalid" })
	})

	test("is taken, delivered and given up only by the system", async () => {
		const id = await write("application-registered", "teacher@attestation.example")
		for (const event of ["letter.take", "letter.deliver", "letter.fail"]) {
			const order = { actor: operator, subject: "letter", id, event, now } as const
			await expect(dispatch(order)).rejects.toMatchObject({ code: "forbidden" })
		}
	})
})

describe("the letter box of the demo", () => {
	test("has every letter with its links, newest first, at once", async () => {
		await write("password-reset", "teacher@attestation.example")
		await write("invitation", "expert@attestation.example")
		const { letters, total } = await readLetterBox({ to: "", page: 1 }, "demo")
		expect(total).toBe(2)
		expect(letters.map(({ to }) => to)).toEqual(["expert@attestation.example", "teacher@attestation.example"])
		expect(letters[1]).toMatchObject({
			subject: "Сброс пароля",
			links: ["https://attestation.example/password/reset/sample"],
			at: now.toISOString(),
		})
		expect(letters[1]?.text).toContain("https://attestation.example/password/reset/sample")
	})

	test("can be filtered by one address", async () => {
		await write("password-reset", "teacher@attestation.example")
		await write("invitation", "expert@attestation.example")
		const { letters } = await readLetterBox({ to: "Teacher@attestation.example", page: 1 }, "demo")
		expect(letters.map(({ to }) => to)).toEqual(["teacher@attestation.example"])
		expect((await readLetterBox({ to: "teacher", page: 1 }, "demo")).total).toBe(0)
	})

	test.each(["production", "development"] as const)("does not exist in %s", async (mode) => {
		await expect(readLetterBox({ to: "", page: 1 }, mode)).rejects.toMatchObject({ code: "not-found" })
	})
})
