import { useLocation } from "@remix-run/react"
import { createContext, useEffect, useState } from "react"
import { actOf, answersOf, putBack } from "./typed-answers.ts"

/**
 * Keeps what was typed if no proper answer arrives: the session had ended, the connection was lost, the server failed, or
 * the page was reloaded before its text was saved. The text stays in the tab and is put back when the same person opens the
 * same form again. A form that is sent is kept until the answer arrives. A form that saves itself is kept until the server
 * confirms the text. Passwords, files and hidden values are never kept.
 */

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">

export interface Typed {
	username: string
	/** Path and query of the page. For a form that saves itself, the address that receives it. */
	address: string
	/** The form's hidden `event` or `intent`, which identifies the form on the page. */
	act: string
	fields: [name: string, value: string][]
	/**
	 * Only for a form that saves itself: the texts that the server may hold for each field. Any other text on the server is a
	 * newer one by somebody else.
	 */
	known?: Record<string, string[]>
	lost?: true
}

const KEY = "typed"

/** A browser that is set to store nothing throws here. Then the page itself remembers, as long as it is open. */
export function tabStore(): Store {
	try {
		return window.sessionStorage
	} catch {
		return withoutStorage
	}
}

const remembered = new Map<string, string>()
const withoutStorage: Store = {
	getItem: (key) => remembered.get(key) ?? null,
	setItem: (key, value) => void remembered.set(key, value),
	removeItem: (key) => void remembered.delete(key),
}

function keptIn(store: Store): Typed[] {
	try {
		const kept: unknown = JSON.parse(store.getItem(KEY) ?? "[]")
		return Array.isArray(kept) ? kept : []
	} catch {
		return []
	}
}

function keep(store: Store, kept: Typed[]): void {
	try {
		if (kept.length > 0) store.setItem(KEY, JSON.stringify(kept))
		else store.removeItem(KEY)
	} catch {
		// The tab's store is full. The form is sent all the same.
	}
}

const savesItself = (one: Typed) => one.known !== undefined

/** Keeps the last of the forms that are sent, and each of the forms that save themselves. */
export function keepTyping(store: Store, typed: Typed): void {
	const others = keptIn(store).filter((one) =>
		savesItself(typed) ? !savesItself(one) || one.address !== typed.address : savesItself(one),
	)
	keep(store, [...others, typed])
}

/**
 * Called when the sign-in page or an error page appeared instead of an answer.
 * @returns the page on which the person typed, or null if nothing was typed
 */
export function noteLostTyping(store: Store): string | null {
	const kept = keptIn(store)
	keep(
		store,
		kept.map((one) => (savesItself(one) ? one : { ...one, lost: true })),
	)
	return (kept.find((one) => !savesItself(one)) ?? kept.at(-1))?.address ?? null
}

/** Returns what was lost on this page. If a proper answer arrived, or the person or page is another, the store is cleared. */
export function lostTyping(store: Store, username: string, address: string): Typed | null {
	const own = keptIn(store).filter((one) => one.username === username)
	const here = own.find((one) => !savesItself(one) && one.lost && one.address === address)
	keep(
		store,
		own.filter((one) => savesItself(one) || one === here),
	)
	return here ?? null
}

/** Returns what was typed into a form that saves itself and is not yet confirmed as saved. */
export const unsavedTyping = (store: Store, username: string, address: string): Typed | null =>
	keptIn(store).find((one) => savesItself(one) && one.username === username && one.address === address) ??
	null

export const forgetUnsaved = (store: Store, address: string): void =>
	keep(
		store,
		keptIn(store).filter((one) => !savesItself(one) || one.address !== address),
	)

const forgetSent = (store: Store): void => keep(store, keptIn(store).filter(savesItself))

/** The username of this cabinet. What was typed is shown to nobody else. */
export const TypistContext = createContext("")

/** For the sign-in page and error pages: returns the page whose form must be filled in again. */
export function useLostTyping(): string | null {
	const [address, setAddress] = useState<string | null>(null)
	useEffect(() => setAddress(noteLostTyping(tabStore())), [])
	return address
}

/** For the frame of a cabinet. Returns true when a form on the page has just been filled in again. */
export function useKeptTyping(username: string): boolean {
	const { pathname, search, key } = useLocation()
	const address = pathname + search
	const [restoredAt, setRestoredAt] = useState("")
	useEffect(() => {
		const typed = lostTyping(tabStore(), username, address)
		// While the error page is shown, there is no form to fill in.
		if (!typed || !putBack(typed.act, typed.fields)) return
		forgetSent(tabStore())
		setRestoredAt(key)
	}, [username, address, key])
	useEffect(() => {
		const keepSent = ({ target }: Event) => {
			if (!(target instanceof HTMLFormElement) || target.method !== "post") return
			const fields = answersOf(target)
			if (fields.length > 0) keepTyping(tabStore(), { username, address, act: actOf(target), fields })
		}
		document.addEventListener("submit", keepSent, true)
		return () => document.removeEventListener("submit", keepSent, true)
	}, [username, address])
	return restoredAt === key
}
