import { type ReactNode, useContext, useEffect, useRef, useState } from "react"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { RuleLinks } from "../help/rule-links.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { Wrap } from "../ui/wrap.tsx"
import { AlreadyDone } from "./already-done.tsx"
import { FormScope, plainFieldId, type RefusalAnswer, RefusalContext } from "./field-base.tsx"
import { useRefusedTitle } from "./use-refused-title.ts"

/** The part of a Conform form that the summary reads. The `form` of `useForm` fits. */
export type FormMeta = {
	id: string
	/** «error» after a refused submission, until the next field is checked. */
	status?: "success" | "error" | undefined
	errors?: readonly string[] | undefined
	allErrors: Readonly<Record<string, readonly string[] | undefined>>
}

type SummaryLine = { href?: string; message: string }

type ErrorSummaryProps = {
	/** A Conform form, or errors by field name (plain fields). */
	form?: FormMeta
	fields?: Readonly<Record<string, string>>
	/** Sentences that belong to no field: a refusal and its reasons. */
	messages?: readonly string[]
	/** With a title the summary is shown even when it has nothing to list. */
	title?: string
	/** The rules that the sentences quote. */
	rules?: readonly RuleMention[] | undefined
	/** A page that shows why. */
	see?: RefusalAnswer["see"] | undefined
	/** Texts from a form that is no longer on the page, to be copied. */
	kept?: readonly string[]
}

/** Fields in which people write sentences. Other fields are quickly filled in again. */
const SENTENCES = ["reason", "remark", "comment", "colleagueReason"]

/** The texts from a form that may have disappeared because of a conflict. */
export const keptOf = ({ conflict, typed }: RefusalAnswer): string[] =>
	conflict ? SENTENCES.flatMap((name) => typed[name]?.trim() || []) : []

/**
 * The first element of the form. After a refused submission it takes the focus and links to each field. While a person is
 * still typing, errors are shown only next to the field: a box appearing above would move the page and the focus.
 */
export function ErrorSummary({
	form,
	fields = {},
	messages = [],
	title,
	rules = [],
	see,
	kept = [],
}: ErrorSummaryProps) {
	const box = useRef<HTMLDivElement>(null)
	const scope = useContext(FormScope)
	const lines = summaryLines(form, fields, messages, scope)
	const words = lines.map((line) => line.message).join("\n")
	const refused = form ? form.status === "error" : true
	const [shown, setShown] = useState(refused)
	useEffect(() => {
		if (refused && (words || title)) box.current?.focus()
	}, [refused, words, title])
	useEffect(() => {
		if (refused || words === "") setShown(refused)
	}, [refused, words])
	useRefusedTitle(refused && (words !== "" || title !== undefined))
	if (!(refused || shown) || (lines.length === 0 && !title)) return null
	return (
		<div className="errors" role="alert" tabIndex={-1} ref={box}>
			<h2>{title ?? summaryTitle(lines)}</h2>
			<ul className="errors__list">
				{lines.map((line) => (
					<li key={`${line.href} ${line.message}`}>
						{line.href ? <a href={line.href}>{line.message}</a> : line.message}
					</li>
				))}
			</ul>
			<RuleLinks rules={rules} />
			{see ? (
				<p>
					<Link to={see.to}>{see.label}</Link>
				</p>
			) : null}
			{kept.map((text) => (
				<p key={text}>Вы написали: «{text}»</p>
			))}
		</div>
	)
}

function summaryLines(
	form: FormMeta | undefined,
	fields: Readonly<Record<string, string>>,
	messages: readonly string[],
	scope: string,
): SummaryLine[] {
	const lines: SummaryLine[] = messages.map((message) => ({ message }))
	for (const [name, errors] of Object.entries(form?.allErrors ?? {})) {
		for (const message of errors ?? []) {
			lines.push(name && form ? { href: `#${form.id}-${name}`, message } : { message })
		}
	}
	for (const [name, message] of Object.entries(fields))
		lines.push({ href: `#${plainFieldId(name, scope)}`, message })
	return lines
}

/** A refusal is not the person's mistake, so only field errors are counted. */
function summaryTitle(lines: readonly SummaryLine[]): string {
	const count = lines.filter((line) => line.href).length
	if (count === 0) return "Действие не выполнено"
	if (count === 1) return "Исправьте ошибку, чтобы продолжить"
	return `Исправьте ошибки, чтобы продолжить: ${count}`
}

/** A refusal above the button of a form without fields. */
export function FormAlert({
	message,
	reasons = [],
}: {
	message?: string | null
	reasons?: readonly string[]
}) {
	useRefusedTitle(Boolean(message))
	if (!message) return null
	const further = reasons.filter((reason) => !message.includes(reason))
	return (
		<Alert tone="bad" live title={message}>
			{further.length > 0 ? (
				<ul>
					{further.map((reason) => (
						<li key={reason}>{reason}</li>
					))}
				</ul>
			) : null}
		</Alert>
	)
}

/** The sentence of the refusal, unless a field shows the same sentence. */
const titleOf = ({ message, fields }: RefusalAnswer) =>
	Object.values(fields).includes(message) ? undefined : message.replace(/\.$/, "")

/** Wraps a form of plain fields. It shows a refusal at the top, and every field inside finds its own error and what was typed. */
export function Refusable({
	refusal,
	wrapped,
	children,
}: {
	refusal: RefusalAnswer | null | undefined
	/** The children have their own width, so the summary needs one too. */
	wrapped?: boolean
	children: ReactNode
}) {
	const summary =
		!refusal || refusal.kept ? null : refusal.onward ? (
			<AlreadyDone message={refusal.message} onward={refusal.onward} />
		) : (
			<ErrorSummary
				title={titleOf(refusal)}
				fields={refusal.fields}
				messages={refusal.reasons.filter((reason) => !refusal.message.includes(reason))}
				rules={refusal.rules}
				see={refusal.see}
				kept={keptOf(refusal)}
			/>
		)
	return (
		<RefusalContext.Provider value={refusal?.onward ? null : (refusal ?? null)}>
			{summary && wrapped ? <Wrap className="mt-6">{summary}</Wrap> : summary}
			{children}
		</RefusalContext.Provider>
	)
}
