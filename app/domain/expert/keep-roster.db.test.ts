import { beforeAll, describe, expect, test } from "vitest"
import { FormFields } from "#app/utils/http/form-fields.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { renderBlankConclusion } from "./blank-conclusion.server.ts"
import { viewExperts } from "./operator-experts.view.server.ts"
import { keepRosterFromForm } from "./roster-form.server.ts"

const NEXT_YEAR = "2027/2028"
let people: Cast

const view = (schoolYear: string, username = "operator") =>
	viewExperts({ actor: of(people, username), query: { schoolYear, municipality: "tomsk" }, now: NOW })

const post = (fields: Record<string, string | string[]>, username = "operator") => {
	const sent = Object.entries(fields).flatMap(([name, value]) =>
		[value].flat().map((one): [string, string] => [name, one]),
	)
	return keepRosterFromForm({ actor: of(people, username), form: new FormFields(sent) })
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

	test("can be changed only by operators", async () => {
		await expect(post(addition([of(people, "expert1").id]), "municipal")).rejects.toMatchObject({
			code: "forbidden",
		})
		await expect(view(NEXT_YEAR, "municipal")).rejects.toMatchObject({ code: "not-found" })
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
