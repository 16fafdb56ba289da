import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createMachine } from "xstate"
import { prisma } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import type { AnyLifecycle, Migration } from "#machines/lifecycle.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { OUTSIDE, stepTable } from "#machines/steps.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { replayAll } from "./replay.server.ts"
import { bringUpLifecycles, type Lifecycles, migrateLifecycles } from "./versions.server.ts"

// One more version of the application's machine, only for this test. A «submitted» application becomes waiting or returned,
// depending on its journal. A rejected one has no place in it.

const CURRENT = applicationLifecycle.version
const NEXT = CURRENT + 1
const EARLIER = applicationLifecycle.migrations ?? []

const machine = createMachine({
	id: "application",
	initial: "draft",
	states: {
		draft: { initial: "editing", states: { editing: { on: { "form.issue": "formed" } }, formed: {} } },
		arrived: {
			initial: "first",
			states: { first: { on: { "application.register": "#application.registered" } }, again: {} },
		},
		registered: {},
	},
})

const leaving: Migration = {
	leaves: stepTable(applicationLifecycle),
	move({ state, lastEvents }) {
		if (state === "rejected") return { cannot: "Отклонённых заявлений в новом порядке нет." }
		if (state !== "submitted") return { to: state }
		return { to: lastEvents["application.revise"] ? "arrived.again" : "arrived.first" }
	},
}

function second(change: Partial<AnyLifecycle> = {}): Lifecycles {
	const application: AnyLifecycle = {
		...applicationLifecycle,
		machine,
		version: NEXT,
		migrations: [...EARLIER, leaving],
		...change,
	}
	return { ...LIFECYCLES, application }
}

let people: Cast
const ids: Record<string, string> = {}

beforeAll(async () => {
	people = await openRegion(["municipal", "teacher"], teachers(["waiting", "again", "turned"]))
	ids.registered = await bring(people, { teacher: "teacher", until: "registered" })
	ids.waiting = await bring(people, { teacher: "waiting", until: "submitted" })
	ids.turned = await bring(people, { teacher: "turned", until: "rejected" })
	ids.again = await bring(people, { teacher: "again", until: "rejected" })
	await send(of(people, "again"), "application", ids.again, "application.revise")
})

const stored = () =>
	prisma.application.findMany({
		select: {
			id: true,
			state: true,
			version: true,
			machineVersion: true,
			stateSince: true,
			quarantine: true,
		},
		orderBy: { id: "asc" },
	})
const rowOf = async (name: string) => (await stored()).find(({ id }) => id === ids[name])
const journalled = () => prisma.journal.count()

describe("a second version of a machine", () => {
	let before: Awaited<ReturnType<typeof stored>>
	let rows: number
	beforeEach(async () => {
		before = await stored()
		rows = await journalled()
	})
	const untouched = async () => {
		expect(await stored()).toEqual(before)
		expect(await journalled()).toBe(rows)
	}

	test("can be planned without writing, with the numbers of old and new states, and the reasons of subjects that cannot move", async () => {
		const told = await migrateLifecycles({ now: NOW, dryRun: true, lifecycles: second() })
		const move = (from: string, to: string) => ({
			subject: "application",
			fromVersion: CURRENT,
			toVersion: NEXT,
			from,
			to,
			count: 1,
		})
		expect(told.moves).toHaveLength(3)
		expect(told.moves).toEqual(
			expect.arrayContaining([
				move("registered", "registered"),
				move("submitted", "arrived.first"),
				move("draft.editing", "draft.editing"),
			]),
		)
		expect(told.stuck).toEqual([
			{
				subject: "application",
				id: ids.turned,
				state: "rejected",
				why: "Отклонённых заявлений в новом порядке нет.",
			},
		])
		expect(told.written).toBe(false)
		await untouched()
	})

	test("moves nothing while one subject cannot move", async () => {
		expect((await migrateLifecycles({ now: NOW, lifecycles: second() })).written).toBe(false)
		await untouched()
	})

	test("lets no server start while one subject cannot move, and says what to do", async () => {
		await expect(bringUpLifecycles(NOW, second())).rejects.toThrow(
			/нельзя перевести на новую версию: 1\. Ничего не изменено\. .*--dry-run.*--set-aside/,
		)
		await untouched()
	})

	test.each<[string, Partial<AnyLifecycle>, RegExp]>([
		[
			"without its migration",
			{ migrations: EARLIER },
			new RegExp(`^Нет перевода с версии ${CURRENT} на версию ${NEXT}\\.$`),
		],
		[
			"that leads into a state it does not have",
			{ migrations: [...EARLIER, { ...leaving, move: () => ({ to: "nowhere" }) }] },
			new RegExp(`^Перевод ведёт в состояние «nowhere», которого нет в версии ${NEXT}\\.$`),
		],
	])("moves nothing %s", async (_what, change, why) => {
		const { moves, stuck } = await migrateLifecycles({ now: NOW, lifecycles: second(change) })
		expect(moves).toEqual([])
		expect(stuck.map((one) => one.why)).toEqual(Array(before.length).fill(expect.stringMatching(why)))
		await untouched()
	})

	test("moves all or nothing: an interruption in the middle leaves everything as it was", async () => {
		// The plan calls this once for each; the write fails at the last call.
		let asked = 0
		const move: Migration["move"] = ({ state }) => {
			asked += 1
			if (asked === before.length * 2) throw new Error("the power is gone")
			return { to: state === "registered" ? "registered" : "draft.editing" }
		}
		const lifecycles = second({ migrations: [...EARLIER, { ...leaving, move }] })
		await expect(migrateLifecycles({ now: NOW, lifecycles })).rejects.toThrow("the power is gone")
		await untouched()
	})

	test("refuses a row whose journal gives another state", async () => {
		const set = (state: string) =>
			behindTheDatabase(
				(tx) => tx.$executeRaw`UPDATE "Application" SET "state" = ${state} WHERE "id" = ${ids.waiting}`,
			)
		await set("registered")
		const { stuck } = await migrateLifecycles({ now: NOW, dryRun: true, lifecycles: second() })
		await set("submitted")
		expect(stuck).toContainEqual(
			expect.objectContaining({ id: ids.waiting, why: "Хранимое состояние не сходится с журналом." }),
		)
	})
})

