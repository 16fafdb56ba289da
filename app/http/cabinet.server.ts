import { requireAccount, requireRole } from "#app/auth/actor.server.ts"
import { cabinetsOf, roleText } from "#app/auth/cabinets.ts"
import { now } from "#app/clock/clock.server.ts"
import { regionName } from "#app/domain/reference/office.view.server.ts"
import { hasRole, type Role } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"

/** What the frame of every cabinet shows around its pages. */
export interface CabinetData {
	name: string
	username: string
	/** The roles in which the person is here, in words. */
	role: string
	region: string
	/** All cabinets of the person; the page that is shown belongs to the current one. */
	cabinets: { to: string; label: string; current: boolean }[]
	/** The address that still waits to be confirmed. */
	unconfirmedEmail: string | null
	/** In the demo: the moment that its clock shows, in words. */
	demoMoment: string | null
	/** The name of the person whose pages an operator looks at. */
	helping: string | null
}

/** For the loader of a cabinet's layout route. To anybody without one of the roles the cabinet does not exist (404). */
export async function cabinetLoader(request: Request, ...roles: readonly Role[]): Promise<CabinetData> {
	const actor = await requireRole(request, ...roles)
	const [{ email, emailConfirmed }, region] = await Promise.all([requireAccount(request), regionName()])
	return {
		name: actor.fullName,
		username: actor.username,
		role: roles
			.filter((role) => hasRole(actor, role))
			.map(roleText)
			.join(", "),
		region,
		cabinets: cabinetsOf(actor).map(({ role, roleText, home }) => ({
			to: home,
			label: roleText,
			current: roles.includes(role),
		})),
		unconfirmedEmail: emailConfirmed ? null : email,
		demoMoment: env.mode === "demo" ? longDateTime(now()) : null,
		helping: currentRequest()?.helping ?? null,
	}
}
