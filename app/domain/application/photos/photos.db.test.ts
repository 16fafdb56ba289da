import { readFile } from "node:fs/promises"
import sharp from "sharp"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { FormFields } from "#app/utils/http/form-fields.ts"
import {
	approveSchedule,
	bring,
	type Cast,
	NOW,
	newWithdrawal,
	of,
	openRegion,
	teachers,
} from "#tests/factories.ts"
import { changePhotos } from "./change-photos.server.ts"
import { evidenceKey } from "./evidence-key.ts"
import { findPhotoLink } from "./photo-link.server.ts"
import { addPhotos, photoPages } from "./photo-pages.server.ts"
import { viewPhotos } from "./photos.view.server.ts"

const KIND = "signed_application"
const MINUTE = 60_000

let people: Cast
let id: string
const place = () => ({ applicationId: id, kind: KIND })
const names = async () => (await photoPages(place())).map(({ name }) => name)

/** A sheet with writing on it, wider than tall or the other way round. */
async function photo(name: string, width = 600, height = 800) {
	const words = `<svg width="${width}" height="${height}"><text x="40" y="90" font-size="60">${name}</text><rect x="40" y="150" width="300" height="40"/></svg>`
	const sheet = sharp({ create: { width, height, channels: 3, background: "white" } })
	return fileOf(
		name,
		await sheet
			.composite([{ input: Buffer.from(words) }])
			.jpeg()
			.toBuffer(),
	)
}
const fileOf = async (name: string, bytes: Buffer) => ({
	...(await fileStore().put([bytes])),
	field: "file",
	originalName: name,
})

const ask = async (
	fields: Record<string, string>,
	files: Awaited<ReturnType<typeof photo>>[] = [],
	{ username = "anna", now = NOW, at = place() } = {},
) =>
	changePhotos({
		actor: of(people, username),
		place: at,
		now,
		sent: { fields: new FormFields(Object.entries(fields)), files },
	})

beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "school2", "expert1", "expert2", "expert3"],
		teachers(["anna", "boris", "vera"]),
	)
	id = await bring(people, { teacher: "anna", until: "formed" })
})

