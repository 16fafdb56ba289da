import type { Composed } from "./letter.ts"
import type { Block } from "./words.ts"

/** A letter ready to send. `links` are the addresses of its buttons, in order. */
export interface RenderedLetter {
	subject: string
	text: string
	html: string
	links: string[]
}

const ASK_ANYBODY =
	"Если у Вас есть вопросы, обратитесь к координатору по аттестации Вашей организации или муниципального образования, а если координатор — Вы, в региональный центр."
const DO_NOT_ANSWER = "Не отвечайте на это сообщение."
const SYSTEM = "Электронная система «Аттестация»"

/** Renders one letter as plain text and as HTML, with the same words and the same button addresses. */
export function layOut({ subject, blocks, contact, from }: Composed): RenderedLetter {
	const question = contact ? `Если у Вас есть вопросы, обратитесь ${contact}.` : ASK_ANYBODY
	const sender = from ? `${SYSTEM}. ${from}` : SYSTEM
	return {
		subject,
		text: `${[...blocks.map(asText), question, sender, DO_NOT_ANSWER].join("\n\n")}\n`,
		html: page(subject, [
			...blocks.map(asHtml),
			"<hr>",
			...[question, sender, DO_NOT_ANSWER].map((words) => `<p><small>${lines(words)}</small></p>`),
		]),
		links: blocks.flatMap((block) => (typeof block === "object" && "url" in block ? [block.url] : [])),
	}
}

function asText(block: Block): string {
	if (typeof block === "string") return block
	if ("quote" in block) return block.quote.replace(/^/gmu, "> ")
	return `${block.button}:\n${block.url}`
}

function asHtml(block: Block): string {
	if (typeof block === "string") return `<p>${linked(lines(block))}</p>`
	if ("quote" in block) return `<blockquote>${lines(block.quote)}</blockquote>`
	const address = escaped(block.url)
	return `<p><a class="button" href="${address}">${escaped(block.button)}</a></p>\n<p><small>Если кнопка не нажимается, скопируйте адрес: <a href="${address}">${address}</a></small></p>`
}

const escaped = (text: string) =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const lines = (text: string) => keepTogether(escaped(text)).replace(/\r?\n/gu, "<br>\n")

/** A telephone number stays on one line: «8 (3822) 00-00-00». */
const keepTogether = (text: string) => text.replace(/(?<=[\d)]) (?=[\d(])/gu, "\u00a0")

/** Addresses in the letter's own words, as in a digest, can be pressed. Those in what a person typed stay text. */
const linked = (html: string) =>
	html.replace(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/gu, (address) => `<a href="${address}">${address}</a>`)

// Mail programs that drop <style> still show a readable letter, because links and quotes are plain elements.
const STYLE = `body { margin: 0; padding: 24px 16px; background: #fff; color: #1b2733; font: 16px/1.5 Arial, sans-serif }
main { max-width: 560px; margin: 0 auto; overflow-wrap: anywhere }
blockquote { margin: 16px 0; padding: 8px 16px; border-left: 4px solid #8dbac4; background: #e4f0f2 }
.button { display: inline-block; padding: 12px 20px; border-radius: 6px; background: #0b5868; color: #fff; text-decoration: none; font-weight: bold }
hr { margin: 32px 0 16px; border: 0; border-top: 1px solid #d5dde5 }
small { color: #4b5b6b }`

const page = (title: string, parts: readonly string[]) => `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${parts.join("\n")}
</main>
</body>
</html>
`
