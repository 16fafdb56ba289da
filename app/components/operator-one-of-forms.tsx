import type { ReactNode } from "react"
import { type RefusalAnswer, RefusalContext } from "./field-base.tsx"
import { FormAlert, Refusable } from "./forms.tsx"

type Refusal = RefusalAnswer | null | undefined

/** Whether the refused form is the one that carries these hidden values. */
export const isRefused = (refusal: Refusal, is: Readonly<Record<string, string>>): boolean =>
	refusal != null && Object.entries(is).every(([name, value]) => refusal.typed[name] === value)

type OneOfFormsProps = {
	refusal: Refusal
	/** Hidden values that tell this form from the others of the page. */
	is: Readonly<Record<string, string>>
	/** The fields inside have ids of their own, so that a summary cannot link to them: it lists what is missing. */
	repeated?: boolean
	children: ReactNode
}

/** Around one of several forms of a page: only the refused one says why, and keeps what was typed into it. */
export function OneOfForms({ refusal, is, repeated, children }: OneOfFormsProps) {
	const mine = isRefused(refusal, is) ? (refusal ?? null) : null
	if (!repeated) return <Refusable refusal={mine}>{children}</Refusable>
	return (
		<RefusalContext.Provider value={mine}>
			<FormAlert
				message={mine?.message}
				reasons={[...new Set([...(mine?.reasons ?? []), ...Object.values(mine?.fields ?? {})])]}
			/>
			{children}
		</RefusalContext.Provider>
	)
}
