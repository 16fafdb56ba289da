import { data, redirect } from "@remix-run/node"
import { orNoSpace } from "#app/utils/disk-full.ts"
import { DomainError, type DomainErrorCode, notFound, type SeePage } from "#app/utils/errors.ts"
import type { RuleMention } from "../rule-mention.ts"
import { localAddress } from "./local-address.ts"
import { noteRefusal } from "./refused-answer.server.ts"

const STATUS: Record<DomainErrorCode, number> = {
	invalid: 400,
	forbidden: 403,
	"not-found": 404,
	"not-allowed-now": 409,
	stale: 409,
	"already-done": 409,
	"no-space": 507,
}

export const statusOf = (error: DomainError): number => STATUS[error.code]

/** What a page's action returns when the domain refuses. The page shows it where the person is, and nothing typed is lost. */
export interface Refusal {
	message: string
	reasons: readonly string[]
	fields: Readonly<Record<string, string>>
	/** The rules that the reasons quote, if any. */
	rules?: readonly RuleMention[]
	/** What was typed, to be shown in the fields again. */
	typed: Readonly<Record<string, string>>
	/** A page that shows why. */
	see?: SeePage
	/** The rows of the list that were ticked. */
	picked?: readonly string[]
	/** The state has changed meanwhile, so the form may no longer be on the page. */
	conflict?: boolean
	/** Set if the same person has already done this: the address to which the act led. It is not an error. */
	onward?: string
}

/** @param picked the ticked rows, for a form that acts on a list */
export function refusal(
	thrown: unknown,
	typed: Record<string, unknown> = {},
	picked: readonly string[] = [],
) {
	const error = orNoSpace(thrown)
	if (!(error instanceof DomainError)) throw error
	const { message, reasons, fields, rules, onward, see } = error
	if (!onward) noteRefusal()
	const texts = Object.entries(typed).filter(
		(entry): entry is [string, string] => typeof entry[1] === "string",
	)
	const status = statusOf(error)
	const answer = {
		message,
		reasons,
		fields,
		typed: Object.fromEntries(texts),
		...(rules.length > 0 && { rules }),
		...(see && { see }),
		...(picked.length > 0 && { picked }),
	}
	if (status !== 409) return data<Refusal>(answer, status)
	return data<Refusal>({ ...answer, conflict: true, ...(onward && { onward }) }, status)
}

/** Shows the refusal as a page of its own, in Russian, with its status. The page has no fields, so their messages are listed as reasons. */
export function raise(thrown: unknown): never {
	const error = orNoSpace(thrown)
	if (!(error instanceof DomainError)) throw error
	const { message, reasons, fields, onward } = error
	throw data(
		{ message, reasons: [...new Set([...reasons, ...Object.values(fields)])], ...(onward && { onward }) },
		{ status: statusOf(error) },
	)
}

/** A parameter of the address that the route's file name promises. */
export function param(params: Record<string, string | undefined>, name: string): string {
	const value = params[name]
	if (!value) throw data({ message: notFound().message, reasons: [] }, { status: 404 })
	return value
}

/** Where to go back: the page that sent the form, if it belongs to this site. */
export const backTo = (request: Request, fallback: string): string => senderOf(request) ?? fallback

/** The page of this site that sent the request. The origin check guarantees that Host contains our own name. */
export function senderOf(request: Request): string | null {
	const referer = request.headers.get("Referer")
	if (!referer || !URL.canParse(referer)) return null
	const { host, pathname, search } = new URL(referer)
	return host === request.headers.get("Host") ? localAddress(pathname + search) : null
}

/** Redirects with 303 after a POST, so that a reload sends nothing twice. No redirect of the program leads to another site. */
export function seeOther(to: string, headers?: HeadersInit) {
	const address = localAddress(to)
	if (address === null) throw new Error("a redirect would leave the site")
	return redirect(address, { status: 303, ...(headers && { headers }) })
}

/** A return address from a form or a query, or the fallback if it leads elsewhere. */
export const safeReturn = (to: unknown, fallback: string): string => localAddress(to) ?? fallback
