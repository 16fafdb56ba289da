import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { bring, of, openRegion, teachers } from "#tests/factories.ts"
import { viewSchoolTeachers } from "./school-teachers.view.server.ts"

let people: Record<string, Actor>
beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "school", "school2", "school3"],
		[
			...teachers(["editing", "formed", "submitted", "blocked"]),
			...teachers(["nothing"], { surname: "Ёлкина", name: "Яна", patronymic: "" }),
		],
	)
	await bring(people, { teacher: "editing", until: "editing" })
	await bring(people, { teacher: "formed", until: "formed" })
	await bring(people, { teacher: "submitted", until: "submitted" })
	await prisma.person.update({ where: { id: of(people, "blocked").id }, data: { blockedAt: new Date() } })
}, 60_000)

const look = (username: string, name = "", page = 1, sort = "") =>
	viewSchoolTeachers({ actor: of(people, username), query: { name, sort, page } })
const found = async (username: string, name = "") =>
	(await look(username, name)).rows.map((row) => row.username)

describe("teachers without an application", () => {
	test("are those who have none or only a draft, by surname, but nobody who has submitted or is blocked", async () => {
		const { rows, total } = await look("school")
		expect(rows.map(({ username, state }) => [username, state])).toEqual([
			["nothing", "none"],
			...[
				["editing", "draft.editing"],
				["formed", "draft.formed"],
			].sort(byId),
		])
		expect(total).toBe(3)
	})
	test("are listed with the help they need and a sheet to print, and a draft can be opened", async () => {
		const { rows } = await look("school")
		const row = (username: string) => rows.find((one) => one.username === username)
		expect(row("nothing")).toMatchObject({
			fullName: "Ёлкина Яна",
			post: "учитель математики",
			short: "Не начато",
			help: expect.stringContaining("Распечатайте памятку"),
			application: null,
			helpSheet: `/school/teachers/${of(people, "nothing").id}/help.docx`,
		})
		expect(row("editing")).toMatchObject({ help: expect.stringContaining("дозаполнить") })
		expect(row("formed")).toMatchObject({
			short: "Сформировано, скан не прикреплён",
			help: expect.stringContaining("подписать и отсканировать"),
			application: expect.stringMatching(/^\/school\/applications\/./),
		})
	})
	test("are found by a part of the name, with «е» for «ё», and wildcards are ordinary characters", async () => {
		expect(await found("school", "елк")).toEqual(["nothing"])
		expect(await found("school", "%")).toEqual([])
	})
	test("do not include those of another organisation", async () => {
		expect(await found("school2")).toEqual([])
		expect(await found("school3")).toEqual([])
	})
	test("show the last page when the address asks for one past the end", async () => {
		const past = await look("school", "", 2)
		expect(past).toMatchObject({ page: 1, total: 3 })
		expect(past.rows).toHaveLength(3)
	})
	test("do not include the coordinator who also teaches", async () => {
		const both = { ...of(people, "nothing"), grants: of(people, "school").grants }
		const { rows } = await viewSchoolTeachers({ actor: both, query: { name: "", sort: "", page: 1 } })
		expect(rows.map(({ username }) => username)).not.toContain("nothing")
		expect(rows).toHaveLength(2)
	})
})

/** People with the same name are listed in the order in which they were created. */
function byId([a = ""]: string[], [b = ""]: string[]) {
	return of(people, a).id < of(people, b).id ? -1 : 1
}
