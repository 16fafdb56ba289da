import { type FormMetadata, getFormProps, useForm } from "@conform-to/react"
import { Form, useNavigation } from "@remix-run/react"
import { type ComponentProps, useEffect, useRef, useState } from "react"

type Options<Values extends Record<string, unknown>> = Parameters<typeof useForm<Values>>[0] & { id: string }

/**
 * Conform's `useForm` for a form that may stay on its page. Conform keeps its errors and the browser what was typed until another
 * answer arrives, and a success brings no answer. So after a success the form begins anew: empty, or with what was saved.
 * After a refusal it keeps everything.
 */
export function useFreshForm<Values extends Record<string, unknown>>({ id, ...options }: Options<Values>) {
	const successes = useSuccesses(id, options.lastResult)
	return useForm<Values>({ ...options, id: successes === 0 ? id : `${id}-${successes}` })
}

/** How often the form was sent and accepted while its page stayed. */
function useSuccesses(id: string, answer: unknown): number {
	const [count, setCount] = useState(0)
	const { state } = useNavigation()
	const wasSent = useRef(false)
	const current = count === 0 ? id : `${id}-${count}`
	useEffect(() => {
		const note = ({ target }: SubmitEvent) => {
			if (target instanceof HTMLFormElement && target.id === current) wasSent.current = true
		}
		document.addEventListener("submit", note)
		return () => document.removeEventListener("submit", note)
	}, [current])
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
	}, [state, answer])
	return count
}

type FreshFormProps<Values extends Record<string, unknown>> = {
	form: FormMetadata<Values, string[]>
} & Omit<ComponentProps<typeof Form>, "id" | "onSubmit" | "noValidate">

/** The form of `useFreshForm`. Its key makes the browser forget what was typed. */
export function FreshForm<Values extends Record<string, unknown>>({
	form,
	...props
}: FreshFormProps<Values>) {
	return <Form key={form.id} method="post" {...getFormProps(form)} {...props} />
}
