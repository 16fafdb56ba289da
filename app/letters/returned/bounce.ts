import PostalMime from "postal-mime"
import { saysNoMailbox } from "../answers/refusal.ts"

/** A mail server's report about a letter that it accepted but could not deliver. */
export interface Bounce {
	letterId: string
	/** The failed address, as the report names it. */
	recipient: string
	/** What the mail server said. */
	error: string
	deadAddress: boolean
}

/** A report is short. A longer message is something else. */
export const LONGEST_BOUNCE = 1_000_000
const PARTS = 50

/** RFC 3464, and RFC 6533 for addresses that are not ASCII. */
const STATUS = new Set(["message/delivery-status", "message/global-delivery-status"])
/** The returned letter or its headers: RFC 3462 and RFC 6533, and one name that is in neither and yet in use. */
const RETURNED = new Set([
	"message/rfc822",
	"message/global",
	"text/rfc822-headers",
	"message/global-headers",
	"message/rfc822-headers",
])

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/iu

/**
 * Reads a report of RFC 3464. Anybody can send a message that looks like one, so it counts only if it contains the id of a
 * letter, which only its recipient and the mail servers have seen.
 * @returns null for a message that reports no final failure of one of our letters
 */
export async function readBounce(message: Uint8Array): Promise<Bounce | null> {
	if (message.length > LONGEST_BOUNCE) return null
	const parsed = await PostalMime.parse(message, { forceRfc822Attachments: true }).catch(() => null)
	if (!parsed) return null
	const parts = parsed.attachments.slice(0, PARTS).map(({ mimeType, content }) => ({
		mimeType,
		text: typeof content === "string" ? content : new TextDecoder().decode(content),
	}))
	const status = parts.find(({ mimeType }) => STATUS.has(mimeType))
	if (!status) return null
	const [whole, ...recipients] = groupsOf(status.text)
	const failed = recipients.find((fields) => withoutComments(fields.get("action")).toLowerCase() === "failed")
	if (!failed) return null
	const letterId = idIn(whole?.get("original-envelope-id")) ?? idIn(messageIdIn(parts))
	const recipient = addressOf(failed.get("original-recipient") ?? failed.get("final-recipient"))
	if (!letterId || !recipient) return null
	const code = withoutComments(failed.get("status"))
	const said = failed.get("diagnostic-code")?.replace(/^[\w-]+;\s*/u, "") ?? ""
	return {
		letterId,
		recipient,
		error: [code, said].filter(Boolean).join(" ").slice(0, 300),
		deadAddress: code.startsWith("5") && saysNoMailbox(Number(/^\d{3}/u.exec(said)?.[0] ?? 550), code),
	}
}

/** Groups of fields, separated by empty lines. The first group is about the message, each other about one recipient. */
function groupsOf(text: string): Map<string, string>[] {
	return text
		.split(/\r?\n\r?\n/u)
		.slice(0, PARTS)
		.map((group) => fieldsOf(group))
		.filter((fields) => fields.size > 0)
}

function fieldsOf(text: string): Map<string, string> {
	const lines = text.replace(/\r?\n[ \t]+/gu, " ").split(/\r?\n/u)
	return new Map(
		lines.flatMap((line) => {
			const colon = line.indexOf(":")
			return colon > 0
				? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
				: []
		}),
	)
}

/** RFC 3464 admits comments in the fields, as RFC 822 has them: «failed (gave up after 3 (three) days)», quoted brackets included. */
function withoutComments(text = ""): string {
	let depth = 0
	let left = ""
	for (const [piece] of text.matchAll(/\\.|[^\\]|\\$/gu)) {
		if (piece === "(") depth += 1
		else if (piece === ")" && depth > 0) depth -= 1
		else if (depth === 0) left += piece
	}
	return left.trim()
}

/** The returned letter, or only its headers, contains the Message-ID. */
const messageIdIn = (parts: readonly { mimeType: string; text: string }[]): string | undefined =>
	parts
		.filter(({ mimeType }) => RETURNED.has(mimeType))
		.map(({ text }) => fieldsOf(text.split(/\r?\n\r?\n/u)[0] ?? "").get("message-id"))
		.find((id) => id !== undefined)

const idIn = (text: string | undefined): string | null => UUID.exec(text ?? "")?.[0]?.toLowerCase() ?? null

/** «rfc822; ivanova@school.example», perhaps with comments, and in angle brackets as some servers write it. */
const addressOf = (text: string | undefined): string =>
	withoutComments(text)
		.replace(/^[\w-]+\s*;\s*/u, "")
		.replace(/^<(.*)>$/u, "$1")
		.trim()
