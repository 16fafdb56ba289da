import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { plain } from "../flows/papers.ts"
import { dataAddress } from "../http/data-address.ts"
import { visit } from "../setup/browser.ts"
import { PATIENCE } from "../setup/patience.ts"
import type { Example } from "./crawl.ts"
import { pretended } from "./papers.ts"
import type { Sender } from "./people.ts"
import { contentsOf, fillPlainly, findPlainly, openPlainly, searchPlainly, sendPlainly } from "./plain.ts"
import { ENTRY_ROWS } from "./rows-entry.ts"
import { INVITATION_ROWS } from "./rows-invitations.ts"
import { LETTER_ROWS } from "./rows-letters.ts"
import { EXPERT_ROWS, MUNICIPAL_ROWS, SCHOOL_ROWS } from "./rows-offices.ts"
import { LAST_ROWS, OPERATOR_ROWS, SIGN_OUT_ROWS } from "./rows-operator.ts"
import { PHOTO_ROWS } from "./rows-photos.ts"
import { REFERENCE_ROWS } from "./rows-reference.ts"
import { AGAIN_ROWS, GUEST_ROWS, PROFILE_ROWS, TEACHER_ROWS } from "./rows-teacher.ts"
import { TRUST_ROWS } from "./rows-trust.ts"
import { VIEW_ROWS } from "./rows-views.ts"
import { Scene } from "./scene.ts"
import {
	ENGLISH,
	fill,
	findForm,
	forgeries,
	leaveOut,
	looksSound,
	overfill,
	send,
	soundsRight,
	standingIn,
	TAKEN,
} from "./sending.ts"
import type { FormRow } from "./table.ts"

// Every form of the product is sent empty, wrong and right by every role that may see it. The files in this folder divide
// the roles among themselves, each with its own server. The first role of a row sends the form in a browser with scripts.
// The other roles, and forms meant to be refused, do without scripts, because a form's scripts are the same for everybody.

const ROWS: readonly FormRow[] = [
	...GUEST_ROWS,
	...INVITATION_ROWS,
	...PROFILE_ROWS,
	...PHOTO_ROWS,
	...SCHOOL_ROWS,
	...TEACHER_ROWS,
	...EXPERT_ROWS,
	...MUNICIPAL_ROWS,
	...ENTRY_ROWS,
	...AGAIN_ROWS,
	...OPERATOR_ROWS,
	...LETTER_ROWS,
	...REFERENCE_ROWS,
	...LAST_ROWS,
	...VIEW_ROWS,
	...TRUST_ROWS,
	...SIGN_OUT_ROWS,
]

/** Addresses that no form on a page names. Journeys send to them. */
const SENT_BY_SCRIPTS: Readonly<Record<string, string>> = {
	"applications.$id.uploads": "the upload with progress",
	"withdrawals.$id.uploads": "the upload with progress",
	"uploads.($id)": "pieces of a file: tests/flows/interruptions.flow.test.ts",
	"login_.code": "the second step of signing in: tests/http/second-step.flow.test.ts",
	"applications.$id.photos.uploads": "photographs with progress: tests/flows/photos.flow.test.ts",
	"photos.$token": "the page on a telephone: tests/flows/photos.flow.test.ts",
	"photos.$token_.uploads": "photographs with progress: tests/flows/photos.flow.test.ts",
	"applications.$id.withdrawals": "the address for other programs",
}

/** Addresses that receive forms of other pages. */
const TAKERS: ReadonlySet<string> = new Set([
	// An address that does not exist: it refuses every form.
	"$",
	"applications._index",
	"applications.$id.events",
	"schedules_.$id.events",
	"withdrawals.$id.events",
	"logout",
])

const pageOf = (form: string) => form.split(" · ")[0] ?? ""

