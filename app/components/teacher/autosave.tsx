import { useActorRef, useSelector } from "@xstate/react"
import { type RefObject, useEffect, useMemo } from "react"
import { fromPromise } from "xstate"
import { civilDate, civilTime } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { dayMonth } from "#app/utils/russian.ts"
import {
	applicationFormMachine,
	type Saved,
	SaveRefused,
} from "#machines/browser/application-form.machine.ts"
import type { Answers } from "../forms/typed-answers.ts"
import { useUnsavedTyping } from "../forms/unsaved-typing.ts"
import { Alert, SavedNote } from "../ui/alert.tsx"
import { buttonClass } from "../ui/button.tsx"
import { Icon } from "../ui/icon.tsx"

/** The smallest answer of this server. The redirect after a save must lead somewhere, and rendering a page would be a waste. */
const SMALL_ANSWER = "/healthz"
/** Browsers send at most 64 kB to the server after the page has been left. */
const KEEPALIVE_BYTES = 60_000
const PATIENCE_MS = 20_000

const CONFLICT = 409
const REFUSALS: Record<number, string> = {
	400: "Не сохранено: один из ответов слишком длинный. Сократите его.",
	403: "Не сохранено: это заявление Вам изменять нельзя. Обновите страницу.",
	404: "Не сохранено: заявление не найдено. Обновите страницу.",
	409: "Не сохранено: заявление изменилось в другом окне.",
	413: "Не сохранено: ответы слишком длинные. Сократите их.",
}
const SIGNED_OUT = "Не сохранено: Вы вышли из системы. Войдите снова в соседней вкладке и вернитесь сюда."

const bodyOf = (answers: Answers, known: string) =>
	new URLSearchParams({ ...answers, known, event: "form.save", returnTo: SMALL_ANSWER })

const canOutliveThePage = (body: URLSearchParams) => body.toString().length < KEEPALIVE_BYTES

/**
 * Sends the changed answers. The others stay as the server has them, whatever an old page shows.
 * @throws SaveRefused if sending again would not help; any other error is about the connection
 */
export async function saveDraft(address: string, answers: Answers, known: string): Promise<void> {
	const body = bodyOf(answers, known)
	const answer = await fetch(address, {
		method: "POST",
		body,
		headers: { "X-Autosave": "1" },
		keepalive: canOutliveThePage(body),
		signal: AbortSignal.timeout(PATIENCE_MS),
	})
	if (answer.redirected && new URL(answer.url).pathname === paths.login()) throw new SaveRefused(SIGNED_OUT)
	const refusal = REFUSALS[answer.status]
	if (refusal) throw new SaveRefused(refusal, { cause: answer.status })
	if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
}

interface Autosaved {
	applicationId: string
	/** The address to which the buttons send the form. It names the application and the step. */
	action: string
	/** The version of the application on the page. */
	version: number
	/** ISO instants by the server's clock: the last save, and this response. */
	savedAt: string | null
	serverNow: string
}

