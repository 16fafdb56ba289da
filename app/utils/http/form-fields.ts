import { DomainError } from "#app/utils/errors.ts"

/** The longest form is a page of a sitting's agenda: a decision and three counted votes for each of a hundred teachers. */
export const MOST_FIELDS = 500
export const MOST_TEXT_BYTES = 256 * 1024
/**
 * Characters that no key types: controls other than line breaks, of which the database cannot store NUL, and marks that
 * reverse the direction of writing. Pasted into a reason, such a mark would turn the rest of a letter or of a row around.
 */
const UNTYPED = /(?!\s|\x85)\p{Cc}|[\u061c\u202a-\u202e\u2066-\u2069]/gu
/** Letters, digits, «-» and «_». It has no dot and no bracket, so no parser can take it for a path into an object. */
const PLAIN_NAME = /^[A-Za-z][\w-]{0,63}$/

export const tooMuch = () =>
	new DomainError("invalid", "Отправлено слишком много данных сразу. Сократите текст и отправьте снова.")

export const isPlainName = (name: string) => PLAIN_NAME.test(name)

export const foreignName = () =>
	new DomainError(
		"invalid",
		"Форма собрана не страницей этого сайта. Обновите страницу и отправьте её снова.",
	)

/**
 * The text fields of a form, flat and limited. The constructor checks every instance, so a function that receives one needs
 * no check of its own.
 */
export class FormFields {
	readonly #values = new Map<string, string[]>()

	/** @throws DomainError "invalid" for a name that is not plain, too many fields or too much text */
	constructor(sent: Iterable<readonly [string, string]> = []) {
		let count = 0
		let bytes = 0
		for (const [name, value] of sent) {
			count += 1
			bytes += Buffer.byteLength(name) + Buffer.byteLength(value)
			if (count > MOST_FIELDS || bytes > MOST_TEXT_BYTES) throw tooMuch()
			if (!isPlainName(name)) throw foreignName()
			const text = value.replace(UNTYPED, "")
			const known = this.#values.get(name)
			if (known) known.push(text)
			else this.#values.set(name, [text])
		}
	}

	has(name: string): boolean {
		return this.#values.has(name)
	}

	/** The first value with this name. */
	get(name: string): string | null {
		return this.#values.get(name)?.[0] ?? null
	}

	getAll(name: string): string[] {
		return [...(this.#values.get(name) ?? [])]
	}

	/** One text for each name, the last one sent. The object has no prototype, so a field called «constructor» is only a field. */
	texts(): Record<string, string> {
		const texts: Record<string, string> = Object.create(null)
		for (const [name, values] of this.#values) texts[name] = values.at(-1) ?? ""
		return texts
	}

	/** Only the fields with these names, for a parser that takes FormData. */
	only(names: Iterable<string>): FormData {
		const form = new FormData()
		for (const name of names) for (const value of this.getAll(name)) form.append(name, value)
		return form
	}
}
