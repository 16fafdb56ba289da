import { createCookieSessionStorage } from "@remix-run/node"
import { env } from "#app/utils/env.server.ts"
import { seeOther } from "./http.server.ts"
import type { Toast } from "./toast.ts"

const key = "toast"

/** A browser silently drops a cookie of more than 4 kB. In base64 a Cyrillic letter takes three bytes. */
const LONGEST = 700

const secure = env.PUBLIC_URL.startsWith("https:")

const storage = createCookieSessionStorage<{ toast: Toast }, { toast: Toast }>({
	cookie: {
		name: secure ? "__Host-toast" : key,
		path: "/",
		httpOnly: true,
		sameSite: "lax",
		secure,
		secrets: [env.SESSION_SECRET],
		maxAge: 60,
	},
})

/** Redirects to `to`, where the message is shown once. */
export async function redirectWithToast(
	to: string,
	toast: string | Toast,
	init: { headers?: HeadersInit } = {},
) {
	const headers = new Headers(init.headers)
	headers.append("Set-Cookie", await toastCookie(typeof toast === "string" ? { message: toast } : toast))
	return seeOther(to, headers)
}

/** A `Set-Cookie` header, so that the next page shows the message. */
export async function toastCookie(toast: Toast): Promise<string> {
	const session = await storage.getSession()
	const { message } = toast
	session.flash(
		key,
		message.length > LONGEST ? { ...toast, message: `${message.slice(0, LONGEST)}…` } : toast,
	)
	return storage.commitSession(session)
}

/** The message for this request and the header that deletes it. A forged cookie gives no message. */
export async function readToast(
	request: Request,
): Promise<{ toast: Toast | null; headers: Record<string, string> }> {
	const cookie = request.headers.get("Cookie")
	if (!cookie?.includes(key)) return { toast: null, headers: {} }
	const session = await storage.getSession(cookie)
	const toast = session.get(key)
	if (!toast) return { toast: null, headers: {} }
	return { toast, headers: { "Set-Cookie": await storage.destroySession(session) } }
}
