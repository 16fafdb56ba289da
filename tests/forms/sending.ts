import type { Locator, Page, Request, Response } from "playwright-core"
import { expect } from "vitest"
import { type Paper, plain } from "../flows/papers.ts"

import { PATIENCE } from "../setup/patience.ts"

import { readForms, wantedIn } from "./page-forms.ts"

/** By the name of the field: what to type, choose or tick. */
export type Filling = Readonly<Record<string, string | boolean | Paper | { option: number }>>

/** Valid in every free text, and shown exactly as it was typed. */
export const FREE_TEXT = "Проверка <b>жирно</b> & «кавычки» 👩‍🏫"
/** The largest total that a form may have, including its percent encoding, divided among its texts; at most 10,000 letters each. */
const MAX_TOGETHER = 35_000
const MAX_EACH = 10_000

export const ENGLISH = /[A-Za-z]{2,}[ ,:]+[a-z]{2,}/
const NOT_ASKED = "input[type=hidden], input[type=submit], input[type=search]"

/** The form on the page with this name, and the button that sends it. Null if the page has none. */
export async function findForm(page: Page, key: string): Promise<{ form: Locator; button: Locator } | null> {
	await page.evaluate(readForms, { address: new URL(page.url()).pathname, wanted: wantedIn(key) })
	const form = page.locator('form[data-under-test="form"]')
	if ((await form.count()) === 0) return null
	await page.evaluate(() => {
		for (const one of document.querySelectorAll("details")) one.open = true
	})
	return { form, button: page.locator('[data-under-test="button"]') }
}

/** A form of the page that the browser shows, or of one that it has only parsed. */
export type PageForm = Pick<Locator, "evaluate">

export const controlsOf = (form: PageForm, notAsked = NOT_ASKED) =>
	form.evaluate(
		(one, hidden) =>
			[...(one as HTMLFormElement).elements]
				.filter((control) => !control.matches(hidden) && control.matches("input, textarea, select"))
				.map((control) => {
					const { name, type, disabled, readOnly, value, checked } = control as HTMLInputElement
					return { name, type, disabled: disabled || readOnly, value, checked }
				}),
		notAsked,
	)

const isText = (type: string) =>
	!["radio", "checkbox", "file", "select-one", "date", "datetime-local", "number"].includes(type)

/** Leaves out everything that can be left out. @returns whether there is anything to leave out */
export async function leaveOut(form: PageForm): Promise<boolean> {
	const controls = await controlsOf(form)
	await form.evaluate((one, hidden) => {
		for (const control of (one as HTMLFormElement).elements) {
			if (control.matches(hidden)) continue
			if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type))
				control.checked = false
			else if (control instanceof HTMLSelectElement) control.value = ""
			else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)
				control.value = ""
			control.removeAttribute("required")
		}
	}, NOT_ASKED)
	return controls.length > 0
}

/** Puts far too many letters into every text. @returns whether there is a text field */
export async function overfill(form: PageForm): Promise<boolean> {
	const texts = (await controlsOf(form)).filter(({ type, disabled }) => isText(type) && !disabled)
	await form.evaluate(
		(one, { names, huge }) => {
			for (const control of (one as HTMLFormElement).elements) {
				control.removeAttribute("required")
				const { name } = control as HTMLInputElement
				if (!names.includes(name) || control.matches("[type=hidden]")) continue
				// No keyboard can do this, but a script that posts the form can.
				;(control as HTMLInputElement).type =
					control.tagName === "INPUT" ? "text" : (control as HTMLInputElement).type
				;(control as HTMLInputElement).value = huge
			}
		},
		{
			names: texts.map(({ name }) => name),
			huge: "я".repeat(Math.min(MAX_EACH, Math.floor(MAX_TOGETHER / Math.max(texts.length, 1)))),
		},
	)
	return texts.length > 0
}

export async function fill(form: Locator, filling: Filling): Promise<void> {
	for (const [name, value] of Object.entries(filling)) {
		const wanted = name.endsWith("*") ? `[name^="${name.slice(0, -1)}"]` : `[name="${name}"]`
		const field = form.locator(`${wanted}:enabled`).or(form.page().locator(`[form]${wanted}:enabled`))
		if (typeof value === "object" && "option" in value) {
			if ((await field.first().evaluate((one) => one.tagName)) === "SELECT")
				await field.first().selectOption({ index: value.option })
			else await field.nth(value.option).check()
		} else if (typeof value === "object") await field.first().setInputFiles(value)
		else if (typeof value === "boolean") await field.first().setChecked(value)
		else if ((await field.first().getAttribute("type")) === "radio")
			await field
				.and(form.page().locator(`[value="${value}"]`))
				.first()
				.check()
		else if ((await field.first().evaluate((one) => one.tagName)) === "SELECT")
			await field.first().selectOption(value)
		else if ((await field.first().getAttribute("type")) === "checkbox") await field.first().check()
		else await field.first().fill(value)
	}
}

/** The statuses that accept a form: a redirect, or the same news for a script. */
export const TAKEN = [202, 303]

