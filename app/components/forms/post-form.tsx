import { Form, useActionData, useFormAction, useMatches, useNavigation } from "@remix-run/react"
import { type ComponentProps, type RefObject, useContext, useEffect, useRef, useState } from "react"
import { RefusalContext } from "./field-base.tsx"
import { focusPlace } from "./focus-place.ts"

/**
 * How often a form was sent and accepted while its page stayed. A success brings no answer, so the browser would keep what was
 * typed, and a form for the next entry would still show the last one.
 * @param wasSent set when the form is sent
 * @param answer of the action: a refusal, or undefined
 */
export function useSuccesses(wasSent: { current: boolean }, answer: unknown): number {
	const [count, setCount] = useState(0)
	const { state } = useNavigation()
	const begun = useRef(false)
	useEffect(() => {
		if (state !== "idle") {
			begun.current = wasSent.current
			return
		}
		if (!begun.current) return
		begun.current = false
		wasSent.current = false
		if (answer === undefined) setCount((before) => before + 1)
	}, [state, answer, wasSent])
	return count
}

/** The focus was lost with the old button. Keyboard and screen reader continue at the new form. */
export function useFocusOfNewForm(form: RefObject<HTMLFormElement>, successes: number): void {
	useEffect(() => {
		if (successes > 0 && document.activeElement === document.body) focusPlace(form.current)
	}, [form, successes])
}

/**
 * Whether the pressed button does not send the form's own act: it shows more of the page, or acts on one row of a table. Then
 * everything that was typed and ticked in the form stays.
 */
const isSentElsewhere = (event: Event) =>
	"submitter" in event &&
	event.submitter instanceof HTMLButtonElement &&
	(event.submitter.hasAttribute("formaction") || event.submitter.getAttribute("formmethod") === "get")

/**
 * The address that receives the form: the page's own. Remix marks it with `?index` if the page is an index route, and after a
 * refusal the mark would stay in the address bar. Only the home of a layout needs it, whose address is also the layout's.
 */
function useOwnAddress(): string {
	const action = useFormAction()
	const matches = useMatches()
	const pathAt = (place: number) => matches.at(place)?.pathname.replace(/\/$/, "")
	return pathAt(-1) === pathAt(-2)
		? action
		: action.replace(/[?&]index(?=&|$)/, "").replace(/^([^?&]*)&/, "$1?")
}

type PostFormProps = Omit<ComponentProps<typeof Form>, "method" | "key" | "ref">

/**
 * A form of plain fields that is sent to the server. After a success it begins anew, if its page stays: empty, or with what
 * was saved. After a refusal it keeps everything. Every form without Conform is one; a test refuses others.
 */
export function PostForm({ onSubmit, ...props }: PostFormProps) {
	const form = useRef<HTMLFormElement>(null)
	const ownAddress = useOwnAddress()
	const wasSent = useRef(false)
	const answer = useActionData<unknown>()
	const refusal = useContext(RefusalContext)
	const successes = useSuccesses(wasSent, (refusal?.kept ? null : refusal) ?? answer)
	useFocusOfNewForm(form, successes)
	return (
		<Form
			key={successes}
			ref={form}
			method="post"
			action={ownAddress}
			onSubmit={(event) => {
				wasSent.current = !isSentElsewhere(event.nativeEvent)
				onSubmit?.(event)
			}}
			{...props}
		/>
	)
}
