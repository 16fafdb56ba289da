import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import PizZip from "pizzip"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openPromise } from "yauzl"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { withPdf } from "#app/scans/pdf-pages.server.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { operatorQuery } from "../application/overview/operator-query.ts"
import {
	beginExtraction,
	extractPdf,
	extractZip,
	findExtraction,
	makeExtraction,
	viewExtraction,
} from "./extraction.server.ts"
import { zipOf } from "./extraction-zip.server.ts"

let people: Cast
let folder: string
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "extraction-"))
	await startBoss()
	people = await openRegion(
		["municipal", "operator", "operator2"],
		teachers(["first", "second", "unfinished"], { organisation: "904" }),
	)
	for (const teacher of ["first", "second"]) await bring(people, { teacher, until: "registered" })
	await bring(people, { teacher: "unfinished", until: "editing" })
})
afterAll(async () => {
	await stopBoss()
	await rm(folder, { recursive: true, force: true })
})

const asked = (search = "", username = "operator") => ({
	actor: of(people, username),
	query: operatorQuery(new URLSearchParams(search)),
	now: NOW,
})
const pagesOf = async (hash: string) =>
	withPdf(await readFile(await fileStore().path(hash)), async ({ pages, text }) => ({
		pages,
		index: text(0),
	}))

describe("an archive of many applications", () => {
	test("leaves out what the antivirus has not found clean, and names it", async () => {
		const { id } = await prisma.application.findFirstOrThrow({ where: { teacher: { username: "first" } } })
		const named = async (antivirus?: string) =>
			Object.keys(new PizZip(await buffer(zipOf([id], NOW, antivirus))).files)
		const all = await named()
		expect(all.length).toBeGreaterThan(1)
		expect(await named("tcp://127.0.0.1:1")).toEqual(["Не вошли.txt"])
		await prisma.storedFile.updateMany({ data: { virus: "" } })
		expect(await named("tcp://127.0.0.1:1")).toEqual(all)
	})
})

describe("one PDF of many scans", () => {
	test("has an index with everybody's name and says whose scan is missing", async () => {
		const { hash, name } = await extractPdf(asked())
		const { pages, index } = await pagesOf(hash)
		const scans = await prisma.attachment.findMany({
			where: { purpose: "application_scan", removedAt: null },
			select: { file: { select: { pages: true } } },
		})
		expect(pages).toBe(1 + scans.reduce((sum, { file }) => sum + (file?.pages ?? 0), 0))
		expect(index).toContain("Не вошло")
		expect(name).toMatch(/^Заявления — 3 шт — .*\.pdf$/)
	})

	test("is made by a job, which notes how far it is, and is there for whoever asked", async () => {
		const id = await beginExtraction(asked())
		const actor = of(people, "operator")
		expect(await viewExtraction({ actor, id })).toMatchObject({ state: "working", done: 0, total: 3 })
		await expect(findExtraction({ actor, id, now: NOW })).rejects.toMatchObject({ code: "not-allowed-now" })
		await makeExtraction(id, () => NOW)
		const view = await viewExtraction({ actor, id })
		expect(view).toMatchObject({ state: "ready", done: 3, total: 3 })
		expect(view.skipped).toEqual([expect.stringContaining("скана заявления нет")])
		const { hash } = await findExtraction({ actor, id, now: NOW })
		expect((await pagesOf(hash)).pages).toBe(1 + view.pages)
		for (const other of ["operator2", "municipal"])
			await expect(viewExtraction({ actor: of(people, other), id })).rejects.toMatchObject({
				code: "not-found",
			})
	})

	test("of a scan that cannot be read goes on without it", async () => {
		const scan = await prisma.attachment.findFirstOrThrow({
			where: { purpose: "application_scan", removedAt: null },
			include: { file: true, application: { select: { fullName: true } } },
		})
		await writeFile(await fileStore().path(scan.file?.hash ?? ""), "%PDF-1.7 nothing")
		const id = await beginExtraction(asked())
		await makeExtraction(id, () => NOW)
		const view = await viewExtraction({ actor: of(people, "operator"), id })
		expect(view.state).toBe("ready")
		expect(view.skipped).toContain(`${scan.application.fullName}: скан не читается`)
	})
})

describe("an archive of many applications", () => {
	test("has a folder for each, with all its files under readable names", async () => {
		const { archive } = await extractZip(asked())
		const path = join(folder, "all.zip")
		await writeFile(path, await buffer(archive))
		const zip = await openPromise(path)
		const names: string[] = []
		for await (const entry of zip.eachEntry()) names.push(entry.fileName)
		const files = await prisma.attachment.count({ where: { removedAt: null, fileHash: { not: null } } })
		expect(names).toHaveLength(files)
		expect(names.every((name) => /^000[12] \p{L}+ \p{L}+ \p{L}+\/\d\d .+\.\w+$/u.test(name))).toBe(true)
	})
})

test("nobody but operators extracts, and an empty choice is refused in words", async () => {
	for (const extract of [extractZip, extractPdf, beginExtraction]) {
		await expect(extract(asked("", "municipal"))).rejects.toMatchObject({ code: "not-found" })
		await expect(extract(asked("name=Никого-Нет"))).rejects.toMatchObject({
			code: "not-allowed-now",
			message: "Под эти условия не подходит ни одно заявление.",
		})
	}
})
