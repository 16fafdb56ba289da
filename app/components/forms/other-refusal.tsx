import { AlreadyDone } from "./already-done.tsx"
import { ErrorSummary, keptOf } from "./error-summary.tsx"
import type { RefusalAnswer } from "./field-base.tsx"

/** A refusal that belongs to no form on the page, such as a form that arrived incomplete. It must still be visible. */
export function OtherRefusal({
	refusal,
	events,
}: {
	refusal: RefusalAnswer | null
	/** Events whose own forms on the page show the refusal. */
	events: readonly string[]
}) {
	if (!refusal || refusal.kept || events.includes(refusal.typed.event ?? "")) return null
	const { message, reasons, fields, onward } = refusal
	if (onward) return <AlreadyDone message={message} onward={onward} />
	const further = [...reasons, ...Object.values(fields)].filter((words) => words !== message)
	return (
		<ErrorSummary
			title={message.replace(/\.$/, "")}
			messages={[...new Set(further)]}
			rules={refusal.rules}
			see={refusal.see}
			kept={keptOf(refusal)}
		/>
	)
}
