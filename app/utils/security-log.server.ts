import { env } from "./env.server.ts"
import { log } from "./log.server.ts"
import { currentRequest } from "./request-scope.server.ts"

export type SecurityEvent =
	| "sign-in"
	| "sign-out"
	| "session.end"
	| "registration"
	| "password.reset-request"
	| "password.change"
	| "email.change-request"
	| "email.change"
	| "email.confirm"
	| "role.add"
	| "second-factor"
	| "second-factor.on"
	| "second-factor.off"
	/** By an operator, for somebody who lost everything. */
	| "second-factor.reset"
	| "email.correct"
	| "role.end"
	| "help"
	| "account.block"
	| "account.unblock"
	| "consent.withdraw"
	/** Somebody signed in asked for what is not theirs. */
	| "access"
	/** Too many tries: the security event that was not even tried. */
	| "limit"

export type SecurityOutcome = "done" | "failed" | "refused"

export interface SecurityDetail {
	/** Whose account it is about; null when there is none, or nobody knows. Never what was typed as a login. */
	account: string | null
	/** Who did it, when it was somebody else. */
	by?: string
	role?: string
	status?: number
	path?: string
	reason?: "unknown" | "password" | "blocked" | "letters" | "link"
}

/** Written in production whatever LOG_LEVEL says, unless it says `silent`. */
const quiet = env.mode !== "production" || env.LOG_LEVEL === "silent"
export const securityLog = log.child({}, quiet ? {} : { level: "info" })

/** One line of the security log: what happened, to which account, from which address. Never give it passwords, tokens, names. */
export function security(event: SecurityEvent, outcome: SecurityOutcome, detail: SecurityDetail): void {
	const request = currentRequest()
	const address = request?.address ?? null
	securityLog.info({ security: { event, outcome, address, ...detail }, id: request?.requestId }, "security")
}
