import PizZip from "pizzip"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { viewAttestation } from "../application/assessment/attestation.view.server.ts"
import { editProfile } from "../person/edit-profile.server.ts"
import { viewProfile } from "../person/person.view.server.ts"
import { listPublicPeriods, viewPublicPeriod } from "./public-schedule.view.server.ts"
import { renderPublicSchedule, renderSchedule } from "./schedule.document.server.ts"
import { viewSchedule, viewSchedules } from "./schedule.view.server.ts"
import {
	approve,
	assign,
	HERE,
	NEAREST,
	NEXT,
	NOW,
	person,
	registered,
	rosterExpert,
	type SchedulingRegion,
	schedulingRegion,
} from "./test-schedule.ts"

let region: SchedulingRegion
let coordinator: Actor
let expert: Actor
let staying: string
let leaving: string
let lacking: string

/**
 * November is approved, with two teachers in it. December is still being filled in and has one teacher with a single
 * expert.
 */
beforeAll(async () => {
	region = await schedulingRegion()
	coordinator = await person("Шевченко", { role: "municipal_coordinator", positionCode: null })
	const operator = await person("Операторова", { role: "operator", positionCode: null })
	expert = await rosterExpert(region, "Лебедева")
	const second = await rosterExpert(region, "Одинцова")
	staying = (await registered(region, "Абрамова")).id
	leaving = (await registered(region, "Ёлкина")).id
	lacking = (await registered(region, "Власова")).id
	for (const id of [staying, leaving]) await assign(coordinator, id, { experts: [expert, second] })
	await assign(coordinator, lacking, { period: NEXT, experts: [expert] })
	await approve(coordinator, operator)
})

const everything = { municipality: "", q: "", page: 1 }
const wordsOf = (bytes: Buffer) =>
	new PizZip(bytes)
		.file("word/document.xml")
		?.asText()
		.replace(/<[^>]+>/g, "")
		// The forms join words that must stay on one line with no-break spaces.
		.replaceAll("\u00a0", " ")
const asWord = (version: "approved" | "unapproved" | null, periodId = NEAREST, actor = coordinator) =>
	renderSchedule({ actor, municipalityCode: HERE, periodId, version })

