import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { now, setClock } from "#app/utils/clock.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { instantOf } from "#machines/calendar.ts"
import { onlyInDemo } from "./demo.view.server.ts"

/**
 * Moves the demo's clock and, before it returns, does everything that fell due in between.
 * @param local `2026-10-01T09:00` or `2026-10-01`, in Asia/Tomsk
 */
export async function moveClock(local: string): Promise<{ now: Date; closed: number; expired: number }> {
	onlyInDemo()
	const instant = parsed(local)
	await setClock(instant)
	return { now: now(), ...(await doWhatIsDue(now())) }
}

function parsed(local: string): Date {
	try {
		return instantOf(local.trim())
	} catch {
		throw invalid({ now: "Напишите дату и время так: 2026-10-01T09:00." })
	}
}
