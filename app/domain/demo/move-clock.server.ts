import { now, setClock } from "#app/clock/clock.server.ts"
import { believeClock } from "#app/domain/notice/clock-guard.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { invalid } from "#app/utils/errors.ts"
import { onlyInDemo } from "./demo.view.server.ts"

/**
 * Moves the demo's clock. The caller then runs everything that fell due in between.
 * @param local `2026-10-01T09:00` or `2026-10-01`, in Asia/Tomsk
 */
export async function moveClock(local: string): Promise<Date> {
	onlyInDemo()
	const instant = parsed(local)
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
