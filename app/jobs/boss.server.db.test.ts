import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { enqueue, startBoss, stopBoss, work } from "./boss.server.ts"

const waiting = () =>
	prisma.$queryRaw<
		{ data: unknown }[]
	>`SELECT data FROM pgboss.job WHERE name = 'letter.send' AND state = 'created'`

describe("a job", () => {
	beforeAll(startBoss)
	afterAll(stopBoss)

	test("vanishes with the transaction that is rolled back", async () => {
		await inTransaction(async (tx) => {
			await enqueue(tx, "letter.send", { letterId: "lost" })
			throw new Error("rolled back")
		}).catch(() => undefined)
		expect(await waiting()).toEqual([])
	})

	test("is done once after the transaction commits", async () => {
		const done: string[] = []
		const finished = new Promise<void>((resolve) => {
			void work("letter.send", async ({ letterId }) => {
				done.push(letterId)
				resolve()
			})
		})
		const id = await inTransaction((tx) => enqueue(tx, "letter.send", { letterId: "first" }))
		expect(id).toEqual(expect.any(String))
		await finished
		expect(done).toEqual(["first"])
	})
})
