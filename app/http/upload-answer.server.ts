import { notFound } from "#app/utils/errors.ts"
import type { Refusal } from "#app/utils/http/http.server.ts"
import { toastCookie } from "#app/utils/http/toast.server.ts"
import { type Act, actHere } from "./act.server.ts"

/** Marks a refusal as our own, because Remix's own answers are in English. */
const RUSSIAN = { "Content-Language": "ru" }

/**
 * The same act as from a page's form, answered for a script that shows progress: 200, or the refusal as JSON with its
 * status. The toast is sent as a cookie and shown when the page is loaded next.
 */
export const answerUpload = (request: Request, what: Act): Promise<Response> =>
	answerScript(actHere(request, what))

/** A form's answer, for a script: see {@link answerUpload}. */
export async function answerScript(answering: Promise<unknown>): Promise<Response> {
	const answer = await answering.catch((thrown: unknown) => thrown)
	if (answer instanceof Response) {
		const cookie = answer.headers.get("Set-Cookie")
		// Without a session the act would redirect to the sign-in page, which a script cannot open for the person.
		if (!cookie)
			return refuse("Вы вышли из системы. Войдите снова в другой вкладке и нажмите «Загрузить».", 401)
		return Response.json({}, { headers: { "Set-Cookie": cookie } })
	}
	if (!isRefusal(answer)) throw answer
	const { message, reasons, conflict } = answer.data
	if (!conflict) return Response.json(answer.data, { ...answer.init, headers: RUSSIAN })
	// The page will reload its data, and the form may be gone afterwards. So the toast repeats the refusal.
	const words = [...new Set([message, ...reasons])].join(" ")
	return Response.json(answer.data, {
		...answer.init,
		headers: { ...RUSSIAN, "Set-Cookie": await toastCookie({ message: words, tone: "bad" }) },
	})
}

/** These addresses accept only forms. */
export const noUploadPage = () => refuse(notFound().message, 404)

const refuse = (message: string, status: number) =>
	Response.json({ message, reasons: [], fields: {} }, { status, headers: RUSSIAN })

const isRefusal = (answer: unknown): answer is { data: Refusal; init: ResponseInit | null } =>
	typeof answer === "object" && answer !== null && "data" in answer && "init" in answer
