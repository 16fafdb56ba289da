import { saysNoMailbox } from "./refusal.ts"

// The mail server's own words are stored. People first read in Russian what they mean.

const SIGN_IN = /^(454 4\.7|53[0458])/u
const NOT_LET_IN = "Почтовый сервер не пускает систему: администратору нужно проверить имя и пароль."

/** How an enhanced code of RFC 3463 reads, the first that fits. */
const BY_CODE: readonly [RegExp, string][] = [
	[/\b5\.1\.[78]\b/u, "Почтовый сервер не принимает адрес отправителя."],
	[/\b[45]\.2\.2\b/u, "Почтовый ящик переполнен: получателю нужно освободить в нём место."],
	[/\b[45]\.2\.1\b/u, "Почтовый ящик закрыт."],
	[/\b5\.7\.\d+\b/u, "Почтовый сервер отказался принять письмо: принял его за нежелательное."],
	[/\b5\.3\.4\b|\b552\b/u, "Письмо слишком велико или почтовый ящик переполнен."],
]

/** How the code at the beginning reads, by its number. */
const BY_STATUS: readonly [RegExp, string][] = [
	[/^421\b/u, "Почтовый сервер занят. Система отправит письмо сама, когда он освободится."],
	[/^4\d\d\b/u, "Почтовый сервер пока не принял письмо. Система попробует снова сама."],
	[/^5\d\d\b|^5\.\d+\.\d+/u, "Почтовый сервер отказался принять письмо."],
]

/** Errors of the network and of the library, which have no code of the mail server. */
const NOT_REACHED =
	/ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ESOCKET|EDNS|EPIPE|timed? ?out|socket|connect|greeting|TLS|certificate|getaddrinfo/iu

const NO_MAILBOX = "Такого почтового ящика нет: уточните адрес."

function meaningOf(answer: string): string {
	const status = Number(/^\d{3}/u.exec(answer)?.[0] ?? Number.NaN)
	if (SIGN_IN.test(answer)) return NOT_LET_IN
	const coded = BY_CODE.find(([pattern]) => pattern.test(answer))
	if (coded) return coded[1]
	if (saysNoMailbox(status, answer)) return NO_MAILBOX
	const numbered = BY_STATUS.find(([pattern]) => pattern.test(answer))
	if (numbered) return numbered[1]
	if (NOT_REACHED.test(answer))
		return "Почтовый сервер не отвечает. Система попробует снова сама, когда связь появится."
	return "Письмо не удалось отправить."
}

/** Words of the system itself, perhaps before an answer: «Адрес не действует: 550 no such user». */
const OWN_WORDS = /^\p{Script=Cyrillic}[^A-Za-z0-9]*$/u
const OWN_BEFORE_ANSWER = /^(\p{Script=Cyrillic}[^A-Za-z0-9:]*): (.+)$/u

/** A mail server's answer for people: its meaning in Russian, followed by the answer itself. */
export function inPlainWords(answer: string): string {
	const text = answer.trim()
	if (text === "" || OWN_WORDS.test(text)) return text
	const [, own, rest] = OWN_BEFORE_ANSWER.exec(text) ?? []
	if (own && rest) return `${own}. ${inPlainWords(rest)}`
	return `${meaningOf(text)} Ответ сервера: «${text}»`
}
