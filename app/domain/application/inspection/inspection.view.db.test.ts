import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { type Actor, ROLES } from "#app/policies/policy.ts"
import { addDays, instantOf } from "#app/utils/civil-date.ts"
import { explain } from "#app/workflow/explain.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { frameAt, walkTo } from "./inspection.ts"
import { type InspectionView, viewInspection } from "./inspection.view.server.ts"

const CAST = ["school", "school2", "municipal", "municipal3", "expert1", "expert2", "head"]

let people: Cast
let scheduled: string
let filed: string
const view = (id: string) => viewInspection({ actor: of(people, "operator"), id, now: NOW })
const names = (list: readonly { id: string }[]) =>
	list.map(({ id }) => Object.keys(people).find((username) => of(people, username).id === id)).sort()

beforeAll(async () => {
	people = await openRegion(CAST, teachers(["anna", "vera"]))
	// Everybody has held their role since long before the applications were created.
	await prisma.engagement.updateMany({ data: { from: instantOf("2020-01-01T00:00") } })
	scheduled = await bring(people, { teacher: "anna", until: "scheduled.preliminary", period: "open" })
	filed = await bring(people, { teacher: "vera", until: "submitted" })
})

describe("an application through time", () => {
	test("has every row of its journal, and a way that begins with its creation and ends where it stands", async () => {
		const inspected = await view(scheduled)
		const rows = await prisma.journal.findMany({
			where: { subject: "application", subjectId: scheduled },
			orderBy: { seq: "asc" },
		})
		expect(inspected.steps.map(({ seq, state }) => [seq, state])).toEqual(
			rows.map(({ seq, to }) => [seq, to]),
		)
		const walk = walkTo(inspected, rows.length, [])
		expect(walk.current).toBe(inspected.state)
		expect(walk.steps["application.begin"]).toEqual([1])
		expect(
			Object.values(walk.steps)
				.flat()
				.sort((a, b) => a - b),
		).toEqual(inspected.steps.filter(({ moved }) => moved).map((_, index) => index + 1))
	})

	test("shows at its last moment exactly the people whom the policy lets read it now", async () => {
		for (const id of [scheduled, filed]) {
			const inspected = await view(id)
			const loaded = await applicationSubject.load(prisma, id, NOW)
			if (!loaded) throw new Error("gone")
			const frame = frameAt(inspected, loaded.row.version)
			const may = Object.values(people).filter((one) => applicationPolicy.read(one, loaded.scope, null))
			expect(names(frame?.people ?? [])).toEqual(names(may))
		}
	})

	test("is visible to an expert from the approval on, not from the assignment, and no longer after the role has ended", async () => {
		const assigned = await view(scheduled)
		const expert = of(people, "expert1").id
		expect(assigned.people.find(({ id }) => id === expert)).toBeUndefined()
		const school = of(people, "school").id
		const { at } = assigned.steps.at(-1) ?? { at: "" }
		await prisma.engagement.updateMany({ where: { personId: school }, data: { to: new Date(at) } })
		const ended = (await view(scheduled)).people.find(({ id }) => id === school)
		await prisma.engagement.updateMany({ where: { personId: school }, data: { to: null } })
		expect(ended?.spans).toEqual([[1, assigned.steps.at(-1)?.seq]])
	})

	test("is visible to a person who got a role meanwhile from then on, under the roles of that time", async () => {
		const before = await view(scheduled)
		const [, second] = before.steps
		const last = before.steps.at(-1)
		if (!second || !last) throw new Error("no steps")
		const { id: personId } = of(people, "municipal3")
		const { municipalityCode } = await prisma.application.findUniqueOrThrow({ where: { id: scheduled } })
		const office = { personId, municipalityCode, role: "municipal_coordinator" }
		const later = { personId, role: "operator", from: new Date(Date.parse(last.at) + 86_400_000) }
		const made = [
			await prisma.engagement.create({ data: { ...office, from: new Date(second.at) } }),
			await prisma.engagement.create({ data: later }),
		]
		const seen = (await view(scheduled)).people.find(({ id }) => id === personId)
		await prisma.engagement.deleteMany({ where: { id: { in: made.map(({ id }) => id) } } })
		expect(before.people.find(({ id }) => id === personId)).toBeUndefined()
		expect(seen).toMatchObject({ role: "Муниципальный координатор", spans: [[second.seq, null]] })
	})

	test("gains a document at its step and loses it at the step that removes it", async () => {
		const before = await view(filed)
		const scan = before.documents.find(({ name }) => name.includes("скан"))
		const draft = frameAt(before, 1)
		expect(draft?.documents).toEqual([])
		expect(scan?.span[1]).toBeNull()
		expect(before.steps.find(({ seq }) => seq === scan?.span[0])?.title).toBe("Прикреплён документ")
	})
})

