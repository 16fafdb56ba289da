import { describe, expect, test } from "vitest"
import { transition } from "xstate"
import { testMachine } from "#tests/matrix/machine-table.ts"
import { LETTER_TRIES, letterMachine } from "./letter.machine.ts"
import { letterLifecycle } from "./lifecycles.ts"
import { restore, statePath } from "./structure.ts"

const at = "2026-10-20T05:00:00.000Z"

testMachine({
	lifecycle: letterLifecycle,
	states: ["queued", "sending", "sent", "failed", "returned", "dropped"],
	moves: {
		// If its sender has died, the letter is taken again.
		"letter.take": { queued: "sending", sending: "sending" },
		"letter.deliver": { sending: "sent" },
		"letter.fail": { sending: ["queued", "failed"] },
		"letter.defer": { sending: "queued" },
		"letter.refuse": { sending: "failed" },
		"letter.return": { sent: "returned" },
		"letter.drop": { sending: "dropped" },
		"letter.resend": { failed: "queued", returned: "queued" },
	},
	at,
	facts: { attempts: 1 },
	samples: {
		"letter.take": {},
		"letter.deliver": {},
		"letter.fail": { data: { error: "450" } },
		"letter.defer": { data: { error: "421" } },
		"letter.refuse": { data: { error: "550", deadAddress: true } },
		"letter.return": { data: { error: "550" } },
		"letter.drop": { data: { error: "" } },
		"letter.resend": {},
	},
	refusals: [],
	choosing: ["letter.fail triesLeft"],
})

describe("a letter that could not be sent", () => {
	const failed = (attempts: number) =>
		transition(letterMachine, restore(letterMachine, "sending", { attempts }), {
			type: "letter.fail",
			at,
		} as never)

	test("waits for another attempt while attempts are left, and is given up after the last", () => {
		expect(statePath(failed(LETTER_TRIES - 1)[0].value)).toBe("queued")
		expect(statePath(failed(LETTER_TRIES)[0].value)).toBe("failed")
	})

	test("keeps the error either way, and gets another time only if an attempt is left", () => {
		const asked = (attempts: number) => failed(attempts)[1].map(({ type }) => type)
		expect(asked(1)).toEqual(["keepError", "scheduleRetry"])
		expect(asked(LETTER_TRIES)).toEqual(["keepError"])
	})
})
