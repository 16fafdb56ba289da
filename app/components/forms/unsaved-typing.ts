import { useRevalidator } from "@remix-run/react"
import { type RefObject, useContext, useEffect, useMemo, useRef, useState } from "react"
import { type Known, knownFrom, knownInWords, markOf } from "#app/domain/application/form/known-answers.ts"
import { forgetUnsaved, keepTyping, TypistContext, tabStore, unsavedTyping } from "./kept-typing.ts"
import { type Answers, changed, givenTo, inWords, putIn, reconciled, standingIn } from "./typed-answers.ts"

/**
 * An edit conflict: one answer was typed here and another one was saved elsewhere. The form shows the saved answer; the
 * page shows both.
 */
export interface EditConflict {
	name: string
	question: string
	answer: string
	/** Puts the typed answer into the form, or drops it. */
	settle(mine: boolean): void
}

/** What the server holds or may hold of a form that saves itself, and the answers typed since. */
interface Ledger {
	/** Kept after the page has released it, because the last save on leaving the page needs it. */
	form: HTMLFormElement | null
	given: Answers
	/** Answers that were sent, while no response has confirmed their arrival. */
	sent: Record<string, string[]>
	conflicting: Answers
	/** The marks with which the server has rendered the page. */
	known: Known
	/** True while the person submits the whole form with its button. */
	handedIn: boolean
}

/** The hidden field with the marks of the answers that the page has received. */
const knownField = (form: HTMLFormElement): HTMLInputElement | null => form.querySelector("input[name=known]")

/** Tells the other tabs of this browser that a form has been saved. */
const CHANNEL = "saved"

/**
 * Keeps what is typed into a form that saves itself until the server has it. Puts it back into a page that was loaded
 * before it was saved.
 * @param version of the data on the page; another version means that the answers were loaded again
 */
export function useUnsavedTyping(form: RefObject<HTMLFormElement | null>, address: string, version: number) {
	const username = useContext(TypistContext)
	const ledger = useRef<Ledger>({
		form: null,
		given: {},
		sent: {},
		conflicting: {},
		known: {},
		handedIn: false,
	})
	const [conflicts, setConflicts] = useState<readonly EditConflict[]>([])
	/** Counts how often something was put back into the form and needs to be saved. */
	const [restored, setRestored] = useState(0)
	const { revalidate } = useRevalidator()
	const keeper = useMemo(() => keeperOf(ledger.current, username, address), [username, address])

	useEffect(() => {
		const { current } = ledger
		const element = form.current
		if (!element || version < 0) return
		const first = current.form !== element
		if (current.handedIn) keeper.forget()
		const kept = unsavedTyping(tabStore(), username, address)
		const known = kept?.known ?? {}
		const given = givenTo(element)
		const { back, conflicting } = reconciled(Object.fromEntries(kept?.fields ?? []), known, given)
		const early = first && !isGoneBackTo() ? changed(standingIn(element), given) : {}
		putIn(element, changed({ ...given, ...back, ...early }, standingIn(element)))
		const sent = Object.keys(back).map((name) => [name, known[name] ?? []])
		Object.assign(current, {
			form: element,
			given,
			sent: Object.fromEntries(sent),
			conflicting,
			known: knownFrom(knownField(element)?.value ?? ""),
			handedIn: false,
		})
		keeper.remember()
		const settled = (name: string, mine: boolean) => {
			if (mine) putIn(element, { [name]: current.conflicting[name] ?? "" })
			delete current.conflicting[name]
			keeper.remember()
			setConflicts((all) => all.filter((one) => one.name !== name))
			if (mine) setRestored((times) => times + 1)
		}
		setConflicts(
			Object.entries(conflicting).map(([name, text]) => {
				const [question, answer] = inWords(element, name, text)
				return { name, question, answer, settle: (mine) => settled(name, mine) }
			}),
		)
		// A conflict, too, ends a refusal to save: the page now shows both answers.
		if (Object.keys({ ...keeper.unsaved(), ...conflicting }).length > 0) setRestored((times) => times + 1)
	}, [form, username, address, version, keeper])

	useEffect(() => onSavedElsewhere(address, revalidate), [address, revalidate])
	useEffect(() => onReturn(revalidate), [revalidate])

	return { ...keeper, conflicts, restored, reload: revalidate }
}

