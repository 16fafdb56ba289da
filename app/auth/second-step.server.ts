import { createCookie } from "@remix-run/node"
import { z } from "zod"
import { env } from "#app/utils/env.server.ts"
import { openSecret, sealSecret } from "./one-time-code.server.ts"
import { hashToken } from "./tokens.server.ts"

// Between the password and the code, a signed cookie says who has proved the password. The cookie alone gives no access.

const LASTS_MS = 5 * 60_000
const secure = env.PUBLIC_URL.startsWith("https:")

const cookie = createCookie(secure ? "__Host-second-step" : "second-step", {
	path: "/",
	httpOnly: true,
	sameSite: "lax",
	secure,
	maxAge: LASTS_MS / 1000,
	secrets: [hashToken(`second step ${env.SESSION_SECRET}`)],
})

const Waiting = z.object({
	personId: z.string().max(64),
	username: z.string().max(64),
	remember: z.boolean(),
	until: z.number(),
	/** A mark of the proved password: a new password makes this step invalid. */
	password: z.string().max(64),
})
export type WaitingForCode = z.output<typeof Waiting>

/** The value of Set-Cookie. */
export const beginSecondStep = (who: Omit<WaitingForCode, "until">, at = Date.now()): Promise<string> =>
	cookie.serialize({ ...who, until: at + LASTS_MS })

export async function secondStepOf(request: Request, at = Date.now()): Promise<WaitingForCode | null> {
	const parsed = Waiting.safeParse(await cookie.parse(request.headers.get("Cookie")))
	return parsed.success && parsed.data.until > at ? parsed.data : null
}

export const forgetSecondStep = (): Promise<string> => cookie.serialize("", { maxAge: 0 })

const codesCookie = createCookie(secure ? "__Host-recovery-codes" : "recovery-codes", {
	path: "/",
	httpOnly: true,
	sameSite: "lax",
	secure,
	maxAge: 120,
})

/** Carries new recovery codes to the page that shows them once. The cookie is encrypted. */
export const carryCodes = (codes: readonly string[]): Promise<string> =>
	codesCookie.serialize(sealSecret(codes.join(" ")))

/** The codes that this request carries, and the value of Set-Cookie that deletes them. */
export async function carriedCodes(request: Request): Promise<{ codes: string[]; forget: string } | null> {
	const sealed: unknown = await codesCookie.parse(request.headers.get("Cookie"))
	const codes = typeof sealed === "string" ? openSecret(sealed) : null
	return codes === null
		? null
		: { codes: codes.split(" "), forget: await codesCookie.serialize("", { maxAge: 0 }) }
}

export const passwordMark = (passwordHash: string | null): string =>
	hashToken(`password mark ${passwordHash ?? ""}`).slice(0, 32)
