import { type RefObject, useEffect, useState } from "react"
import type { UploadProblem } from "#machines/browser/upload.machine.ts"

/** What is sent from other cards of the page leaves a chosen file where it is. */
const leavesFilesAlone = (event: FormDataEntryValue | null) =>
	typeof event !== "string" || event.startsWith("attachment.")

/**
 * A file that was chosen and never sent is easily taken for attached. The first act of the page that goes without it is held
 * back with a sentence beside the file; the second one goes.
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
