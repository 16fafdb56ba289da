import type { ActionFunctionArgs } from "@remix-run/node"
import { addFromPhone } from "#app/http/photos.server.ts"
import { answerScript, noUploadPage } from "#app/http/upload-answer.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export const loader = noUploadPage

/** Photographs from the phone, for its script. */
export async function action({ request, params }: ActionFunctionArgs) {
	const answer = await addFromPhone(request, param(params, "token"))
	return "added" in answer ? Response.json({}) : answerScript(Promise.resolve(answer))
}
