import { z } from "zod"
import { allOf, Prisma } from "#app/db/client.server.ts"
import { attestationFormText, categoryText } from "#app/documents/phrases.ts"
import type { Actor } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { OwnEvent, OwnEvents } from "#app/workflow/acts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import {
	orderOfApplications,
	pageOfApplications,
	type SortedApplications,
} from "../../list/page-of-applications.server.ts"
import { placeInList } from "../../list/place-in-list.server.ts"
import { rowsOfApplications } from "../../list/rows-of-applications.server.ts"
import { listPeriods } from "../../schedule/schedule.view.server.ts"
import { type ApplicationView, viewApplication } from "../application.view.server.ts"
import { acceptsOf, kindNamed } from "../filing/document-kind.ts"
import { askedFor } from "../overview/asked-for.server.ts"
import { LIST_FIELDS } from "../overview/list-fields.ts"
import { chosenOf, NO_PERIOD } from "../scheduling/scheduling.view.server.ts"
import { withFittingConclusion } from "./conclusion-events.ts"

const IN_ATTESTATION = statesTagged(applicationLifecycle, "approved")
/**
 * The simplified procedure has no schedule and no experts: these applications are registered, and then admitted to the
 * commission. An index has the same two conditions (Application_attestation_idx).
 */
const SIMPLIFIED = statesTagged(applicationLifecycle, "forSitting").filter(
	(state) => !IN_ATTESTATION.includes(state),
)
const AWAITING_VERDICT = statesTagged(applicationLifecycle, "awaitsVerdict")

export const AttestationQuerySchema = z.object({
	/** One of the coordinator's municipalities; empty for all of them. */
	municipality: z.string().catch(""),
	period: z.string().catch(""),
	...LIST_FIELDS,
})
export type AttestationQuery = z.infer<typeof AttestationQuerySchema>

export interface AttestationRow {
	id: string
	state: string
	short: string
	period: string | null
	fullName: string
	position: string
	subject: string
	currentCategory: string
	claimedCategory: string
	attestationForm: string
	/** The title of the ground, or null in the general procedure. */
	ground: string | null
	documents: { id: string; name: string; href: string }[]
	/** The scan signed by the teacher, or the experts' file if there is no scan. */
	conclusion: { href: string; signed: boolean } | null
	awaitsVerdict: boolean
}

/**
 * «Аттестация педагогических работников»: from the approval of the schedule to the decision, including simplified
 * applications.
 */
export async function viewAttestation({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: AttestationQuery
	now: Date
}) {
	const where = await attestationWhere(actor, query)
	const [{ rows, ...pages }, periods] = await Promise.all([
		pageOfApplications({
			page: query.page,
			where,
			orderBy: orderOfApplications(SORTED, query.sort),
		}),
		listPeriods(chosenOf(actor, query), now),
	])
	const ids = [...new Set(periods.map(({ id }) => id))].reverse()
	return {
		...pages,
		rows: (await loadRows(rows)).map(rowView),
		query,
		periods: [
			...ids.map((id) => ({ value: id, label: period(id).label })),
			{ value: NO_PERIOD, label: "Упрощённая форма, без периода" },
		],
	}
}

const SORTED: SortedApplications<"attestation"> = {
	period: (way) => ({ schedule: { periodId: way } }),
	name: (way) => ({ searchName: way }),
	position: (way) => ({ position: { nominative: way } }),
	subject: (way) => ({ subjectNominative: way }),
	current: (way) => ({ currentCategory: way }),
	claimed: (way) => ({ claimedCategory: way }),
	form: (way) => ({ attestationForm: way }),
	ground: (way) => ({ groundCode: { sort: way, nulls: "last" } }),
	conclusion: (way) => ({ state: way }),
}

async function attestationWhere(
	actor: Actor,
	query: AttestationQuery,
): Promise<Prisma.ApplicationWhereInput> {
	const chosen = query.period
	return {
		municipalityCode: { in: chosenOf(actor, query) },
		OR: [{ state: { in: IN_ATTESTATION } }, { state: { in: SIMPLIFIED }, procedure: "simplified" }],
		...(chosen === NO_PERIOD && { scheduleId: null }),
		...(chosen && chosen !== NO_PERIOD && { schedule: { periodId: chosen } }),
		AND: [await askedFor(query.q)],
	}
}

interface Papers {
	attachments: { id: string; kind: string; title: string; fileHash: string | null; url: string | null }[]
	/** The id of the latest one. */
	conclusion: string | null
}

