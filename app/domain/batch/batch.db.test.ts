import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { planApplications } from "../application/plan-applications.server.ts"
import { viewBatch } from "./batch.view.server.ts"
import { carryOutBatch } from "./carry-out-batch.server.ts"
import { keepBatch, MOST_ITEMS } from "./keep-batch.server.ts"
import { agreeTo } from "./test-batch.ts"

let people: Cast
let ids: string[]
const actor = () => of(people, "municipal")
const stateOf = async (id: string) => (await prisma.application.findUniqueOrThrow({ where: { id } })).state

const plan = (which: readonly string[], who = actor()) =>
	planApplications({
		actor: who,
		event: "application.register",
		orders: which.map((id) => ({ id, input: {} })),
		words: {
			title: "Зарегистрировать",
			lead: "",
			typed: [],
			verb: "Зарегистрировать",
			done: "Зарегистрировано",
		},
		pageOf: (id) => `/municipality/applications/${id}`,
		now: NOW,
	})
const keep = async (which: readonly string[]) =>
	keepBatch(await plan(which), { actor: actor(), cabinet: "municipality", back: "/municipality", now: NOW })
const here = (id: string) => ({ actor: actor(), id, cabinet: "municipality" as const, now: NOW })

beforeAll(async () => {
	const names = ["first", "second", "third", "fourth", "fifth"]
	people = await openRegion(
		["municipal", "municipal3"],
		[
			...teachers(names),
			...teachers(["far"], { municipality: "kolpashevsky", organisation: "934", surname: "Дальняя" }),
		],
	)
	ids = []
	for (const teacher of [...names, "far"])
		ids.push(
			await bring(people, {
				teacher,
				until: "submitted",
				...(teacher === "far" && { municipality: "kolpashevsky" }),
			}),
		)
})

describe("a batch", () => {
	test("is stored as it was shown, with names, letters and who is left out, before anything happens", async () => {
		const [first = "", , , , , far = ""] = ids
		const id = await keep([first, far])
		const { items, counts, started } = await viewBatch({ ...here(id), page: 1 })
		// For a coordinator of another municipality the application does not exist, so the answer does not name it either.
		expect(items).toMatchObject([
			{
				name: "Примерова Мария Ивановна",
				outcome: "planned",
				letters: [expect.stringMatching(/^педагогу, «Заявление зарегистрировано»: Примерова/)],
			},
		])
		expect({ counts, started }).toEqual({
			counts: { planned: 1, leftOut: 0, done: 0, refused: 0 },
			started: false,
		})
		expect(await stateOf(first)).toBe("submitted")
	})

	test("belongs to the person who requested it, in the cabinet where they did", async () => {
		const id = await keep([ids[0] ?? ""])
		const stranger = { ...here(id), actor: of(people, "municipal3") }
		await expect(viewBatch({ ...stranger, page: 1 })).rejects.toMatchObject({ code: "not-found" })
		await expect(carryOutBatch(stranger)).rejects.toMatchObject({ code: "not-found" })
		await expect(carryOutBatch({ ...here(id), cabinet: "operator" })).rejects.toMatchObject({
			code: "not-found",
		})
		expect(await stateOf(ids[0] ?? "")).toBe("submitted")
	})

	test("refuses subjects that changed while the person read, says who was faster, and does the others", async () => {
		const [first = "", second = ""] = ids
		const outcome = await agreeTo(await plan([first, second]), {
			actor: actor(),
			now: NOW,
			cabinet: "municipality",
			meanwhile: () => send(actor(), "application", first, "application.reject", { reason: "Нет подписи" }),
		})
		expect(outcome.done).toHaveLength(1)
		expect(outcome.refused).toHaveLength(1)
		expect([await stateOf(first), await stateOf(second)]).toEqual(["rejected", "registered"])
	})

	test("sent twice registers everybody once, and the journal's numbers have no gap", async () => {
		const [, , third = ""] = ids
		const id = await keep([third])
		await Promise.all([carryOutBatch(here(id)), carryOutBatch(here(id))])
		await carryOutBatch(here(id))
		expect((await viewBatch({ ...here(id), page: 1 })).counts).toMatchObject({ done: 1, refused: 0 })
		const numbers = await prisma.application.findMany({
			where: { journalNumber: { not: null } },
			select: { journalNumber: true },
		})
		expect(numbers.map((one) => one.journalNumber).sort()).toEqual([1, 2])
	})

	test("that was interrupted goes on where it stopped", async () => {
		const [, , , fourth = "", fifth = ""] = ids
		const id = await keep([fourth, fifth])
		expect(await carryOutBatch({ ...here(id), patience: 0 })).toEqual({ left: 1 })
		expect([await stateOf(fourth), await stateOf(fifth)]).toEqual(["registered", "submitted"])
		expect(await carryOutBatch(here(id))).toEqual({ left: 0 })
		expect(await stateOf(fifth)).toBe("registered")
	})

	test("is never empty and never endless", async () => {
		const none = await plan([])
		const order = { actor: actor(), cabinet: "municipality" as const, back: "/", now: NOW }
		await expect(keepBatch(none, order)).rejects.toMatchObject({ code: "invalid" })
		const { items, words } = await plan([ids[0] ?? ""])
		const many = { words, items: Array.from({ length: MOST_ITEMS + 1 }, () => items[0] ?? never()) }
		await expect(keepBatch(many, order)).rejects.toMatchObject({ code: "invalid" })
	})

	test("is deleted after a month", async () => {
		const id = await keep([ids[0] ?? ""])
		const later = new Date(NOW.getTime() + 31 * 86_400_000)
		await keepBatch(await plan([ids[1] ?? ""]), {
			actor: actor(),
			cabinet: "municipality",
			back: "/",
			now: later,
		})
		await expect(viewBatch({ ...here(id), page: 1 })).rejects.toMatchObject({ code: "not-found" })
	})
})

function never(): never {
	throw new Error("the plan is empty")
}
