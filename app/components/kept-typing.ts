import { useLocation } from "@remix-run/react"
import { useEffect, useState } from "react"

/**
 * What was typed into a form survives an answer that never came: the session had ended, the connection was gone, the server
 * failed. It is kept in the tab at the moment of sending and put back when the same person is on the same page again.
 * Passwords, files and hidden values are never kept.
 */

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">

export interface Typed {
	username: string
	/** Path and query of the page. */
	address: string
	/** The form's hidden `event` or `intent`: which of the page's forms it was. */
	act: string
	fields: [name: string, value: string][]
}

const KEY = "typed"

export function keepTyping(store: Store, typed: Typed): void {
	try {
		store.setItem(KEY, JSON.stringify(typed))
	} catch {
		// The tab's store is full: the form is sent all the same.
	}
}

const keptIn = (store: Store): (Typed & { lost?: true }) | null => JSON.parse(store.getItem(KEY) ?? "null")

/** The sign-in page or a failure came instead of an answer. @returns the page that was typed on; null: nothing was typed */
export function noteLostTyping(store: Store): string | null {
	const kept = keptIn(store)
	if (kept) store.setItem(KEY, JSON.stringify({ ...kept, lost: true }))
	return kept?.address ?? null
}

/** What was lost on this very page. An answer that did come, another person or another page make the store forget. */
export function lostTyping(store: Store, username: string, address: string): Typed | null {
	const kept = keptIn(store)
	if (kept?.lost && kept.username === username && kept.address === address) return kept
	store.removeItem(KEY)
	return null
}

/** For the sign-in page and for failures: the page whose form waits to be filled in again. */
export function useLostTyping(): string | null {
	const [address, setAddress] = useState<string | null>(null)
	useEffect(() => setAddress(noteLostTyping(sessionStorage)), [])
	return address
}

/** For the frame of a cabinet. True when a form of the page has just been filled in again. */
export function useKeptTyping(username: string): boolean {
	const { pathname, search, key } = useLocation()
	const address = pathname + search
	const [restoredAt, setRestoredAt] = useState("")
	useEffect(() => {
		const typed = lostTyping(sessionStorage, username, address)
		// While the failure is still on the page, there is no form to fill.
		if (!typed || !putBack(typed)) return
		sessionStorage.removeItem(KEY)
		setRestoredAt(key)
	}, [username, address, key])
	useEffect(() => {
		const keep = ({ target }: Event) => {
			if (!(target instanceof HTMLFormElement) || target.method !== "post") return
			const fields = typedInto(target)
			if (fields.length > 0) keepTyping(sessionStorage, { username, address, act: actOf(target), fields })
		}
		document.addEventListener("submit", keep, true)
		return () => document.removeEventListener("submit", keep, true)
	}, [username, address])
	return restoredAt === key
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const UNTYPED = new Set(["hidden", "password", "file", "submit", "button"])

const controlsOf = (form: HTMLFormElement): Control[] =>
	[...form.elements].filter(
		(one): one is Control =>
			(one instanceof HTMLInputElement ||
				one instanceof HTMLSelectElement ||
				one instanceof HTMLTextAreaElement) &&
			one.name !== "" &&
			!UNTYPED.has(one.type),
	)

const isTicked = (control: Control) =>
	control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")

const typedInto = (form: HTMLFormElement) =>
	controlsOf(form)
		.filter((control) => (isTicked(control) ? (control as HTMLInputElement).checked : control.value !== ""))
		.map(({ name, value }): [string, string] => [name, value])

function actOf(form: HTMLFormElement): string {
	const data = new FormData(form)
	return String(data.get("event") ?? data.get("intent") ?? "")
}

function putBack({ act, fields }: Typed): boolean {
	const form = [...document.querySelectorAll<HTMLFormElement>("main form")].find(
		(one) => one.method === "post" && actOf(one) === act && fields.every(([name]) => name in one.elements),
	)
	if (!form) return false
	form.closest("details")?.setAttribute("open", "")
	for (const control of controlsOf(form)) {
		const values = fields.filter(([name]) => name === control.name).map(([, value]) => value)
		if (isTicked(control)) (control as HTMLInputElement).checked = values.includes(control.value)
		else control.value = values[0] ?? ""
		control.dispatchEvent(new Event("change", { bubbles: true }))
	}
	// The autosave of a form listens for typing.
	form
		.querySelector("input:not([type=hidden]), textarea, select")
		?.dispatchEvent(new Event("input", { bubbles: true }))
	return true
}
