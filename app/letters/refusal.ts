// What a mail server's answer means for a letter. According to RFC 5321, 4xx may succeed later and 5xx will not. RFC 3463
// adds a code for the cause: the mailbox (x.1.x), its state (x.2.x), the mail system (x.3.x), the route (x.4.x), the
// content or a policy.

export type SendingFailure =
	/** The server is unreachable, busy or does not admit us, which says nothing about this letter. */
	| { means: "away" }
	/** This letter may be accepted later. */
	| { means: "later" }
	/** The letter will never be accepted. `deadAddress` is true if there is no such mailbox. */
	| { means: "never"; deadAddress: boolean }

const field = (error: unknown, name: string): unknown =>
	typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined

/** nodemailer's codes for a letter that never got far enough for the server to judge it. */
const NOT_REACHED = new Set([
	"ECONNECTION",
	"ECONNREFUSED",
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"ESOCKET",
	"EDNS",
	"ETLS",
	"EPROTOCOL",
	"EAUTH",
	"ENOAUTH",
	"EOAUTH2",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"ENOTFOUND",
	"EAI_AGAIN",
])

/** Whether the server judged the recipient or the letter itself. Before that it judges us: greeting, sign-in, sender. */
const judgesLetter = (command: string): boolean => /^(RCPT|DATA|BDAT|API)/u.test(command)

/** @param error what nodemailer or the disk reported */
export function failureOf(error: unknown): SendingFailure {
	const [code, status, command] = ["code", "responseCode", "command"].map((name) => field(error, name))
	if (typeof status !== "number") {
		// An address that nodemailer itself refuses, for example one with a domain that cannot exist.
		if (code === "EENVELOPE") return { means: "never", deadAddress: true }
		return typeof code === "string" && NOT_REACHED.has(code) ? { means: "away" } : { means: "later" }
	}
	const stage = typeof command === "string" ? command : ""
	const isBusy = status < 500 && (judgesLetter(stage) || stage.startsWith("MAIL"))
	if (status === 421 || (!judgesLetter(stage) && !isBusy)) return { means: "away" }
	if (isBusy) return { means: "later" }
	const words = String(field(error, "response") ?? "")
	return { means: "never", deadAddress: stage.startsWith("RCPT") && saysNoMailbox(status, words) }
}

/** Whether a final refusal means that nobody receives mail at the address, and not that the mailbox is full or the sender unwelcome. */
export function saysNoMailbox(status: number, words: string): boolean {
	const [, group, detail] = /\b5\.(\d{1,3})\.(\d{1,3})\b/u.exec(words) ?? []
	if (group === "1") return true
	// 5.2.1: the mailbox is closed. 5.2.2: it is full and may be emptied.
	if (group === "2") return detail === "1"
	if (group !== undefined) return false
	return status === 550 || status === 551 || status === 553
}
