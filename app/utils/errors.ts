export type DomainErrorCode =
	| "invalid"
	| "forbidden"
	| "not-found"
	| "not-allowed-now"
	| "stale"
	/** Refused because the same person has done it a moment ago. */
	| "already-done"

/**
 * The one way the domain says no. `message` is the Russian sentence a person sees; `reasons` are the sentences of every
 * failed guard, `fields` the messages that belong beside a field. Routes turn the code into an HTTP status.
 */
export class DomainError extends Error {
	readonly code: DomainErrorCode
	readonly reasons: readonly string[]
	readonly fields: Readonly<Record<string, string>>
	/** Where what has been done already would have led. */
	readonly onward: string | undefined

	constructor(
		code: DomainErrorCode,
		message: string,
		{
			reasons = [],
			fields = {},
			onward,
		}: { reasons?: readonly string[]; fields?: Readonly<Record<string, string>>; onward?: string } = {},
	) {
		super(message)
		this.name = "DomainError"
		this.code = code
		this.reasons = reasons
		this.fields = fields
		this.onward = onward
	}

	/** The same refusal with one more sentence that explains it. */
	because(reason: string): DomainError {
		const { code, message, reasons, fields, onward } = this
		return new DomainError(code, message, {
			reasons: [...reasons, reason],
			fields,
			...(onward && { onward }),
		})
	}
}

export const forbidden = (message = "У Вас нет права на это действие.") =>
	new DomainError("forbidden", message)

/** Refused and unknown look the same from outside: one sentence for both. */
export const notFound = () =>
	new DomainError("not-found", "Такой страницы нет, или у Вас нет к ней доступа. Вернитесь на главную.")

export const invalid = (fields: Readonly<Record<string, string>>, message = "Исправьте ошибки в форме.") =>
	new DomainError("invalid", message, { fields })

export const stale = (
	message = "Пока Вы смотрели страницу, данные изменились. Проверьте, как они выглядят теперь, и повторите.",
) => new DomainError("stale", message)
