import type { Possibility } from "#app/workflow/explain.server.ts"
import type { ApplicationView, DocumentView } from "./application.view.server.ts"

/** What a button needs to know of its event. */
export type OwnEvent = Pick<Possibility, "possible" | "reasons" | "button">

/**
 * Of an application, what the pages of an operator and a specialist show, in the words they show it in. What a page does not
 * show it is not sent: half of the view is the draft, other people's events, and codes.
 */
export function officePage(view: ApplicationView) {
	return {
		id: view.id,
		state: view.state,
		version: view.version,
		short: view.short,
		fullName: view.fullName,
		phone: view.phone,
		email: view.email,
		position: view.position,
		organisation: view.organisation,
		municipality: view.municipality,
		currentCategory: view.currentCategory,
		claimedCategory: view.claimedCategory,
		attestationForm: view.attestationForm,
		procedure: view.procedure,
		ground: view.ground,
		attendance: view.attendance,
		experience: view.experience,
		results: view.results,
		appointedOn: view.appointedOn,
		review: view.review,
		journal: view.journal,
		period: view.period,
		order: view.order,
		experts: view.experts,
		proposedVerdict: view.proposedVerdict,
		verdict: view.verdict,
		disputeComment: view.disputeComment,
		returnRemark: view.returnRemark,
		notSignedReason: view.notSignedReason,
		rejection: view.rejection,
		papers: papersOf(view),
		hasConclusion: view.conclusions.some(({ current }) => current),
		events: ownEvents(view.events),
	}
}
export type OfficePage = ReturnType<typeof officePage>

/** The events that this person may ever send here. */
export function ownEvents(events: Readonly<Record<string, Possibility>>): Partial<Record<string, OwnEvent>> {
	const own = Object.entries(events).filter(([, { allowed }]) => allowed)
	return Object.fromEntries(
		own.map(([event, { possible, reasons, button }]) => [event, { possible, reasons, button }]),
	)
}

/** A line of a list of papers. */
interface PaperLine {
	/** «PDF», «DOCX», «Ссылка» */
	kind: string
	name: string
	href: string
	note?: string
}

/** Notices, every version of the conclusion, and what has been attached. */
function papersOf({ notices, conclusions, documents }: ApplicationView): PaperLine[] {
	return [
		...notices,
		...conclusions.map(({ name, href, note, current }) => ({
			kind: "PDF",
			name,
			href,
			note: current ? note : `${note}. Больше не действует, хранится для истории`,
		})),
		...documents.map((one) => ({
			kind: one.sign,
			name: one.title || one.kindName,
			href: one.href,
			note: notesOn(one).filter(Boolean).join(". "),
		})),
	]
}

const notesOn = ({ criterion, note, outdated, warnings, scan }: DocumentView): string[] => [
	criterion ? `Показатель ${criterion}` : "",
	note,
	outdated ? "Подписан до изменений заявления" : "",
	...warnings,
	...(scan?.findings.map(({ text }) => text) ?? []),
]
