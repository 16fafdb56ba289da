import { useLocation } from "@remix-run/react"
import { useEffect, useState } from "react"

/**
 * What was typed into a form survives a session that ended meanwhile: kept in the tab at the moment of sending, put back
 * after the sign-in that came between, for the same person on the same page only. Passwords, files and hidden values are never kept.
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

/** The sign-in page came instead of an answer. False: nothing was typed. */
export function noteLostSession(store: Store): boolean {
	const kept = store.getItem(KEY)
	if (kept) store.setItem(KEY, JSON.stringify({ ...JSON.parse(kept), lost: true }))
	return kept !== null
}

/** Gives back, once, what was lost on this very page; an answer that did come makes the store forget. */
export function takeTyping(store: Store, username: string, address: string): Typed | null {
	const kept: (Typed & { lost?: true }) | null = JSON.parse(store.getItem(KEY) ?? "null")
	store.removeItem(KEY)
	return kept?.lost && kept.username === username && kept.address === address ? kept : null
}

/** For the sign-in page: whether what was typed waits to be put back. */
export function useLostSession(): boolean {
	const [kept, setKept] = useState(false)
	useEffect(() => setKept(noteLostSession(sessionStorage)), [])
	return kept
}

/** For the frame of a cabinet. True when a form of the page has just been filled in again. */
export function useKeptTyping(username: string): boolean {
	const { pathname, search, key } = useLocation()
	const address = pathname + search
	const [restoredAt, setRestoredAt] = useState("")
	useEffect(() => {
		const typed = takeTyping(sessionStorage, username, address)
		if (typed && putBack(typed)) setRestoredAt(key)
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
