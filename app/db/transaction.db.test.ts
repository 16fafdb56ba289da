import { describe, expect, test } from "vitest"
import { countOf, Prisma, prisma, rowsOf, type Tx } from "./client.server.ts"
import { insertRow } from "./row.server.ts"
import { inTransaction, isDuplicate } from "./transaction.server.ts"

const NOW = new Date("2026-09-01T09:00:00+07:00")
const put = (key: string, value: number) => prisma.setting.create({ data: { key, value } })

describe("a transaction", () => {
	test("starts again when it deadlocks with another, and both succeed", async () => {
		await put("left", 0)
		await put("right", 0)
		let attempts = 0
		let bothStarted = () => {}
		const started = new Promise<void>((resolve) => {
			bothStarted = resolve
		})
		let waiting = 0
		const change = (first: string, second: string) =>
			inTransaction(async (tx) => {
				attempts += 1
				await tx.$executeRaw`UPDATE "Setting" SET value = to_jsonb(value::int + 1) WHERE key = ${first}`
				waiting += 1
				if (waiting === 2) bothStarted()
				await started
				await tx.$executeRaw`UPDATE "Setting" SET value = to_jsonb(value::int + 1) WHERE key = ${second}`
			})
		await Promise.all([change("left", "right"), change("right", "left")])
		expect(attempts).toBe(3)
		const values = await prisma.setting.findMany({ where: { key: { in: ["left", "right"] } } })
		expect(values.map((row) => row.value)).toEqual([2, 2])
	})

	test("starts again when it is serializable and another has changed what it read", async () => {
		await put("counter", 0)
		const increment = () =>
			inTransaction(
				async (tx) => {
					const row = await tx.setting.findUniqueOrThrow({ where: { key: "counter" } })
					await tx.setting.update({ where: { key: "counter" }, data: { value: Number(row.value) + 1 } })
				},
				{ isolationLevel: "Serializable" },
			)
		await Promise.all([increment(), increment()])
		expect((await prisma.setting.findUniqueOrThrow({ where: { key: "counter" } })).value).toBe(2)
	})

	test("is not repeated when it fails for another reason, and leaves nothing", async () => {
		let attempts = 0
		const failing = inTransaction(async (tx) => {
			attempts += 1
			await tx.setting.create({ data: { key: "lost", value: 1 } })
			throw new Error("changed my mind")
		})
		await expect(failing).rejects.toThrow("changed my mind")
		expect(attempts).toBe(1)
		expect(await prisma.setting.count({ where: { key: "lost" } })).toBe(0)
	})

	test("refuses statements after its end, although its connection now serves others", async () => {
		let over: Tx = prisma
		await inTransaction(async (tx) => {
			over = tx
		})
		const late = countOf(over, Prisma.sql`INSERT INTO "Setting" VALUES ('late', '1', now())`)
		await expect(late).rejects.toMatchObject({ code: "P2028" })
		expect(await prisma.setting.count({ where: { key: "late" } })).toBe(0)
	})

	test("accepts nothing more and stores nothing once its time is over", async () => {
		const slow = inTransaction(
			async (tx) => {
				await insertRow(tx, "Setting", { key: "slow", value: "1", updatedAt: NOW })
				await countOf(tx, Prisma.sql`SELECT pg_sleep(0.3)`)
				await insertRow(tx, "Setting", { key: "slower", value: "1", updatedAt: NOW })
			},
			{ timeout: 100 },
		)
		await expect(slow).rejects.toMatchObject({ code: "P2028" })
		expect(await prisma.setting.count({ where: { key: { in: ["slow", "slower"] } } })).toBe(0)
	})

	test("names the index that refused a row, and keeps nothing of what it wrote before", async () => {
		const insert = (tx: Tx) => insertRow(tx, "Setting", { key: "once", value: "1", updatedAt: NOW })
		const error = await inTransaction(async (tx) => {
			await insert(tx)
			await insert(tx)
		}).catch((reason: unknown) => reason)
		expect(isDuplicate(error)).toBe(true)
		expect(isDuplicate(error, "key")).toBe(true)
		expect(isDuplicate(error, "surname")).toBe(false)
		expect(await prisma.setting.count({ where: { key: "once" } })).toBe(0)
	})

	test("a duplicate key is distinguished from other failures outside a transaction too", async () => {
		await put("taken", 1)
		const error = await put("taken", 2).catch((reason: unknown) => reason)
		expect(isDuplicate(error)).toBe(true)
		expect(isDuplicate(error, "key")).toBe(true)
		expect(isDuplicate(error, "surname")).toBe(false)
		expect(isDuplicate(new Error("other"))).toBe(false)
	})
})

describe("plain SQL", () => {
	const VALUES = Prisma.sql`SELECT ${NOW}::timestamptz AS moment, '2026-09-01'::date::text AS day, ${7}::int AS number,
		${"ё"} AS text, ${null}::text AS nothing, ${["а", "б"]}::text[] AS list, true AS flag,
		${JSON.stringify({ a: [1, null] })}::jsonb AS json, now() AS today`

	test("gives the same values inside a transaction and outside", async () => {
		const [outside] = await rowsOf<Record<string, unknown>>(prisma, VALUES)
		const [inside] = await inTransaction((tx) => rowsOf<Record<string, unknown>>(tx, VALUES))
		expect(outside).toMatchObject({
			moment: NOW,
			day: "2026-09-01",
			number: 7,
			text: "ё",
			nothing: null,
			list: ["а", "б"],
			flag: true,
			json: { a: [1, null] },
			today: expect.any(Date),
		})
		const { today: _, ...known } = outside ?? {}
		expect(inside).toMatchObject(known)
	})

	test("counts the rows that a statement found or changed, inside a transaction and outside", async () => {
		await put("counted", 1)
		const update = Prisma.sql`UPDATE "Setting" SET "updatedAt" = ${NOW} WHERE "key" = 'counted'`
		const select = Prisma.sql`SELECT 1 FROM "Setting" WHERE "key" = 'counted' FOR UPDATE`
		expect(await countOf(prisma, update)).toBe(1)
		expect(await inTransaction(async (tx) => [await countOf(tx, update), await countOf(tx, select)])).toEqual(
			[1, 1],
		)
	})
})
