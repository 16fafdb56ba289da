import { useLocation, useNavigate, useNavigationType } from "@remix-run/react"
import { createContext, useContext, useEffect, useRef } from "react"
import { type KeptForm, plainAddress, withKeptForm } from "#app/utils/http/kept-form.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { tabStore } from "../forms/kept-typing.ts"
import { isGoneBackTo } from "../forms/unsaved-typing.ts"

/** What the frame of the cabinet has loaded for the page whose preview the person has left. */
export const KeptFormContext = createContext<KeptForm | null>(null)

/**
 * What the forms of the page are filled in with: a refused form with what was typed, or the form whose preview the person
 * has left. Every page whose form leads to a preview calls it.
 */
export function useRefusalOrKept(refusal: RefusalAnswer | null | undefined): RefusalAnswer | null {
	const kept = useContext(KeptFormContext)
	if (refusal) return refusal
	return kept && { message: "", reasons: [], fields: {}, typed: kept.typed, picked: kept.picked, kept: true }
}

const KEY = "preview"

interface LeftPreview {
	page: string
	batchId: string
}

/** On the page of a preview: notes in this tab to which form the browser's Back leads. After the act it leads to a new form. */
export function useWayBack(batchId: string, page: string, started: boolean): void {
	useEffect(() => {
		try {
			if (started) tabStore().removeItem(KEY)
			else tabStore().setItem(KEY, JSON.stringify({ page, batchId } satisfies LeftPreview))
		} catch {
			// The tab's store is full. The link on the preview needs no store.
		}
	}, [batchId, page, started])
}

function leftPreview(): LeftPreview | null {
	try {
		return JSON.parse(tabStore().getItem(KEY) ?? "null")
	} catch {
		return null
	}
}

/**
 * In the frame of a cabinet: the browser's Back leads from a preview to the address of the form, which does not name the
 * preview. This adds its name, as the link on the preview does, and the page is loaded with the form filled in.
 */
export function useBackFromPreview(): void {
	const { pathname, search } = useLocation()
	const isBack = useNavigationType() === "POP"
	const navigate = useNavigate()
	const isFirst = useRef(true)
	useEffect(() => {
		// A page that a browser opens or reloads counts as POP, too.
		const cameBack = isBack && (!isFirst.current || isGoneBackTo())
		isFirst.current = false
		const left = cameBack ? leftPreview() : null
		if (left?.page !== plainAddress(pathname, search)) return
		const address = withKeptForm(left.page, left.batchId)
		if (address !== pathname + search) navigate(address, { replace: true, preventScrollReset: true })
	}, [pathname, search, isBack, navigate])
}
