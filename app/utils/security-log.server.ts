import { env } from "./env.server.ts"
import { log } from "./log.server.ts"
import { currentRequest } from "./request-scope.server.ts"

export type SecurityEvent =
	| "sign-in"
	| "sign-out"
	| "session.end"
	| "registration"
	| "password.reset-request"
	| "login.reminder"
	| "password.change"
	| "email.change-request"
	| "email.change"
	| "email.confirm"
	| "role.add"
	| "second-factor"
	| "second-factor.on"
	| "second-factor.off"
	/** Done by an operator, for a person who has lost phone and codes. */
	| "second-factor.reset"
	| "email.correct"
	| "role.end"
	| "help"
	| "account.block"
	| "account.merge"
	| "account.unblock"
	| "consent.withdraw"
	/** A signed-in person requested something that they may not see. */
	| "access"
	/** Too many attempts: the request was refused before it was checked. */
	| "limit"

export type SecurityOutcome = "done" | "failed" | "refused"

export interface SecurityDetail {
	/** The account concerned, or null if there is none or it is unknown. Never what was typed as a login. */
	account: string | null
	/** The person who did it, if it was not the owner of the account. */
	by?: string
	role?: string
	status?: number
	path?: string
	reason?: "unknown" | "password" | "blocked" | "letters" | "link"
}

/** In production these lines are written at every LOG_LEVEL except `silent`. */
const quiet = env.mode !== "production" || env.LOG_LEVEL === "silent"
export const securityLog = log.child({}, quiet ? {} : { level: "info" })

/** Writes one line of the security log: what happened, to which account, from which address. Never pass it passwords, tokens or names. */
export function security(event: SecurityEvent, outcome: SecurityOutcome, detail: SecurityDetail): void {
	const request = currentRequest()
	const address = request?.address ?? null
	securityLog.info({ security: { event, outcome, address, ...detail }, id: request?.requestId }, "security")
}
