import { mkdir, rename, writeFile } from "node:fs/promises"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { createTransport, type SendMailOptions } from "nodemailer"
import { env } from "#app/utils/env.server.ts"

export interface OutgoingLetter {
	id: string
	to: string
	subject: string
	text: string
	html: string
	/** When it was written: its Date, however late it is sent. */
	createdAt: Date
}

export interface Transport {
	/** @throws what the mail server or the disk answered; the letter may then be sent again */
	send(letter: OutgoingLetter): Promise<void>
	close(): void
}

export interface MailSettings {
	/** `smtp(s)://…`, or `file:…`: a folder for .eml files. */
	MAIL_URL: string
	MAIL_FROM?: string | undefined
	PUBLIC_URL: string
}

// Together well under the time after which an unfinished letter counts as abandoned.
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

function mailServer(settings: MailSettings): Transport {
	const mailer = createTransport({ url: settings.MAIL_URL, ...TIMEOUTS, ...CLOSED_TO_CONTENT })
	return {
		async send(letter) {
			await mailer.sendMail(messageOf(letter, settings))
		},
		close: () => mailer.close(),
	}
}

/** One file a letter; sending it again writes the same file. */
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

/** The same letter makes the same message: a delivery repeated after a crash is recognised by its Message-ID. */
function messageOf(letter: OutgoingLetter, { MAIL_FROM, PUBLIC_URL }: MailSettings): SendMailOptions {
	const host = new URL(PUBLIC_URL).hostname
	return {
		from: MAIL_FROM ?? { name: "Система «Аттестация»", address: `attestation@${host}` },
		// As an object it stays one address, whatever stands in it.
		to: { name: "", address: letter.to },
		subject: letter.subject,
		text: letter.text,
		html: letter.html,
		date: letter.createdAt,
		messageId: `<${letter.id}@${host}>`,
		headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
	}
}

const ERROR_LENGTH = 300

/** What went wrong, for operators and the journal, with addresses left out: a journal is kept for ever. */
export function sendingError(error: unknown): string {
	const words = error instanceof Error ? error.message : String(error)
	return words
		.replace(/<?(?<![^\s<>@])[^\s<>@]+@[^\s<>@]+>?/gu, "(адрес)")
		.replace(/\s+/gu, " ")
		.slice(0, ERROR_LENGTH)
}