describe("every event of an application", () => {
	const answer = ({ events }: InspectionView, event: string) => events.find((one) => one.event === event)

	test("is possible for exactly those for whom `explain` says so", async () => {
		const inspected = await view(filed)
		for (const { event, answer: found, people: whom } of inspected.events) {
			const possible: string[] = []
			for (const username of Object.keys(people)) {
				const actor = of(people, username)
				const explained = await explain(actor, "application", filed, NOW).catch(() => null)
				if (explained?.events[event]?.possible) possible.push(actor.fullName)
			}
			expect(found === "possible" ? [...whom].sort() : [], event).toEqual(possible.sort())
		}
		expect(inspected.events).toHaveLength(Object.keys(applicationLifecycle.events).length)
	})

	test("has a reason if it is not possible, and the open transitions start at the present state", async () => {
		for (const id of [scheduled, filed]) {
			const inspected = await view(id)
			for (const { answer: found, reasons, event } of inspected.events)
				if (found !== "possible") expect(reasons, event).not.toEqual([])
			expect(inspected.open.every((way) => way.startsWith(`${inspected.state}/`))).toBe(true)
		}
	})

	test("names the other subject's event that sends it, instead of saying that nobody can", async () => {
		const withdraw = answer(await view(filed), "application.withdraw")
		expect(withdraw).toMatchObject({ answer: "possible", people: [], reasons: [] })
		expect(withdraw?.who).toEqual(["вместе с событием «Заявление на отзыв зарегистрировано»"])
	})

	test("gives all reasons against it at once", async () => {
		const approve = answer(await view(scheduled), "schedule.approve")
		expect(approve?.who).toEqual(["вместе с событием «График утверждён»"])
		const late = await viewInspection({
			actor: of(people, "operator"),
			id: scheduled,
			now: instantOf(`${addDays("2026-10-01", 400)}T09:00`),
		})
		expect(answer(late, "schedule.clear")).toMatchObject({ answer: "here" })
		expect(answer(late, "schedule.clear")?.reasons.length).toBeGreaterThan(0)
	})
})

describe("the inspection is not found", () => {
	test.each(ROLES.filter((role) => role !== "operator"))("by a person with the role %s", async (role) => {
		const actor: Actor = {
			...of(people, "municipal"),
			grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
		}
		await expect(viewInspection({ actor, id: filed, now: NOW })).rejects.toThrow("Такой страницы нет")
	})

	test("for an application that does not exist", async () => {
		await expect(view("unknown")).rejects.toThrow("Такой страницы нет")
	})
})

test("an application in quarantine still has its page, which says that nothing is possible and why", async () => {
	await prisma.application.update({ where: { id: filed }, data: { quarantine: "no such state" } })
	const inspected = await view(filed)
	await prisma.application.update({ where: { id: filed }, data: { quarantine: null } })
	expect(inspected.quarantine).toBe("no such state")
	expect(inspected.open).toEqual([])
	expect(inspected.events.every(({ answer: found }) => found !== "possible")).toBe(true)
})
