import { describe, expect, test } from "vitest"
import { nothingSeen, onceInRequest, type RequestScope, withinScope } from "./request-scope.server.ts"

const looking = (): RequestScope => ({
	requestId: undefined,
	address: undefined,
	path: "/teacher",
	seen: nothingSeen(),
	asked: new Map(),
})
const writing = (): RequestScope => ({ ...looking(), asked: undefined })

/** A view that says how often it was loaded. */
function counted() {
	let loads = 0
	const load = async () => {
		loads += 1
		return loads
	}
	return load
}

describe("a view that several loaders of a page ask for", () => {
	test("is loaded once while a person looks, also for those who ask while it is loading", async () => {
		const load = counted()
		const answers = await withinScope(looking(), async () => [
			...(await Promise.all([onceInRequest("home of 1", load), onceInRequest("home of 1", load)])),
			await onceInRequest("home of 1", load),
		])
		expect(answers).toEqual([1, 1, 1])
	})

	test("is another view for another reader", async () => {
		const load = counted()
		const answers = await withinScope(looking(), () =>
			Promise.all([onceInRequest("home of 1", load), onceInRequest("home of 2", load)]),
		)
		expect(answers).toEqual([1, 2])
	})

	test("is loaded anew by the next request", async () => {
		const load = counted()
		const ask = () => onceInRequest("home of 1", load)
		expect([await withinScope(looking(), ask), await withinScope(looking(), ask)]).toEqual([1, 2])
	})

	test("is loaded anew each time in a request that writes, and outside a request", async () => {
		const load = counted()
		const twice = async () => [await onceInRequest("home of 1", load), await onceInRequest("home of 1", load)]
		expect(await withinScope(writing(), twice)).toEqual([1, 2])
		expect(await twice()).toEqual([3, 4])
	})

	test("gives its failure to everybody who asked for it, and to nobody in another request", async () => {
		const fail = () => Promise.reject(new Error("the database does not answer"))
		const answers = await withinScope(looking(), () =>
			Promise.allSettled([onceInRequest("home of 1", fail), onceInRequest("home of 1", fail)]),
		)
		expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"])
		expect(await withinScope(looking(), () => onceInRequest("home of 1", counted()))).toBe(1)
	})
})