describe("subjects moved while those that cannot are set aside", () => {
	const later = new Date(NOW.getTime() + 86_400_000)

	beforeAll(async () => {
		const told = await migrateLifecycles({ now: later, setAside: true, lifecycles: second() })
		expect(told).toMatchObject({ written: true, stuck: [{ id: ids.turned }] })
	})

	test("have their new state and version, and a journal row by the system that names the versions", async () => {
		expect(await rowOf("waiting")).toMatchObject({
			state: "arrived.first",
			machineVersion: NEXT,
			stateSince: later,
		})
		const registered = await rowOf("registered")
		expect(registered).toMatchObject({ state: "registered", machineVersion: NEXT, quarantine: null })
		expect(registered?.stateSince).not.toEqual(later)
		const last = await prisma.journal.findFirstOrThrow({
			where: { subjectId: ids.waiting ?? "" },
			orderBy: { seq: "desc" },
		})
		expect(last).toMatchObject({
			event: OUTSIDE.migration,
			from: "submitted",
			to: "arrived.first",
			actorId: null,
			actorName: "Система",
			reason: `Перевод с версии ${CURRENT} порядка работы на версию ${NEXT}`,
			data: { fromVersion: CURRENT, toVersion: NEXT },
			at: later,
		})
	})

	test("except the one that cannot, which waits for an operator in its old state", async () => {
		expect(await rowOf("turned")).toMatchObject({
			state: "rejected",
			machineVersion: CURRENT,
			quarantine: "Отклонённых заявлений в новом порядке нет.",
		})
	})

	test("have a journal that still gives the stored state, each row by the version that wrote it", async () => {
		const replayed = await withSnapshot((ask) => replayAll(ask, second()))
		expect(replayed.differences).toEqual([])
		expect(replayed.migrations).toBe(3)
	})

	test("need nothing more when the command runs again, and a server of this version starts", async () => {
		const rows = await journalled()
		expect(await bringUpLifecycles(later, second())).toEqual({ moves: [], stuck: [], written: false })
		expect(await journalled()).toBe(rows)
	})

	test("make a server of the earlier version refuse to start and change nothing", async () => {
		await expect(bringUpLifecycles(later)).rejects.toThrow(
			`В базе данных есть состояния более новой версии порядка работы («Заявление»: версия ${NEXT}, программа знает ${CURRENT}).`,
		)
	})

	test("keep a running process of the earlier version from changing states that it cannot read", async () => {
		await expect(
			send(of(people, "municipal"), "application", ids.waiting ?? "", "application.register"),
		).rejects.toMatchObject({ code: "not-allowed-now", message: expect.stringContaining("обновляется") })
		expect(await rowOf("waiting")).toMatchObject({ state: "arrived.first", quarantine: null })
	})
})