describe("the schedule as Word", () => {
	test("names the municipality, the period in the right case, and the order that approved it", async () => {
		const { bytes, fileName } = await asWord(null)
		const words = wordsOf(bytes)
		expect(words).toContain("Город Примерный")
		expect(words).toContain("в ноябре-декабре 2026 г.")
		expect(words).toContain("1522-р")
		expect(words).toContain("Ёлкина Анна Петровна")
		expect(words).not.toContain("Не утверждён")
		expect(fileName).toContain("(утверждён)")
	})

	test("is marked as not approved until it is approved", async () => {
		const { bytes, fileName } = await asWord(null, NEXT)
		expect(fileName).toContain("(не утверждён)")
		expect(wordsOf(bytes)).toContain("Власова Анна Петровна")
	})

	test("prints the coordinator's work phone and no mobile phone", async () => {
		const words = wordsOf((await renderPublicSchedule(HERE, NEAREST)).bytes)
		expect(words).toContain("8 (3822) 00-00-02")
		expect(words).not.toContain("900 000")
	})

	test("prints no phone, neither in Word nor on the public page, when the coordinator does not want it there", async () => {
		const shown = await viewProfile({ actor: coordinator, now: NOW })
		const form = { ...shown, workPhonePublished: undefined }
		await editProfile({ actor: coordinator, form, now: NOW })
		expect(wordsOf((await renderPublicSchedule(HERE, NEAREST)).bytes)).not.toContain("8 (3822) 00-00-02")
		const [schedule] = (await viewPublicPeriod(NEAREST, everything)).schedules
		expect(schedule?.coordinator).toMatchObject({ name: expect.stringContaining("Шевченко"), workPhone: "" })

		await editProfile({ actor: coordinator, form: { ...form, workPhonePublished: "on" }, now: NOW })
		expect(wordsOf((await renderPublicSchedule(HERE, NEAREST)).bytes)).toContain("8 (3822) 00-00-02")
	})

	test("has no approved version before the approval and no unapproved one after it", async () => {
		await expect(asWord("approved", NEXT)).rejects.toThrow(/ещё не утверждён/)
		await expect(asWord("unapproved")).rejects.toThrow(/уже утверждён/)
	})

	test("is not found by a stranger, nor by the public before its approval", async () => {
		await expect(asWord(null, NEXT, expert)).rejects.toMatchObject({ code: "not-found" })
		await expect(renderPublicSchedule(HERE, NEXT)).rejects.toMatchObject({ code: "not-found" })
		await expect(renderPublicSchedule(HERE, "2026-05")).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the coordinator's page of schedules", () => {
	const view = (periodId: string) =>
		viewSchedule({ actor: coordinator, periodId, municipalityCode: HERE, now: NOW })

	test("names the teachers who hold up the approval of a schedule, and offers to close it", async () => {
		const { withoutTwoExperts, mayClose, approved } = await view(NEXT)
		expect([withoutTwoExperts, approved]).toEqual([["Власова Анна Петровна"], false])
		expect(mayClose).toBe(true)
	})

	test("does not offer to close an approved schedule", async () => {
		expect(await view(NEAREST)).toMatchObject({
			approved: true,
			mayClose: false,
			order: { number: "1522-р" },
		})
	})

	test("begins with the nearest period that is still being filled in, and marks the closed ones in its list", async () => {
		const { periods, periodId } = await viewSchedules({
			actor: coordinator,
			query: { period: "", municipality: "" },
			now: NOW,
		})
		expect(periodId).toBe(NEXT)
		expect(periods.at(-1)?.label).toBe("(ПЕРИОД ЗАКРЫТ) октябрь-ноябрь 2026")
	})

	test("is not found for another municipality's coordinator", async () => {
		const other = { ...coordinator, grants: [{ ...coordinator.grants[0], municipalityCode: "there" }] }
		await expect(
			viewSchedule({ actor: other as Actor, periodId: NEXT, municipalityCode: HERE, now: NOW }),
		).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("the public page of schedules", () => {
	test("shows approved schedules only", async () => {
		expect((await listPublicPeriods()).map(({ id }) => id)).toEqual([NEAREST])
		await expect(viewPublicPeriod(NEXT, everything)).rejects.toMatchObject({ code: "not-found" })
		await expect(viewPublicPeriod("нет", everything)).rejects.toMatchObject({ code: "not-found" })
	})

	test("leaves out a municipality without entries, although its schedule was approved with the others", async () => {
		const empty = await prisma.municipality.create({
			data: {
				code: "empty",
				kind: "district",
				name: "Пустой район",
				shortName: "Пустой",
				genitive: "Пустого района",
				prepositional: "Пустом районе",
				paperConclusions: false,
				hasGroupHeads: false,
				sortOrder: 2,
			},
		})
		const { id } = await prisma.schedule.findFirstOrThrow({
			where: { periodId: NEAREST, municipalityCode: HERE },
		})
		const {
			id: _,
			municipalityCode: __,
			...approved
		} = await prisma.schedule.findUniqueOrThrow({ where: { id } })
		await behindTheDatabase((tx) =>
			tx.schedule.create({ data: { ...approved, municipalityCode: empty.code } }),
		)
		const [listed] = await listPublicPeriods()
		expect(listed?.municipalities.map(({ code }) => code)).toEqual([HERE])
	})

	test("shows teacher, category, form, post and both experts, and no personal phone", async () => {
		const { schedules } = await viewPublicPeriod(NEAREST, { ...everything, q: "абрам" })
		expect(schedules[0]?.entries).toEqual([
			{
				id: staying,
				municipalityCode: HERE,
				number: 1,
				name: "Абрамова Анна Петровна",
				category: "высшая",
				form: "очно",
				position: "учитель математики",
				workplace: "МАОУ СОШ № 901",
				experts: [
					{ name: "Лебедева Анна Петровна", post: "учитель математики, МАОУ СОШ № 902" },
					{ name: "Одинцова Анна Петровна", post: "учитель математики, МАОУ СОШ № 902" },
				],
			},
		])
		expect(JSON.stringify(schedules)).not.toContain("900 000")
		expect(schedules[0]?.coordinator).toEqual({ name: "А. П. Шевченко", workPhone: "8 (3822) 00-00-02" })
	})

	test("keeps an entry's number when the list is searched, and finds a name with «ё» by «е»", async () => {
		const { schedules } = await viewPublicPeriod(NEAREST, { ...everything, q: "елкина" })
		expect(schedules[0]?.entries.map(({ name, number }) => [name, number])).toEqual([
			["Ёлкина Анна Петровна", 2],
		])
	})
})

describe("the list of attestations", () => {
	const list = async (query = {}) =>
		(
			await viewAttestation({
				actor: coordinator,
				query: { municipality: "", period: "", q: "", page: 1, ...query },
				now: NOW,
			})
		).rows

	test("has the teachers of approved schedules and the simplified applications, but nobody who is still being scheduled", async () => {
		const simplified = await registered(region, "Яшина", { procedure: "simplified" })
		const ids = (await list()).map(({ id }) => id)
		expect(ids).toEqual([staying, leaving, simplified.id])
		expect((await list({ period: NEAREST })).map(({ id }) => id)).toEqual([staying, leaving])
	})

	test("refuses a result without a conclusion, and a conclusion before the period begins", async () => {
		const order = { actor: coordinator, subject: "application" as const, id: staying, now: NOW }
		await expect(
			dispatch({ ...order, event: "conclusion.assess", input: { verdict: "meets", complete: true } }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
		expect((await list())[0]).toMatchObject({ conclusion: null, awaitsVerdict: false })
	})
})

test("a teacher who withdraws after the approval disappears from the public page, the Word file and the list", async () => {
	await dispatch({
		actor: coordinator,
		subject: "application",
		id: leaving,
		event: "application.withdraw",
		cause: "withdrawal.register",
		now: instantOf("2026-10-20T09:00"),
	})
	const { schedules, total } = await viewPublicPeriod(NEAREST, everything)
	expect(total).toBe(1)
	expect(JSON.stringify(schedules)).not.toContain("Ёлкина")
	expect(wordsOf((await renderPublicSchedule(HERE, NEAREST)).bytes)).not.toContain("Ёлкина")
	expect(await prisma.application.count({ where: { scheduleId: { not: null }, id: leaving } })).toBe(1)
})
