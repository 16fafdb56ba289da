import { type RefObject, useEffect, useState } from "react"
import type { UploadProblem } from "#machines/browser/upload.machine.ts"

/** Submitting another card of the page does not touch a chosen file. */
const leavesFilesAlone = (event: FormDataEntryValue | null) =>
	typeof event !== "string" || event.startsWith("attachment.")

/**
 * People easily take a chosen file for an attached one. The first act that would leave without it is stopped, with a
 * sentence next to the file. The second one is sent.
 */
export function useUnsentFile(
	form: RefObject<HTMLFormElement | null>,
	button: string,
): { problem: UploadProblem | null; forget: () => void } {
	const [problem, setProblem] = useState<UploadProblem | null>(null)
	const told = problem !== null
	useEffect(() => {
		const hold = (submit: SubmitEvent) => {
			const field = form.current?.querySelector<HTMLInputElement>("input[type=file]")
			const other = submit.target instanceof HTMLFormElement && submit.target !== form.current
			if (told || !other || !field?.files?.length) return
			if (leavesFilesAlone(new FormData(submit.target as HTMLFormElement, submit.submitter).get("event")))
				return
			submit.preventDefault()
			const file = `Файл выбран, но ещё не отправлен. Нажмите «${button}». Если он не нужен, повторите то, что хотели сделать.`
			setProblem({ message: file, reasons: [], fields: { file } })
			field.focus()
		}
		document.addEventListener("submit", hold, true)
		return () => document.removeEventListener("submit", hold, true)
	}, [form, button, told])
	return { problem, forget: () => setProblem(null) }
}
