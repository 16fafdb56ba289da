import type { RuleMention } from "./rule-mention.ts"

export type DomainErrorCode =
	| "invalid"
	| "forbidden"
	| "not-found"
	| "not-allowed-now"
	| "stale"
	/** Refused because the same person did it a moment ago. */
	| "already-done"
	/** The disk is full. */
	| "no-space"

/** A link beside a refusal. */
export interface SeePage {
	to: string
	label: string
}

/**
 * The only way in which the domain refuses. `message` is the Russian sentence that a person sees, `reasons` are the
 * sentences of all failed guards, and `fields` are the messages next to fields. Routes turn the code into an HTTP status.
 */
export class DomainError extends Error {
	readonly code: DomainErrorCode
	readonly reasons: readonly string[]
	readonly fields: Readonly<Record<string, string>>
	/** The rules that the reasons quote. */
	readonly rules: readonly RuleMention[]
	/** Where the act led the first time. */
	readonly onward: string | undefined
	/** A page that shows why. */
	readonly see: SeePage | undefined

	constructor(
		code: DomainErrorCode,
		message: string,
		{
			reasons = [],
			fields = {},
			rules = [],
			onward,
			see,
		}: {
			reasons?: readonly string[]
			fields?: Readonly<Record<string, string>>
			rules?: readonly RuleMention[]
			onward?: string
			see?: SeePage
		} = {},
	) {
		super(message)
		this.name = "DomainError"
		this.code = code
		this.reasons = reasons
		this.fields = fields
		this.rules = rules
		this.onward = onward
		this.see = see
	}

	/** The same refusal with one more sentence that explains it. */
	because(reason: string): DomainError {
		const { code, message, reasons, fields, rules, onward, see } = this
		return new DomainError(code, message, {
			reasons: [...reasons, reason],
			fields,
			rules,
			...(onward && { onward }),
			...(see && { see }),
		})
	}
}

export const forbidden = (message = "У Вас нет права на это действие.") =>
	new DomainError("forbidden", message)

/** An object that a person may not see gets the same answer as one that does not exist. */
export const notFound = () =>
	new DomainError("not-found", "Такой страницы нет, или у Вас нет к ней доступа. Вернитесь на главную.")

export const invalid = (fields: Readonly<Record<string, string>>, message = "Исправьте ошибки в форме.") =>
	new DomainError("invalid", message, { fields })

export const stale = (
	message = "Пока Вы смотрели страницу, данные изменились. Проверьте, как они выглядят теперь, и повторите.",
) => new DomainError("stale", message)
