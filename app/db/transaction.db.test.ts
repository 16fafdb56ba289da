import { describe, expect, test } from "vitest"
import { countOf, Prisma, prisma, rowsOf, type Tx } from "./client.server.ts"
import { insertRow } from "./row.server.ts"
import { inTransaction, isDuplicate } from "./transaction.server.ts"

const NOW = new Date("2026-09-01T09:00:00+07:00")
const put = (key: string, value: number) => prisma.setting.create({ data: { key, value } })

describe("a transaction", () => {
	test("is begun anew when two of them block each other, and both succeed", async () => {
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

	test("that reads what another changes meanwhile is begun anew when it must be serializable", async () => {
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

	test("that fails for another reason is not repeated and leaves nothing", async () => {
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

	test("carries out statements in the order they were sent, also when nobody waits between them", async () => {
		const seen = await inTransaction(async (tx) => {
			const one = (value: number) =>
				countOf(tx, Prisma.sql`UPDATE "Setting" SET value = to_jsonb(${value}::int) WHERE key = 'order'`)
			const read = () =>
				rowsOf<{ value: number }>(tx, Prisma.sql`SELECT value FROM "Setting" WHERE key = 'order'`)
			const [, , first, , second] = await Promise.all([
				insertRow(tx, "Setting", { key: "order", value: "0", updatedAt: NOW }),
				one(1),
				read(),
				one(2),
				read(),
			])
			return [first, second]
		})
		expect(seen).toEqual([[{ value: 1 }], [{ value: 2 }]])
	})

	test("that has ended takes no more statements, though its connection works for others", async () => {
		let over: Tx = prisma
		await inTransaction(async (tx) => {
			over = tx
		})
		const late = countOf(over, Prisma.sql`INSERT INTO "Setting" VALUES ('late', '1', now())`)
		await expect(late).rejects.toThrow("the transaction has ended")
		expect(await prisma.setting.count({ where: { key: "late" } })).toBe(0)
	})

	test("of which one statement fails leaves nothing of those sent with it, and names that one", async () => {
		const insert = (tx: Tx) => insertRow(tx, "Setting", { key: "once", value: "1", updatedAt: NOW })
		const all = inTransaction((tx) =>
			// The second one's failure is heard after that of the third, which fails only because of it.
			Promise.all([
				insert(tx),
				Promise.all([Promise.all([insert(tx)])]),
				countOf(tx, Prisma.sql`DELETE FROM "Setting" WHERE key = 'once'`),
			]),
		)
		const error = await all.catch((reason: unknown) => reason)
		expect(isDuplicate(error, "Setting_pkey")).toBe(true)
		expect(await prisma.setting.count({ where: { key: "once" } })).toBe(0)
	})

	test("that takes a taken key is told from other failures", async () => {
		await put("taken", 1)
		const error = await put("taken", 2).catch((reason: unknown) => reason)
		expect(isDuplicate(error)).toBe(true)
		expect(isDuplicate(error, "key")).toBe(true)
		expect(isDuplicate(error, "surname")).toBe(false)
		expect(isDuplicate(new Error("other"))).toBe(false)
	})
})
