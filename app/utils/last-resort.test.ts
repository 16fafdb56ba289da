import { expect, test, vi } from "vitest"
import { lastResort } from "./last-resort.server.ts"

function process(close: () => Promise<void>) {
	const happened: string[] = []
	const note = (what: string) => void happened.push(what)
	const log = { error: vi.fn(() => note("error")), fatal: vi.fn(() => note("fatal")) }
	const handlers = lastResort({
		log,
		close: () => {
			note("close")
			return close()
		},
		exit: (code) => note(`exit ${code}`),
		say: (sentence) => note(sentence),
	})
	return { happened, handlers }
}

test("an unhandled rejection is logged, and the program continues", () => {
	const { happened, handlers } = process(() => Promise.resolve())
	handlers.unhandledRejection(new Error("forgotten"))
	expect(happened).toEqual(["error"])
})

test("after an uncaught exception everything is closed, and the process ends with a sentence", async () => {
	let closed: () => void = () => undefined
	const { happened, handlers } = process(
		() =>
			new Promise((resolve) => {
				closed = resolve
			}),
	)
	handlers.uncaughtException(new Error("broken"))
	expect(happened).toEqual(["fatal", expect.stringContaining("запустите её снова"), "close"])
	closed()
	await expect.poll(() => happened.at(-1)).toBe("exit 1")
})

test("the process also ends if something cannot be closed, and a second exception does not start the shutdown again", async () => {
	const { happened, handlers } = process(() => Promise.reject(new Error("stuck")))
	handlers.uncaughtException(new Error("broken"))
	handlers.uncaughtException(new Error("again"))
	await expect.poll(() => happened.at(-1)).toBe("exit 1")
	expect(happened.filter((what) => what === "close")).toHaveLength(1)
})
