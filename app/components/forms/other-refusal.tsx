import { AlreadyDone } from "./already-done.tsx"
import { ErrorSummary, keptOf } from "./error-summary.tsx"
import type { RefusalAnswer } from "./field-base.tsx"

/** A refusal that no form of the page takes to itself, such as a form that came broken off: it must be seen all the same. */
export function OtherRefusal({
	refusal,
	events,
}: {
	refusal: RefusalAnswer | null
	/** Those whose own form on the page shows the refusal. */
	events: readonly string[]
}) {
	if (!refusal || events.includes(refusal.typed.event ?? "")) return null
	const { message, reasons, fields, onward } = refusal
	if (onward) return <AlreadyDone message={message} onward={onward} />
	const further = [...reasons, ...Object.values(fields)].filter((words) => words !== message)
	return (
		<ErrorSummary
			title={message.replace(/\.$/, "")}
			messages={[...new Set(further)]}
			kept={keptOf(refusal)}
		/>
	)
}
