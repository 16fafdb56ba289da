import { describe, expect, test } from "vitest"
import { createActor, fromPromise, SimulatedClock } from "xstate"
import {
	applicationFormMachine,
	QUIET_MS,
	retryDelay,
	type Saved,
	SaveRefused,
} from "./application-form.machine.ts"

const at = "2026-08-26T07:32:00.000Z"

/** A page whose saves are answered by the test, one after another. */
function page() {
	const clock = new SimulatedClock()
	const saves: { answer(saved: Saved): void; fail(error: Error): void }[] = []
	const save = fromPromise<Saved>(
		() => new Promise((answer, fail) => void saves.push({ answer, fail: (error) => fail(error) })),
	)
	const actor = createActor(applicationFormMachine.provide({ actors: { save } }), {
		clock,
		input: { savedAt: null },
	}).start()
	const type = () => actor.send({ type: "form.typed" })
	const settled = () => new Promise((resolve) => setImmediate(resolve))
	return {
		actor,
		clock,
		saves,
		type,
		state: () => actor.getSnapshot().value,
		context: () => actor.getSnapshot().context,
		async answer(error?: Error) {
			const last = saves.at(-1)
			if (error) last?.fail(error)
			else last?.answer({ at })
			await settled()
		},
	}
}

describe("the autosave of the form", () => {
	test("saves after a pause in typing, once for many keys", async () => {
		const { type, clock, saves, state, context, answer } = page()
		type()
		clock.increment(QUIET_MS - 1)
		type()
		clock.increment(QUIET_MS - 1)
		expect(saves).toHaveLength(0)
		clock.increment(1)
		expect(saves).toHaveLength(1)
		await answer()
		expect(state()).toBe("saved")
		expect(context().savedAt).toBe(at)
	})

	test("saves once more what was typed during a save", async () => {
		const { type, clock, saves, state, answer } = page()
		type()
		clock.increment(QUIET_MS)
		type()
		await answer()
		expect(state()).toBe("dirty")
		clock.increment(QUIET_MS)
		expect(saves).toHaveLength(2)
		await answer()
		expect(state()).toBe("saved")
	})

	test("repeats at growing intervals without a connection, and then says that it is saved", async () => {
		const { type, clock, saves, state, context, answer } = page()
		type()
		clock.increment(QUIET_MS)
		await answer(new TypeError("Failed to fetch"))
		expect(state()).toBe("failed")
		clock.increment(retryDelay(1) - 1)
		expect(saves).toHaveLength(1)
		clock.increment(1)
		await answer(new TypeError("Failed to fetch"))
		clock.increment(retryDelay(2))
		expect(saves).toHaveLength(3)
		await answer()
		expect(state()).toBe("saved")
		expect(context().failures).toBe(0)
	})

	test("repeats at once when the person asks", async () => {
		const { actor, type, clock, saves, answer } = page()
		type()
		clock.increment(QUIET_MS)
		await answer(new TypeError("Failed to fetch"))
		actor.send({ type: "form.retry" })
		expect(saves).toHaveLength(2)
	})

	test("does not repeat what the server refused, until something else is typed", async () => {
		const { type, clock, saves, state, context, answer } = page()
		type()
		clock.increment(QUIET_MS)
		await answer(new SaveRefused("Заявление уже сформировано."))
		expect(state()).toBe("refused")
		expect(context().refusal).toBe("Заявление уже сформировано.")
		clock.increment(600_000)
		expect(saves).toHaveLength(1)
		type()
		clock.increment(QUIET_MS)
		expect(saves).toHaveLength(2)
		expect(context().refusal).toBeNull()
	})

	test("saves without a pause when the page is left, and not at all when nothing was typed", () => {
		const { actor, type, saves } = page()
		actor.send({ type: "form.left" })
		expect(saves).toHaveLength(0)
		type()
		actor.send({ type: "form.left" })
		expect(saves).toHaveLength(1)
	})

	test("saves on leaving the page what was typed during a save, and nothing twice", () => {
		const { actor, type, clock, saves } = page()
		type()
		clock.increment(QUIET_MS)
		actor.send({ type: "form.left" })
		expect(saves).toHaveLength(1)
		type()
		actor.send({ type: "form.left" })
		actor.send({ type: "form.left" })
		expect(saves).toHaveLength(2)
	})

	test("is silent when the form itself has been sent", () => {
		const { actor, type, clock, saves, state } = page()
		type()
		actor.send({ type: "form.sent" })
		clock.increment(QUIET_MS)
		expect(state()).toBe("sent")
		expect(saves).toHaveLength(0)
		type()
		expect(state()).toBe("dirty")
	})

	test("never waits longer than a minute between attempts", () => {
		expect([1, 2, 3, 20].map(retryDelay)).toEqual([3000, 6000, 12_000, 60_000])
	})

	test("begins idle under its name, with the time of the last save", () => {
		const actor = createActor(applicationFormMachine, { input: { savedAt: at } }).start()
		expect(applicationFormMachine.id).toBe("applicationForm")
		expect(actor.getSnapshot().value).toBe("idle")
		expect(actor.getSnapshot().context).toEqual({
			savedAt: at,
			typedMeanwhile: false,
			failures: 0,
			refusal: null,
		})
	})

	test("warns before the page is left while something is not saved, for any reason", async () => {
		const { actor, type, clock, answer } = page()
		const unsaved = () => actor.getSnapshot().hasTag("unsaved")
		expect(unsaved()).toBe(false)
		type()
		expect(unsaved()).toBe(true)
		clock.increment(QUIET_MS)
		expect(unsaved()).toBe(true)
		await answer(new TypeError("Failed to fetch"))
		expect(unsaved()).toBe(true)
		actor.send({ type: "form.retry" })
		await answer()
		expect(unsaved()).toBe(false)
		type()
		clock.increment(QUIET_MS)
		await answer(new SaveRefused("Заявление уже сформировано."))
		expect(unsaved()).toBe(true)
	})

	test("counts consecutive failures, so that the second pause is longer than the first", async () => {
		const { type, clock, saves, context, answer } = page()
		type()
		clock.increment(QUIET_MS)
		await answer(new TypeError("Failed to fetch"))
		expect(context().failures).toBe(1)
		clock.increment(retryDelay(1))
		await answer(new TypeError("Failed to fetch"))
		expect(context().failures).toBe(2)
		clock.increment(retryDelay(1))
		expect(saves).toHaveLength(2)
	})

	test("saves again when more is typed after a successful save", async () => {
		const { type, clock, saves, state, answer } = page()
		type()
		clock.increment(QUIET_MS)
		await answer()
		type()
		expect(state()).toBe("dirty")
		clock.increment(QUIET_MS)
		expect(saves).toHaveLength(2)
	})

	test("tries once more to save what could not be saved when the page is left", async () => {
		const { actor, type, clock, saves, answer } = page()
		type()
		clock.increment(QUIET_MS)
		await answer(new TypeError("Failed to fetch"))
		actor.send({ type: "form.left" })
		expect(saves).toHaveLength(2)
	})

	test("reports nothing as saved without a page that provides how to save", async () => {
		const clock = new SimulatedClock()
		const actor = createActor(applicationFormMachine, { clock, input: { savedAt: null } }).start()
		actor.send({ type: "form.typed" })
		clock.increment(QUIET_MS)
		await new Promise((resolve) => setImmediate(resolve))
		expect(actor.getSnapshot().value).toBe("failed")
		expect(actor.getSnapshot().context.savedAt).toBeNull()
	})
})