/** Sends every form that these roles see. @param more tests that need the same server */
export function testForms(roles: readonly Sender[], more?: (scene: () => Scene) => void): void {
	const ownRows = ROWS.filter(({ by }) => by.some((role) => roles.includes(role)))
	let scene: Scene
	beforeAll(async () => {
		scene = await Scene.open()
		await scene.look(roles)
	})
	afterAll(async () => {
		await scene?.close()
	})

	test("every list can be filtered by any text, and keeps what was typed", async () => {
		const lists = [...scene.seen.examples].filter(([form]) => form.endsWith("· filters"))
		let searched = 0
		for (const [form, byRole] of lists)
			for (const [, [at]] of byRole)
				if (at && (await searchPlainly(scene, form, at, "Ёлкина-Ким <b>'%_\\ 👩‍🏫"))) searched += 1
		expect(searched).toBeGreaterThan(0)
	})

	describe("every form", () => {
		describe.each(
			ownRows.map((row) => [[row.form, row.of].filter(Boolean).join(", "), row] as const),
		)("%s", (_form, row) => {
			const senders = row.by.filter((by) => roles.includes(by))
			test.each(senders)("sent by %s: empty, wrong and right", async (by) => {
				await row.prepare?.(scene, by)
				const at = await placeOf(scene, row, by)
				const scripted = by === senders[0]
				if (!row.short) await sendWrong(scene, row, at)
				if (!row.optional && !row.short) await sendForged(scene, row, at)
				if (!row.optional && !scripted) await sendEmptyPlainly(scene, row, at)
				const refused = !row.optional && scripted ? await sendEmpty(scene, row, at) : null
				// The page is read again: what was refused may have changed it.
				const { html: _, ...anew } = at
				await (scripted && !row.plain
					? sendRight(scene, row, by, anew, refused)
					: sendRightPlainly(scene, row, by, anew))
				if (row.form.startsWith("invite")) await scene.forget(at.login)
			})
		})
	})

	more?.(() => scene)

	describe("the table of forms", () => {
		const forms = () => [...scene.seen.examples, ...scene.met] as const

		test("has a row for every form that anybody has seen, with every role that saw it", () => {
			const missing = forms()
				.filter(([form]) => !form.endsWith("· filters"))
				.flatMap(([form, byRole]) =>
					[...byRole.keys()]
						.filter((role) => !ROWS.some((row) => row.form === form && row.by.includes(role)))
						.map((role) => `${form}: ${role}`),
				)
			expect([...new Set(missing)]).toEqual([])
		})

		test("has no form that nobody has seen", () => {
			const known = new Set(forms().map(([form]) => form))
			expect(ownRows.map(({ form }) => form).filter((form) => !known.has(form))).toEqual([])
		})

		test("has a form for every route that receives one", () => {
			const shown = new Set(ROWS.map(({ form }) => pageOf(form)))
			const without = scene.site
				.withAction()
				.filter((route) => !shown.has(route) && !TAKERS.has(route) && !(route in SENT_BY_SCRIPTS))
			expect(without).toEqual([])
			const elsewhere = [...scene.seen.takenBy, ...scene.takenBy].filter(
				([form, taker]) => !form.endsWith("· filters") && !shown.has(taker) && !TAKERS.has(taker),
			)
			expect(elsewhere, "forms that an address without a row takes").toEqual([])
		})

		test("no page of any role links to a page that its reader may not open", () => {
			expect(scene.seen.deadLinks).toEqual([])
		})

		test("no page shows the code of an event or a state instead of its words", () => {
			const codes = Object.values(LIFECYCLES).flatMap(({ machine, events }) => [
				...Object.keys(events),
				...leafStates(machine).filter((state) => state.includes(".")),
			])
			const shown = scene.seen.texts.flatMap(({ address, text }) =>
				codes.filter((code) => text.includes(code)).map((code) => `${address}: ${code}`),
			)
			expect(shown).toEqual([])
		})

		test("no script failed, and nothing broke the content policy", async () => {
			expect(await scene.complaintsSoFar()).toEqual([])
		})
	})
}

async function placeOf(scene: Scene, row: FormRow, by: Sender): Promise<Required<Example>> {
	const known = row.at ? await row.at(scene, by) : scene.placesOf(row.form, by)
	const found = await scene.where(row.form, known, row.needs)
	if (!found) throw new Error(`${by} has no page with «${row.form}» any more, of ${known.length}`)
	return found
}

/** Opens the page in the browser and finds the form on it. */
async function openForm(scene: Scene, row: FormRow, { login, address }: Example) {
	const page = await scene.pageOf(login)
	await visit(page, address)
	const found = await findForm(page, row.form)
	if (!found) throw new Error(`${address} has no «${row.form}» for ${login || "a guest"}`)
	return { page, ...found }
}

type OpenedForm = Awaited<ReturnType<typeof openForm>>

