import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"
import { csvOf } from "./csv.ts"
import type { OpenedList } from "./list.ts"
import { MUNICIPALITY_LISTS, type MunicipalityListName } from "./municipality-lists.server.ts"
import { OPERATOR_LISTS, type OperatorListName } from "./operator-lists.server.ts"

let people: Cast

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "expert1", "expert2"],
		[
			...teachers(["waiting"], { surname: "Ожидаева" }),
			...teachers(["planned"], { surname: "Графикова" }),
			...teachers(["leaving"], { surname: "Уходящая" }),
			...teachers(["drafting"], { surname: "Черновикова" }),
			...teachers(["simple"], { surname: "Упрощаева" }),
		],
	)
	await bring(people, { teacher: "waiting", until: "submitted" })
	await bring(people, { teacher: "planned", until: "assigned", period: "open" })
	await bring(people, { teacher: "simple", until: "admitted", simplified: true })
	const leaving = await bring(people, { teacher: "leaving", until: "registered" })
	await newWithdrawal(of(people, "leaving"), leaving, "submitted")
})

const read = async (list: OpenedList) => {
	let text = ""
	for await (const part of csvOf(list)) text += part
	return text
}
const municipality = (name: MunicipalityListName, username: string, code: string, query = "") =>
	read(
		MUNICIPALITY_LISTS[name]({
			actor: of(people, username),
			municipalityCode: code,
			query: new URLSearchParams(query),
			now: NOW,
		}),
	)
const operator = (name: OperatorListName, username = "operator", query = "") =>
	read(OPERATOR_LISTS[name]({ actor: of(people, username), query: new URLSearchParams(query), now: NOW }))

/** Paper conclusions need an approved schedule: own-lists.db.test.ts. */
type Other = Exclude<MunicipalityListName, "papers">
const SHOWN: Record<Other, string> = {
	"not-submitted": "Черновикова",
	registration: "Ожидаева",
	withdrawals: "Уходящая",
	scheduling: "Графикова",
	attestation: "Упрощаева",
	exclusion: "Уходящая",
	experts: "МАОУ",
	invitations: "expert1@",
	statistics: "По должностям",
}

describe.each(Object.entries(SHOWN) as [Other, string][])("the file of %s", (name, someone) => {
	test("has the municipality's own people, and nothing of it in the file of another coordinator", async () => {
		const own = await municipality(name, "municipal", "tomsk")
		expect(own).toContain(someone)
		const elsewhere = await municipality(name, "municipal3", "kolpashevsky")
		for (const surname of Object.values(SHOWN).filter((one) => one !== someone || name !== "statistics"))
			expect(elsewhere).not.toContain(surname)
		expect(elsewhere.split("\r\n")[0]).toBe(own.split("\r\n")[0])
	})

	test("is filtered and narrowed by the address of its page", async () => {
		const hidden = await municipality(
			name,
			"municipal",
			"tomsk",
			"hide=organisation,roster,email,position,filed&page=999",
		)
		expect(hidden.split("\r\n")[0]?.length).toBeLessThan(
			(await municipality(name, "municipal", "tomsk")).split("\r\n")[0]?.length ?? 0,
		)
	})
})

test("a search in the address narrows a file, words in any order, ё as е", async () => {
	expect(await municipality("scheduling", "municipal", "tomsk", "q=мария+графикова")).toContain("Графикова")
	expect(await municipality("scheduling", "municipal", "tomsk", "q=несуществующая")).not.toContain(
		"Графикова",
	)
})

describe("an application is found", () => {
	const LISTS = [
		["registration", "waiting", "Ожидаева"],
		["scheduling", "planned", "Графикова"],
		["attestation", "simple", "Упрощаева"],
	] as const

	beforeAll(async () => {
		await prisma.person.update({
			where: { id: of(people, "planned").id },
			data: { mobilePhone: "+7 913 555-04-17" },
		})
	})

	test.each(
		LISTS,
	)("in the list «%s» by the login «%s», in any case, and by nobody else's", async (list, login, name) => {
		expect(await municipality(list, "municipal", "tomsk", `q=${login.toUpperCase()}`)).toContain(name)
		expect(await municipality(list, "municipal", "tomsk", "q=leaving")).not.toContain(name)
		expect(await operator("applications", "operator", `name=${login}`)).toContain(name)
	})

	test.each([
		"89135550417",
		"8 (913) 555-04-17",
		"+7 913 555 04 17",
		"9135550417",
	])("by the phone, written as «%s»", async (phone) => {
		const q = encodeURIComponent(phone)
		expect(await municipality("scheduling", "municipal", "tomsk", `q=${q}`)).toContain("Графикова")
		expect(await operator("applications", "operator", `name=${q}`)).toContain("Графикова")
		expect(await operator("applications", "operator", "name=89135550418")).not.toContain("Графикова")
	})

	test("by its journal number, with the sign or without, but not by a part of it", async () => {
		const { journalNumber } = await prisma.application.findFirstOrThrow({
			where: { teacherId: of(people, "planned").id },
			select: { journalNumber: true },
		})
		for (const q of [`${journalNumber}`, encodeURIComponent(`№ ${journalNumber}`)])
			expect(await municipality("scheduling", "municipal", "tomsk", `q=${q}`)).toContain("Графикова")
		expect(await municipality("scheduling", "municipal", "tomsk", `q=${journalNumber}0`)).not.toContain(
			"Графикова",
		)
	})

	test.each(["%", "_", "№", "'; DROP", "8913%"])("by «%s» only as an ordinary word", async (q) => {
		expect(await operator("applications", "operator", `name=${encodeURIComponent(q)}`)).not.toContain(
			"Графикова",
		)
	})
})

test("the order of a file is that of its page", async () => {
	const order = async (sort: string) => {
		const text = await municipality("scheduling", "municipal", "tomsk", `sort=${sort}`)
		return text.indexOf("Графикова") < text.indexOf("Уходящая")
	}
	expect([await order("name"), await order("-name")]).toEqual([true, false])
})

describe("the operator's files", () => {
	test.each(Object.keys(OPERATOR_LISTS) as OperatorListName[])("%s: only operators get it", async (name) => {
		expect((await operator(name)).startsWith("\uFEFF")).toBe(true)
		if (name === "users") expect(await operator(name, "waiting")).not.toContain("@")
		else await expect(operator(name, "municipal")).rejects.toMatchObject({ code: "not-found" })
	})

	test("applications sorted by period has those without one after the others", async () => {
		const text = await operator("applications", "operator", "sort=period")
		expect(text.indexOf("Графикова")).toBeLessThan(text.indexOf("Ожидаева"))
		const back = await operator("applications", "operator", "sort=-period")
		expect(back.indexOf("Графикова")).toBeGreaterThan(back.indexOf("Ожидаева"))
	})

	test("applications of one procedure has those of no other", async () => {
		const [general, simplified] = await Promise.all(
			["general", "simplified"].map((procedure) =>
				operator("applications", "operator", `procedure=${procedure}`),
			),
		)
		expect(general).toContain("Графикова")
		expect(simplified).not.toContain("Графикова")
	})

	test("applications has every teacher of the region, sorted as asked", async () => {
		const text = await operator("applications", "operator", "sort=-name")
		expect(text.indexOf("Уходящая")).toBeLessThan(text.indexOf("Графикова"))
	})
})
