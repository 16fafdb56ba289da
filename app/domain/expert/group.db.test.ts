import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { approveSchedule, bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewGroup, viewMunicipalityPapers } from "./group.view.server.ts"
import { GroupQuerySchema } from "./group-query.ts"

let people: Cast
let id: string

const query = (asked: object = {}) => GroupQuerySchema.parse(asked)
const group = (asked: object = {}, now = NOW, username = "head") =>
	viewGroup({ actor: of(people, username), query: query(asked), now })
const papers = (municipalityCode: string, asked: object = {}, now = NOW) =>
	viewMunicipalityPapers({ actor: of(people, "municipal"), municipalityCode, query: query(asked), now })

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "expert1", "expert2", "head"],
		[
			...teachers(["maths"], { surname: "Числова" }),
			...teachers(["physics"], { surname: "Физикова", subject: "физика" }),
			...teachers(["remote"], { surname: "Дальняя" }),
			...teachers(["second"], {
				role: "group_head",
				organisation: "902",
				subject: "физика",
				inviter: "municipal",
			}),
		],
	)
	id = await bring(people, { teacher: "maths", until: "assigned", period: "open" })
	await bring(people, { teacher: "physics", until: "assigned", period: "open" })
	await bring(people, { teacher: "remote", until: "assigned", period: "open", remote: true })
	await approveSchedule(people)
})

const dates = async () => {
	const { schedule } = await prisma.application.findUniqueOrThrow({
		where: { id },
		select: { schedule: { select: { periodId: true } } },
	})
	const [year = 0, month = 0] = (schedule?.periodId ?? "").split("-").map(Number)
	const second = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)
	return { tenth: instantOf(`${second}-10T09:00`), eleventh: instantOf(`${second}-11T09:00`), second }
}

describe("the list of a subject group", () => {
	test("has the in-person conclusions of the head's own subject, and nothing of other subjects or the remote form", async () => {
		expect((await group()).rows.map(({ name }) => name)).toEqual(["Числова Мария Ивановна"])
		expect((await group({}, NOW, "second")).rows.map(({ name }) => name)).toEqual(["Физикова Мария Ивановна"])
	})

	test("is empty for people who lead no group, whatever else they are", async () => {
		for (const username of ["municipal", "expert1", "operator", "maths"])
			expect((await group({}, NOW, username)).total, username).toBe(0)
	})

	test("is late from the 11th of the second month on, not on the 10th", async () => {
		const { tenth, eleventh } = await dates()
		expect((await group({}, tenth)).figures.late).toBe(0)
		expect((await group({}, eleventh)).figures).toEqual({ all: 1, toReceive: 1, toPass: 0, late: 1 })
		expect((await group({ show: "late" }, eleventh)).rows).toHaveLength(1)
	})

	test("shows what was received and passed, with its day, and whether that was late", async () => {
		const { eleventh, second } = await dates()
		const [row] = (await group({}, eleventh)).rows
		expect(row?.events).toMatchObject({
			"paper.receive": { possible: true },
			"paper.pass": { possible: false },
		})
		await send(of(people, "head"), "application", id, "paper.receive", {}, eleventh)
		const [received] = (await group({ show: "to-pass" }, eleventh)).rows
		expect(received?.received).toMatchObject({
			on: `11.${second.slice(5)}.${second.slice(0, 4)}`,
			wasLate: true,
		})
		expect(received?.passed).toMatchObject({ on: null, left: 1 })
		await send(of(people, "head"), "application", id, "paper.pass", {}, eleventh)
		expect((await group({}, eleventh)).figures).toMatchObject({ toReceive: 0, toPass: 0, late: 0 })
	})

	test("takes a mistaken mark back: first «passed», then «received», then there is nothing to take back", async () => {
		const { eleventh } = await dates()
		const unmark = () => send(of(people, "head"), "application", id, "paper.unmark", {}, eleventh)
		await unmark()
		expect((await group({}, eleventh)).figures).toMatchObject({ toReceive: 0, toPass: 1 })
		await unmark()
		expect((await group({}, eleventh)).figures).toMatchObject({ toReceive: 1, toPass: 0 })
		await expect(unmark()).rejects.toThrow("отменять нечего")
	})

	test("is shown to the municipality's coordinator without buttons and without teachers of another municipality", async () => {
		const { rows, total } = await papers("tomsk")
		expect(total).toBe(2)
		expect(rows.every(({ events }) => Object.keys(events).length === 0)).toBe(true)
		expect((await papers("kolpashevsky")).total).toBe(0)
	})

	test("leads from a page past the end to the last one, and finds names in any order of words", async () => {
		expect(await papers("tomsk", { page: "99" })).toMatchObject({ page: 1, total: 2 })
		expect((await papers("tomsk", { q: "мария числова" })).total).toBe(1)
	})
})
