import { mkdir, rename, writeFile } from "node:fs/promises"
import path from "node:path"
import { domainToASCII, fileURLToPath } from "node:url"
import { createTransport, type SendMailOptions } from "nodemailer"
import { env } from "#app/utils/env.server.ts"

export interface OutgoingLetter {
	id: string
	to: string
	subject: string
	text: string
	html: string
	/** When it was written. This is its Date, however late it is sent. */
	createdAt: Date
	/** The page where the recipient chooses how letters of this kind are sent. */
	unsubscribeAt?: string | null
}

export interface Transport {
	/** @throws the answer of the mail server or the disk; the letter may then be sent again */
	send(letter: OutgoingLetter): Promise<void>
	close(): void
}

export interface MailSettings {
	/** `smtp(s)://…`, or `file:…`: a folder for .eml files. */
	MAIL_URL: string
	MAIL_FROM?: string | undefined
	PUBLIC_URL: string
}

// Together these are well below the time after which an unfinished letter counts as abandoned.
const TIMEOUTS = {
	connectionTimeout: 15_000,
	greetingTimeout: 15_000,
	dnsTimeout: 15_000,
	socketTimeout: 30_000,
}
const CLOSED_TO_CONTENT = { disableFileAccess: true, disableUrlAccess: true }

export function openTransport(settings: MailSettings = env): Transport {
	return new URL(settings.MAIL_URL).protocol === "file:" ? folder(settings) : mailServer(settings)
}

/**
 * A few connections stay open and serve many letters. If a connection breaks, its letter fails here and the outbox repeats
 * it and counts its attempts. The library's own repetition would hide them.
 */
const POOL = { pool: true, maxConnections: 3, maxMessages: 100, maxRequeues: 0 } as const

function mailServer(settings: MailSettings): Transport {
	const mailer = createTransport({ url: settings.MAIL_URL, ...POOL, ...TIMEOUTS, ...CLOSED_TO_CONTENT })
	return {
		async send(letter) {
			await mailer.sendMail(messageOf(letter, settings))
		},
		close: () => mailer.close(),
	}
}

/** Writes one file for each letter. Sending a letter again writes the same file. */
function folder(settings: MailSettings): Transport {
	const into = fileURLToPath(settings.MAIL_URL)
	const mailer = createTransport({ streamTransport: true, buffer: true, ...CLOSED_TO_CONTENT })
	return {
		async send(letter) {
			const { message } = await mailer.sendMail(messageOf(letter, settings))
			const file = path.join(into, `${letter.id}.eml`)
			await mkdir(into, { recursive: true })
			await writeFile(`${file}.part`, message)
			await rename(`${file}.part`, file)
		},
		close: () => mailer.close(),
	}
}

/** The same letter always gives the same message, so a delivery repeated after a crash is recognised by its Message-ID. */
function messageOf(letter: OutgoingLetter, { MAIL_FROM, PUBLIC_URL }: MailSettings): SendMailOptions {
	const host = new URL(PUBLIC_URL).hostname
	const to = asciiAddress(letter.to)
	return {
		from: MAIL_FROM ?? { name: "Система «Аттестация»", address: `attestation@${host}` },
		// As an object it stays one address, whatever characters it contains.
		to: { name: "", address: to },
		subject: letter.subject,
		text: letter.text,
		html: letter.html,
		date: letter.createdAt,
		messageId: `<${letter.id}@${host}>`,
		headers: {
			"Auto-Submitted": "auto-generated",
			"X-Auto-Response-Suppress": "All",
			...(letter.unsubscribeAt && { "List-Unsubscribe": `<${letter.unsubscribeAt}>` }),
		},
		// A server that supports RFC 3461 names the letter's id in the message that it returns.
		dsn: { id: letter.id, return: "headers", notify: ["failure"], recipient: to },
	}
}

/** Servers without SMTPUTF8 accept «ivanova@почта.рф» only with the ASCII form of its domain. */
function asciiAddress(address: string): string {
	const at = address.lastIndexOf("@")
	const domain = domainToASCII(address.slice(at + 1))
	return at > 0 && domain ? `${address.slice(0, at)}@${domain}` : address
}

const ERROR_LENGTH = 300

/**
 * What went wrong, for operators and the journal, without addresses, because the journal is kept for ever. The mail
 * server's own words are clearer than the library's English words around them.
 */
export function sendingError(error: unknown): string {
	const said = error instanceof Error ? Reflect.get(error, "response") : undefined
	const words =
		typeof said === "string" && said ? said : error instanceof Error ? error.message : String(error)
	return words
		.replace(/<?(?<![^\s<>@])[^\s<>@]+@[^\s<>@]+>?/gu, "(адрес)")
		.replace(/\s+/gu, " ")
		.slice(0, ERROR_LENGTH)
}
