import { isRouteErrorResponse } from "@remix-run/react"
import { FAILURE_WORDS, type FailureWords } from "./failure-words.ts"

export type Explanation = { title: string; message: string; reasons: readonly string[]; onward?: string }

const byStatus: Readonly<Record<number, FailureWords>> = {
	...FAILURE_WORDS,
	400: {
		title: "Данные не приняты",
		message: "Вернитесь на предыдущую страницу, проверьте введённые данные и отправьте форму ещё раз.",
	},
	403: {
		title: "У Вас нет доступа к этой странице",
		message: "Войдите под другим именем пользователя или вернитесь на главную.",
	},
	404: {
		title: "Страница не найдена",
		message: "Такой страницы нет, или у Вас нет к ней доступа. Проверьте адрес или вернитесь на главную.",
	},
	413: {
		title: "Файл слишком большой",
		message:
			"Размер файла — не больше 20 МБ. Уменьшите качество скана или разделите файл и прикрепите снова.",
	},
	429: {
		title: "Слишком много попыток",
		message: "Подождите несколько минут и попробуйте снова.",
	},
}

const unknownFailure = {
	title: "В системе произошла ошибка",
	message:
		"Введённые данные могли не сохраниться. Обновите страницу через минуту. Если ошибка повторится, сообщите координатору, что Вы делали.",
}

const alreadyDone = "Повторять не нужно"

/**
 * By the standard, `fetch` rejects with a TypeError when no answer arrives, and each browser words it differently. A bug in
 * the page's own script may also be a TypeError, so the text fits both.
 */
const unreachable = {
	title: "Страница не открылась",
	message:
		"Проверьте связь с интернетом и попробуйте ещё раз. Если ошибка повторится, сообщите координатору, что Вы делали.",
}

/**
 * Explains what a loader or an action threw. The error's own sentence is preferred to the text for its status. The
 * message of a crash is never shown.
 */
export function explainError(error: unknown): Explanation {
	if (error instanceof TypeError) return { ...unreachable, reasons: [] }
	if (!isRouteErrorResponse(error)) return { ...unknownFailure, reasons: [] }
	const known = byStatus[error.status] ?? unknownFailure
	const said = error.status >= 500 ? {} : saidWith(error.data)
	const { message = known.message, reasons = [], onward } = said
	return { title: onward ? alreadyDone : known.title, message, reasons, ...(onward && { onward }) }
}

function saidWith(data: unknown): Partial<Explanation> {
	if (typeof data === "string") return looksLikeSentence(data) ? { message: data } : {}
	if (typeof data !== "object" || data === null) return {}
	const message = "message" in data && typeof data.message === "string" ? data.message : undefined
	const reasons = "reasons" in data && Array.isArray(data.reasons) ? data.reasons : []
	return {
		...(message && looksLikeSentence(message) && { message }),
		reasons: reasons.filter(
			(reason): reason is string => typeof reason === "string" && !message?.includes(reason),
		),
		...("onward" in data && typeof data.onward === "string" && { onward: data.onward }),
	}
}

/** The router's own messages are in English («Not Found»); people see only Russian ones. */
const looksLikeSentence = (text: string) => /[а-яё]/i.test(text)
