import "#app/domain/index.server.ts"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import type { BatchCabinet, BatchPlan } from "#app/domain/batch/batch.ts"
import { viewBatch } from "#app/domain/batch/batch.view.server.ts"
import { carryOutBatch } from "#app/domain/batch/carry-out-batch.server.ts"
import { keepBatch } from "#app/domain/batch/keep-batch.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { pageOf } from "#app/utils/address.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { raise, seeOther } from "#app/utils/http/http.server.ts"
import { PICKED, plainAddress } from "#app/utils/http/kept-form.ts"
import { withMunicipality } from "#app/utils/kept-municipality.ts"
import { paths } from "#app/utils/paths.ts"

const ROLES = { operator: "operator", municipality: "municipal_coordinator" } as const
const ADDRESSES = { operator: paths.operatorBatch, municipality: paths.municipalityBatch } as const

/** Leads from a form to the page that shows what it would do. Nothing has changed yet. */
export async function toPreview(
	request: Request,
	plan: BatchPlan,
	{ actor, cabinet, sent }: { actor: Actor; cabinet: BatchCabinet; sent: FormFields },
): Promise<Response> {
	const { pathname, search } = new URL(request.url)
	const id = await keepBatch(plan, {
		actor,
		cabinet,
		back: plainAddress(pathname, search),
		sent: { typed: { ...sent.texts() }, picked: sent.getAll(PICKED) },
		now: now(),
	})
	return seeOther(withMunicipality(ADDRESSES[cabinet](id), search))
}

/** The loader of the page between a form and its act, which also shows the result. */
export async function batchLoader(request: Request, id: string, cabinet: BatchCabinet) {
	const actor = await requireRole(request, ROLES[cabinet])
	const page = pageOf(new URL(request.url).searchParams)
	return viewBatch({ actor, id, cabinet, page }).catch(raise)
}

/** Carries out the batch and shows the result at the same address, so that reloading the page does not send anything twice. */
export async function batchAction(request: Request, id: string, cabinet: BatchCabinet): Promise<Response> {
	const actor = await requireRole(request, ROLES[cabinet])
	await carryOutBatch({ actor, id, cabinet, now: now() }).catch(raise)
	return seeOther(withMunicipality(ADDRESSES[cabinet](id), new URL(request.url).search))
}
