import { randomUUID } from "node:crypto"
import PizZip from "pizzip"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import { csvOf } from "../../list/csv.ts"
import { xlsxOf } from "../../list/xlsx.server.ts"
import { applyImport, dropImport, keepImport, viewImport } from "./import.server.ts"
import type { ListName } from "./kinds.ts"
import { ListQuerySchema, listAsFile } from "./lists.view.server.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal", "operator"], [])
})

async function send(list: ListName, content: string | Uint8Array, username = "operator") {
	const file = await fileStore().put([typeof content === "string" ? Buffer.from(content) : content])
	const files = [{ field: "file", originalName: "список.csv", ...file }]
	return keepImport({ actor: of(people, username), list, files, now: NOW })
}
const view = (id: string, username = "operator") => viewImport({ actor: of(people, username), id })
const apply = (id: string, digest: string, username = "operator") =>
	applyImport({ actor: of(people, username), id, digest, now: NOW })

/** Names that a spreadsheet would run, or that could break a line of a file. */
const HOSTILE = [
	"=1+1",
	"+7 Плюс",
	"-Ромашка",
	"@школа",
	"'=уже с апострофом",
	"''+два",
	"'Черёмуха'",
	'=HYPERLINK("https://example.org";"Нажмите")',
	'Школа "Ёлка"; филиал № 2',
	'"',
]

const HEAD = "Муниципалитет;Название;Вид;Действует;Новое название"

/** The list as it is downloaded. */
const downloaded = (list: ListName) =>
	listAsFile({ actor: of(people, "operator"), name: list, query: ListQuerySchema.parse({ show: "all" }) })
async function bytesOf(stream: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
	const chunks: Buffer[] = []
	for await (const chunk of stream) chunks.push(Buffer.from(chunk))
	return Buffer.concat(chunks)
}

