import type { ActionFunctionArgs } from "@remix-run/node"
import { answerUpload, noUploadPage } from "#app/http/upload-answer.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export const loader = noUploadPage

export const action = ({ request, params }: ActionFunctionArgs) =>
	answerUpload(request, { subject: "withdrawal", id: param(params, "id") })
