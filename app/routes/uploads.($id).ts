import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { findPhotoLink } from "#app/domain/application/photos/photo-link.server.ts"
import { PHOTO_LINK } from "#app/files/resumable/arrived.ts"
import { fileStore } from "#app/files/store.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"

/** A file in pieces, each at the place where the one before has ended. The form that it belongs to comes afterwards. */
async function answer({ request }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> {
	const owner = await senderOf(request)
	if (!request.headers.has("Tus-Resumable")) raise(notFound())
	return fileStore().resumable.answer(request, owner)
}

/** The person who is signed in, or the one for whom a phone takes photographs. */
async function senderOf(request: Request): Promise<string> {
	const token = request.headers.get(PHOTO_LINK)
	if (token === null) return (await requireActor(request).catch(raise)).id
	const link = await findPhotoLink(token, now())
	return link ? link.actor.id : raise(notFound())
}

export const loader = answer
export const action = answer
