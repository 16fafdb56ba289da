import { hasOneOf, requireAccount, requireActor } from "#app/auth/actor.server.ts"
import { cabinetsOf, roleText } from "#app/auth/cabinets.ts"
import { now } from "#app/clock/clock.server.ts"
import { regionName } from "#app/domain/reference/office.view.server.ts"
import { hasRole, type Role } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { readableEmail } from "#app/utils/typed/readable-email.server.ts"
import type { CabinetData } from "./cabinet-data.ts"
import { raiseNotFound } from "./not-found.server.ts"

/** For the loader of a cabinet's layout route. Anybody without one of the roles gets 404, as if the cabinet did not exist. */
export async function cabinetLoader(request: Request, ...roles: readonly Role[]): Promise<CabinetData> {
	const actor = await requireActor(request)
	if (!hasOneOf(actor, roles)) return raiseNotFound(actor)
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