function keeperOf(ledger: Ledger, username: string, address: string) {
	/** Includes text that was typed and then removed while it was being sent, because the server may hold it. */
	const unsaved = (): Answers => {
		const { form, given, sent } = ledger
		const now = form ? standingIn(form) : {}
		const onTheWay = Object.entries(now).filter(([name]) => sent[name])
		return { ...changed(now, given), ...Object.fromEntries(onTheWay) }
	}
	/** What the page knows of the server's answers to these questions. Conflicts are known: the page shows them. */
	const knownOfAnswers = (names: readonly string[]): string => {
		const { given, sent, known } = ledger
		const texts = (name: string) =>
			[given[name] ?? "", ...(sent[name] ?? [])].map((text) => markOf(name, text))
		return knownInWords(
			Object.fromEntries(names.map((name) => [name, [...(known[name] ?? []), ...texts(name)]])),
		)
	}
	const forget = () => forgetUnsaved(tabStore(), address)
	const remember = () => {
		const { given, sent, conflicting } = ledger
		const answers = { ...unsaved(), ...conflicting }
		const known = Object.keys(answers).map((name) => [
			name,
			name in conflicting ? [] : [given[name] ?? "", ...(sent[name] ?? [])],
		])
		if (known.length === 0) return forget()
		const fields = Object.entries(answers)
		keepTyping(tabStore(), {
			username,
			address,
			act: "form.save",
			fields,
			known: Object.fromEntries(known),
		})
	}
	return {
		unsaved,
		remember,
		forget,
		handIn: () => {
			ledger.handedIn = true
			// A refused form may have been saved all the same: a step is saved with its mistakes.
			for (const [name, text] of Object.entries(unsaved()))
				ledger.sent[name] = [...(ledger.sent[name] ?? []), text]
			const field = ledger.form && knownField(ledger.form)
			if (field && ledger.form) field.value = knownOfAnswers(Object.keys(standingIn(ledger.form)))
		},
		/** The person leaves the page. The code that submits the form keeps what was typed if the submission fails. */
		leave: () => {
			if (ledger.handedIn) forget()
		},
		/** @returns false if there was nothing to save */
		async saveBy(send: (answers: Answers, known: string) => Promise<void>): Promise<boolean> {
			const answers = unsaved()
			const texts = Object.entries(answers)
			if (texts.length === 0) return false
			const known = knownOfAnswers(Object.keys(answers))
			for (const [name, text] of texts) ledger.sent[name] = [...(ledger.sent[name] ?? []), text]
			remember()
			await send(answers, known)
			Object.assign(ledger.given, answers)
			for (const [name, text] of texts) {
				const later = (ledger.sent[name] ?? []).slice((ledger.sent[name] ?? []).indexOf(text) + 1)
				if (later.length > 0) ledger.sent[name] = later
				else delete ledger.sent[name]
			}
			remember()
			tellOtherTabs(address)
			return true
		},
	}
}

/** True if the browser went back and restored old answers. On any other page, a difference was typed before the script started. */
export const isGoneBackTo = () =>
	performance.getEntriesByType("navigation").some((one) => "type" in one && one.type === "back_forward")

const hasChannels = () => typeof BroadcastChannel !== "undefined"

function tellOtherTabs(address: string): void {
	if (!hasChannels()) return
	const channel = new BroadcastChannel(CHANNEL)
	channel.postMessage(address)
	channel.close()
}

/**
 * Another device cannot notify this page. If the reader returns to it after a while, its answers may be old, and typing
 * would replace newer ones. So it loads the answers again when the reader returns.
 */
function onReturn(load: () => void): () => void {
	const returned = () => {
		if (document.visibilityState === "visible") load()
	}
	document.addEventListener("visibilitychange", returned)
	window.addEventListener("focus", returned)
	return () => {
		document.removeEventListener("visibilitychange", returned)
		window.removeEventListener("focus", returned)
	}
}

function onSavedElsewhere(address: string, tell: () => void): (() => void) | undefined {
	if (!hasChannels()) return undefined
	const channel = new BroadcastChannel(CHANNEL)
	channel.onmessage = ({ data }) => {
		if (data === address) tell()
	}
	return () => channel.close()
}
