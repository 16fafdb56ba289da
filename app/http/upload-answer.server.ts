import { notFound } from "#app/utils/errors.ts"
import type { Refusal } from "#app/utils/http/http.server.ts"
import { toastCookie } from "#app/utils/http/toast.server.ts"
import { type Act, actHere } from "./act.server.ts"

/** Marks a refusal as our own: what Remix answers instead is English. */
const RUSSIAN = { "Content-Language": "ru" }

/**
 * The same act as a page's form, answered for a script that shows progress: 200, or the refusal as JSON with its status.
 * The toast goes along as the cookie that the page's next reading shows.
 */
export async function answerUpload(request: Request, what: Act): Promise<Response> {
	const answer = await actHere(request, what).catch((thrown: unknown) => thrown)
	if (answer instanceof Response) {
		const cookie = answer.headers.get("Set-Cookie")
		// Without a session the act leads to the sign-in page: a script cannot go there on the person's behalf.
		if (!cookie)
			return refuse("Вы вышли из системы. Войдите снова в другой вкладке и нажмите «Загрузить».", 401)
		return Response.json({}, { headers: { "Set-Cookie": cookie } })
	}
	if (!isRefusal(answer)) throw answer
	const { message, reasons, conflict } = answer.data
	if (!conflict) return Response.json(answer.data, { ...answer.init, headers: RUSSIAN })
	// The page will read itself anew, and the form may be gone from it: the toast says the refusal whatever is left.
	const words = [...new Set([message, ...reasons])].join(" ")
	return Response.json(answer.data, {
		...answer.init,
		headers: { ...RUSSIAN, "Set-Cookie": await toastCookie({ message: words, tone: "bad" }) },
	})
}

/** The addresses take forms only. */
export const noUploadPage = () => refuse(notFound().message, 404)

const refuse = (message: string, status: number) =>
	Response.json({ message, reasons: [], fields: {} }, { status, headers: RUSSIAN })

const isRefusal = (answer: unknown): answer is { data: Refusal; init: ResponseInit | null } =>
	typeof answer === "object" && answer !== null && "data" in answer && "init" in answer
