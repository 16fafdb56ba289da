import { hasOneOf, requireAccount, requireActor } from "#app/auth/actor.server.ts"
import { cabinetsOf, roleText } from "#app/auth/cabinets.ts"
import { now } from "#app/clock/clock.server.ts"
import { viewSentForm } from "#app/domain/batch/batch.view.server.ts"
import { regionName } from "#app/domain/reference/office.view.server.ts"
import { type Actor, hasRole, type Role } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { KEPT, type KeptForm } from "#app/utils/http/kept-form.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { readableEmail } from "#app/utils/typed/readable-email.server.ts"
import type { CabinetData } from "./cabinet-data.ts"
import { raiseNotFound } from "./not-found.server.ts"

/** For the loader of a cabinet's layout route. Anybody without one of the roles gets 404, as if the cabinet did not exist. */
export async function cabinetLoader(request: Request, ...roles: readonly Role[]): Promise<CabinetData> {
	const actor = await requireActor(request)
	if (!hasOneOf(actor, roles)) return raiseNotFound(actor)
	const [{ email, emailConfirmed, views }, region, kept] = await Promise.all([
		requireAccount(request),
		regionName(),
		keptForm(request, actor),
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
		kept,
	}
}

async function keptForm(request: Request, actor: Actor): Promise<KeptForm | null> {
	const { pathname, searchParams } = new URL(request.url)
	const batchId = searchParams.get(KEPT)
	if (!batchId) return null
	const sent = await viewSentForm({ actor, id: batchId, page: pathname })
	return sent && { ...sent, batchId }
}
