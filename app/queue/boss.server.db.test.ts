import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { inTransaction } from "#app/db/transaction.server.ts"
import { countUnderWay, enqueue, purge, startBoss, stopBoss, work } from "./boss.server.ts"
import { prepareQueues } from "./prepare-queues.server.ts"

const queue = (letterId: string) =>
	inTransaction((tx) => enqueue(tx, "letter.send", { letterId }, { singletonKey: letterId }))

describe("a job", () => {
	beforeAll(startBoss)
	afterAll(stopBoss)

	test("disappears with a transaction that is rolled back", async () => {
		await inTransaction(async (tx) => {
			await enqueue(tx, "letter.send", { letterId: "lost" }, { singletonKey: "lost" })
			throw new Error("rolled back")
		}).catch(() => undefined)
		expect(await countUnderWay("letter.send")).toBe(0)
	})

	test("waits once under its key, however often and by however many it is queued", async () => {
		const ids = await Promise.all([1, 2, 3].map(() => queue("same")))
		expect(ids.filter((id) => id !== null)).toHaveLength(1)
		expect(await queue("same")).toBeNull()
		expect(await queue("other")).toEqual(expect.any(String))
		expect(await countUnderWay("letter.send")).toBe(2)
		await purge("letter.send")
		expect(await countUnderWay("letter.send")).toBe(0)
	})

	test("survives further starts, even two at once, which prepare the queues again", async () => {
		await queue("kept")
		const url = process.env.DATABASE_URL ?? ""
		await Promise.all([prepareQueues(url), prepareQueues(url)])
		expect(await countUnderWay("letter.send")).toBe(1)
		await purge("letter.send")
	})

	test("is done once after the transaction commits", async () => {
		const done: string[] = []
		const finished = new Promise<void>((resolve) => {
			void work("letter.send", async ({ letterId }) => {
				done.push(letterId)
				resolve()
			})
		})
		expect(await queue("first")).toEqual(expect.any(String))
		await finished
		expect(done).toEqual(["first"])
	})
})
