import { afterEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { type Actor, ROLES, SYSTEM } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { viewMachine, viewMachines } from "./machine.view.server.ts"
import { standingsOf } from "./standing.server.ts"
import { listStanding } from "./standing-list.view.server.ts"

const now = new Date("2026-10-31T02:00:00Z")
const daysAgo = (days: number, hours = 0) => new Date(now.getTime() - (days * 24 + hours) * 3_600_000)
const actorWith = (role: Actor["grants"][number]["role"]): Actor => ({
	kind: "person",
	id: "0192f0c4-0000-7000-8000-0000000000aa",
	username: role,
	fullName: "Операторова Ольга Павловна",
	grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
})
const operator = actorWith("operator")

const write = (at: Date) =>
	inTransaction((tx) =>
		writeLetter(tx, {
			kind: "application-registered",
			to: { email: "a@attestation.example" },
			data: LETTERS["application-registered"].sample,
			now: at,
		}),
	)
const view = (name: string) => viewMachine({ actor: operator, name, withWho: false, now })

afterEach(() => prisma.letter.deleteMany())

describe("the number of subjects in each state", () => {
	test("is shown by days of waiting, in bands that include their last day, with the median", async () => {
		for (const at of [
			daysAgo(7),
			daysAgo(7, 8),
			daysAgo(8),
			daysAgo(20),
			daysAgo(21),
			daysAgo(30, 8),
			daysAgo(31),
		])
			await write(at)
		const [standing] = await standingsOf("letter", now)
		expect(standing).toEqual({ state: "queued", count: 7, median: 20, bands: [2, 2, 2, 1] })
	})

	test("counts the waiting time from the last change of state, not from a transition that left the state as it was", async () => {
		const id = await write(daysAgo(40))
		const send = (event: string, at: Date) =>
			dispatch({ actor: SYSTEM, subject: "letter", id, event, now: at })
		await send("letter.take", daysAgo(12))
		// Taking the letter again leaves it in the same state.
		await send("letter.take", daysAgo(3))
		const [standing] = await standingsOf("letter", now)
		expect(standing).toEqual({ state: "sending", count: 1, median: 12, bands: [0, 1, 0, 0] })
	})

	test("warns in words only when a subject waits too long, and takes its colour from the median", async () => {
		for (const at of [daysAgo(2), daysAgo(3), daysAgo(35)]) await write(at)
		const { states, total } = await view("letter")
		const queued = states.find(({ path }) => path === "queued")
		expect(queued).toMatchObject({ count: 3, age: 1, words: "1 — дольше 30 дней" })
		expect(states.find(({ path }) => path === "failed")).toMatchObject({
			count: 0,
			age: 0,
			words: "сейчас пусто",
		})
		expect(states.find(({ path }) => path === "dropped")?.words).toBe("конечное состояние")
		expect(total).toBe("3\u00a0письма")
	})

	test("leaves out the subjects that were set aside, which are counted separately", async () => {
		const id = await write(daysAgo(1))
		await prisma.letter.update({ where: { id }, data: { quarantine: "unknown" } })
		const { quarantined, states } = await view("letter")
		expect(quarantined).toBe(1)
		expect(states.every(({ count }) => count === 0)).toBe(true)
	})
})

describe("the machines", () => {
	test("are five, each with its purpose", async () => {
		const { machines } = await viewMachines({ actor: operator, now })
		expect(machines.map(({ name }) => name)).toEqual([
			"application",
			"withdrawal",
			"schedule",
			"invitation",
			"letter",
		])
	})

	test.each(
		ROLES.filter((role) => role !== "operator"),
	)("are not found by a person with the role %s", async (role) => {
		const actor = actorWith(role)
		await expect(viewMachines({ actor, now })).rejects.toThrow("Такой страницы нет")
		await expect(viewMachine({ actor, name: "letter", withWho: false, now })).rejects.toThrow(
			"Такой страницы нет",
		)
		await expect(listStanding({ actor, name: "schedule", state: "closed", page: 1 })).rejects.toThrow(
			"Такой страницы нет",
		)
	})

	test("give not-found for an unknown name, an unknown state, and a machine whose list is another page", async () => {
		await expect(view("toString")).rejects.toThrow("Такой страницы нет")
		await expect(
			listStanding({ actor: operator, name: "schedule", state: "valueOf", page: 1 }),
		).rejects.toThrow("Такой страницы нет")
		await expect(listStanding({ actor: operator, name: "letter", state: "sent", page: 1 })).rejects.toThrow(
			"Такой страницы нет",
		)
	})
})
