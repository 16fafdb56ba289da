import type { ReactNode } from "react"
import { verdictText } from "#app/domain/application/application.acts.ts"
import type { ConclusionPage } from "#app/domain/application/assessment/attestation.view.server.ts"
import { provedByCodes } from "#app/scans/proved.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { EventForm } from "../forms/event-form.tsx"
import { ActBar } from "../ui/act-bar.tsx"
import { Checklist } from "../ui/checklist.tsx"
import type { BenchKey } from "../workbench/keys.ts"
import { pagesOf, type ViewedPaper, viewedDocuments } from "../workbench/viewed-paper.ts"

export const ASSESS = "conclusion.assess"
export const ACCEPT_KEY: BenchKey = { letter: "R", words: "Принять заключение и открыть следующее" }

/** The present conclusion first, then everything that the application rests on. */
export function papersOfConclusion({ conclusions, documents }: ConclusionPage): ViewedPaper[] {
	const current = conclusions.filter((one) => one.current)
	const papers = viewedDocuments(documents)
	const signed = documents.filter(({ purpose }) => purpose === "signed_conclusion").map(({ id }) => id)
	return [
		...papers.filter(({ id }) => signed.includes(id)),
		...current.map(({ id, href, pages }) => ({
			id,
			title: "Заключение",
			sign: "PDF",
			href,
			pages: pagesOf({ sign: "PDF", pages }),
		})),
		...papers.filter(({ id }) => !signed.includes(id)),
	]
}

/** What the codes prove about the paper that will be accepted, and what they doubt. */
export function ConclusionChecks({ application }: { application: ConclusionPage }) {
	const current = application.conclusions.find((one) => one.current)
	if (!current) return null
	const signed = application.documents.find(
		({ purpose, outdated }) => purpose === "signed_conclusion" && !outdated,
	)
	const scan = signed?.scan ?? current.scan
	const pages = signed?.scan ? signed.pages : current.pages
	return (
		<Checklist
			items={[
				...(scan?.findings ?? []).map(({ text, certain }) => ({
					id: text,
					tone: certain ? ("no" as const) : ("warn" as const),
					title: text,
				})),
				{
					id: "codes",
					tone: scan?.findings.length === 0 ? ("ok" as const) : ("look" as const),
					title: `По кодам: ${provedByCodes(scan, pages, "several")}`,
				},
			]}
		/>
	)
}

/**
 * Accepts what the experts propose with one press, always in the same place of the screen. Another result, or no proposal,
 * needs the form. The note says what the press confirms.
 */
export function AcceptBar({
	application,
	onward,
	returnTo,
	children,
}: {
	application: ConclusionPage & { events: OwnEvents }
	/** Another conclusion waits. */
	onward: boolean
	returnTo: string
	/** Further buttons. */
	children?: ReactNode
}) {
	const { conclusions, events, version } = application
	const proposed = conclusions.find((one) => one.current)?.verdict
	if (!events[ASSESS]?.possible || !proposed) return null
	return (
		<ActBar
			note={
				<span>
					Результат специалистов: <b>{verdictText(proposed)}</b>. Принимая, Вы подтверждаете, что все страницы
					и подписи на месте.
				</span>
			}
		>
			<span data-key={ACCEPT_KEY.letter}>
				<EventForm
					event={ASSESS}
					label={onward ? "Принять и следующее" : "Принять"}
					sign="stamp"
					version={version}
					hidden={{ verdict: proposed, complete: "on", returnTo }}
				/>
			</span>
			{children}
		</ActBar>
	)
}