const loadRows = rowsOfApplications([
	"state",
	"fullName",
	"currentCategory",
	"claimedCategory",
	"attestationForm",
	"procedure",
	"groundCode",
	"subjectGenitive",
])<Papers>(Prisma.sql`,
	${allOf(Prisma.sql`SELECT d."id", d."kind", d."title", d."fileHash", d."url" FROM "Attachment" d
		WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL ORDER BY d."addedAt"`)} AS "attachments",
	(SELECT k."id" FROM "Conclusion" k WHERE k."applicationId" = a."id" AND k."voidedAt" IS NULL
		ORDER BY k."number" DESC LIMIT 1) AS "conclusion"`)

function rowView(row: Awaited<ReturnType<typeof loadRows>>[number]): AttestationRow {
	const { attachments, conclusion } = row
	const signed = attachments.find(({ kind }) => kind === "signed_conclusion")
	return {
		id: row.id,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		period: row.periodId ? period(row.periodId).label : null,
		fullName: row.fullName,
		position: row.position,
		subject: row.subjectGenitive,
		currentCategory: categoryText(row.currentCategory, "не имею"),
		claimedCategory: categoryText(row.claimedCategory),
		attestationForm: attestationFormText(row.attestationForm),
		ground:
			row.procedure === "simplified"
				? (SIMPLIFIED_GROUNDS.find(({ code }) => code === row.groundCode)?.title ?? "не указано")
				: null,
		documents: attachments.map(documentLink),
		conclusion: conclusion
			? { href: paths.file(signed?.id ?? conclusion), signed: signed !== undefined }
			: null,
		awaitsVerdict: isTagged(applicationLifecycle, row.state, "awaitsVerdict"),
	}
}

const documentLink = ({ id, kind, title, fileHash, url }: Papers["attachments"][number]) => ({
	id,
	name: title || (kindNamed(kind)?.name ?? kind),
	href: fileHash ? paths.file(id) : (url ?? ""),
})

/** One application for the page of its conclusion. Data that the page does not show is not sent, for example phone and e-mail. */
export async function viewAttestationOf(asked: Parameters<typeof viewApplication>[0]) {
	const view = await viewApplication(asked)
	const municipality = view.municipalityCode
	return {
		neighbours: await placeInList(
			{
				from: Prisma.sql`"Application" a`,
				where: Prisma.sql`a."municipalityCode" = ${municipality} AND a."state" = ANY (${AWAITING_VERDICT})`,
				id: Prisma.sql`a."id"`,
				key: [Prisma.sql`a."searchName"`, Prisma.sql`a."id"`],
			},
			view.id,
		),
		...conclusionPage(view),
		events: eventsOf(view),
	}
}

export type AttestationOf = Awaited<ReturnType<typeof viewAttestationOf>>

/** What a page about one conclusion shows, in every cabinet. */
export function conclusionPage(view: ApplicationView) {
	return {
		id: view.id,
		state: view.state,
		version: view.version,
		short: view.short,
		fullName: view.fullName,
		period: view.period,
		position: view.position,
		organisation: view.organisation,
		currentCategory: view.currentCategory,
		claimedCategory: view.claimedCategory,
		attestationForm: view.attestationForm,
		procedure: view.procedure,
		ground: view.ground,
		experts: view.experts.map(({ seat, name, post }) => ({ seat, name, post })),
		conclusions: view.conclusions,
		documents: view.documents,
		verdict: view.verdict,
		returnRemark: view.returnRemark,
		disputeComment: view.disputeComment,
		notSignedReason: view.notSignedReason,
		/** Somebody has to check the conclusion and set the result. */
		waits: AWAITING_VERDICT.includes(view.state),
		mayAssess: view.events["conclusion.assess"]?.allowed ?? false,
		/** Content types that a conclusion's file may have. */
		conclusionAccepts: acceptsOf("conclusion"),
	}
}
export type ConclusionPage = ReturnType<typeof conclusionPage>

/** What the coordinator may send here. Empty once the result is set. */
function eventsOf(view: ApplicationView): OwnEvents {
	if (view.procedure === "simplified" || view.verdict) return {}
	const hasConclusion = view.conclusions.some(({ current }) => current)
	const events = withFittingConclusion(eventsIn("municipality", "application", view.events), hasConclusion)
	const assess = events["conclusion.assess"]
	if (!assess || assess.possible) return events
	return { ...events, "conclusion.assess": { ...assess, reasons: notYet(assess, hasConclusion) } }
}

/** The reason in the words of the list, because the state's name is not clear enough for people who wait for the paper. */
const notYet = ({ reasons }: OwnEvent, hasConclusion: boolean): string[] =>
	hasConclusion
		? [...reasons, "Результат ставится после того, как педагог подпишет заключение."]
		: ["Итоговое заключение не прикреплено: результат можно поставить, когда оно прикреплено."]
