import { useActorRef, useSelector } from "@xstate/react"
import { type RefObject, useEffect, useMemo } from "react"
import { fromPromise } from "xstate"
import { paths } from "#app/utils/paths.ts"
import { dayMonth } from "#app/utils/russian.ts"
import { applicationFormMachine, type Saved, SaveRefused } from "#machines/application-form.machine.ts"
import { civilDate, civilTime } from "#machines/calendar.ts"
import { SavedNote } from "./alert.tsx"
import { Icon } from "./icon.tsx"

/** The smallest answer of this server: the redirect after a save has to lead somewhere, and a page would be made for nothing. */
const SMALL_ANSWER = "/healthz"
/** Browsers carry at most 64 kB to the server after the page is gone. */
const KEEPALIVE_BYTES = 60_000
const PATIENCE_MS = 20_000

const REFUSALS: Record<number, string> = {
	400: "Не сохранено: один из ответов слишком длинный. Сократите его.",
	403: "Не сохранено: это заявление Вам изменять нельзя. Обновите страницу.",
	404: "Не сохранено: заявление не найдено. Обновите страницу.",
	409: "Не сохранено: заявление изменилось в другом окне. Обновите страницу.",
	413: "Не сохранено: ответы слишком длинные. Сократите их.",
}
const SIGNED_OUT = "Не сохранено: Вы вышли из системы. Войдите снова в соседней вкладке и вернитесь сюда."

/**
 * Sends everything that the form holds now.
 * @throws SaveRefused when sending it again would not help; any other error is a matter of the connection
 */
export async function saveDraft(address: string, form: HTMLFormElement): Promise<void> {
	const body = new URLSearchParams()
	for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value)
	body.set("event", "form.save")
	body.set("returnTo", SMALL_ANSWER)
	const answer = await fetch(address, {
		method: "POST",
		body,
		headers: { "X-Autosave": "1" },
		keepalive: body.toString().length < KEEPALIVE_BYTES,
		signal: AbortSignal.timeout(PATIENCE_MS),
	})
	if (answer.redirected && new URL(answer.url).pathname === paths.login()) throw new SaveRefused(SIGNED_OUT)
	const refusal = REFUSALS[answer.status]
	if (refusal) throw new SaveRefused(refusal)
	if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
}

interface Autosaved {
	applicationId: string
	/** ISO instants: of the last save, and of the page's answer by the server's clock. */
	savedAt: string | null
	serverNow: string
}

/** The form saves itself while it is filled in; without script the button does. */
export function useAutosave(form: RefObject<HTMLFormElement | null>, { applicationId, ...known }: Autosaved) {
	const machine = useMemo(() => {
		// The demo's clock runs apart from the browser's.
		const ahead = Date.parse(known.serverNow) - Date.now()
		const save = fromPromise<Saved>(async () => {
			if (form.current) await saveDraft(paths.applicationEvents(applicationId), form.current)
			return { at: new Date(Date.now() + ahead).toISOString() }
		})
		return applicationFormMachine.provide({ actors: { save } })
	}, [applicationId, known.serverNow, form])
	const actor = useActorRef(machine, { input: { savedAt: known.savedAt } })
	const snapshot = useSelector(actor, (state) => state)

	useEffect(() => {
		const element = form.current
		const leave = () => {
			if (document.visibilityState === "hidden") actor.send({ type: "form.left" })
		}
		document.addEventListener("visibilitychange", leave)
		window.addEventListener("pagehide", leave)
		return () => {
			document.removeEventListener("visibilitychange", leave)
			window.removeEventListener("pagehide", leave)
			// Another page of the cabinet: the actor ends with this one, what was typed must not.
			if (element && actor.getSnapshot().hasTag("unsaved"))
				saveDraft(paths.applicationEvents(applicationId), element).catch(() => undefined)
		}
	}, [actor, applicationId, form])

	return {
		typed: () => actor.send({ type: "form.typed" }),
		sent: () => actor.send({ type: "form.sent" }),
		retry: () => actor.send({ type: "form.retry" }),
		failed: snapshot.matches("failed"),
		refusal: snapshot.matches("refused") ? snapshot.context.refusal : null,
		saving: snapshot.matches("saving"),
		savedAt: snapshot.context.savedAt,
		serverNow: known.serverNow,
	}
}

export type Autosave = ReturnType<typeof useAutosave>

/** «Черновик сохранён сегодня в 14:32», or why it is not. */
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
