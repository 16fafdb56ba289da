import { expect, test, vi } from "vitest"
import { Crowd } from "./crowd.server.ts"

const staying = new AbortController().signal

/** Work that ends when it is told to. */
function visit(crowd: Crowd, name: string, seen: string[], gone = staying) {
	let leave: () => void = () => undefined
	const inside = new Promise<void>((resolve) => {
		leave = resolve
	})
	const visited = crowd.within(gone, async () => {
		seen.push(name)
		await inside
		return name
	})
	return { visited, leave }
}

test("lets so many in at once, and the others in the order in which they came", async () => {
	const crowd = new Crowd(2)
	const seen: string[] = []
	const [first, second, third, fourth] = ["1", "2", "3", "4"].map((name) => visit(crowd, name, seen))
	expect(seen).toEqual(["1", "2"])
	second?.leave()
	expect(await second?.visited).toBe("2")
	await vi.waitFor(() => expect(seen).toEqual(["1", "2", "3"]))
	for (const one of [first, third, fourth]) one?.leave()
	expect(await Promise.all([first?.visited, third?.visited, fourth?.visited])).toEqual(["1", "3", "4"])
})

test("asks whoever waited too long to come back, and does not work for whoever has left", async () => {
	const crowd = new Crowd(1, 5)
	const seen: string[] = []
	const inside = visit(crowd, "inside", seen)
	expect(await visit(crowd, "patient", seen).visited).toBeNull()
	const gone = new AbortController()
	const left = visit(crowd, "left", seen, gone.signal)
	gone.abort()
	expect(await left.visited).toBeNull()
	inside.leave()
	await inside.visited
	expect(seen).toEqual(["inside"])
})

test("makes room when the work fails", async () => {
	const crowd = new Crowd(1)
	await expect(crowd.within(staying, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed")
	expect(await crowd.within(staying, () => Promise.resolve("next"))).toBe("next")
})
