import { expect, test } from "vitest"
import { inTurn } from "./turns.ts"

/** Work that goes on until the test ends it. */
function held() {
	const ends: (() => void)[] = []
	let most = 0
	let running = 0
	const work = async () => {
		running += 1
		most = Math.max(most, running)
		await new Promise<void>((resolve) => ends.push(resolve))
		running -= 1
	}
	return { work, ends, most: () => most }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test("no more tasks run at once than there are slots, and all run in the end", async () => {
	const { work, ends, most } = held()
	const all = Promise.all(Array.from({ length: 20 }, () => inTurn("one", 3, work)))
	for (let ended = 0; ended < 20; ended += 1) {
		await settle()
		ends.shift()?.()
	}
	await all
	expect(most()).toBe(3)
})

test("one key does not wait for another, and a failure frees its slot", async () => {
	const { work, ends } = held()
	const busy = inTurn("busy", 1, work)
	expect(await inTurn("free", 1, async () => "ran")).toBe("ran")
	const next = inTurn("busy", 1, async () => {
		throw new Error("failed")
	})
	const last = inTurn("busy", 1, async () => "ran too")
	await settle()
	ends.shift()?.()
	await busy
	await expect(next).rejects.toThrow("failed")
	expect(await last).toBe("ran too")
})