export interface Answer {
	/** Sentences of the refusal. Empty if it was accepted. */
	refusal: string[]
	/** What the page says has been done. */
	toast: string
	status: number
}

/** Presses the button and waits for the page's answer. */
export async function send(
	page: Page,
	{ form, button }: { form: Locator; button: Locator },
): Promise<Answer> {
	let status = 0
	let underway = false
	const depart = (request: Request) => {
		if (request.method() === "POST") underway = true
	}
	const listen = (response: Response) => {
		if (response.request().method() !== "POST") return
		underway = false
		status = response.status()
	}
	page.on("request", depart)
	page.on("response", listen)
	const pressed = (await button.count()) > 0 ? button.first() : form.locator("button").first()
	const before = await page.evaluate(() => {
		;(globalThis as { stillHere?: boolean }).stillHere = true
		for (const one of document.querySelectorAll("[role=alert], .toast, .is-wrong"))
			one.setAttribute("data-old", "")
		return location.href
	})
	await pressed.click()
	const told = async () =>
		page.evaluate((address) => {
			const texts = (what: string) =>
				[...document.querySelectorAll<HTMLElement>(what)].map((one) => one.innerText.trim()).filter(Boolean)
			const fresh = ":not([data-old])"
			const refusal = texts(
				`.errors[role=alert]${fresh}, .alert--bad[role=alert]${fresh}, .is-wrong${fresh} .error, .failure h1, .failure .lead`,
			)
			const toast = texts(`.toast${fresh}`).join(" ")
			const gone = document.querySelector('[data-under-test="form"]') === null
			const moved =
				gone ||
				!("stillHere" in globalThis) ||
				location.href !== address ||
				document.querySelector(".alert[role=alert]:not([data-old])") !== null
			return { refusal, toast, moved }
		}, before)
	let answer = { refusal: [] as string[], toast: "", moved: false }
	await expect
		.poll(async () => {
			answer = await told().catch(() => answer)
			const settled = await page.evaluate(() => document.readyState === "complete").catch(() => false)
			// A field may be checked while the form is being sent. Only the answer to the form counts.
			const refused = answer.refusal.length > 0 && !underway && !TAKEN.includes(status)
			// The address changes before the page shows a refusal, so only an answer that refuses nothing ends with a move.
			// A success that is shown on the same page changes neither the address nor the form.
			const shownHere = status === 200 && !underway
			return settled && (refused || (status < 400 && (answer.toast !== "" || answer.moved || shownHere)))
		}, PATIENCE)
		.toBe(true)
	page.off("request", depart)
	page.off("response", listen)
	const taken = answer.toast !== "" || TAKEN.includes(status)
	return { refusal: taken ? [] : answer.refusal.map(plain), toast: plain(answer.toast), status }
}

/** The contents of the form's own fields. Passwords and files are never sent back. */
export async function standingIn(form: PageForm): Promise<string[]> {
	const controls = await controlsOf(form)
	return controls
		.filter(({ name, type }) => name && type !== "password" && type !== "file" && !/password/i.test(name))
		.filter(({ type, checked, value }) => (["radio", "checkbox"].includes(type) ? checked : value !== ""))
		.map(({ name, value }) => `${name}=${value.length > 60 ? `${value.length} letters` : value}`)
		.sort()
}

/** Checks that there is no failure and no English. */
export function soundsRight({ status, refusal, toast }: Answer): void {
	expect(status, refusal.join(" ")).toBeLessThan(500)
	for (const sentence of [...refusal, toast]) expect(sentence).not.toMatch(ENGLISH)
}

/** Checks also that no typed text became markup. */
export async function looksSound(page: Page, answer: Answer): Promise<void> {
	soundsRight(answer)
	expect(await page.locator("main b", { hasText: /^жирно$/ }).count()).toBe(0)
}

/**
 * Runs in the browser: bodies for the same act that no browser sends. In each of them the values that the page itself knows
 * (ids, versions) are broken, so none may be accepted.
 */
export function forgeries(form: SVGElement | HTMLElement): string[] {
	const controls = [...(form as HTMLFormElement).elements] as HTMLInputElement[]
	const isAct = ({ name, type, dataset }: HTMLInputElement) =>
		(name === "event" || name === "intent") && (type === "hidden" || dataset.underTest === "button")
	const known = controls.filter(
		({ name, type }) => type === "hidden" && /^version$|[iI]d$|^edition$/.test(name),
	)
	const typed = controls.filter((one) => one.name && one.type !== "hidden" && one.type !== "submit")
	if (known.length === 0) return []
	const body = (rename: (name: string) => string, value: string) =>
		new URLSearchParams([
			...controls.filter(isAct).map(({ name, value }): [string, string] => [name, value]),
			...known.map(({ name }): [string, string] => [name, "не то"]),
			...typed.map(({ name }): [string, string] => [rename(name), value]),
		]).toString()
	return [
		body((name) => name, "не то"),
		body((name) => name, "\u0000<script>"),
		body((name) => `${name}[0]`, "1"),
		body((name) => `${name}.x`, "1"),
	]
}
