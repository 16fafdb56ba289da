import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { type Actor, ROLES, type Role } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { draftWords } from "./draft-words.server.ts"
import { enactWords } from "./enact-words.server.ts"
import { letterPreview, viewLetter, viewLetters, viewWordsVersion } from "./letters.view.server.ts"

const KIND = "application-submitted"
const at = (time: string) => new Date(`2026-10-01T${time}Z`)
const id = "0192f0c4-0000-7000-8000-0000000000ab"
const person = (role: Role): Actor => ({
	kind: "person",
	id,
	username: role,
	fullName: "Операторова Ольга Павловна",
	grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
})
const operator = person("operator")
const BODY =
	"{greeting}\n\nМы получили Ваше заявление{#dueOn}, ответим не позднее {dueOn}{/dueOn}.\n\n[Открыть] {url}"
const typed = { subject: "Мы получили заявление", body: BODY, note: "Короче" }

const draft = (form: Record<string, unknown> = typed, actor = operator) =>
	draftWords({ actor, kind: KIND, form, now: at("02:00:00") })
const enact = (version: number, now: Date, actor = operator) =>
	enactWords({ actor, kind: KIND, version: String(version), now })
const seen = (version: number, sample = 0) =>
	viewWordsVersion({ actor: operator, kind: KIND, version: String(version), sample })

async function refused(work: Promise<unknown>): Promise<DomainError> {
	const error = await work.then(
		() => null,
		(reason: unknown) => reason,
	)
	if (error instanceof DomainError) return error
	throw error ?? new Error("Nothing was refused")
}

/** A letter as the outbox has it, by its id. */
async function write(): Promise<string> {
	return inTransaction((tx) =>
		writeLetter(tx, {
			kind: KIND,
			to: { email: "teacher@attestation.example" },
			data: LETTERS[KIND].sample,
			now: at("08:00:00"),
		}),
	)
}
const written = (letterId: string) => prisma.letter.findUniqueOrThrow({ where: { id: letterId } })

beforeAll(async () => {
	await prisma.person.create({
		data: { id, username: "operator", email: "o@attestation.example", createdAt: at("00:00:00") },
	})
})

describe("the words of a letter that an operator changes", () => {
	test("are shown beside those in force, and write no letter until they are put in force", async () => {
		const number = await draft()
		const view = await seen(number)
		expect(view).toMatchObject({ current: false, faults: [], note: "Короче" })
		expect(view.letter).toMatchObject({ subject: "Мы получили заявление" })
		expect(view.letter?.text).toContain("ответим не позднее 31 октября 2026 года.")
		expect(view.before).toMatchObject({ subject: "Заявление подано", name: "исходный текст" })
		expect((await written(await write())).subject).toBe("Заявление подано")
	})

	test("are in force from then on; letters written before keep their words; the old words come back the same way", async () => {
		const waiting = await write()
		const number = await draft({ ...typed, subject: "Приняли", note: "Ещё короче" })
		expect(await enact(number, at("03:00:00"))).toEqual({ title: "Заявление подано" })
		expect(await written(await write())).toMatchObject({
			subject: "Приняли",
			links: [LETTERS[KIND].sample.url],
		})
		expect((await written(waiting)).subject).toBe("Заявление подано")
		await enact(0, at("04:00:00"))
		expect((await written(await write())).subject).toBe("Заявление подано")
		const { uses, inForce } = await viewLetter({ actor: operator, kind: KIND })
		expect(inForce).toEqual({ name: "исходный текст", faults: [] })
		expect(uses.map(({ title }) => title)).toEqual([
			"Введён в действие: исходный текст",
			`Введён в действие: версия ${number}`,
		])
	})

	test("become text and HTML alike, and nothing in them becomes markup", async () => {
		const number = await draft({
			...typed,
			body: `<b>Важно</b> & <script>alert(1)</script>\r\n\r\n${BODY}`,
		})
		const html = await letterPreview({ actor: operator, kind: KIND, version: String(number), sample: 0 })
		expect(html).toContain("<p>&lt;b&gt;Важно&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>")
		expect((await seen(number)).letter?.text).toContain("<b>Важно</b> & <script>alert(1)</script>\n\n")
	})

	test("are shown with the smallest possible data too", async () => {
		const { samples, letter } = await seen(0, 2)
		expect(samples.map(({ label }) => label)).toEqual([
			"Обычное письмо",
			"Подал координатор",
			"Только обязательные данные",
		])
		expect(letter?.text).toContain("Заявление рассмотрят. О решении")
	})

	test.each([
		["a mistyped tag", { body: BODY.replace("{dueOn}{", "{dueOm}{") }, "body", "возможно, это {dueOn}"],
		["no link", { body: BODY.replace("[Открыть] {url}", "") }, "body", "в тексте нет ссылки"],
		["no deadline", { body: "{greeting}\n[Открыть] {url}" }, "body", "нет метки {dueOn}"],
		["a stray brace", { subject: "Тема {" }, "body", "тема: у метки"],
		["no text", { body: " \n " }, "body", "Напишите текст письма."],
		["no subject", { subject: "" }, "subject", "Напишите тему письма."],
		["a subject of two lines", { subject: "Раз\nдва" }, "subject", "Тема — одна строка."],
		["a body that is too long", { body: "ж".repeat(10_001) }, "body", "не больше 10000 знаков"],
		["no word about what was changed", { note: "  " }, "note", "что изменено"],
	])("are refused with %s, and nothing is stored", async (_what, change, field, says) => {
		const before = await prisma.templateVersion.count()
		expect((await refused(draft({ ...typed, ...change }))).fields[field]).toContain(says)
		expect(await prisma.templateVersion.count()).toBe(before)
	})

	test("are refused if they are already in force or do not exist", async () => {
		expect((await refused(enact(0, at("05:00:00")))).message).toBe("Эта версия уже действует.")
		expect((await refused(enact(999, at("05:00:00")))).code).toBe("not-found")
		expect((await refused(viewLetter({ actor: operator, kind: "toString" }))).code).toBe("not-found")
	})

	test("are stored as a file or as a text, never both and never neither", async () => {
		const row = { formId: "letter:x", number: 1, note: "", uploadedById: id, uploadedAt: at("01:00:00") }
		await expect(prisma.templateVersion.create({ data: row })).rejects.toThrow()
		await expect(prisma.templateVersion.create({ data: { ...row, subject: "а" } })).rejects.toThrow()
	})

	test.each(
		ROLES.filter((role) => role !== "operator"),
	)("are not found by a person with the role %s", async (role) => {
		const actor = person(role)
		const asked = { actor, kind: KIND, version: "0", sample: 0 }
		for (const work of [
			() => viewLetters({ actor }),
			() => viewLetter(asked),
			() => viewWordsVersion(asked),
			() => letterPreview(asked),
			() => draft(typed, actor),
			() => enact(0, at("06:00:00"), actor),
		])
			expect((await refused(work())).code).toBe("not-found")
	})
})

test("the list has every letter with its sample in the words in force", async () => {
	const { letters } = await viewLetters({ actor: operator })
	expect(letters.map(({ kind }) => kind).sort()).toEqual(Object.keys(LETTERS).sort())
	const version = await draft({ ...typed, subject: "Список" })
	await enact(version, at("07:00:00"))
	const again = await viewLetters({ actor: operator })
	expect(again.letters.find(({ kind }) => kind === KIND)).toMatchObject({
		subject: "Список",
		inForce: `версия ${version}`,
		changed: true,
	})
	expect(again.letters.find(({ kind }) => kind === "digest")).toMatchObject({ changed: false })
})
