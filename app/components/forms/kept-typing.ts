import { useLocation } from "@remix-run/react"
import { createContext, useEffect, useState } from "react"
import { actOf, answersOf, putBack } from "./typed-answers.ts"

/**
 * What was typed survives an answer that never came: the session had ended, the connection was gone, the server failed, the
 * page was read anew before its text had been saved. It is kept in the tab and put back when the same person is on the same
 * form again. A form that is sent is kept from its sending to the answer; one that saves itself, until the server has said that
 * it has the text. Passwords, files and hidden values are never kept.
 */

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">

export interface Typed {
	username: string
	/** Path and query of the page; of a form that saves itself, where the form is sent. */
	address: string
	/** The form's hidden `event` or `intent`: which of the page's forms it was. */
	act: string
	fields: [name: string, value: string][]
	/** Of a form that saves itself: the texts that the server may hold of each field. Any other there is somebody's newer one. */
	known?: Record<string, string[]>
	lost?: true
}

const KEY = "typed"

/** A browser that is told to store nothing has no store to ask for: then the page itself remembers, as long as it lives. */
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
		// The tab's store is full: the form is sent all the same.
	}
}

const savesItself = (one: Typed) => one.known !== undefined

/** Of forms that are sent, the last one; of those that save themselves, each. */
export function keepTyping(store: Store, typed: Typed): void {
	const others = keptIn(store).filter((one) =>
		savesItself(typed) ? !savesItself(one) || one.address !== typed.address : savesItself(one),
	)
	keep(store, [...others, typed])
}

/** The sign-in page or a failure came instead of an answer. @returns the page that was typed on; null: nothing was typed */
export function noteLostTyping(store: Store): string | null {
	const kept = keptIn(store)
	keep(
		store,
		kept.map((one) => (savesItself(one) ? one : { ...one, lost: true })),
	)
	return (kept.find((one) => !savesItself(one)) ?? kept.at(-1))?.address ?? null
}

/** What was lost on this very page. An answer that did come, another person or another page make the store forget. */
export function lostTyping(store: Store, username: string, address: string): Typed | null {
	const own = keptIn(store).filter((one) => one.username === username)
	const here = own.find((one) => !savesItself(one) && one.lost && one.address === address)
	keep(
		store,
		own.filter((one) => savesItself(one) || one === here),
	)
	return here ?? null
}

/** What was typed into a form that saves itself, and is not known to be saved. */
export const unsavedTyping = (store: Store, username: string, address: string): Typed | null =>
	keptIn(store).find((one) => savesItself(one) && one.username === username && one.address === address) ??
	null

export const forgetUnsaved = (store: Store, address: string): void =>
	keep(
		store,
		keptIn(store).filter((one) => !savesItself(one) || one.address !== address),
	)

const forgetSent = (store: Store): void => keep(store, keptIn(store).filter(savesItself))

/** Who types in this cabinet: nobody else is shown what was kept. */
export const TypistContext = createContext("")

/** For the sign-in page and for failures: the page whose form waits to be filled in again. */
export function useLostTyping(): string | null {
	const [address, setAddress] = useState<string | null>(null)
	useEffect(() => setAddress(noteLostTyping(tabStore())), [])
	return address
}

/** For the frame of a cabinet. True when a form of the page has just been filled in again. */
export function useKeptTyping(username: string): boolean {
	const { pathname, search, key } = useLocation()
	const address = pathname + search
	const [restoredAt, setRestoredAt] = useState("")
	useEffect(() => {
		const typed = lostTyping(tabStore(), username, address)
		// While the failure is still on the page, there is no form to fill.
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
