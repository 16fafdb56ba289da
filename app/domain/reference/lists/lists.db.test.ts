import { beforeAll, describe, expect, test } from "vitest"
import { Prisma, prisma } from "#app/db/client.server.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { workplaceChoices } from "../../organisation/organisation.view.server.ts"
import { loadEntries } from "../../schedule/schedule-entry.view.server.ts"
import { LIST_NAMES, type ListName, REFERENCE_LISTS, shownFields } from "./kinds.ts"
import { keepListFromForm } from "./list-form.server.ts"
import { ListQuerySchema, listAsFile, viewList } from "./lists.view.server.ts"

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

describe("an entry that is closed", () => {
	test("says before who has chosen it and how many applications name it", async () => {
		const id = await organisation("будущего")
		const { open } = await view("organisations", { edit: id })
		const [teachersThere] = open?.concerned?.people ?? []
		expect(teachersThere).toMatchObject({ count: 2, more: 0 })
		expect(teachersThere?.names.toSorted()).toEqual(
			["formed", "waiting"].map((name) => of(people, name).fullName).toSorted(),
		)
		expect(open?.concerned?.applications).toBe(1)
		const [{ positionCode } = { positionCode: "" }] = await prisma.application.findMany()
		const position = await view("positions", { edit: positionCode })
		expect(position.open?.concerned?.applications).toBe(1)
		const nobody = await prisma.organisation.findFirstOrThrow({
			where: { engagements: { none: {} }, applications: { none: {} } },
		})
		expect((await view("organisations", { edit: nobody.id })).open?.concerned).toEqual({
			people: [],
			applications: 0,
		})
	})
})

