import type { ActionFunctionArgs } from "@remix-run/node"
import { changePhotosHere } from "#app/http/photos.server.ts"
import { answerScript, noUploadPage } from "#app/http/upload-answer.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export const loader = noUploadPage

export const action = ({ request, params }: ActionFunctionArgs) =>
	answerScript(changePhotosHere(request, param(params, "id")))
