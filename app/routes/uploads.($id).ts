import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"

/** A file in pieces, each at the place where the one before has ended. The form that it belongs to comes afterwards. */
async function answer({ request }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> {
	const actor = await requireActor(request).catch(raise)
	if (!request.headers.has("Tus-Resumable")) raise(notFound())
	return fileStore().resumable.answer(request, actor.id)
}

export const loader = answer
export const action = answer
