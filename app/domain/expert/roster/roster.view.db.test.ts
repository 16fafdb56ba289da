import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, NOW, openRegion, scheduleOf, teachers } from "#tests/factories.ts"
import { type RosterChoice, viewRoster } from "./roster.view.server.ts"

const PERIOD = "2026-12"
const MUNICIPALITY = "kolpashevsky"
const NAMES = "абвгдежзиклм"

interface Expert {
	id: string
	name: string
	near: boolean
	listed: boolean
	load: number
}
/** The two experts of each teacher, as places in `NAMES`. */
const SEATS: Readonly<Record<string, readonly number[]>> = { one: [4, 1], two: [4, 1], three: [4, 2] }
/** Several experts of each kind, so that the limits cut the list inside every kind. */
const experts: Expert[] = [...NAMES].map((letter, index) => ({
	id: `expert-${NAMES.length - index}`,
	name: `${letter}рин`,
	near: index % 2 === 0,
	listed: index % 3 > 0,
	load: Object.values(SEATS).filter((pair) => pair.includes(index)).length,
}))

beforeAll(async () => {
	const people = await openRegion(["municipal"], teachers(Object.keys(SEATS)))
	const { id: organisationId } = await prisma.organisation.findFirstOrThrow({
		where: { municipalityCode: MUNICIPALITY },
	})
	for (const { id, name, near, listed } of experts) {
		await prisma.person.create({
			data: {
				...{ id, username: id, surname: name, name: "Анна", searchName: `${name} анна` },
				...{ email: `${id}@demo.example`, createdAt: NOW },
			},
		})
		const job = { role: "expert", municipalityCode: MUNICIPALITY, organisationId, from: NOW }
		await prisma.engagement.create({
			data: { ...job, personId: id, positionCode: near ? "uchitel" : "vospitatel" },
		})
		// A person with a second job stays one candidate, and stays near to the subject.
		if (near) await prisma.engagement.create({ data: { ...job, personId: id, positionCode: "vospitatel" } })
		if (listed)
			await prisma.rosterEntry.create({
				data: { expertId: id, municipalityCode: MUNICIPALITY, schoolYear: "2026/2027" },
			})
	}
	const workIn = await scheduleOf(MUNICIPALITY, PERIOD)
	for (const [teacher, pair] of Object.entries(SEATS)) {
		const applicationId = await bring(people, { teacher, until: "registered" })
		for (const [index, expert] of pair.entries()) {
			const seat = index + 1
			await prisma.seat.create({
				data: { applicationId, seat, expertId: experts[expert]?.id ?? "", post: {} },
			})
			await prisma.seat.update({ where: { applicationId_seat: { applicationId, seat } }, data: { workIn } })
		}
	}
})

const QUESTION = {
	...{ id: "another", teacherId: "teacher", municipalityCode: MUNICIPALITY, organisationId: "" },
	...{ subjectGroup: null, positionCode: "uchitel", accounts: [], assessed: [] },
}
const shown = async (choice: RosterChoice) => {
	const roster = await viewRoster(QUESTION, PERIOD, choice)
	return { ...roster, experts: roster.experts.map(({ id, load }) => `${id}: ${load}`).sort() }
}
/** By the rules, without a limit: listed ones first, then the subject, then the fewest teachers, then the name. */
const byRules = [...experts].sort(
	(one, other) =>
		Number(other.listed) - Number(one.listed) ||
		Number(other.near) - Number(one.near) ||
		one.load - other.load ||
		one.name.localeCompare(other.name, "ru"),
)
const said = (all: readonly Expert[]) => all.map(({ id, load }) => `${id}: ${load}`).sort()

describe("the candidates for one application", () => {
	test.each(
		experts.map((_, index) => index + 1),
	)("are the first %i by the rules, each with the number of their teachers", async (most) => {
		const roster = await shown({ most })
		expect(roster.experts).toEqual(said(byRules.slice(0, most)))
		expect(roster).toMatchObject({ total: experts.length, found: experts.length })
	})

	test("contain whoever is chosen already, in the place of the last one", async () => {
		const last = byRules.at(-1) as Expert
		const roster = await shown({ most: 5, keep: [last.id] })
		expect(roster.experts).toEqual(said([...byRules.slice(0, 4), last]))
		expect((await shown({ keep: [last.id], onlyKept: true })).experts).toEqual(said([last]))
	})

	test("are those with the name, if they are looked for", async () => {
		const roster = await shown({ name: "Арин", most: 5 })
		expect(roster.experts).toEqual(said(experts.filter(({ name }) => name === "арин")))
		expect(roster).toMatchObject({ total: experts.length, found: 1 })
		expect(await shown({ name: "нет такого" })).toMatchObject({ experts: [] })
	})
})
