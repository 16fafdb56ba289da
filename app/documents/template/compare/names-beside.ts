import type { ReadTemplate } from "../judge-tags.ts"
import { beside, SIGN_PICTURE, type TemplateLine } from "../template-lines.ts"

const WORD = "\\p{Lu}\\p{Ll}+(?:[-‑]\\p{Lu}?\\p{Ll}+)*"
const INITIAL = "\\p{Lu}\\.\\s?"
/** «М. И. Петрова», «Петрова М. И.», «Петрова Мария Ивановна» in any case. */
const NAMES = new RegExp(
	[
		`(?<![\\p{L}.])${INITIAL}(?:${INITIAL})?${WORD}`,
		`${WORD}\\s${INITIAL}(?:\\p{Lu}\\.)?`,
		`${WORD}\\s${WORD}\\s\\p{Lu}\\p{Ll}+(?:[вВ]ич|вн|ичн|инич)\\p{Ll}{0,3}(?!\\p{L})`,
		`${WORD}\\s${WORD}\\s\\p{Lu}\\p{Ll}+\\s(?:оглы|кызы|оглу|улы)`,
	].join("|"),
	"gu",
)
/** Beside a signature two words with capitals are a name; elsewhere they may be an office. */
const TWO_WORDS = new RegExp(`^${WORD}\\s${WORD}$`, "u")
/** «пл. Ленина», «ул. К. Маркса», «имени А. С. Пушкина»: called after somebody. */
const CALLED_AFTER =
	/(?:^|[^\p{L}])(?:им|имени|ул|улица|улице|пл|площадь|пр|просп|проспект|пер|переулок|бул|бульвар)\.?\s*$/iu

/** «М. П. Подпись», «Начальник Отдела»: words of forms and offices are no surnames. */
const NO_SURNAME =
	/(?:^|\s)(?:подпис|расшифров|фамили|дата|печат|мест|начальник|директор|министр|председател|секретар|заместител|координатор|член|департамент|отдел|комисси|комитет|министерств|управлени|центр|област|район|город)\p{L}*/iu

export interface NameBeside {
	name: string
	where: string
	/** Beside a line to sign: it would be under every paper. */
	signs: boolean
}

/** Names of people that stand in a changed template as words and not in the program's own: somebody has filled them in. */
export function namesBeside(original: ReadTemplate, changed: ReadTemplate): NameBeside[] {
	const known = new Set(original.lines.map(({ text }) => text))
	return changed.lines
		.filter(({ text, place }) => !known.has(text) && place !== "в свойствах документа")
		.flatMap((line) => {
			const signs = isSigned(line)
			return namesIn(line, signs).map((name) => ({
				name,
				where: beside(line, line.text.indexOf(name), name.length),
				signs,
			}))
		})
}

function namesIn({ text }: TemplateLine, signs: boolean): string[] {
	const words = text.replace(/\{[^{}]*\}/g, "¦")
	const found = [...words.matchAll(NAMES)].filter(({ index }) => !CALLED_AFTER.test(words.slice(0, index)))
	const names = found.map(([name]) => name.trim()).filter((name) => !NO_SURNAME.test(name))
	if (names.length > 0 || !signs) return names
	return words
		.split(/[¦\n()_,;:]/)
		.map((part) => part.trim())
		.filter((part) => TWO_WORDS.test(part) && !NO_SURNAME.test(part))
}

const isSigned = ({ text, row }: TemplateLine) =>
	[text, ...(row?.cells.slice(1) ?? [])].some(
		(words) => words.includes(SIGN_PICTURE) || /подпис/i.test(words) || /_{6}/.test(words),
	) && text !== row?.cells[0]?.trim()
