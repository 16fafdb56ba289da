import type { Request, Response } from "express"
import { FAILURE_WORDS, type FailureWords } from "#app/utils/http/failure-words.ts"

const failed: FailureWords = {
	title: "Программа не справилась с запросом",
	message: "Подождите минуту и повторите. Если ошибка повторится, сообщите координатору, что Вы делали.",
}
const misunderstood: FailureWords = {
	title: "Запрос не принят",
	message: "Откройте страницу заново и повторите действие.",
}
const byStatus: Readonly<Record<number, FailureWords>> = {
	...FAILURE_WORDS,
	401: { title: "Нужно войти", message: "Войдите в систему и повторите действие." },
	403: {
		title: "Нет доступа",
		message: "У Вас нет права на это действие. Войдите под другим именем или вернитесь на главную.",
	},
	404: {
		title: "Такой страницы нет",
		message: "Такой страницы нет, или у Вас нет к ней доступа. Проверьте адрес или вернитесь на главную.",
	},
	413: {
		title: "Отправлено слишком много",
		message: "Размер файла — не больше 20 МБ. Уменьшите файл и отправьте снова.",
	},
	414: { title: "Слишком длинный адрес", message: "Откройте страницу заново и повторите действие." },
	429: { title: "Слишком много попыток", message: "Подождите несколько минут и попробуйте снова." },
}

const wordsFor = (status: number): FailureWords =>
	byStatus[status] ?? (status >= 500 ? failed : misunderstood)

const escaped = (text: string) =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const page = ({ title, message }: FailureWords) => `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} — «Аттестация»</title>
<link rel="stylesheet" href="/refusal.css">
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(message)}</p>
<p><a href="/">Вернуться на главную</a></p>
</main>
</body>
</html>
`

/**
 * Refuses in Russian where no page of the program answers: as a page for a browser, as text for other clients.
 * @param message the sentence to show instead of the standard one for the status
 */
export function refuse(request: Request, response: Response, status: number, message?: string): void {
	const words = wordsFor(status)
	const told = { title: words.title, message: message ?? words.message }
	const isBrowser = request.headers.accept?.includes("text/html") === true
	response.status(status).set({ "Content-Language": "ru", "Cache-Control": "no-store", Vary: "Accept" })
	if (status === 503) response.set("Retry-After", "30")
	response.type(isBrowser ? "text/html; charset=utf-8" : "text/plain; charset=utf-8")
	response.send(isBrowser ? page(told) : `${told.message}\n`)
}
