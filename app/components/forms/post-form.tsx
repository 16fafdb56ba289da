import { Form, useActionData } from "@remix-run/react"
import { type ComponentProps, useContext, useEffect, useRef } from "react"
import { RefusalContext } from "./field-base.tsx"
import { focusPlace } from "./focus-place.ts"
import { useSuccesses } from "./successes.ts"

/** A button that only shows more of the page, with all that was chosen in the address. */
const isByGet = (event: Event) =>
	"submitter" in event &&
	event.submitter instanceof HTMLButtonElement &&
	event.submitter.getAttribute("formmethod") === "get"

type PostFormProps = Omit<ComponentProps<typeof Form>, "method" | "key" | "ref">

/**
 * A form of plain fields that is sent to the server. After a success it begins anew, if its page stays: empty, or with what
 * was saved. After a refusal it keeps everything. Every form without Conform is one; a test refuses others.
 */
export function PostForm({ onSubmit, ...props }: PostFormProps) {
	const form = useRef<HTMLFormElement>(null)
	const wasSent = useRef(false)
	const answer = useActionData<unknown>()
	const refusal = useContext(RefusalContext)
	const successes = useSuccesses(wasSent, refusal ?? answer)
	useEffect(() => {
		// The focus was lost with the old button; keyboard and screen reader continue at the new form.
		if (successes > 0 && document.activeElement === document.body) focusPlace(form.current)
	}, [successes])
	return (
		<Form
			key={successes}
			ref={form}
			method="post"
			onSubmit={(event) => {
				wasSent.current = !isByGet(event.nativeEvent)
				onSubmit?.(event)
			}}
			{...props}
		/>
	)
}
