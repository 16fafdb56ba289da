import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { paths } from "#app/utils/paths.ts"
import { queryOfView } from "#app/utils/saved-view.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import {
	openWithView,
	removeView,
	renameView,
	restoreView,
	saveView,
	viewSavedViews,
} from "./saved-views.server.ts"

const LIST = paths.registration()
let people: Cast

beforeAll(async () => {
	people = await openRegion(["municipal", "municipal3", "operator"], [])
})

const save = (name: string, more: Record<string, string> = {}, by = "municipal") =>
	saveView({ actor: of(people, by), form: { list: LIST, query: "show=overdue", name, ...more }, now: NOW })
const shown = async (by = "municipal", list = LIST) => {
	const { views, removed } = await viewSavedViews({ actor: of(people, by), of: list, query: "" })
	return { views: views.map(({ name }) => name), removed: removed.map(({ name }) => name), all: views }
}

describe("a view of a list", () => {
	test("keeps filters, order and columns, but no page and no municipality that is chosen for every page", async () => {
		expect(queryOfView(LIST, "?sort=-name&page=3&q=&hide=form&municipality=tomsk")).toBe(
			"hide=form&sort=-name",
		)
		expect(queryOfView(paths.operatorApplications(), "municipality=tomsk")).toBe("municipality=tomsk")
		const { id } = await save("Просроченные", { query: "?page=2&show=overdue" })
		const { all } = await shown()
		expect(all).toMatchObject([{ id, name: "Просроченные", to: `${LIST}?show=overdue`, opening: false }])
	})

	test("belongs to one person: nobody else sees, renames, deletes or restores it", async () => {
		const { id } = await save("Только мой")
		expect((await shown("municipal3")).views).toEqual([])
		const own = { actor: of(people, "municipal3"), id }
		for (const attempt of [
			() => renameView({ ...own, form: { name: "Чужой" } }),
			() => openWithView({ ...own, opening: true }),
			() => removeView({ ...own, now: NOW }),
			() => restoreView(own),
		])
			await expect(attempt()).rejects.toMatchObject({ code: "not-found" })
		expect((await shown()).views).toContain("Только мой")
	})

	test("is saved only for a list, and only in a cabinet that the person has", async () => {
		for (const list of [paths.operatorApplications(), "/login", "https://example.org", ""])
			await expect(save("Чужой список", { list })).rejects.toMatchObject({ code: "not-found" })
		await expect(
			viewSavedViews({ actor: of(people, "municipal"), of: paths.operatorAudit(), query: "" }),
		).rejects.toMatchObject({ code: "not-found" })
	})

	test.each([
		["", "Придумайте название"],
		["   ", "Придумайте название"],
		["я".repeat(61), "не больше 60 знаков"],
	])("with the name «%s» is refused in words", async (name, words) => {
		await expect(save(name)).rejects.toMatchObject({ fields: { name: expect.stringContaining(words) } })
	})

	test("needs a name of its own, in any case; a renamed one too", async () => {
		await save("Школа № 5")
		const taken = { fields: { name: expect.stringContaining("уже есть") } }
		await expect(save("школа № 5")).rejects.toMatchObject(taken)
		const { id } = await save("Без замечаний")
		await expect(
			renameView({ actor: of(people, "municipal"), id, form: { name: "ШКОЛА № 5" } }),
		).rejects.toMatchObject(taken)
		await renameView({ actor: of(people, "municipal"), id, form: { name: "без замечаний" } })
		expect((await shown()).views).toContain("без замечаний")
		await save("Школа № 5", {}, "municipal3")
	})

	test("can be deleted and brought back, unless its name is taken meanwhile; the last five can", async () => {
		const actor = of(people, "municipal")
		const { id } = await save("Удаляемый")
		await removeView({ actor, id, now: NOW })
		expect(await shown()).toMatchObject({ removed: ["Удаляемый"] })
		const { id: second } = await save("Удаляемый")
		await expect(restoreView({ actor, id })).rejects.toMatchObject({ code: "invalid" })
		await removeView({ actor, id: second, now: NOW })
		await restoreView({ actor, id })
		expect((await shown()).views).toContain("Удаляемый")
		for (let number = 0; number < 7; number += 1) {
			const { id: next } = await save(`Лишний ${number}`)
			await removeView({ actor, id: next, now: new Date(NOW.getTime() + number) })
		}
		expect((await shown()).removed).toHaveLength(5)
	})

	test("opens its list alone; a deleted one opens nothing", async () => {
		const actor = of(people, "municipal3")
		const first = await save("Первый", { opening: "on" }, "municipal3")
		const second = await save("Второй", { opening: "on" }, "municipal3")
		const opening = async () =>
			(await shown("municipal3")).all.filter((view) => view.opening).map(({ id }) => id)
		expect(await opening()).toEqual([second.id])
		await openWithView({ actor, id: first.id, opening: true })
		expect(await opening()).toEqual([first.id])
		await removeView({ actor, id: first.id, now: NOW })
		expect(await opening()).toEqual([])
		await expect(openWithView({ actor, id: first.id, opening: true })).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("is the last of twenty: one more is refused, even when they are saved at the same moment", async () => {
		const list = paths.operatorApplications()
		const attempts = Array.from({ length: 25 }, (_, number) => save(`Вид ${number}`, { list }, "operator"))
		const results = await Promise.allSettled(attempts)
		expect(results.filter(({ status }) => status === "rejected")).toHaveLength(5)
		expect(await prisma.savedView.count({ where: { list } })).toBe(20)
	})
})
