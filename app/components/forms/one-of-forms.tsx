import type { ReactNode } from "react"
import { FormScope, type RefusalAnswer } from "./field-base.tsx"
import { Refusable } from "./forms.tsx"

type Refusal = RefusalAnswer | null | undefined

/** Whether the refused form is the one with these hidden values. */
export const isRefused = (refusal: Refusal, is: Readonly<Record<string, string>>): boolean =>
	refusal != null && Object.entries(is).every(([name, value]) => refusal.typed[name] === value)

type OneOfFormsProps = {
	refusal: Refusal
	/** Hidden values that distinguish this form from others on the page. The ids of its fields begin with them. */
	is: Readonly<Record<string, string>>
	children: ReactNode
}

/** Wraps one of several forms on a page. Only the refused form shows the reason and keeps what was typed into it. */
export function OneOfForms({ refusal, is, children }: OneOfFormsProps) {
	return (
		<FormScope.Provider value={Object.values(is).join("-")}>
			<Refusable refusal={isRefused(refusal, is) ? refusal : null}>{children}</Refusable>
		</FormScope.Provider>
	)
}
