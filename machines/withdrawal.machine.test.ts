import { describe, expect, test } from "vitest"
import { testMachine } from "#tests/matrix/machine-table.ts"
import { explainGuards, refusalOf } from "./explain.ts"
import { withdrawalLifecycle } from "./lifecycles.ts"

const at = "2026-10-20T05:00:00.000Z"
const facts = { applicationWithdrawable: true, anotherActive: false }

testMachine({
	lifecycle: withdrawalLifecycle,
	states: ["formed", "submitted", "discarded", "registered", "rejected"],
	moves: {
		"withdrawal.submit": { formed: "submitted" },
		"withdrawal.discard": { formed: "discarded", submitted: "discarded" },
		"withdrawal.register": { submitted: "registered" },
		"withdrawal.reject": { submitted: "rejected" },
	},
	at,
	facts,
	samples: {
		"withdrawal.submit": { data: { accepted: true } },
		"withdrawal.discard": {},
		"withdrawal.register": {},
		"withdrawal.reject": { data: { reason: "Нет подписи" } },
	},
	refusals: [
		{
			event: "withdrawal.submit",
			guard: "signedScanSent",
			data: { accepted: false },
			says: "Прикрепите скан подписанного заявления на отзыв.",
		},
		{
			event: "withdrawal.reject",
			guard: "reasonGiven",
			data: { reason: " " },
			says: "Укажите причину отзыва заявления.",
		},
	],
})

describe("a withdrawal is created", () => {
	const born = (change: object, reason = "Перехожу на другую должность") => {
		const moment = { type: "withdrawal.form", at, reason }
		const all = { ...facts, ...change }
		const { possible, asks } = explainGuards(
			withdrawalLifecycle,
			withdrawalLifecycle.creation.guards,
			all,
			moment,
		)
		return possible && asks.length === 0 ? [] : refusalOf(withdrawalLifecycle, null, all, moment).reasons
	}

	test("as formed, with a reason, while the application can be withdrawn and no other withdrawal is open", () => {
		expect(withdrawalLifecycle.creation).toMatchObject({ event: "withdrawal.form", to: "formed" })
		expect(born({})).toEqual([])
	})

	test.each([
		[
			{ applicationWithdrawable: false },
			"дела",
			"Отозвать можно только поданное заявление, пока по нему нет итогового заключения.",
		],
		[
			{ anotherActive: true },
			"дела",
			"Заявление на отзыв уже сформировано: подайте его или нажмите «Не отзывать».",
		],
		[{}, "   ", "Укажите причину отзыва заявления."],
	])("not with %j and the reason «%s»", (change, reason, says) => {
		expect(born(change, reason)).toEqual([says])
	})
})
