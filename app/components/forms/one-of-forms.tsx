import type { ReactNode } from "react"
import { FormScope, type RefusalAnswer } from "./field-base.tsx"
import { Refusable } from "./forms.tsx"

type Refusal = RefusalAnswer | null | undefined

/** Whether the refused form is the one that carries these hidden values. */
export const isRefused = (refusal: Refusal, is: Readonly<Record<string, string>>): boolean =>
	refusal != null && Object.entries(is).every(([name, value]) => refusal.typed[name] === value)

type OneOfFormsProps = {
	refusal: Refusal
	/** Hidden values that tell this form from the others of the page; its fields' ids begin with them. */
	is: Readonly<Record<string, string>>
	children: ReactNode
}

/** Around one of several forms of a page: only the refused one says why, and keeps what was typed into it. */
export function OneOfForms({ refusal, is, children }: OneOfFormsProps) {
	return (
		<FormScope.Provider value={Object.values(is).join("-")}>
			<Refusable refusal={isRefused(refusal, is) ? refusal : null}>{children}</Refusable>
		</FormScope.Provider>
	)
}
