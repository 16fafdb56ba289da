import { describe, expect, test } from "vitest"
import { testMachine } from "#tests/matrix/machine-table.ts"
import { scheduleLifecycle } from "./lifecycles.ts"
import { isFillable } from "./schedule.machine.ts"

testMachine({
	lifecycle: scheduleLifecycle,
	states: ["forming", "closed", "approved"],
	moves: {
		"schedule.close": { forming: "closed" },
		"schedule.reopen": { closed: "forming" },
		"schedule.approve": { closed: "approved" },
	},
	at: "2026-10-20T05:00:00.000Z",
	facts: { period: "2026-12", closesOn: "2026-11-12", withoutTwoExperts: [], withdrawalWaits: [] },
	samples: {
		"schedule.close": {},
		"schedule.reopen": { data: { reason: "Болел координатор", until: "2026-10-20" } },
		"schedule.approve": { data: { orderNumber: "902-р", orderDate: "2026-10-19" } },
	},
	refusals: [
		{ event: "schedule.reopen", guard: "reasonGiven", data: { reason: "" }, says: "Укажите причину." },
		...["2026-10-19", ""].map((until) => ({
			event: "schedule.reopen" as const,
			guard: "untilIsAhead",
			data: { until },
			says: "Укажите последний день, не раньше сегодняшнего.",
		})),
		...[{ orderNumber: "" }, { orderDate: "" }].map((data) => ({
			event: "schedule.approve" as const,
			guard: "orderGiven",
			data,
			says: "Укажите номер и дату распоряжения.",
		})),
		{
			event: "schedule.approve",
			guard: "everyoneHasTwoExperts",
			facts: { withoutTwoExperts: ["Примерова Мария Ивановна", "Ёлкин Пётр"] },
			says: "Назначены не оба специалиста: Примерова Мария Ивановна, Ёлкин Пётр.",
		},
		{
			event: "schedule.approve",
			guard: "noWithdrawalWaits",
			facts: { withdrawalWaits: ["Примерова Мария Ивановна"] },
			says: "Ждут решения заявления на отзыв: Примерова Мария Ивановна.",
		},
	],
})

describe("a schedule is filled in", () => {
	test("while it is forming and through its last day, whether or not somebody has closed it by then", () => {
		const may = (state: string, today: string) => isFillable({ state, closesOn: "2026-11-12" }, today)
		expect(may("forming", "2026-11-12")).toBe(true)
		expect(may("forming", "2026-11-13")).toBe(false)
		expect(may("closed", "2026-11-01")).toBe(false)
		expect(may("approved", "2026-11-01")).toBe(false)
		expect(may("unheard of", "2026-11-01")).toBe(false)
	})
})