describe("organisations that become one", () => {
	const planned = async (from: string, into: string) => {
		const { open } = await view("organisations", { edit: from, into })
		const plan = open?.merger?.plan
		if (!plan) throw new Error("no plan")
		return plan
	}
	const merge = async (from: string, into: string) =>
		post("organisations", { intent: "merge", entryId: from, into, seen: (await planned(from, into)).seen })
	/** Where everybody works and where each application belongs. */
	const everything = async () =>
		JSON.stringify([
			await prisma.engagement.findMany({
				orderBy: { id: "asc" },
				select: { id: true, organisationId: true, to: true },
			}),
			await prisma.application.findMany({
				orderBy: { id: "asc" },
				select: { id: true, organisationId: true, engagementId: true },
			}),
		])
	/** This teacher has the same work in the second organisation. */
	async function workInBoth(username: string, into: string) {
		const { id: _, ...work } = await prisma.engagement.findFirstOrThrow({
			where: { personId: of(people, username).id, role: "teacher" },
		})
		const { id } = await prisma.engagement.create({ data: { ...work, organisationId: into } })
		return id
	}

	test("take people and what is under way along, as the page says before, and everything can go back", async () => {
		const [from, into] = [await organisation("будущего"), await organisation("903")]
		const second = await workInBoth("formed", into)
		const before = await everything()
		const plan = await planned(from, into)
		expect(plan).toMatchObject({
			into: { id: into },
			people: [{ count: 1, names: [of(people, "waiting").fullName] }],
			inBoth: [{ count: 1, names: [of(people, "formed").fullName] }],
			applications: 1,
		})
		expect(await merge(from, into)).toContain("903")
		expect(await prisma.engagement.count({ where: { organisationId: from, to: null } })).toBe(0)
		expect(
			await prisma.application.findFirstOrThrow({ where: { teacherId: of(people, "formed").id } }),
		).toMatchObject({ organisationId: into, engagementId: second })
		expect(await prisma.organisation.findUnique({ where: { id: from } })).toMatchObject({ active: false })
		expect(await lastChange()).toMatchObject({
			detail: { merged: "МБОУ «Школа будущего»", people: 2, applications: 1 },
		})

		const { open } = await view("organisations", { edit: from })
		expect(open?.undoing).toMatchObject({ people: [{ count: 2 }], applications: 1 })
		const back = { intent: "separate", entryId: from, merger: open?.undoing?.merger ?? "" }
		await expect(post("organisations", { ...back, merger: "another" })).rejects.toMatchObject({
			code: "stale",
		})
		expect(await post("organisations", back)).toBe("Объединение отменено: МБОУ «Школа будущего»")
		expect(await everything()).toBe(before)
		await expect(post("organisations", back)).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("are not merged if somebody came or left after the page had said who moves", async () => {
		const [from, into] = [await organisation("будущего"), await organisation("903")]
		const { seen } = await planned(from, into)
		const id = await workInBoth("waiting", from)
		await expect(post("organisations", { intent: "merge", entryId: from, into, seen })).rejects.toMatchObject(
			{ code: "stale" },
		)
		await prisma.engagement.delete({ where: { id } })
	})

	test("give back only what nobody has changed since", async () => {
		const [from, into] = [await organisation("будущего"), await organisation("903")]
		await merge(from, into)
		await prisma.engagement.updateMany({
			where: { personId: of(people, "waiting").id },
			data: { to: new Date(NOW.getTime() + 1) },
		})
		const { open } = await view("organisations", { edit: from })
		const names = open?.undoing?.people.flatMap((role) => role.names)
		expect(names).toEqual([of(people, "formed").fullName])
		await post("organisations", {
			intent: "separate",
			entryId: from,
			merger: open?.undoing?.merger ?? "",
		})
		await prisma.engagement.updateMany({ where: { personId: of(people, "waiting").id }, data: { to: null } })
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

	test("are asked for when the button is pressed without a choice, and not before", async () => {
		const id = await organisation("903")
		const mergerWith = async (into: object) =>
			(await view("organisations", { edit: id, ...into })).open?.merger
		expect(await mergerWith({})).toMatchObject({ plan: null, wrong: null })
		for (const into of ["", id, "nothing", "я".repeat(10_000)])
			expect(await mergerWith({ into })).toMatchObject({
				plan: null,
				wrong: expect.stringMatching(/^Выберите/),
			})
	})
})

describe("a list of reference data in an order of its columns", () => {
	const ru = new Intl.Collator("ru")
	const columns = LIST_NAMES.flatMap((name) =>
		shownFields(REFERENCE_LISTS[name]).map((field) => [name, field.name] as const),
	)
	/** Every row of the list, page by page. */
	async function whole(name: ListName, sort: string) {
		const rows: Awaited<ReturnType<typeof view>>["rows"] = []
		for (let page = 1; ; page += 1) {
			const one = await view(name, { sort, show: "all", page: `${page}` })
			rows.push(...one.rows)
			if (rows.length >= one.pages.total) return rows
		}
	}
	async function file(name: ListName, query: Record<string, string>) {
		const asked = ListQuerySchema.parse({ show: "all", ...query })
		const list = await listAsFile({ actor: of(people, "operator"), name, query: asked })
		const rows: (string | number)[][] = []
		for await (const row of list.rows()) rows.push(row)
		const at = list.heads.findIndex(
			(head) =>
				head === REFERENCE_LISTS[name].fields.find((one) => one.name === REFERENCE_LISTS[name].named)?.label,
		)
		return { heads: list.heads, names: rows.map((row) => row[at]) }
	}

	test.each(columns)("%s by %s, both ways, and its file with it", async (name, column) => {
		const municipalities = (await view("organisations")).municipalities.map(({ label }) => label)
		for (const way of [1, -1]) {
			const sort = way === 1 ? column : `-${column}`
			const rows = await whole(name, sort)
			const values = rows.map(({ values }) => values[column] ?? "")
			const compare = (one: string, other: string) =>
				way *
				(column === "municipality"
					? municipalities.indexOf(one) - municipalities.indexOf(other)
					: ru.compare(one, other))
			expect(values).toEqual(values.toSorted(compare))
			expect((await file(name, { sort })).names).toEqual(rows.map((row) => row.name))
		}
	})

	test.each(LIST_NAMES)("%s by name, both ways; the closed ones stay last", async (name) => {
		const { named } = REFERENCE_LISTS[name]
		const up = await whole(name, named)
		const down = await whole(name, `-${named}`)
		const active = (rows: typeof up) => rows.filter((row) => row.active).map(({ id }) => id)
		expect(up.map(({ id }) => id)).toEqual((await whole(name, "")).map(({ id }) => id))
		expect(active(down)).toEqual(active(up).toReversed())
		expect(down.findLastIndex((row) => row.active)).toBe(active(down).length - 1)
		expect((await file(name, { sort: `-${named}` })).names).toEqual(down.map((row) => row.name))
	})

	test("its file has the columns that the page shows, and those that only a file needs", async () => {
		expect((await file("positions", { hide: "cases" })).heads).toEqual([
			"Код",
			"Именительный падеж",
			"Предмет при должности",
			"Действует",
		])
	})
})
