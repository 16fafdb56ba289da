import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { changePhotos } from "#app/domain/application/photos/change-photos.server.ts"
import { pagesAdded } from "#app/domain/application/photos/pages-added.ts"
import { findPhotoLink, type PhotoLink } from "#app/domain/application/photos/photo-link.server.ts"
import {
	addPhotos,
	ensureMayAttach,
	type PhotoPlace,
} from "#app/domain/application/photos/photo-pages.server.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

// The forms of photographs, for a page and for a script that shows progress.

export const LINK_VOID = "Ссылка больше не действует. Покажите на компьютере новый код и откройте его."

/** The paper that the address names. */
export const photoPlace = (request: Request, applicationId: string): PhotoPlace => ({
	applicationId,
	kind: new URL(request.url).searchParams.get("kind") ?? "",
})

/** @returns a redirect, the link for the phone, or the refusal */
export async function changePhotosHere(request: Request, applicationId: string) {
	const actor = await requireActor(request)
	const place = photoPlace(request, applicationId)
	// Nothing that a stranger sends is stored.
	await ensureMayAttach({ actor, place, now: now() }).catch(raise)
	const typed: Record<string, string> = {}
	try {
		const sent = await receiveUpload(request, { owner: actor.id })
		Object.assign(typed, sent.fields.texts())
		const changed = await changePhotos({ actor, place, now: now(), sent })
		if (changed.link) return { link: changed.link satisfies PhotoLink }
		return redirectWithToast(changed.to ?? paths.applicationPhotos(applicationId, place.kind), changed.done)
	} catch (error) {
		return refusal(error, typed)
	}
}

/** Photographs from the phone, whose only proof is the link. */
export async function addFromPhone(request: Request, token: string) {
	const link = await findPhotoLink(token, now())
	if (!link) return refusal(new DomainError("not-allowed-now", LINK_VOID))
	try {
		const { files } = await receiveUpload(request, { owner: link.actor.id })
		return { added: pagesAdded(await addPhotos({ ...link, now: now(), files })) }
	} catch (error) {
		return refusal(error)
	}
}
