import { type RefObject, useContext, useEffect } from "react"
import { TypistContext, tabStore } from "../forms/kept-typing.ts"

/** What a person has marked in a form, by the names of the fields. What the page proposes is no mark. */
export type Marks = Record<string, string>

type Store = ReturnType<typeof tabStore>

const keyOf = (username: string, form: string) => `marks ${username} ${form}`

export function marksIn(store: Store, username: string, form: string): Marks {
	try {
		const kept: unknown = JSON.parse(store.getItem(keyOf(username, form)) ?? "{}")
		return kept && typeof kept === "object" ? { ...(kept as Marks) } : {}
	} catch {
		return {}
	}
}

export function keepMark(store: Store, username: string, form: string, mark: Marks) {
	try {
		store.setItem(keyOf(username, form), JSON.stringify({ ...marksIn(store, username, form), ...mark }))
	} catch {
		// The tab's store is full. The form can be sent all the same.
	}
}

/**
 * A list that is one long form loses its marks when the person looks at one of its rows and comes back, or at another page of
 * the list. This keeps them in the tab until the form's rows are done. Without scripts the page says to send each page first.
 * @param name tells the form from those of other subjects
 * @param shown which rows are shown: other rows get their marks back, too
 */
export function useKeptMarks(place: RefObject<HTMLElement | null>, name: string, shown: string) {
	const username = useContext(TypistContext)
	useEffect(() => {
		if (shown === "") return
		for (const [field, value] of Object.entries(marksIn(tabStore(), username, name)))
			for (const input of place.current?.querySelectorAll<HTMLInputElement>(
				`[name="${CSS.escape(field)}"]`,
			) ?? [])
				putBack(input, value)
	}, [place, username, name, shown])
	return {
		keep({ target }: { target: EventTarget }) {
			if (target instanceof HTMLInputElement && target.type !== "hidden")
				keepMark(tabStore(), username, name, { [target.name]: target.value })
		},
		forget: () => tabStore().removeItem(keyOf(username, name)),
	}
}

function putBack(input: HTMLInputElement, value: string) {
	if (input.type === "radio") input.checked = input.value === value
	else input.value = value
	const folded = input.type === "radio" || value === "" ? null : input.closest("details")
	if (folded) folded.open = true
}
