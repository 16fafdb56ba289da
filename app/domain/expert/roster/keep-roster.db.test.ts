import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { FormFields } from "#app/utils/http/form-fields.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { renderBlankConclusion } from "../blank-conclusion.server.ts"
import { viewMunicipalityExperts } from "../municipality-experts.view.server.ts"
import { viewExperts } from "../operator-experts.view.server.ts"
import { keepRosterFromForm } from "./roster-form.server.ts"

const NEXT_YEAR = "2027/2028"
let people: Cast

const view = (schoolYear: string, username = "operator") =>
	viewExperts({ actor: of(people, username), query: { schoolYear, municipality: "tomsk" }, now: NOW })

const post = (fields: Record<string, string | string[]>, username = "operator") => {
	const sent = Object.entries(fields).flatMap(([name, value]) =>
		[value].flat().map((one): [string, string] => [name, one]),
	)
	return keepRosterFromForm({ actor: of(people, username), form: new FormFields(sent), now: NOW })
}
const addition = (experts: string[]) => ({
	intent: "add",
	municipality: "tomsk",
	schoolYear: NEXT_YEAR,
	experts,
	order: "№ 901-р от 25.08.2027",
})
const removal = async (schoolYear: string, name: string) => {
	const { roster } = await view(schoolYear)
	return { intent: "remove", entryId: roster.find((one) => one.name.startsWith(name))?.id ?? "" }
}

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "expert1", "expert2", "expert4"],
		teachers(["taught"], { organisation: "904" }),
	)
	await bring(people, { teacher: "taught", period: "open", until: "assigned" })
})

