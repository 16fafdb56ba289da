import { requireRole } from "#app/auth/actor.server.ts"
import { type Choice, listMunicipalities } from "#app/domain/organisation/organisation.view.server.ts"
import { type Actor, municipalitiesOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"

export interface ChosenMunicipality {
	code: string
	name: string
	/** The municipalities that the person coordinates. A page offers a choice if there are several. */
	all: Choice[]
}

/**
 * The municipality of a coordinator's page: `?municipality=code`, otherwise the first one that the person coordinates. A
 * municipality of another coordinator is not found.
 */
export async function coordinatorAt(
	request: Request,
): Promise<{ actor: Actor; municipality: ChosenMunicipality; query: URLSearchParams }> {
	const [actor, everywhere] = await Promise.all([
		requireRole(request, "municipal_coordinator"),
		listMunicipalities(),
	])
	const own = municipalitiesOf(actor)
	const all = everywhere.filter(({ value }) => own.includes(value))
	const query = new URL(request.url).searchParams
	const asked = query.get("municipality")
	const chosen = asked ? all.find(({ value }) => value === asked) : all[0]
	if (!chosen) raise(notFound())
	return { actor, municipality: { code: chosen.value, name: chosen.label, all }, query }
}

/** `?year=2026` of a journal, otherwise the current year. */
export function journalYear(query: URLSearchParams, now: Date): number {
	const asked = query.get("year") ?? ""
	return Number(/^20\d\d$/.test(asked) ? asked : civilDate(now).slice(0, 4))
}
