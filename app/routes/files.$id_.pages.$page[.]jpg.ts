import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { findFile } from "#app/domain/document/find-document.server.ts"
import { pageImage, pageImageResponse } from "#app/files/pages/page-image.server.ts"
import { refuseFile } from "#app/http/documents.server.ts"
import { pageFrom, turnsFrom } from "#app/utils/address.ts"
import { notFound } from "#app/utils/errors.ts"
import { param } from "#app/utils/http/http.server.ts"

/** One page of a file as an image, for people who may open the file. It counts as reading the file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const page = pageFrom(param(params, "page"))
	const turns = turnsFrom(new URL(request.url).searchParams.get("turn"))
	if (page === null) return refuseFile(notFound())
	return findFile({ actor, id: param(params, "id"), now: now() })
		.then(({ hash, type }) => pageImage({ hash, type, page, turns }))
		.then(pageImageResponse, refuseFile)
}