/** A workbook as office programs write it, down to the last row that a sheet can have. */
function workbook(cells: readonly (readonly string[])[], merged: readonly string[]): Uint8Array {
	const cell = (text: string, row: number, column: number) =>
		`<c r="${"ABCD"[column]}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
	const rows = cells.map(
		(row, index) => `<row r="${index + 1}">${row.map((text, at) => cell(text, index, at)).join("")}</row>`,
	)
	const zip = new PizZip()
	zip.file(
		"xl/workbook.xml",
		`<workbook xmlns:r="r"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	)
	zip.file(
		"xl/_rels/workbook.xml.rels",
		`<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
	)
	zip.file(
		"xl/worksheets/sheet1.xml",
		`<worksheet><sheetData>${rows.join("")}<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>
			<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells></worksheet>`,
	)
	return zip.generate({ type: "uint8array" })
}

describe("a file with a list", () => {
	test("shows what it would do before anything is done, and then does just that", async () => {
		const [first, second] = await prisma.organisation.findMany({
			where: { municipalityCode: "tomsk" },
			orderBy: { name: "asc" },
			take: 2,
		})
		const id = await send(
			"organisations",
			[
				HEAD,
				"tomsk;МАОУ СОШ № 777;школа;;",
				`tomsk;"${first?.name.replaceAll('"', '""')}";;;МАОУ «Новое имя»`,
				`tomsk;"${second?.name.replaceAll('"', '""')}";;нет;`,
				"Атлантида;Школа на дне;школа;;",
				"tomsk;МАОУ СОШ № 777;школа;;",
				"Город Томск;;школа;;",
			].join("\r\n"),
		)
		const plan = await view(id)
		expect(plan.counts).toEqual({ added: 1, changed: 2, failed: 3, same: 0 })
		expect(plan.added).toEqual([{ row: 2, name: "МАОУ СОШ № 777" }])
		expect(plan.changed.map(({ changes, active }) => [changes.map(({ to }) => to), active])).toEqual([
			[["МАОУ «Новое имя»"], null],
			[[], false],
		])
		expect(plan.failed.map(({ row, reasons }) => [row, ...reasons])).toEqual([
			[5, "Муниципалитета «Атлантида» в списке нет."],
			[6, "Эта запись уже есть в строке 2."],
			[7, "Укажите название."],
		])
		expect(plan.failed.at(-1)?.name).toBe("Город Томск")
		expect(await prisma.organisation.count({ where: { name: "МАОУ СОШ № 777" } })).toBe(0)

		expect(await apply(id, plan.digest)).toEqual({ list: "organisations", done: 3 })
		expect(await prisma.organisation.findUnique({ where: { id: first?.id ?? "" } })).toMatchObject({
			name: "МАОУ «Новое имя»",
		})
		expect(await prisma.organisation.findUnique({ where: { id: second?.id ?? "" } })).toMatchObject({
			active: false,
		})
		const noted = await prisma.accessLog.findMany({ where: { what: "reference-changed" } })
		expect(noted.map(({ actorId }) => actorId)).toEqual([1, 2, 3].map(() => of(people, "operator").id))
		await expect(apply(id, (await view(id)).digest)).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("comes back as it was downloaded, whatever its names begin with", async () => {
		const hostile = { municipalityCode: "kolpashevsky", name: { in: HOSTILE } }
		const names = async () =>
			(await prisma.organisation.findMany({ where: hostile, orderBy: { name: "asc" } })).map(
				({ name }) => name,
			)
		await prisma.organisation.createMany({
			data: HOSTILE.map((name) => ({ municipalityCode: "kolpashevsky", name, kind: "school" })),
		})
		const before = await names()
		expect(before).toHaveLength(HOSTILE.length)
		const list = await downloaded("organisations")
		const files = [await bytesOf(csvOf(list)), await bytesOf(xlsxOf(await downloaded("organisations")))]
		expect(files[0]?.toString()).not.toMatch(/(^|;|\n)"?[=+@-]/)
		for (const file of files) {
			const unchanged = await view(await send("organisations", file))
			expect(unchanged.counts).toEqual({
				...{ added: 0, changed: 0, failed: 0 },
				same: await prisma.organisation.count(),
			})
			await prisma.organisation.deleteMany({ where: hostile })
			const id = await send("organisations", file)
			const plan = await view(id)
			expect(plan.counts).toMatchObject({ added: HOSTILE.length, changed: 0, failed: 0 })
			await apply(id, plan.digest)
			expect(await names()).toEqual(before)
		}
		await prisma.organisation.deleteMany({ where: hostile })
	})

	test("is refused when the list has changed since somebody looked", async () => {
		const id = await send("subjects", "Предмет;Родительный падеж;Группа\nлатынь;латыни;школьные предметы\n")
		const { digest } = await view(id)
		await prisma.subject.create({
			data: { nominative: "латынь", genitive: "латинского", group: "school" },
			select: { id: true },
		})
		await expect(apply(id, digest)).rejects.toMatchObject({ code: "stale" })
		expect((await view(id)).changed).toMatchObject([{ changes: [{ from: "латинского", to: "латыни" }] }])
	})

	test("comes in UTF-8 or as old Excel saves it, with semicolons, commas or tabs", async () => {
		const cyrillic = [..."Предмет,Родительный падеж,Группа\nэстетика,эстетики,школьные предметы"]
		const old = Buffer.from(
			cyrillic.map((sign) => {
				const code = sign.charCodeAt(0)
				return code < 128 ? code : code - 0x410 + 0xc0
			}),
		)
		for (const content of [old, "\ufeffПредмет\tРодительный падеж\tГруппа\nэстетика\tэстетики\tschool\n"])
			expect((await view(await send("subjects", content))).added).toEqual([{ row: 2, name: "эстетика" }])
	})

	test("comes as people keep it: a title above the heads, merged cells, heads once more, empty rows to the end", async () => {
		const cells = [
			["Список организаций на 01.09.2026"],
			[],
			["Муниципалитет", "Название", "Вид"],
			["г. Томск", "МАОУ СОШ № 801", "школа"],
			["", "МАОУ СОШ № 802", "школа"],
			[],
			["Муниципалитет", "Название", "Вид"],
			["Колпашевский район", "МАОУ СОШ № 803", "школа"],
		]
		const expected = {
			added: [
				{ row: 4, name: "МАОУ СОШ № 801" },
				{ row: 5, name: "МАОУ СОШ № 802" },
				{ row: 8, name: "МАОУ СОШ № 803" },
			],
			failed: [],
		}
		expect(await view(await send("organisations", workbook(cells, ["A1:D1", "A4:A5"])))).toMatchObject(
			expected,
		)
		const filled = cells.map((row, index) => (index === 4 ? ["г. Томск", ...row.slice(1)] : row))
		const text = `${filled.map((row) => row.join(";")).join("\r\n")}\r\n${";;\r\n".repeat(30_000)}`
		for (const content of [text, Buffer.from(`\ufeff${text.replaceAll(";", "\t")}`, "utf16le")])
			expect(await view(await send("organisations", content))).toMatchObject(expected)
	})

	test("with more merged cells than the table can have is a made-up one, and is read no further", async () => {
		const cells = [
			["Муниципалитет", "Название", "Вид"],
			["г. Томск", "МАОУ СОШ № 811", "школа"],
			["", "МАОУ СОШ № 812", "школа"],
		]
		// Far more ranges over the same rows than three rows of thirty columns have cells.
		const overlapping = Array.from({ length: 20_000 }, () => "C1:C1048576")
		const { added, failed } = await view(
			await send("organisations", workbook(cells, [...overlapping, "A2:A3"])),
		)
		expect(added).toMatchObject([{ row: 2, name: "МАОУ СОШ № 811" }])
		expect(failed).toMatchObject([{ row: 3 }])
	})

	test("with one column twice is refused, because nobody can say which of them is right", async () => {
		const content =
			"Предмет;Родительный падеж;Группа;Родительный падеж\nэтика;этики;школьные предметы;этике\n"
		await expect(send("subjects", content)).rejects.toMatchObject({
			fields: { file: "Столбец «Родительный падеж» в файле не один. Оставьте тот, который верен." },
		})
	})

	test.each([
		"municipalities",
		"organisations",
		"positions",
		"subjects",
	] as const)("of %s that was downloaded and sent back unchanged changes nothing, as CSV and as XLSX", async (list) => {
		const csv = await bytesOf(csvOf(await downloaded(list)) as AsyncIterable<string>)
		const xlsx = await bytesOf(xlsxOf(await downloaded(list)))
		for (const content of [csv, xlsx]) {
			const { counts } = await view(await send(list, content))
			expect({ ...counts, same: counts.same > 0 }).toEqual({ added: 0, changed: 0, failed: 0, same: true })
		}
	})

	test.each([
		["nothing", "", "пуст"],
		["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), "не таблица"],
		["a PDF of plain letters", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "не таблица"],
		["an archive that is no workbook", Buffer.from("PK\u0003\u0004 nothing"), "повреждён"],
		["other columns", "имя;возраст\nа;1\n", "нет столбцов"],
		["heads alone", `${HEAD}\n`, "ни одной строки"],
		["too many rows", `${HEAD}\n${"tomsk;а;школа;;\n".repeat(25_001)}`, "больше"],
	])("that is %s is refused in words, and nothing is kept", async (_what, content, words) => {
		const before = await prisma.referenceImport.count()
		await expect(send("organisations", content)).rejects.toMatchObject({
			fields: { file: expect.stringContaining(words) },
		})
		expect(await prisma.referenceImport.count()).toBe(before)
	})

	test("that nobody wants is thrown away, once, and leaves the list as it was", async () => {
		const subjects = await prisma.subject.count()
		const id = await send(
			"subjects",
			"Предмет;Родительный падеж;Группа\nфехтование;фехтования;школьные предметы\n",
		)
		await expect(dropImport({ actor: of(people, "municipal"), id })).rejects.toMatchObject({
			code: "not-found",
		})
		expect(await dropImport({ actor: of(people, "operator"), id })).toEqual({
			list: "subjects",
			fileName: "список.csv",
		})
		expect(await prisma.subject.count()).toBe(subjects)
		await expect(view(id)).rejects.toMatchObject({ code: "not-found" })
		await expect(dropImport({ actor: of(people, "operator"), id })).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("tells everything that is wrong with a row in one round", async () => {
		const id = await send("organisations", `${HEAD}\nГород на Марсе;Школа № 1;шкала;может быть;\n`)
		const [row] = (await view(id)).failed
		expect(row?.reasons).toEqual([
			"Выберите вид организации.",
			"В столбце «Действует» пишите «да» или «нет».",
			"Муниципалитета «Город на Марсе» в списке нет.",
		])
	})

	test("names a row of any length by its beginning alone", async () => {
		const long = "Школа ".repeat(900).trim()
		const rows = [`tomsk;${long};школа;;`, `${long};Школа № 2;школа;;`, `tomsk;Школа ${long};школа;;${long}`]
		const { failed } = await view(await send("organisations", [HEAD, ...rows].join("\n")))
		expect(failed).toHaveLength(3)
		for (const { name, reasons } of failed)
			for (const words of [name, ...reasons]) expect(words.length).toBeLessThan(300)
		expect(failed[0]?.name).toMatch(/^Школа Школа .*…$/)
	})

	test("is sent, seen and applied by operators alone", async () => {
		await expect(send("subjects", "Предмет\nа\n", "municipal")).rejects.toMatchObject({ code: "not-found" })
		const id = await send("subjects", "Предмет;Родительный падеж;Группа\nриторика;риторики;school\n")
		await expect(view(id, "municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(apply(id, (await view(id)).digest, "municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(view(randomUUID())).rejects.toMatchObject({ code: "not-found" })
	})

	test("with five thousand schools is read and applied, and costs a page of plain size", async () => {
		const rows = Array.from({ length: 5_000 }, (_, index) => `tomsk;МКОУ СОШ № ${10_000 + index};школа;;`)
		const id = await send("organisations", [HEAD, ...rows].join("\n"))
		const plan = await view(id)
		expect(plan.counts.added).toBe(5_000)
		expect(JSON.stringify(plan).length).toBeLessThan(100_000)
		expect((await apply(id, plan.digest)).done).toBe(5_000)
	})
})