/** @returns the refused form, to be corrected where it stands, unless its page had filled in something that is gone now */
async function sendEmpty(scene: Scene, row: FormRow, at: Example): Promise<OpenedForm | null> {
	const opened = await openForm(scene, row, at)
	const before = await standingIn(opened.form)
	if (!(await leaveOut(opened.form))) return opened
	const answer = await send(opened.page, opened)
	await looksSound(opened.page, answer)
	expect(answer.refusal, "sent empty").not.toEqual([])
	const again = before.length === 0 ? await findForm(opened.page, row.form) : null
	return again && { page: opened.page, ...again }
}

async function sendEmptyPlainly(scene: Scene, row: FormRow, at: Example) {
	const opened = await openPlainly(scene, row.form, at)
	if (!(await leaveOut(opened.form))) return
	const answer = await sendPlainly(scene, at.login, opened)
	soundsRight(answer)
	expect(answer.refusal, "sent empty").not.toEqual([])
}

async function sendWrong(scene: Scene, row: FormRow, at: Example) {
	const opened = await openPlainly(scene, row.form, at)
	const { form } = opened
	const typed = await overfill(form)
	const file = row.form.endsWith("+file")
	if (!typed && !file) return
	const before = await standingIn(form)
	const answer = await sendPlainly(scene, at.login, opened, file ? { file: pretended("Скан.pdf") } : {})
	soundsRight(answer)
	expect(answer.markedUp).toBe(false)
	expect(answer.refusal, "sent with far too much in each text").not.toEqual([])
	const again = await findPlainly(scene, row.form, answer.address, answer.html)
	if (again) expect(await standingIn(again.form), "what was typed").toEqual(before)
}

const fillingOf = (scene: Scene, row: FormRow, by: Sender) =>
	typeof row.right === "function" ? row.right(scene, by) : row.right

/** @param refused the form on the page that has just refused it */
async function sendRight(scene: Scene, row: FormRow, by: Sender, at: Example, refused: OpenedForm | null) {
	const opened = refused ?? (await openForm(scene, row, at))
	await fill(opened.form, await fillingOf(scene, row, by))
	const answer = await send(opened.page, opened)
	await looksSound(opened.page, answer)
	expect(answer.refusal.join("\n"), "sent right").toBe("")
	const said = async () => plain(`${answer.toast} ${await opened.page.locator("body").innerText()}`)
	await expect.poll(said, PATIENCE).toContain(row.says)
	if (by !== "guest" && !row.asAnother) await scene.noteForms(opened.page, at.login)
}

/** The row's form, on a page that offers what it needs. */
async function openToFill(scene: Scene, { form, after }: FormRow, at: Example) {
	if (!after) return openPlainly(scene, form, at)
	const before = await openPlainly(scene, after.form, at)
	await fillPlainly(before, after.right)
	const { address, html } = await sendPlainly(scene, at.login, before)
	const found = await findPlainly(scene, form, address, html)
	if (!found) throw new Error(`«${after.form}» has led away from «${form}»`)
	return found
}

async function sendRightPlainly(scene: Scene, row: FormRow, by: Sender, at: Example) {
	const opened = await openToFill(scene, row, at)
	const filling = await fillingOf(scene, row, by)
	await fillPlainly(opened, filling)
	const answer = await sendPlainly(scene, at.login, opened, filling)
	soundsRight(answer)
	expect(answer.markedUp).toBe(false)
	expect(answer.refusal.join("\n"), "sent right").toBe("")
	expect(`${answer.toast} ${plain(answer.text)}`).toContain(row.says)
	if (by !== "guest" && !row.asAnother) await scene.noteFormsIn(answer.html, answer.address, at.login)
}

/** Sends bodies that no page would send, in the way of the page's scripts: the answer is then no whole page. */
async function sendForged(scene: Scene, row: FormRow, at: Example) {
	const opened = await openPlainly(scene, row.form, at)
	const { to } = await contentsOf(opened)
	for (const body of await opened.form.evaluate(forgeries)) {
		const answer = await scene.request(at.login, dataAddress(to), {
			method: "POST",
			headers: { "Content-Type": "application/x-www-form-urlencoded" },
			body,
		})
		expect(TAKEN, `taken: ${body.slice(0, 80)}`).not.toContain(answer.status)
		expect(answer.status, body.slice(0, 80)).toBeLessThan(500)
		expect(await answer.text()).not.toMatch(ENGLISH)
	}
}
