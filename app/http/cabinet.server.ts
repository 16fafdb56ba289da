import { requireAccount, requireRole } from "#app/auth/actor.server.ts"
import { cabinetsOf, roleText } from "#app/auth/cabinets.ts"
import { now } from "#app/clock/clock.server.ts"
import { regionName } from "#app/domain/reference/office.view.server.ts"
import { hasRole, type Role } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import type { SavedView } from "#app/utils/saved-view.ts"
import { readableEmail } from "#app/utils/typed/readable-email.server.ts"

/** What the frame of every cabinet shows around its pages. */
export interface CabinetData {
	name: string
	username: string
	/** The person's roles in this cabinet, in words. */
	role: string
	region: string
	/** All cabinets of the person. The current one is that of the page shown. */
	cabinets: { to: string; label: string; current: boolean }[]
	/** The address that is still to be confirmed. */
	unconfirmedEmail: string | null
	/** In the demo, the time of its clock in words. */
	demoMoment: string | null
	/** The name of the person whose pages an operator is looking at. */
	helping: string | null
	/** Lists as the person has set them. */
	views: readonly SavedView[]
}

/** For the loader of a cabinet's layout route. Anybody without one of the roles gets 404, as if the cabinet did not exist. */
export async function cabinetLoader(request: Request, ...roles: readonly Role[]): Promise<CabinetData> {
	const actor = await requireRole(request, ...roles)
	const [{ email, emailConfirmed, views }, region] = await Promise.all([
		requireAccount(request),
		regionName(),
	])
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
		unconfirmedEmail: emailConfirmed ? null : readableEmail(email),
		demoMoment: env.mode === "demo" ? longDateTime(now()) : null,
		helping: currentRequest()?.helping ?? null,
		views,
	}
}