/** The form saves itself while it is filled in. Without a script the button saves it. */
export function useAutosave(form: RefObject<HTMLFormElement | null>, autosaved: Autosaved) {
	const { applicationId, action, version, savedAt, serverNow } = autosaved
	const unsaved = useUnsavedTyping(form, action, version)
	const { restored, saveBy, reload } = unsaved
	const machine = useMemo(() => {
		// The demo's clock differs from the browser's.
		const ahead = Date.parse(serverNow) - Date.now()
		const save = fromPromise<Saved>(async () => {
			const saved = await saveBy((...sent) =>
				saveDraft(paths.applicationEvents(applicationId), ...sent),
			).catch((error: unknown) => {
				// The page loads the other answer and shows both.
				if (error instanceof SaveRefused && error.cause === CONFLICT) reload()
				throw error
			})
			return { at: saved ? new Date(Date.now() + ahead).toISOString() : (savedAt ?? "") }
		})
		return applicationFormMachine.provide({ actors: { save } })
	}, [applicationId, serverNow, savedAt, saveBy, reload])
	const actor = useActorRef(machine, { input: { savedAt } })
	const snapshot = useSelector(actor, (state) => state)
	const { leave: leavePage, unsaved: answersNow } = unsaved

	useEffect(() => {
		if (restored > 0) actor.send({ type: "form.typed" })
	}, [actor, restored])
	useEffect(() => {
		const leave = () => {
			if (document.visibilityState === "hidden") actor.send({ type: "form.left" })
		}
		// Only then does the browser ask whether to leave: everything else is sent while the page closes.
		const ask = (event: BeforeUnloadEvent) => {
			const waits = actor.getSnapshot().hasTag("unsaved")
			if (waits && !canOutliveThePage(bodyOf(answersNow(), ""))) event.preventDefault()
		}
		window.addEventListener("beforeunload", ask)
		document.addEventListener("visibilitychange", leave)
		window.addEventListener("pagehide", leave)
		return () => {
			document.removeEventListener("visibilitychange", leave)
			window.removeEventListener("pagehide", leave)
			window.removeEventListener("beforeunload", ask)
			leavePage()
			// The person opens another page of the cabinet. This stops the machine, but what was typed must not be lost.
			if (actor.getSnapshot().hasTag("unsaved"))
				saveBy((...sent) => saveDraft(paths.applicationEvents(applicationId), ...sent)).catch(() => undefined)
		}
	}, [actor, applicationId, saveBy, leavePage, answersNow])

	return {
		typed: () => {
			unsaved.remember()
			actor.send({ type: "form.typed" })
		},
		sent: () => {
			unsaved.handIn()
			actor.send({ type: "form.sent" })
		},
		retry: () => actor.send({ type: "form.retry" }),
		conflicts: unsaved.conflicts,
		failed: snapshot.matches("failed"),
		refusal: snapshot.matches("refused") ? snapshot.context.refusal : null,
		saving: snapshot.matches("saving"),
		savedAt: later(snapshot.context.savedAt, savedAt),
		serverNow,
	}
}

const later = (one: string | null, other: string | null) => ((one ?? "") > (other ?? "") ? one : other)

export type Autosave = ReturnType<typeof useAutosave>

/** «Черновик сохранён сегодня в 14:32», or why it is not saved. */
export function AutosaveNote({ autosave, className }: { autosave: Autosave; className?: string }) {
	if (autosave.refusal) return <NotSaved className={className}>{autosave.refusal}</NotSaved>
	if (autosave.failed) {
		return (
			<NotSaved className={className}>
				Не сохранено: нет связи. Повторим сами.{" "}
				<button type="button" className="btn btn--text btn--s" onClick={autosave.retry}>
					Повторить сейчас
				</button>
			</NotSaved>
		)
	}
	if (!autosave.savedAt) return null
	return <SavedNote className={className}>{savedText(autosave.savedAt, autosave.serverNow)}</SavedNote>
}

/** Shows what was typed here next to what was saved elsewhere. The person chooses, and nothing is lost. */
export function EditConflicts({ autosave }: { autosave: Autosave }) {
	return autosave.conflicts.map(({ name, question, answer, settle }) => (
		<Alert key={name} tone="wait" live title={`Ответ изменён в другом окне: ${question}`} className="mt-5">
			<p>В форме стоит тот ответ. Здесь Вы написали:</p>
			<blockquote>{answer || "(пусто)"}</blockquote>
			<div className="acts mt-3">
				<button type="button" className={buttonClass("second", true)} onClick={() => settle(true)}>
					Вернуть написанное здесь
				</button>
				<button type="button" className={buttonClass("text", true)} onClick={() => settle(false)}>
					Оставить как в форме
				</button>
			</div>
		</Alert>
	))
}

function NotSaved({ className = "", children }: { className?: string; children: React.ReactNode }) {
	return (
		<div className={className} role="alert">
			<p className="why">
				<Icon name="warn" />
				<span>{children}</span>
			</p>
		</div>
	)
}

export function savedText(savedAt: string, serverNow: string): string {
	const saved = new Date(savedAt)
	const day = civilDate(saved)
	const when = day === civilDate(new Date(serverNow)) ? "сегодня" : dayMonth(day)
	return `Черновик сохранён ${when} в ${civilTime(saved)}`
}
