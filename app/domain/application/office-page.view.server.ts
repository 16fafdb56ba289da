import { eventsIn } from "#app/workflow/acts.server.ts"
import type { Cabinet } from "#app/workflow/acts.ts"
import type { ApplicationView, DocumentView } from "./application.view.server.ts"

/**
 * The part of an application's view that the pages of operators and experts show, already in words. The rest is not sent to
 * the browser: half of the view is the draft, other people's events, and codes.
 */
export function officePage(view: ApplicationView, cabinet: Cabinet) {
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
		events: eventsIn(cabinet, "application", view.events),
	}
}
export type OfficePage = ReturnType<typeof officePage>

/** A line of a list of papers. */
interface PaperLine {
	/** «PDF», «DOCX», «Ссылка» */
	kind: string
	name: string
	href: string
	note?: string
}

/** Notices, all versions of the conclusion, and attached documents. */
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