describe("the roster of a school year", () => {
	test("offers the experts of the municipality who are not on it", async () => {
		expect((await view(NEXT_YEAR)).others.map(({ value }) => value).sort()).toEqual(
			[of(people, "expert1").id, of(people, "expert2").id].sort(),
		)
		const { roster, others } = await view("2026/2027")
		expect(others).toEqual([])
		expect(roster.map(({ load }) => load)).toEqual([1, 1])
	})

	test("gets the ticked experts, each only once", async () => {
		const both = [of(people, "expert1").id, of(people, "expert2").id]
		expect(await post(addition(both.slice(0, 1)))).toMatch(/внесено: 1/)
		expect(await post(addition(both))).toMatch(/внесено: 1/)
		expect((await view(NEXT_YEAR)).roster).toHaveLength(2)
	})

	test("refuses an expert of another municipality, and a teacher", async () => {
		for (const stranger of ["expert4", "taught"])
			await expect(post(addition([of(people, stranger).id]))).rejects.toMatchObject({
				fields: { experts: expect.stringContaining("только специалистов этого муниципалитета") },
			})
	})

	test("needs at least one expert and the order that approved it", async () => {
		await expect(post({ ...addition([]), order: "" })).rejects.toMatchObject({
			fields: {
				experts: "Отметьте хотя бы одного специалиста.",
				order: "Укажите распоряжение, которым утверждён список.",
			},
		})
	})

	test("is changed by operators and the municipality's own coordinator, and the audit says who did it", async () => {
		const one = of(people, "expert1").id
		const { entryId } = await removal(NEXT_YEAR, of(people, "expert1").fullName)
		for (const stranger of ["municipal3", "taught", "expert2"]) {
			await expect(post(addition([one]), stranger)).rejects.toMatchObject({ code: "forbidden" })
			await expect(post({ intent: "remove", entryId }, stranger)).rejects.toMatchObject({ code: "not-found" })
		}
		await expect(view(NEXT_YEAR, "municipal")).rejects.toMatchObject({ code: "not-found" })
		expect(await post({ intent: "remove", entryId }, "municipal")).toBe("Специалист убран из списка")
		expect(await post(addition([one]), "municipal")).toMatch(/внесено: 1/)
		const noted = await prisma.accessLog.findMany({
			where: { what: "roster-changed", actorId: of(people, "municipal").id },
			orderBy: { id: "asc" },
		})
		expect(noted.map(({ personId, detail }) => [personId, detail])).toEqual([
			[one, "Убран из списка на 2027/2028 учебный год"],
			[one, "Внесён в список на 2027/2028 учебный год: № 901-р от 25.08.2027"],
		])
	})

	test("keeps the status of each half-year's contract", async () => {
		const { entryId } = await removal(NEXT_YEAR, of(people, "expert1").fullName)
		const contract = (half: string, status: string, by = "municipal") =>
			post({ intent: "contract", entryId, half, contract: status }, by)
		const statuses = async () =>
			Promise.all(
				["2027-2", "2028-1"].map(async (half) => {
					const { rows } = await viewMunicipalityExperts({ municipalityCode: "tomsk", half, now: NOW })
					return rows.find((row) => row.entryId === entryId)?.contractStatus
				}),
			)
		expect(await contract("2027-2", "signed")).toBe("Состояние договора сохранено")
		await contract("2027-2", "signed")
		expect(await statuses()).toEqual(["signed", "none"])
		await contract("2028-1", "collected")
		expect(await statuses()).toEqual(["signed", "collected"])
		await expect(contract("2026-2", "signed")).rejects.toMatchObject({ code: "not-found" })
		await expect(contract("2027-2", "signed", "municipal3")).rejects.toMatchObject({ code: "not-found" })
		await expect(contract("2027-2", "paid")).rejects.toMatchObject({
			fields: { contract: "Выберите состояние договора." },
		})
		expect(
			await prisma.accessLog.count({
				where: {
					detail: { equals: "Договор на второе полугодие 2027 года: не начат → подписан" },
				},
			}),
		).toBe(1)
	})

	test("writes no contract for a half-year that cannot be read", async () => {
		const { entryId } = await removal("2026/2027", of(people, "expert1").fullName)
		const contractOf = () => prisma.rosterEntry.findUniqueOrThrow({ where: { id: entryId } })
		const before = await contractOf()
		const contract = { intent: "contract", entryId, contract: "signed" }
		const unreadable = ["", "2026-3", "1026-2", "2026-2 "].map((half) => ({ ...contract, half }))
		for (const form of [contract, ...unreadable])
			await expect(post(form, "municipal")).rejects.toMatchObject({
				code: "invalid",
				fields: { half: expect.stringContaining("Выберите полугодие") },
			})
		expect(await contractOf()).toEqual(before)
	})

	test("refuses a contract's status from a page that shows an older one, and names the new one", async () => {
		const { entryId } = await removal(NEXT_YEAR, of(people, "expert1").fullName)
		const save = (was: string, contract: string) =>
			post({ intent: "contract", entryId, half: "2028-1", was, contract }, "municipal")
		await save("collected", "signed")
		await expect(save("collected", "ended")).rejects.toMatchObject({
			code: "stale",
			message: expect.stringContaining(`«подписан», ${of(people, "municipal").fullName}, 1 октября 2026`),
		})
		expect(await save("collected", "signed")).toBe("Состояние договора сохранено")
		expect(await save("signed", "passed")).toBe("Состояние договора сохранено")
	})

	test("keeps an expert who has a teacher to assess that year", async () => {
		const { name = "" } = (await view("2026/2027")).roster[0] ?? {}
		await expect(post(await removal("2026/2027", name))).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: [expect.stringContaining("Примерова")],
		})
		expect(await post(await removal(NEXT_YEAR, name))).toBe("Специалист убран из списка")
		await expect(
			post({ intent: "remove", entryId: "00000000-0000-7000-8000-000000000000" }),
		).rejects.toMatchObject({
			code: "not-found",
		})
	})
})

test("the empty template of the conclusion names no teacher and no expert", async () => {
	for (const attestationForm of ["in_person", "remote"] as const) {
		const { bytes, fileName } = await renderBlankConclusion({
			category: "highest",
			attestationForm,
			now: NOW,
		})
		expect(fileName).toBe("Шаблон итогового заключения, высшая категория.docx")
		expect(bytes.length).toBeGreaterThan(1000)
	}
})
