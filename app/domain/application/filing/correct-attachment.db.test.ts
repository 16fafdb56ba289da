import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { bring, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"

let people: Record<string, Actor>
let boris: Actor
let id: string
const now = NOW
const add = (input: Record<string, unknown>, who = boris) =>
	send(who, "application", id, "attachment.add", input)
const present = () =>
	prisma.attachment.findMany({
		where: { applicationId: id, removedAt: null, purpose: { in: ["evidence", "lesson_link"] } },
		orderBy: { addedAt: "asc" },
	})
const only = async () => {
	const [one, ...others] = await present()
	if (!one || others.length > 0) throw new Error(`${others.length + 1} documents`)
	return one
}

beforeAll(async () => {
	people = await openRegion(["municipal", "school", "school2"], teachers(["boris", "anna"]))
	boris = of(people, "boris")
	id = await bring(people, { teacher: "boris", until: "submitted" })
	await add({ kind: "publication", files: [await putScan("article", 1)] })
})

describe("a piece of evidence that was filed under a wrong kind", () => {
	test("gets another kind, criterion and title, and keeps its file, its day and the name of the person who attached it", async () => {
		const before = await only()
		await add(
			{ attachmentId: before.id, kind: "award", title: "Грамота 2025 г.", criterion: "2" },
			of(people, "school"),
		)
		expect(await only()).toMatchObject({
			kind: "award",
			title: "Грамота 2025 г.",
			criterion: 2,
			fileHash: before.fileHash,
			addedAt: before.addedAt,
			addedById: boris.id,
			fileName: expect.stringContaining("Грамота 2025 г"),
		})
		const kept = await prisma.attachment.findUniqueOrThrow({ where: { id: before.id } })
		expect(kept).toMatchObject({ kind: "publication", removedAt: now })
		const [last] = await prisma.journal.findMany({
			where: { subjectId: id },
			orderBy: { seq: "desc" },
			take: 1,
		})
		expect(last).toMatchObject({ event: "attachment.add", actorId: of(people, "school").id })
	})

	test("needs a title where the kind requires one, and a kind that accepts its file", async () => {
		const { id: attachmentId } = await only()
		await expect(add({ attachmentId, kind: "other" })).rejects.toMatchObject({
			issues: [{ path: ["title"], message: "Напишите, что это за документ." }],
		})
		await expect(add({ attachmentId, kind: "lesson_recording" })).rejects.toMatchObject({
			fields: { kind: "Документ этого вида — ссылка, а прикреплён файл. Выберите другой вид." },
		})
		expect((await only()).id).toBe(attachmentId)
	})

	test("cannot be the signed application or its tables, and cannot become one of them", async () => {
		const scan = await prisma.attachment.findFirstOrThrow({
			where: { applicationId: id, removedAt: null, purpose: "application_scan" },
		})
		await expect(add({ attachmentId: scan.id, kind: "award" })).rejects.toMatchObject({ code: "not-found" })
		const { id: attachmentId } = await only()
		await expect(add({ attachmentId, kind: "signed_application" })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(prisma.attachment.findUniqueOrThrow({ where: { id: scan.id } })).resolves.toMatchObject({
			removedAt: null,
		})
	})

	test("is not found through another application, by a stranger, or after another window has replaced it", async () => {
		const document = await only()
		const other = await bring(people, { teacher: "anna", until: "submitted" })
		const correction = { attachmentId: document.id, kind: "award", title: "Чужая" }
		await expect(
			send(of(people, "anna"), "application", other, "attachment.add", correction),
		).rejects.toMatchObject({ code: "not-found" })
		await expect(add(correction, of(people, "school2"))).rejects.toMatchObject({ code: "not-found" })
		await add({ ...correction, title: "Первое окно" })
		await expect(add({ ...correction, title: "Второе окно" })).rejects.toMatchObject({ code: "not-found" })
		expect((await only()).title).toBe("Первое окно")
	})
})
