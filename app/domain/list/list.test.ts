import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { COUNTED, pageOfList } from "#app/db/paging.server.ts"
import { readTableFile } from "#app/files/tables/read-table.server.ts"
import { csvCell, csvOf } from "./csv.ts"
import { type ListFile, type OpenedList, openList, sortIn } from "./list.ts"
import { xlsxOf } from "./xlsx.server.ts"

interface Person {
	name: string
	phone: string
	age: number
}

const people: Person[] = [
	{ name: "=HYPERLINK(1)", phone: "+7 900 000-00-01", age: 41 },
	{ name: 'Ёлкина; "Мария"', phone: "8 (3822) 00-00-02", age: 35.5 },
	{ name: "-1+2", phone: "", age: 0 },
]
const list: ListFile<Person> = {
	title: "Люди: все/сразу",
	columns: [
		{ id: "name", head: "ФИО", value: ({ name }) => name },
		{ id: "phone", head: "Телефон", value: ({ phone }) => phone },
		{ id: "age", head: "Возраст", value: ({ age }) => age },
	],
	page: async (number) => ({ rows: people.slice((number - 1) * 2, number * 2), total: 3, pageSize: 2 }),
}

const csv = async (hide: string | null = null) => {
	let text = ""
	for await (const part of csvOf(openList(list, hide))) text += part
	return text
}

describe("a list as CSV", () => {
	test("begins with the UTF-8 mark, uses semicolons and has every row of every page once", async () => {
		expect(await csv()).toBe(
			"\uFEFFФИО;Телефон;Возраст\r\n" +
				"'=HYPERLINK(1);8 900 000-00-01;41\r\n" +
				'"Ёлкина; ""Мария""";8 (3822) 00-00-02;35,5\r\n' +
				"'-1+2;;0\r\n",
		)
	})

	test.each([
		"=1",
		"+cmd|' /C calc'!A0",
		"-1",
		"@SUM(1)",
		"\t=1",
		"\r=1",
	])("makes %j a text, which no spreadsheet runs", (typed) => {
		expect(csvCell(typed).replace(/^"/, "")).toMatch(/^'/)
	})

	test("says at its end that it is only the beginning of a longer list", async () => {
		const long = { ...list, page: async (number: number) => ({ ...(await list.page(number)), more: true }) }
		let text = ""
		for await (const part of csvOf(openList(long, null))) text += part
		const last = text.trimEnd().split("\r\n").at(-1)
		expect(last).toMatch(/^Это первые 3\sстроки, в списке их больше\. Сузьте отбор .*;;$/)
		expect(await csv()).not.toContain("в списке их больше")
	})

	test("leaves out the columns that the address hides, but never all of them", async () => {
		expect((await csv("phone,age")).split("\r\n")[0]).toBe("\uFEFFФИО")
		expect((await csv("name,phone,age")).split("\r\n")[0]).toBe("\uFEFFФИО;Телефон;Возраст")
	})
})

describe("a list as XLSX", () => {
	let folder: string
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "xlsx-"))
	})
	afterAll(() => rm(folder, { recursive: true, force: true }))

	/** The contents that a reader of workbooks finds. */
	async function readBack(opened: OpenedList) {
		const path = join(folder, "list.xlsx")
		await writeFile(path, await buffer(xlsxOf(opened)))
		return readTableFile({ path, name: "list.xlsx" })
	}

	test("holds the same rows; a text that looks like a formula is a text, and signs that XML forbids are left out", async () => {
		const shown = '=1+1 <&> "Имя"'
		people[2] = { name: `${shown}\u0000\u0008\uD800`, phone: "", age: 0 }
		expect(await readBack(openList(list, null))).toEqual({
			ok: true,
			rows: [
				["ФИО", "Телефон", "Возраст"],
				...people.slice(0, 2).map(({ name, phone, age }) => [name, phone, String(age)]),
				[shown, "", "0"],
			],
		})
	})

	test("is written while it is read: ten thousand rows do not wait in memory", async () => {
		let made = 0
		const opened: OpenedList = {
			title: "Длинный список: [все]",
			heads: ["Номер"],
			async *rows() {
				for (; made < 200_000; made++) yield [`${made} ${Math.random()}`]
			},
		}
		const stream = xlsxOf(opened)
		for await (const _ of stream) break
		expect(made).toBeLessThan(100_000)
	})

	test("that cannot be read to its end breaks off, so that nobody takes it for the whole", async () => {
		const opened: OpenedList = {
			title: "Список",
			heads: ["Номер"],
			async *rows() {
				yield [1]
				throw new Error("the database is gone")
			},
		}
		await expect(buffer(xlsxOf(opened))).rejects.toThrow("the database is gone")
	})
})

describe("a page of a list", () => {
	const pages = (page: number, counted: number) =>
		pageOfList({
			page,
			pageSize: 50,
			count: async (most) => Math.min(counted, most),
			load: async ({ skip, take }) => [skip, take],
		})

	test("past the end is the last one", async () => {
		expect(await pages(99, 120)).toEqual({ rows: [100, 50], page: 3, pageSize: 50, total: 120, more: false })
		expect(await pages(7, 0)).toMatchObject({ rows: [0, 50], page: 1, total: 0 })
	})

	test("is counted exactly up to ten thousand, and never reads further", async () => {
		expect(await pages(1, COUNTED)).toMatchObject({ total: COUNTED, more: false })
		expect(await pages(5000, 255_000)).toMatchObject({ rows: [9950, 50], total: COUNTED, more: true })
	})
})

test("a list is sorted only by its own columns", () => {
	expect(sortIn("-name", ["name", "period"])).toEqual({ by: "name", direction: "desc" })
	expect(sortIn("period", ["name", "period"])).toEqual({ by: "period", direction: "asc" })
	expect(sortIn("password", ["name"])).toBeNull()
})