describe("photographs of a paper", () => {
	test("a second photo adds to the first", async () => {
		await ask({ intent: "add" }, [await photo("a.jpg")])
		await ask({ intent: "add" }, [await photo("b.jpg"), await photo("c.jpg")])
		expect(await names()).toEqual(["a.jpg", "b.jpg", "c.jpg"])
	})

	test("are put in another order, and stay where they are at either end", async () => {
		const [first, , last] = await photoPages(place())
		await ask({ intent: "up", page: last?.id ?? "" })
		expect(await names()).toEqual(["a.jpg", "c.jpg", "b.jpg"])
		await ask({ intent: "up", page: first?.id ?? "" })
		expect(await names()).toEqual(["a.jpg", "c.jpg", "b.jpg"])
		await ask({ intent: "down", page: first?.id ?? "" })
		expect(await names()).toEqual(["c.jpg", "a.jpg", "b.jpg"])
	})

	test("are turned by a quarter, and the page shows the turned picture under another address", async () => {
		const before = await viewPhotos({ actor: of(people, "anna"), place: place(), now: NOW })
		await ask({ intent: "turn", page: before.pages[0]?.id ?? "" })
		const [turned] = await photoPages(place())
		const picture = sharp(await readFile(await fileStore().path(turned?.file.hash ?? "")))
		expect(await picture.metadata()).toMatchObject({ width: 800, height: 600 })
		const after = await viewPhotos({ actor: of(people, "anna"), place: place(), now: NOW })
		expect(after.pages[0]?.href).not.toBe(before.pages[0]?.href)
	})

	test("one can be taken away", async () => {
		await ask({ intent: "remove", page: (await photoPages(place()))[1]?.id ?? "" })
		expect(await names()).toEqual(["c.jpg", "b.jpg"])
	})

	test("a HEIC is refused with what to set on the telephone, and nothing of what came with it is added", async () => {
		const heic = await fileOf("IMG_1.HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"))
		await expect(ask({ intent: "add" }, [await photo("d.jpg"), heic])).rejects.toThrow("Наиболее совместимые")
		expect(await names()).toEqual(["c.jpg", "b.jpg"])
	})

	test("a picture that shows nothing is refused, and so is an empty form", async () => {
		const dark = await sharp({ create: { width: 600, height: 800, channels: 3, background: "#111" } })
			.jpeg()
			.toBuffer()
		await expect(ask({ intent: "add" }, [await fileOf("dark.jpg", dark)])).rejects.toThrow("ничего не видно")
		await expect(ask({ intent: "add" })).rejects.toMatchObject({
			fields: { file: "Выберите или сделайте фотографию." },
		})
	})

	test("nobody but those who attach the paper sees them or adds to them", async () => {
		for (const username of ["boris", "school2"])
			await expect(ask({ intent: "add" }, [], { username })).rejects.toMatchObject({ code: "not-found" })
		await expect(ask({ intent: "phone" }, [], { username: "municipal" })).rejects.toMatchObject({
			code: "forbidden",
		})
		expect((await viewPhotos({ actor: of(people, "school"), place: place(), now: NOW })).back).toBe(
			`/school/applications/${id}`,
		)
		const kind = "conclusion of nobody"
		await expect(
			viewPhotos({ actor: of(people, "anna"), place: { applicationId: id, kind }, now: NOW }),
		).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the telephone instead of a scanner", () => {
	const linked = async (now = NOW) => {
		const { link } = await ask({ intent: "phone" }, [], { now })
		return link?.url.split("/").at(-1) ?? ""
	}

	test("adds a page to the same list for half an hour, without signing in", async () => {
		const token = await linked()
		const found = await findPhotoLink(token, new Date(NOW.getTime() + 29 * MINUTE))
		if (!found) throw new Error("the link is not found")
		await addPhotos({ ...found, now: NOW, files: [await photo("phone.jpg")] })
		expect(await names()).toEqual(["c.jpg", "b.jpg", "phone.jpg"])
		expect(await findPhotoLink(token, new Date(NOW.getTime() + 30 * MINUTE))).toBeNull()
		expect(await findPhotoLink("x".repeat(43), NOW)).toBeNull()
	})

	test("a new code makes the earlier one void, and a blocked account has none", async () => {
		const earlier = await linked()
		const token = await linked()
		expect(await findPhotoLink(earlier, NOW)).toBeNull()
		const change = (blockedAt: Date | null) =>
			prisma.person.update({ where: { id: of(people, "anna").id }, data: { blockedAt } })
		await change(NOW)
		expect(await findPhotoLink(token, NOW)).toBeNull()
		await change(null)
		expect(await findPhotoLink(token, NOW)).not.toBeNull()
	})

	test("ends when the pages have become one PDF, which is attached like any other", async () => {
		const token = await linked()
		expect(await ask({ intent: "assemble" })).toMatchObject({ to: `/teacher/submit?application=${id}` })
		const attached = await prisma.attachment.findFirstOrThrow({
			where: { applicationId: id, kind: KIND, removedAt: null },
			select: { file: { select: { pages: true, extension: true } }, addedById: true },
		})
		expect(attached).toEqual({
			file: { pages: 3, extension: "pdf" },
			addedById: of(people, "anna").id,
		})
		expect(await names()).toEqual([])
		expect(await findPhotoLink(token, NOW)).toBeNull()
		await expect(ask({ intent: "assemble" })).rejects.toMatchObject({
			fields: { file: "Сначала добавьте фотографии страниц." },
		})
	})
})

describe("photographs of tables and of a withdrawal", () => {
	test("become one PDF of tables, which are otherwise a Word file or a PDF", async () => {
		const at = { applicationId: id, kind: "results_annex" }
		await ask({ intent: "add" }, [await photo("1.jpg"), await photo("2.jpg")], { at })
		expect(await ask({ intent: "assemble" }, [], { at })).toMatchObject({
			to: `/teacher/submit?application=${id}`,
		})
		const attached = await prisma.attachment.findFirstOrThrow({
			where: { applicationId: id, kind: "results_annex", removedAt: null },
			select: { file: { select: { pages: true, extension: true } } },
		})
		expect(attached.file).toEqual({ pages: 2, extension: "pdf" })
	})

	test("file the withdrawal that the teacher has formed, and only it", async () => {
		const registered = await bring(people, { teacher: "boris", until: "registered" })
		const at = { applicationId: registered, kind: "withdrawal_scan" }
		const as = { username: "boris", at }
		const page = await photo("1.jpg")
		await expect(ask({ intent: "add" }, [page], as)).rejects.toMatchObject({ code: "not-found" })
		await newWithdrawal(of(people, "boris"), registered, "formed")
		await expect(ask({ intent: "phone" }, [], { ...as, username: "school" })).rejects.toMatchObject({
			code: "forbidden",
		})
		await ask({ intent: "add" }, [page], as)
		expect(await ask({ intent: "assemble" }, [], as)).toMatchObject({
			to: `/teacher/withdrawal?application=${registered}`,
		})
		const { state } = await prisma.withdrawal.findFirstOrThrow({ where: { applicationId: registered } })
		expect(state).toBe("submitted")
		await expect(ask({ intent: "add" }, [page], as)).rejects.toMatchObject({ code: "not-allowed-now" })
	})
})

describe("photographs of other papers", () => {
	let assigned: string
	const LATER = instantOf("2026-11-05T10:00")
	beforeAll(async () => {
		assigned = await bring(people, { teacher: "vera", period: "open", until: "assigned" })
		await approveSchedule(people)
	})

	test("become one document of evidence, whose kind is asked at the end", async () => {
		const at = { applicationId: assigned, kind: evidenceKey(2) }
		const as = { username: "vera", now: instantOf("2026-10-20T10:00"), at }
		await ask({ intent: "add" }, [await photo("1.jpg"), await photo("2.jpg")], as)
		await expect(ask({ intent: "assemble" }, [], as)).rejects.toMatchObject({
			fields: { kind: "Выберите вид документа." },
		})
		const diploma = { intent: "assemble", kind: "other", title: "Грамота, 2025 г." }
		expect(await ask(diploma, [], as)).toMatchObject({ to: `/teacher/documents?application=${assigned}` })
		const attached = await prisma.attachment.findMany({
			where: { applicationId: assigned, kind: "other" },
			select: { title: true, criterion: true, file: { select: { pages: true, extension: true } } },
		})
		expect(attached).toEqual([
			{ title: "Грамота, 2025 г.", criterion: 2, file: { pages: 2, extension: "pdf" } },
		])
	})

	test("become the conclusion of an expert, with its result; nobody else photographs it", async () => {
		const at = { applicationId: assigned, kind: "conclusion" }
		const as = { username: "expert1", now: LATER, at }
		for (const [username, code] of [
			["vera", "forbidden"],
			["expert3", "not-found"],
		] as const)
			await expect(ask({ intent: "phone" }, [], { ...as, username })).rejects.toMatchObject({ code })
		await ask({ intent: "add" }, [await photo("1.jpg"), await photo("2.jpg"), await photo("3.jpg")], as)
		await expect(ask({ intent: "assemble" }, [], as)).rejects.toMatchObject({
			fields: { verdict: expect.stringContaining("Выберите") },
		})
		expect(await photoPages(at)).toHaveLength(3)
		const result = { intent: "assemble", verdict: "meets", complete: "on" }
		expect(await ask(result, [], as)).toMatchObject({ to: `/expert/attestation/${assigned}` })
		const conclusion = await prisma.conclusion.findFirstOrThrow({
			where: { applicationId: assigned },
			select: { verdict: true, file: { select: { pages: true } } },
		})
		expect(conclusion).toEqual({ verdict: "meets", file: { pages: 3 } })
	})

	test("become the conclusion that the teacher has signed", async () => {
		const at = { applicationId: assigned, kind: "signed_conclusion" }
		const as = { username: "vera", now: LATER, at }
		await ask({ intent: "add" }, [await photo("a.jpg"), await photo("b.jpg"), await photo("c.jpg")], as)
		expect(await ask({ intent: "assemble" }, [], as)).toMatchObject({
			to: `/teacher/submit?application=${assigned}`,
		})
	})
})
