import { now, setClock } from "#app/clock/clock.server.ts"
import { believeClock } from "#app/domain/notice/clock-guard.server.ts"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import { invalid } from "#app/utils/errors.ts"
import { onlyInDemo } from "./demo.view.server.ts"

/** The first Order came into force in 2014; beyond the last year periods and terms would leave the calendar. */
const FIRST_YEAR = 2015
const LAST_YEAR = 2099

/**
 * Moves the demo's clock. The caller then runs everything that fell due in between.
 * @param local `2026-10-01T09:00` or `2026-10-01`, in Asia/Tomsk
 */
export async function moveClock(local: string): Promise<Date> {
	onlyInDemo()
	const instant = parsed(local)
	const year = Number(civilDate(instant).slice(0, 4))
	if (year < FIRST_YEAR || year > LAST_YEAR)
		throw invalid({
			now: `Часы переводят на годы с ${FIRST_YEAR} по ${LAST_YEAR}: раньше не было правил, по которым живёт система. Проверьте год.`,
		})
	await setClock(instant)
	await believeClock(instant)
	return now()
}

function parsed(local: string): Date {
	try {
		return instantOf(local.trim())
	} catch {
		throw invalid({ now: "Напишите дату и время так: 2026-10-01T09:00." })
	}
}
