import { type FormMetadata, getFormProps, useForm } from "@conform-to/react"
import { Form } from "@remix-run/react"
import { type ComponentProps, useEffect, useRef } from "react"
import { useFocusOfNewForm, useSuccesses } from "./post-form.tsx"

/** The number of successes behind the id of a form. */
const NUMBERED = /-(\d+)$/

type Options<Values extends Record<string, unknown>> = Parameters<typeof useForm<Values>>[0] & { id: string }

/**
 * Conform's `useForm` for a form that may stay on its page. Conform keeps its errors and the browser what was typed until another
 * answer arrives, and a success brings no answer. So after a success the form begins anew: empty, or with what was saved.
 * After a refusal it keeps everything.
 */
export function useFreshForm<Values extends Record<string, unknown>>({ id, ...options }: Options<Values>) {
	const successes = useSuccesses(useWasSent(id), options.lastResult)
	return useForm<Values>({ ...options, id: successes === 0 ? id : `${id}-${successes}` })
}

/** Whether the form was sent since its last answer, under its id or with the number of a success behind it. */
function useWasSent(id: string) {
	const wasSent = useRef(false)
	useEffect(() => {
		const note = ({ target }: SubmitEvent) => {
			if (target instanceof HTMLFormElement && target.id.replace(NUMBERED, "") === id) wasSent.current = true
		}
		document.addEventListener("submit", note)
		return () => document.removeEventListener("submit", note)
	}, [id])
	return wasSent
}

type FreshFormProps<Values extends Record<string, unknown>> = {
	form: FormMetadata<Values, string[]>
} & Omit<ComponentProps<typeof Form>, "id" | "onSubmit" | "noValidate">

/** The form of `useFreshForm`. Its key makes the browser forget what was typed. */
export function FreshForm<Values extends Record<string, unknown>>({
	form,
	...props
}: FreshFormProps<Values>) {
	const place = useRef<HTMLFormElement>(null)
	const [, successes = 0] = NUMBERED.exec(form.id) ?? []
	useFocusOfNewForm(place, Number(successes))
	return <Form key={form.id} ref={place} method="post" {...getFormProps(form)} {...props} />
}
