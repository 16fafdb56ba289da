import { fromCallback } from "xstate"
import { extensionOf, FILE_TYPES, nameOfType } from "#app/files/file-types.ts"
import { MAX_FILE_BYTES } from "#app/files/limits.ts"
import { refuse } from "#app/files/refusals.ts"
import type { ChosenFile, SenderEvent, UploadEvent, UploadProblem } from "#machines/browser/upload.machine.ts"
import { sendFilesAhead } from "./send-files-ahead.ts"

/** A large scan over a slow connection takes minutes. A connection that is silent for longer is dead. */
const TIMEOUT_MS = 10 * 60_000

/** Checks what the server would refuse anyway, before anything is sent. */
export function checkFiles(
	accepts: readonly string[],
	multiple: boolean,
): (files: readonly ChosenFile[]) => string | null {
	const extensions = FILE_TYPES.filter((type) => accepts.includes(type)).map(extensionOf)
	return (files) => {
		if (files.length === 0) return "Выберите файл."
		if (!multiple && files.length > 1) return "Выберите один файл."
		for (const { name, size, type } of files) {
			const extension =
				/\.([^.]+)$/
					.exec(name)?.[1]
					?.toLowerCase()
					.replace(/^jpeg$/, "jpg")
					.replace(/^tiff$/, "tif") ?? ""
			if (!accepts.includes(type) && !extensions.some((known) => known === extension))
				return refuse.wrongType(name, nameOfType(extension), accepts).message
			if (size === 0) return refuse.empty(name).message
			if (size > MAX_FILE_BYTES) return refuse.tooLarge(name).message
		}
		return null
	}
}

/**
 * Sends the form to `to` with progress. Large files go ahead in pieces, so that after a break only the rest is sent. Stopping
 * it aborts the request.
 */
export const senderTo = (to: string, headers?: Readonly<Record<string, string>>) =>
	fromCallback<UploadEvent, { body: unknown }>(({ input, sendBack }) => {
		const leave = new AbortController()
		const report = (event: SenderEvent) => {
			if (!leave.signal.aborted) sendBack(event)
		}
		sendFilesAhead(input.body as FormData, { report, signal: leave.signal, headers })
			.then(({ form, ahead }) => sendForm(to, form, { report, signal: leave.signal, ahead }))
			.catch(() => report({ type: "upload.interrupted", message: BROKEN }))
		return () => leave.abort()
	})

const BROKEN =
	"Связь прервалась. Отправленная часть файла сохранена: проверьте интернет и нажмите «Повторить», отправка продолжится с того же места."

interface FormOrder {
	report(event: SenderEvent): void
	signal: AbortSignal
	/** Bytes of files that were sent before the form. */
	ahead: number
}

function sendForm(to: string, form: FormData, { report, signal, ahead }: FormOrder) {
	const request = new XMLHttpRequest()
	request.open("POST", to)
	request.timeout = TIMEOUT_MS
	request.upload.onprogress = ({ loaded, total }) =>
		report({ type: "upload.progress", sent: total > 0 ? (ahead + loaded) / (ahead + total) : 0 })
	request.onload = () => report(answered(request.status, request.responseText))
	request.onerror = () =>
		report({
			type: "upload.interrupted",
			message: "Связь прервалась, файл не отправлен. Проверьте интернет и нажмите «Повторить».",
		})
	request.ontimeout = () =>
		report({
			type: "upload.interrupted",
			message: "Сервер слишком долго не отвечает. Проверьте интернет и нажмите «Повторить».",
		})
	signal.addEventListener("abort", () => request.abort())
	request.send(form)
}

/** What a person reads about the server's answer. The server's own words come first. */
export function answered(status: number, text: string): SenderEvent {
	if (status >= 200 && status < 300) return { type: "upload.accepted" }
	const problem = problemIn(text)
	if (problem && status < 500) return { type: "upload.refused", problem }
	if (status === 413)
		return refused(
			"Сервер не принимает такой большой файл. Уменьшите качество скана или разделите документ и отправьте снова.",
		)
	if (status >= 500 || status === 0)
		return {
			type: "upload.interrupted",
			message: "Сервер сейчас не смог принять файл. Подождите минуту и нажмите «Повторить».",
		}
	return refused("Файл не принят. Обновите страницу и повторите.")
}

const refused = (message: string): SenderEvent => ({
	type: "upload.refused",
	problem: { message, reasons: [], fields: {} },
})

function problemIn(text: string): UploadProblem | null {
	try {
		const answer: unknown = JSON.parse(text)
		if (typeof answer !== "object" || answer === null || !("message" in answer)) return null
		const { message, reasons = [], fields = {}, conflict = false } = answer as Partial<UploadProblem>
		return { message: String(message), reasons, fields, ...(conflict && { conflict }) }
	} catch {
		// A proxy in between may answer with a page of its own.
		return null
	}
}
