import type { DetailedError } from "tus-js-client"
import { ARRIVED } from "#app/files/resumable/arrived.ts"
import { paths } from "#app/utils/paths.ts"
import type { SenderEvent } from "#machines/browser/upload.machine.ts"

/** A smaller file is sent with its form: one request instead of three. */
const AHEAD_FROM_BYTES = 256 * 1024
/** A break costs at most one piece. A slow line (128 kbit/s) sends one in half a minute. */
const PIECE_BYTES = 512 * 1024
/** Pauses in milliseconds before the rest is tried again without asking the person. They begin anew after each piece. */
const PAUSES = [0, 1_000, 2_000, 4_000, 8_000, 15_000]

interface Journey {
	report(event: SenderEvent): void
	signal: AbortSignal
	/** Who sends the pieces, where nobody is signed in. */
	headers?: Readonly<Record<string, string>> | undefined
}

/** Where a chosen file has begun to arrive, for the person who presses «Повторить». */
const begun = new WeakMap<File, string>()

/**
 * Sends the large files of a form in pieces. Where the line breaks, the rest is sent as soon as there is a line again.
 *
 * @returns the form with the names of these files instead of their content, and their bytes
 * @throws if the line stays broken. If the server takes no pieces, the file stays in the form.
 */
export async function sendFilesAhead(body: FormData, { report, signal, headers }: Journey) {
	const form = new FormData()
	let ahead = 0
	const large = [...body.values()].filter(isLarge)
	const total = large.reduce((sum, { size }) => sum + size, 0)
	for (const [name, value] of body) {
		if (!isLarge(value)) {
			form.append(name, value)
			continue
		}
		const sent = (bytes: number) =>
			// The form is still to come, so this is never all of it.
			report({ type: "upload.progress", sent: Math.min(0.99, (ahead + bytes) / total) })
		const address = await sendInPieces(value, { sent, report, signal, headers })
		if (address) form.append(ARRIVED, address.slice(address.lastIndexOf("/") + 1))
		else form.append(name, value)
		ahead += value.size
	}
	return { form, ahead }
}

const isLarge = (value: FormDataEntryValue): value is File =>
	typeof value !== "string" && value.size > AHEAD_FROM_BYTES

/** @returns the address of the whole file, or null if the server refuses to take it in pieces */
async function sendInPieces(
	file: File,
	{ sent, report, signal, headers = {} }: Journey & { sent(bytes: number): void },
): Promise<string | null> {
	const { Upload } = await import("tus-js-client")
	return new Promise((resolve, reject) => {
		const upload = new Upload(file, {
			endpoint: paths.uploads(),
			headers,
			uploadUrl: begun.get(file) ?? null,
			chunkSize: PIECE_BYTES,
			retryDelays: PAUSES,
			// Some proxies let only GET and POST through.
			overridePatchMethod: true,
			// A shared computer must not remember the names of people's papers.
			storeFingerprintForResuming: false,
			metadata: { filename: file.name },
			onUploadUrlAvailable: () => {
				if (upload.url) begun.set(file, upload.url)
			},
			onProgress: sent,
			onShouldRetry: (error) => {
				const tryAgain = isBreak(error)
				if (tryAgain) report({ type: "upload.stalled" })
				return tryAgain
			},
			onSuccess: () => resolve(upload.url),
			onError: (error) => {
				if (isBreak(error)) reject(error)
				else resolve(null)
			},
		})
		signal.addEventListener("abort", () => void upload.abort())
		upload.start()
	})
}

/** No answer, an answer of a server that is about to start, or two requests at once. */
function isBreak(error: Error): boolean {
	const status = (error as DetailedError).originalResponse?.getStatus() ?? 0
	return status === 0 || status === 409 || status === 423 || status >= 500
}
