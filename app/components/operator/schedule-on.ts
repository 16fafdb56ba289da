import type { ScheduleOfPeriod } from "#app/domain/period/periods.view.server.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"

/** The schedule of one row, as the forms of its events need it. */
export const scheduleOn = (
	{ id, version, events, municipality }: ScheduleOfPeriod,
	refusal: RefusalAnswer | null | undefined,
): ActingOn => ({
	noun: "schedule",
	cabinet: "operator",
	id,
	version,
	events,
	refusal,
	hidden: { scheduleId: id },
	rowName: municipality,
})
