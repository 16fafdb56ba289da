import type { ActList } from "#app/workflow/acts.ts"
import type { scheduleLifecycle } from "#machines/lifecycles.ts"

type SchedulePlace = "row" | "state"

/** What people may send to a schedule, in the order in which pages show it. */
export const scheduleActs = {
	"schedule.close": {
		note: "После закрытия в график нельзя никого добавить, перенести или исключить. Открыть период снова может только оператор.",
		in: { operator: { at: "row" }, municipality: { at: "state" } },
	},
	"schedule.reopen": {
		fields: [
			{ kind: "text", name: "reason", label: "Причина", rows: 3 },
			{ kind: "date", name: "until", label: "Последний день", hint: "После него период закроется снова." },
		],
		in: { operator: { at: "row" } },
	},
	"schedule.approve": {
		fields: [
			{ kind: "line", name: "orderNumber", label: "Номер распоряжения", width: "short" },
			{ kind: "date", name: "orderDate", label: "Дата распоряжения" },
		],
		in: { operator: { at: "row" } },
	},
} satisfies ActList<keyof typeof scheduleLifecycle.events, SchedulePlace>
