import { beforeAll, describe, expect, test } from "vitest"
import { Prisma, prisma } from "#app/db/client.server.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { workplaceChoices } from "../../organisation/organisation.view.server.ts"
import { loadEntries } from "../../schedule/schedule-entry.view.server.ts"
import { keepListFromForm } from "./list-form.server.ts"
import { ListQuerySchema, viewList } from "./lists.view.server.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2", "operator"],
		teachers(["formed", "waiting"], { organisation: "904" }),
	)
	await bring(people, { teacher: "formed", period: "open", until: "assigned" })
})

const post = (name: string, form: Record<string, string>, username = "operator") =>
	keepListFromForm({ actor: of(people, username), name, form, now: NOW })
const view = (name: string, asked: Record<string, string> = {}, username = "operator") =>
	viewList({ actor: of(people, username), name, query: ListQuerySchema.parse(asked) })

/** The form of an entry as the page shows it, with some answers changed. */
async function change(list: string, id: string, changes: Record<string, string>) {
	const { open } = await view(list, { edit: id })
	if (!open) throw new Error(`nothing to edit at ${id}`)
	return post(list, {
		...{ intent: "change", entryId: id, edition: open.edition },
		...open.values,
		...changes,
	})
}
const organisation = async (name: string) => {
	const [row] = (await view("organisations", { q: name })).rows
	if (!row) throw new Error(`no organisation ${name}`)
	return row.id
}
const lastChange = () =>
	prisma.accessLog.findFirst({ where: { what: "reference-changed" }, orderBy: { id: "desc" } })

describe("a list of reference data", () => {
	test("is seen and changed by operators alone", async () => {
		for (const username of ["municipal", "expert1", "formed"]) {
			await expect(view("organisations", {}, username)).rejects.toMatchObject({ code: "not-found" })
			await expect(post("subjects", { intent: "add" }, username)).rejects.toMatchObject({ code: "not-found" })
		}
		await expect(view("nothing")).rejects.toMatchObject({ code: "not-found" })
	})

	test("gets a new entry that can be chosen at once, with the hand that added it", async () => {
		await post("subjects", {
			...{
				intent: "add",
				nominative: " шахматная  грамота",
				genitive: "шахматной грамоты",
				group: "school",
			},
		})
		const { subjects } = await workplaceChoices("tomsk")
		expect(subjects.flatMap(({ options }) => options.map(({ label }) => label))).toContain(
			"шахматная грамота",
		)
		expect(await lastChange()).toMatchObject({
			actorId: of(people, "operator").id,
			detail: { list: "Предметы", added: "шахматная грамота" },
		})
	})

	test("refuses what is missing, and an entry that is there already, closed ones included", async () => {
		await expect(post("subjects", { intent: "add", nominative: "", group: "none" })).rejects.toMatchObject({
			fields: {
				nominative: "Укажите предмет.",
				genitive: "Укажите предмет в родительном падеже.",
				group: "Выберите группу предметов.",
			},
		})
		const again = { intent: "add", nominative: "шахматная грамота", genitive: "грамоты", group: "school" }
		await expect(post("subjects", again)).rejects.toMatchObject({
			fields: { nominative: expect.stringContaining("уже есть") },
		})
		await expect(
			post("organisations", { intent: "add", municipality: "atlantis", name: "Школа", kind: "school" }),
		).rejects.toMatchObject({ fields: { municipality: "Выберите муниципалитет из списка." } })
		await expect(
			post("municipalities", { intent: "add", code: "Томск", name: "Томск" }),
		).rejects.toMatchObject({ fields: { code: expect.stringContaining("латинскими") } })
	})

	test("tells the second of two operators that the entry has changed", async () => {
		const id = await organisation("904")
		const { open } = await view("organisations", { edit: id })
		const first = { intent: "change", entryId: id, edition: open?.edition ?? "", ...open?.values }
		await post("organisations", { ...first, kind: "other" })
		await expect(post("organisations", { ...first, kind: "special" })).rejects.toMatchObject({
			code: "stale",
		})
		await change("organisations", id, { kind: "school" })
	})

	test("a closed entry is offered to nobody, and can be opened again", async () => {
		const id = await organisation("902")
		await post("organisations", { intent: "close", entryId: id })
		const offered = async () => (await workplaceChoices("tomsk")).organisations.map(({ value }) => value)
		expect(await offered()).not.toContain(id)
		expect((await view("organisations", { show: "closed" })).rows.map((row) => row.id)).toEqual([id])
		await post("organisations", { intent: "reopen", entryId: id })
		expect(await offered()).toContain(id)
	})

	test("a municipality with organisations cannot be closed", async () => {
		await expect(post("municipalities", { intent: "close", entryId: "tomsk" })).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("действующие организации"),
		})
	})
})

describe("a name that changes", () => {
	const entries = () =>
		loadEntries(Prisma.sql`a."teacherId" = ${of(people, "formed").id}`).then((rows) =>
			rows.map(({ organisation: place, position }) => [place.name, position?.nominative]),
		)

	test("leaves what was formed before as it was, and the schedule repeats the paper", async () => {
		const before = await entries()
		const id = await organisation("904")
		await change("organisations", id, { name: "МБОУ «Школа будущего»" })
		const [{ positionCode } = { positionCode: "" }] = await prisma.application.findMany({
			where: { teacherId: of(people, "formed").id },
		})
		await change("positions", positionCode, { nominative: "наставник" })
		expect(await entries()).toEqual(before)
		const { organisations } = await workplaceChoices("tomsk")
		expect(organisations.map(({ label }) => label)).toContain("МБОУ «Школа будущего»")
		expect(await lastChange()).toMatchObject({
			detail: { "Именительный падеж": { to: "наставник" } },
		})
	})
})

describe("organisations that become one", () => {
	test("take people and what is under way along, as the page says before; the first is closed", async () => {
		const [from, into] = [await organisation("будущего"), await organisation("903")]
		const query = ListQuerySchema.parse({ edit: from })
		const { open } = await viewList({ actor: of(people, "operator"), name: "organisations", query })
		const moved = open?.merger?.people.flatMap(({ names }) => names) ?? []
		expect(moved).toContain(of(people, "formed").fullName)
		expect(open?.merger?.applications).toBe(
			await prisma.application.count({ where: { organisationId: from, state: { not: "discarded" } } }),
		)
		const before = await prisma.engagement.count({ where: { organisationId: from, to: null } })
		expect(before).toBeGreaterThan(0)
		expect(await post("organisations", { intent: "merge", entryId: from, into })).toContain("903")
		expect(await prisma.engagement.count({ where: { organisationId: from, to: null } })).toBe(0)
		const { organisationId } = await prisma.application.findFirstOrThrow({
			where: { teacherId: of(people, "formed").id },
		})
		expect(organisationId).toBe(into)
		expect(await prisma.organisation.findUnique({ where: { id: from } })).toMatchObject({ active: false })
		expect(await lastChange()).toMatchObject({ detail: { merged: "МБОУ «Школа будущего»" } })
	})

	test("are two different ones of one municipality", async () => {
		const id = await organisation("903")
		const elsewhere = await prisma.organisation.findFirstOrThrow({
			where: { NOT: { municipalityCode: "tomsk" } },
		})
		for (const into of ["", id, elsewhere.id, "nothing"])
			await expect(post("organisations", { intent: "merge", entryId: id, into })).rejects.toMatchObject({
				fields: { into: expect.any(String) },
			})
	})
})
