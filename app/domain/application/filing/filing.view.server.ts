import { prisma } from "#app/db/client.server.ts"
import { ZIP } from "#app/files/file-types.ts"
import type { Actor } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { fileSize, longDateTime } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { Cabinet, OwnEvents } from "#app/workflow/acts.ts"
import type { Possibility } from "#app/workflow/explain.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { PURPOSES } from "#machines/application/document-purpose.ts"
import type { FiledPaper } from "#machines/application/filed-papers.ts"
import { isTagged, type TagOf } from "#machines/lifecycle.ts"
import { type ApplicationView, type DocumentView, viewApplication } from "../application.view.server.ts"
import { examinedOf } from "../registration/examined-view.ts"
import { type Check, checksOf } from "../registration/registration-check.ts"
import { acceptsOf } from "./document-kind.ts"

export type Act = Pick<Possibility, "possible" | "allowed" | "reasons" | "button">

/** One of the two files that must be filed. */
export interface FiledFile {
	number: number
	kind: string
	title: string
	accepts: readonly string[]
	/** Several photographs may be chosen, because they are joined into one file. */
	multiple: boolean
	/** True if a new file replaces the attached one. */
	replaces: boolean
	hint: string
	documents: DocumentView[]
	/** True if a valid file is attached: one for the latest formed paper. */
	attached: boolean
	/** The address of «Таблицы для представления результатов», to be filled in. */
	template: string | null
}

export interface FilingView {
	id: string
	version: number
	state: string
	short: string
	status: string
	/** The latest formed paper: its date, and the size and address of its Word form. */
	formed: { at: string; size: string; href: string } | null
	/** The two files, in the states that accept them. */
	files: FiledFile[] | null
	/** The coordinator's checklist, as far as the system can fill it in. Null until a file is attached. */
	checks: Check[] | null
	cabinet: Cabinet
	/** What this person may send in the cabinet. */
	events: OwnEvents
	conclusion: {
		name: string
		href: string
		note: string
		proposed: string
		accepts: readonly string[]
		comment: string | null
	} | null
	/** Where the teacher continues if there is nothing to attach here. */
	next: "fill" | "revise" | "home" | "begin"
}

/** «Подать заявление»: what must be attached in this state, and what is already attached. */
export async function viewFiling(asked: { actor: Actor; id: string; now: Date }): Promise<FilingView> {
	return filingOf(await viewApplication(asked), "teacher")
}

export async function filingOf(view: ApplicationView, cabinet: Cabinet): Promise<FilingView> {
	const is = (tag: TagOf<typeof applicationLifecycle>) => isTagged(applicationLifecycle, view.state, tag)
	// What came on paper needs no form of ours, so its files are attached before there is one.
	const accepts = is("formed") || (cabinet === "municipality" && is("draft"))
	return {
		id: view.id,
		version: view.version,
		state: view.state,
		short: view.short,
		status: view.status,
		formed: is("formed") ? await formedPaper(view.id) : null,
		files: accepts ? filesOf(view) : null,
		checks: accepts && view.filed.some(({ attached }) => attached) ? checksBySystem(view) : null,
		cabinet,
		events: eventsIn(cabinet, "application", view.events),
		conclusion: is("awaitsTeacher") || is("disputed") ? conclusionOf(view) : null,
		next: is("draft") ? "fill" : is("turnedBack") ? "revise" : is("active") ? "home" : "begin",
	}
}

const checksBySystem = (view: ApplicationView) =>
	checksOf(examinedOf(view)).filter(({ tone }) => tone !== "look")

/** The part of an event that a page shows, without what only the engine reads. */
export function actOf({ events }: Pick<ApplicationView, "events">, event: string): Act {
	const explained = events[event]
	if (!explained) throw new Error(`no event «${event}»`)
	const { possible, allowed, reasons, button } = explained
	return { possible, allowed, reasons, button }
}

async function formedPaper(applicationId: string): Promise<FilingView["formed"]> {
	const revision = await prisma.formRevision.findFirst({
		where: { applicationId, voidedAt: null },
		orderBy: { number: "desc" },
		select: { formedAt: true, file: { select: { size: true } } },
	})
	return (
		revision && {
			at: longDateTime(revision.formedAt),
			size: fileSize(revision.file.size),
			href: paths.applicationForm(applicationId),
		}
	)
}

/** How each of the two papers is attached, by its purpose. */
const FILED: Readonly<
	Record<
		FiledPaper["purpose"],
		Omit<FiledFile, "number" | "documents" | "attached" | "template" | "replaces">
	>
> = {
	application_scan: {
		kind: "signed_application",
		title: "Подписанное заявление",
		accepts: [...acceptsOf("signed_application"), ZIP],
		multiple: true,
		hint: "PDF или фотографии страниц: система сама соберёт из них один PDF. До 20 МБ.",
	},
	results_annex: {
		kind: "results_annex",
		title: "Таблицы результатов",
		accepts: acceptsOf("results_annex"),
		multiple: false,
		hint: "DOC, DOCX или PDF, до 20 МБ.",
	},
	simplified_ground: {
		kind: "simplified_ground",
		title: "Документ, подтверждающий основание упрощённой формы",
		accepts: acceptsOf("simplified_ground"),
		multiple: true,
		hint: "PDF или фотографии страниц: система сама соберёт из них один PDF. До 20 МБ.",
	},
}

const withTables = (filed: ApplicationView["filed"]) =>
	filed.some(({ purpose }) => purpose === "results_annex")
const BOTH_IN_ONE =
	"PDF или фотографии страниц: система сама соберёт из них один PDF. Можно приложить один архив ZIP сразу с заявлением (PDF) и таблицами (Word). До 20 МБ."

const filesOf = ({ id, filed, documents }: ApplicationView): FiledFile[] =>
	filed.map(({ purpose, attached }, index) => ({
		...FILED[purpose],
		hint: purpose === "application_scan" && withTables(filed) ? BOTH_IN_ONE : FILED[purpose].hint,
		number: index + 1,
		documents: documents.filter(({ kind }) => kind === FILED[purpose].kind),
		attached,
		replaces: PURPOSES[purpose].single,
		template: purpose === "results_annex" ? paths.applicationAnnex(id) : null,
	}))

function conclusionOf(view: ApplicationView): FilingView["conclusion"] {
	const current = view.conclusions.find((one) => one.current)
	if (!current) return null
	return {
		name: current.name,
		href: current.href,
		note: current.note,
		proposed: current.verdict === "meets" ? "соответствует" : "не соответствует",
		accepts: acceptsOf("signed_conclusion"),
		comment: view.disputeComment,
	}
}
