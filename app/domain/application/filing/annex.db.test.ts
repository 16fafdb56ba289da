import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { readPaper } from "#app/documents/read-paper.ts"
import { DOCX } from "#app/files/file-types.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { putAnnex } from "#prisma/demo/papers.ts"
import { bring, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { printAnnex } from "../../document/annex.document.server.ts"
import { renderAnnex } from "../../document/find-document.server.ts"
import { linesOf } from "./examine-annex.server.ts"
import { viewFiling } from "./filing.view.server.ts"

let people: Record<string, Actor>
let id: string
let anna: Actor
const now = NOW

beforeAll(async () => {
	people = await openRegion(["municipal", "school", "expert1", "expert2"], teachers(["anna", "boris"]))
	anna = of(people, "anna")
	id = await bring(people, { teacher: "anna", until: "formed" })
})

const emptyAnnex = async () => {
	const row = await prisma.application.findUniqueOrThrow({ where: { id } })
	const { hash, size } = await fileStore().put([(await printAnnex(row, now, [])).bytes])
	return { field: "file", originalName: "таблицы.docx", hash, size }
}

/** What the teacher reads about the tables after attaching them. */
async function findingsOf(file: Awaited<ReturnType<typeof emptyAnnex>>): Promise<readonly string[]> {
	await send(anna, "application", id, "attachment.add", { kind: "results_annex", files: [file] })
	const { files } = await viewFiling({ actor: anna, id, now })
	const annex = files?.find(({ kind }) => kind === "results_annex")
	return annex?.documents.find(({ current }) => current)?.warnings ?? []
}

describe("returned tables of results", () => {
	test("that are the teacher's own and filled in have no findings", async () => {
		expect(await findingsOf(await putAnnex(id, now))).toEqual([])
	})

	test("that are empty are attached all the same, and each empty table is named", async () => {
		const found = await findingsOf(await emptyAnnex())
		expect(found.slice(0, 4)).toEqual([
			"Таблица 1 не заполнена",
			"Таблица 2 не заполнена",
			"Таблица 3 не заполнена",
			"Таблица 4 не заполнена",
		])
		const kept = await prisma.attachment.findFirstOrThrow({
			where: { applicationId: id, removedAt: null, purpose: "results_annex" },
			include: { file: true },
		})
		expect(kept.file?.type).toBe(DOCX)
		expect(kept.warnings).toEqual(found)
	})

	test("of another application are named by its number", async () => {
		const other = await bring(people, { teacher: "boris", until: "formed" })
		const [found] = await findingsOf(await putAnnex(other, now))
		expect(found).toMatch(/^Таблицы из другого заявления: внизу листа № .{9}, а у этого заявления № .{9}$/)
	})
})

test("the annex prints what was typed: rows as rows, other lines above the table", async () => {
	const { form } = await prisma.application.findUniqueOrThrow({ where: { id } })
	const typed = { result3: "Готовлю к олимпиадам.\n2026; олимпиада; район; очно; 3; призёр; диплом № 5" }
	await prisma.application.update({
		where: { id },
		data: { form: { ...(form as object), ...typed, currentCategory: "first", currentSetOn: "02.12.2021" } },
	})
	const { bytes, fileName } = await renderAnnex({ actor: anna, id, now })
	const lines = linesOf(readPaper(bytes))
	expect(lines).toContain("Готовлю к олимпиадам.")
	expect(lines).toContain("2026 олимпиада район очно 3 призёр диплом №\u00a05")
	expect(lines).toContain(`Межаттестационный период 2021–${now.getUTCFullYear()}`)
	await send(anna, "application", id, "attachment.add", {
		kind: "results_annex",
		files: [await putAnnex(id, now)],
	})
	const [kept] = await prisma.attachment.findMany({
		where: { applicationId: id, removedAt: null, purpose: "results_annex" },
	})
	// The same document keeps its name, printed empty or come back filled in.
	expect(kept?.fileName).toBe(fileName)
	expect(fileName).toMatch(/^Таблицы результатов — \p{L}+ \p{Lu}\. \p{Lu}\.?docx$/u)
	expect(lines.join("\n")).not.toContain("Недостающие строки")
})
