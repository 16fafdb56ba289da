import { z } from "zod"
import { sentenceOf } from "#app/documents/template/template-errors.ts"
import { describeField, type FoundTag, nestTags, schemaTags } from "#app/documents/template/template-tags.ts"
import { type Letter, namesIn } from "#templates/letters/letter.ts"
import { isButton, type Piece, readWords, type Words } from "#templates/letters/words.ts"
import { faultsOfTags, type WordsCheck } from "./tag-faults.ts"

const PLACES = { subject: "тема", body: "текст" } as const

/**
 * Checks words against the data of their letter. Words without faults can be filled in with any data of this letter, so
 * sending never fails because of them and no sentence has a gap for a missing value.
 */
export function checkWords(letter: Letter, words: Words): WordsCheck {
	const read = { subject: readWords(words.subject), body: readWords(words.body) }
	const miswritten = (["subject", "body"] as const).flatMap((place) =>
		read[place].faults.map(
			({ id, tag, line }) =>
				`${place === "body" ? `${PLACES.body}, строка ${line}` : PLACES.subject}: ${sentenceOf(id, tag)}`,
		),
	)
	// If a part is not closed properly, the rest cannot be read.
	if (miswritten.length > 0) return { faults: miswritten, leftOut: [] }
	const pieces = [...read.subject.pieces, ...read.body.pieces]
	const unknown = faultsOfTags(nestTags(foundIn(pieces)), schemaTags(letter.tags))
	const faults = [
		...unknown,
		...(unknown.length > 0 ? [] : misused(pieces, [letter.tags], [])),
		...strayLinks(words),
		...missing(letter, words),
	]
	if (faults.length === 0) faults.push(...empty(letter, words))
	return { faults: [...new Set(faults)], leftOut: leftOut(letter, words) }
}

/** The pieces as docxtemplater would report them, for the checks that Word forms and letters share. */
function foundIn(pieces: readonly Piece[]): FoundTag[] {
	return pieces.flatMap((piece): FoundTag[] => {
		if (piece.kind === "text") return []
		if (piece.kind === "tag") return [{ value: piece.name }]
		return [{ value: piece.name, subparsed: foundIn(piece.inner), inverted: piece.inverted }]
	})
}

const unwrap = (field: unknown): unknown =>
	field instanceof z.ZodNullable
		? unwrap(field.unwrap())
		: field instanceof z.ZodArray
			? field.element
			: field

const fieldOf = (name: string, scopes: readonly z.ZodObject[]): unknown =>
	scopes.find(({ shape }) => Object.hasOwn(shape, name))?.shape[name]

/**
 * Tags that would print a gap or a raw value: a tag that may be empty and is not inside its own part, or a part written as
 * a value.
 * @param sure names of the parts around the tag, whose values are known to exist
 */
function misused(
	pieces: readonly Piece[],
	scopes: readonly z.ZodObject[],
	sure: readonly string[],
): string[] {
	return pieces.flatMap((piece) => {
		if (piece.kind === "text") return []
		const { name } = piece
		const field = fieldOf(name, scopes)
		const inner = unwrap(field)
		if (piece.kind === "part") {
			if (piece.inverted) return misused(piece.inner, scopes, sure)
			return misused(piece.inner, inner instanceof z.ZodObject ? [inner, ...scopes] : scopes, [...sure, name])
		}
		if (inner instanceof z.ZodObject || inner instanceof z.ZodBoolean)
			return [`{${name}} — это часть письма, а не слово: напишите {#${name}} … {/${name}}`]
		if (field instanceof z.ZodNullable && !sure.includes(name))
			return [`метка {${name}} бывает пустой: возьмите её в часть {#${name}} … {/${name}}`]
		return []
	})
}

/** The outbox finds a letter's links through its buttons, and mail programs do not make a link of an address inside a sentence. */
function strayLinks({ subject, body }: Words): string[] {
	const isStray = (line: string) => /\{\s*url\s*\}/u.test(line) && !isButton(line)
	return [subject, ...body.split("\n")].some(isStray) || isButton(subject)
		? ["ссылка {url} стоит внутри предложения: поставьте её отдельной строкой, [Слова на кнопке] {url}"]
		: []
}

function missing({ mandatory, tags }: Letter, words: Words): string[] {
	const names = namesIn(words)
	return mandatory
		.filter((name) => !names.has(name))
		.map((name) =>
			name === "url"
				? "в тексте нет ссылки: добавьте строку [Слова на кнопке] {url}"
				: `в письме нет метки {${name}}, а без неё его отправлять нельзя: ${describeField(tags, [name]) ?? name}`,
		)
}

/** Words that disappear with some data, for example because all of them are inside parts. */
function empty(letter: Letter, words: Words): string[] {
	return Object.entries(letter.samples).flatMap(([name, sample]) => {
		const { subject, blocks } = letter.compose(sample, words)
		return [
			...(subject === "" ? [`тема пуста, если данные такие: «${name}»`] : []),
			...(blocks.length === 0 ? [`текст пуст, если данные такие: «${name}»`] : []),
		]
	})
}

/** What the program's own words print and these do not. */
function leftOut({ tags, words: own }: Letter, words: Words): WordsCheck["leftOut"] {
	const names = namesIn(words)
	return [...namesIn(own)]
		.filter((name) => Object.hasOwn(tags.shape, name) && !names.has(name))
		.map((tag) => ({ tag, description: describeField(tags, [tag]) ?? "" }))
}
