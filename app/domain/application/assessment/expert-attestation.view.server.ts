import { z } from "zod"
import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { attestationFormText, categoryText } from "#app/documents/phrases.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { asPrinted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { period } from "#machines/calendar.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import {
	orderOfApplications,
	pageOfApplications,
	type SortedApplications,
} from "../../list/page-of-applications.server.ts"
import { rowsOfApplications } from "../../list/rows-of-applications.server.ts"
import { loadRulebook } from "../../rules/rulebook.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { askedFor } from "../overview/asked-for.server.ts"
import { LIST_FIELDS } from "../overview/list-fields.ts"
import { stepsOf } from "./expert-steps.ts"

/** From the approval of the schedule to the decision. */
const OPEN = statesTagged(applicationLifecycle, "openToExperts")
/** The states in which the expert still has work to do, because nothing is assessed yet. */
const AT_WORK = OPEN.filter((state) => !isTagged(applicationLifecycle, state, "awaitsDecision"))

/**
 * Applications in which this person has a seat. Other rights do not count: an expert who also coordinates sees only their
 * own work here.
 */
export const assignedTo = (actor: Actor): Prisma.ApplicationWhereInput => ({
	state: { in: OPEN },
	teacherId: { not: actor.id },
	seats: { some: { expertId: actor.id } },
})

/** «Количество педагогических работников, назначенных Вам на аттестацию», and the dates of each period. */
export async function viewExpertHome({ actor, now }: { actor: Actor; now: Date }) {
	const rows = await rowsOf<AtWork>(
		prisma,
		Prisma.sql`
		SELECT a."state", a."attestationForm", m."hasGroupHeads", m."paperConclusions", s."periodId", t."acceptedAt", t."declinedAt"
		FROM "Seat" t JOIN "Application" a ON a."id" = t."applicationId" JOIN "Municipality" m ON m."code" = a."municipalityCode"
		LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE t."expertId" = ${actor.id} AND a."teacherId" <> ${actor.id} AND a."state" = ANY (${AT_WORK})`,
	)
	const periodIds = [...new Set(rows.flatMap(({ periodId }) => periodId ?? []))].sort()
	const today = civilDate(now)
	const rulebook = await loadRulebook(prisma)
	return {
		count: rows.length,
		unanswered: rows.filter(
			({ state, acceptedAt, declinedAt }) =>
				isTagged(applicationLifecycle, state, "awaitsConclusion") && !acceptedAt && !declinedAt,
		).length,
		/** Assignments from which the expert can still be released. */
		open: rows.filter(
			({ state, declinedAt }) => isTagged(applicationLifecycle, state, "awaitsConclusion") && !declinedAt,
		).length,
		disputed: rows.filter(({ state }) => isTagged(applicationLifecycle, state, "disputed")).length,
		periods: periodIds.map((id) => {
			const mine = rows.filter(({ periodId }) => periodId === id)
			const onPaper = mine.filter((one) => goesOnPaper(one))
			return {
				id,
				label: period(id).label,
				count: mine.length,
				steps: stepsOf(deadlinesBy(rulebook, id), today, {
					paper: onPaper.length > 0,
					groupHead: onPaper.some(({ hasGroupHeads }) => hasGroupHeads),
					remote: mine.some(({ attestationForm }) => attestationForm === "remote"),
				}),
			}
		}),
	}
}
/** What an expert still has to do about one application. */
interface AtWork {
	state: string
	attestationForm: string | null
	hasGroupHeads: boolean
	paperConclusions: boolean
	periodId: string | null
	acceptedAt: Date | null
	declinedAt: Date | null
}

export type ExpertHome = Awaited<ReturnType<typeof viewExpertHome>>

/** Whether the attestation is in person, in a municipality that sends its conclusions on paper. */
export const goesOnPaper = (row: { attestationForm: string | null; paperConclusions: boolean }): boolean =>
	row.paperConclusions && row.attestationForm === "in_person"

const BY_PERIOD: Prisma.ApplicationOrderByWithRelationInput[] = [
	{ schedule: { periodId: "asc" } },
	{ searchName: "asc" },
	{ id: "asc" },
]

interface Work {
	seats: { expertId: string; acceptedAt: string | null; declinedAt: string | null }[]
	attachments: {
		id: string
		purpose: string
		title: string
		fileName: string
		fileHash: string | null
		url: string | null
	}[]
}

const loadRows = rowsOfApplications([
	"state",
	"fullName",
	"form",
	"claimedCategory",
	"attestationForm",
	"subjectNominative",
])<Work>(Prisma.sql`,
	${allOf(Prisma.sql`SELECT t."expertId", t."acceptedAt", t."declinedAt" FROM "Seat" t WHERE t."applicationId" = a."id"`)} AS "seats",
	${allOf(Prisma.sql`SELECT d."id", d."purpose", d."title", d."fileName", d."fileHash", d."url" FROM "Attachment" d
		WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL ORDER BY d."addedAt"`)} AS "attachments"`)

type Row = Awaited<ReturnType<typeof loadRows>>[number]

/** The filters of the list as its address writes them. */
export const ExpertQuerySchema = z.object(LIST_FIELDS)
export type ExpertQuery = z.infer<typeof ExpertQuerySchema>

const SORTED: SortedApplications<"assigned"> = {
	period: (way) => ({ schedule: { periodId: way } }),
	name: (way) => ({ searchName: way }),
	position: (way) => ({ position: { nominative: way } }),
	category: (way) => ({ claimedCategory: way }),
	state: (way) => ({ state: way }),
}

/** «Аттестация педагогических работников»: all teachers of this expert, by period and name. */
export async function viewExpertList({ actor, query }: { actor: Actor; query: ExpertQuery }) {
	const listed = await pageOfApplications({
		page: query.page,
		where: { ...assignedTo(actor), AND: [await askedFor(query.q)] },
		orderBy: orderOfApplications(SORTED, query.sort, BY_PERIOD),
	})
	return { ...listed, rows: (await loadRows(listed.rows)).map((row) => rowOf(row, actor)), query }
}
export type ExpertListRow = Awaited<ReturnType<typeof viewExpertList>>["rows"][number]

function rowOf(row: Row, actor: Actor) {
	const { attachments, seats } = row
	const form = row.form as FormDraft
	const mine = seats.find(({ expertId }) => expertId === actor.id)
	const [scan] = attachments.filter(({ purpose }) => purpose === "application_scan").reverse()
	return {
		id: row.id,
		to: paths.expertApplication(row.id),
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		answer: mine?.acceptedAt ? "accepted" : mine?.declinedAt ? "declined" : null,
		period: row.periodId ? period(row.periodId).label : "",
		name: row.fullName,
		organisation: row.organisation,
		position: row.position,
		subject: row.subjectNominative,
		category: categoryText(row.claimedCategory),
		attestationForm: attestationFormText(row.attestationForm),
		appointedOn: asPrinted(form.appointedOn ?? ""),
		applicationHref: scan ? paths.file(scan.id) : paths.applicationForm(row.id),
		evidence: attachments.filter(({ purpose }) => purpose === "evidence" || purpose === "results_annex")
			.length,
		lessons: lessonLinks(form, attachments),
	}
}

/** Links from the form and attached links, without duplicates. */
export function lessonLinks(
	form: FormDraft,
	attachments: readonly { purpose: string; url: string | null }[],
): string[] {
	const attached = attachments.filter(({ purpose }) => purpose === "lesson_link").map(({ url }) => url)
	return [...new Set([form.lesson1, form.lesson2, ...attached])].filter(
		(link): link is string => typeof link === "string" && /^https?:\/\//.test(link),
	)
}
