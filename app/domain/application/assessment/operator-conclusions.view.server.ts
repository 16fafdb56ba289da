import { allOf, Prisma, prisma } from "#app/db/client.server.ts"
import { COUNTED } from "#app/db/paging.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { pageOf } from "#app/utils/address.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import { explainOne } from "#app/workflow/explain.server.ts"
import type { Verdict } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { shortOf } from "#machines/lifecycle.ts"
import {
	orderOfApplications,
	pageOfApplications,
	type SortedApplications,
} from "../../list/page-of-applications.server.ts"
import { rowsOfApplications } from "../../list/rows-of-applications.server.ts"
import { loadApplications } from "../application.facts.server.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { askedFor } from "../overview/asked-for.server.ts"
import { countInGroups, groupNamed, whereInGroup } from "../overview/operator-groups.server.ts"
import { claimOf } from "../overview/operator-list.view.server.ts"

/** The groups of the page in the order of the operator's work. */
const TO_CHECK = "to-check"
const SHOWN = [TO_CHECK, "to-admit", "for-sitting", "with-teacher"] as const

export interface ConclusionsQuery {
	show: string
	municipality: string
	name: string
	/** A column to sort by, with `-` in front for the reverse order. Empty sorts by the time in the current state, longest first. */
	sort: string
	page: number
}

export function conclusionsQuery(params: URLSearchParams): ConclusionsQuery {
	const show = params.get("show") ?? ""
	return {
		show: SHOWN.some((key) => key === show) ? show : SHOWN[0],
		municipality: params.get("municipality") ?? "",
		name: (params.get("name") ?? "").trim().slice(0, 100),
		sort: (params.get("sort") ?? "").slice(0, 40),
		page: pageOf(params),
	}
}

/** The filters that the workbench keeps in its links. It shows only conclusions to check, those that wait longest first. */
export const filtersOfConclusions = ({ municipality, name }: ConclusionsQuery): Record<string, string> => ({
	...(municipality && { municipality }),
	...(name && { name }),
})

const LONGEST_WAITING_FIRST = [{ stateSince: "asc" as const }, { id: "asc" as const }]
const SORTED: SortedApplications<"conclusions"> = {
	name: (way) => ({ searchName: way }),
	claim: (way) => ({ claimedCategory: way }),
	result: (way) => ({ state: way }),
}

/** The conclusion and what was filed with it. */
interface Papers {
	files: { id: string; name: string }[]
}

const loadRows = rowsOfApplications([
	"state",
	"stateSince",
	"fullName",
	"claimedCategory",
	"attestationForm",
	"procedure",
	"proposedVerdict",
	"verdict",
	"notSignedReason",
	"disputeComment",
])<Papers>(Prisma.sql`,
	${allOf(Prisma.sql`
		(SELECT k."id", k."fileName" AS "name" FROM "Conclusion" k WHERE k."applicationId" = a."id" AND k."voidedAt" IS NULL)
		UNION ALL (SELECT d."id", d."fileName" FROM "Attachment" d WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL
			AND d."purpose" IN ('signed_conclusion', 'simplified_ground') ORDER BY d."addedAt" DESC)`)} AS "files"`)

type Row = Awaited<ReturnType<typeof loadRows>>[number]

/**
 * «Заключения»: conclusions to check, simplified applications to admit, and those that wait for the commission or the
 * teacher.
 */
export async function viewConclusions({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: ConclusionsQuery
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const narrowed: Prisma.ApplicationWhereInput = {
		...(query.municipality && { municipalityCode: query.municipality }),
		AND: [await askedFor(query.name)],
	}
	const whereOf = (key: string) => ({ AND: [narrowed, whereInGroup(key, today)] })
	const where = whereOf(query.show)
	// Only a search by name needs to look at the applications themselves.
	const countsOf = async (): Promise<(key: string) => number> => {
		if (!query.name) return countInGroups(SHOWN, query.municipality)
		const counts = await Promise.all(
			SHOWN.map(
				async (key): Promise<[string, number]> => [
					key,
					await prisma.application.count({ where: whereOf(key), take: COUNTED }),
				],
			),
		)
		const found = new Map(counts)
		return (key) => found.get(key) ?? 0
	}
	const [count, { rows, ...pages }] = await Promise.all([
		countsOf(),
		pageOfApplications({
			page: query.page,
			where,
			orderBy: orderOfApplications(SORTED, query.sort, LONGEST_WAITING_FIRST),
		}),
	])
	const ids = rows.map(({ id }) => id)
	const [named, loaded] = await Promise.all([loadRows(rows), loadApplications(prisma, ids, now)])
	return {
		...pages,
		figures: SHOWN.map((key) => ({ key, label: groupNamed(key)?.label ?? key, count: count(key) })),
		query,
		rows: named.map((row) => rowOf(actor, row, loaded.get(row.id), query, now)),
	}
}
export type ConclusionsView = Awaited<ReturnType<typeof viewConclusions>>
export type ConclusionRow = ConclusionsView["rows"][number]

function rowOf(
	actor: Actor,
	row: Row,
	loaded: LoadedApplication | undefined,
	query: ConclusionsQuery,
	now: Date,
) {
	const { show } = query
	const list = filtersOfConclusions(query)
	// Loaded only for rows that wait for it, because the others have no such button.
	const admission = show === "to-admit" ? ["application.admit"] : []
	const asked = [...admission, "conclusion.assess", "conclusion.return"]
	return {
		id: row.id,
		to: show === TO_CHECK ? paths.conclusionBench(row.id, list) : paths.operatorApplication(row.id),
		version: loaded?.row.version ?? 0,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		since: shortDate(civilDate(row.stateSince)),
		name: row.fullName,
		municipality: row.municipality,
		claim: claimOf(row),
		period: row.periodId ? period(row.periodId).label : "",
		proposed: row.proposedVerdict as Verdict | null,
		verdict: row.verdict as Verdict | null,
		notSignedReason: row.notSignedReason,
		disputeComment: row.disputeComment,
		files: row.files.map(({ id, name }) => ({ href: paths.file(id), name })),
		events: ownEvents(
			asked.map((event) => (loaded ? explainOne(actor, "application", loaded, event, now) : undefined)),
		),
	}
}
