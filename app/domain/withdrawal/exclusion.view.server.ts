import { z } from "zod"
import { Prisma, prisma } from "#app/db/client.server.ts"
import { categoryText } from "#app/documents/phrases.ts"
import type { Actor } from "#app/policies/policy.ts"
import { type ScanRead, type ScanReport, scanRead } from "#app/scans/judge-scan.ts"
import { paths } from "#app/utils/paths.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import { acceptsOf } from "../application/filing/document-kind.ts"
import { askedFor } from "../application/overview/asked-for.server.ts"
import { LIST_FIELDS } from "../application/overview/list-fields.ts"
import {
	orderOfApplications,
	pageOfApplications,
	type SortedApplications,
} from "../list/page-of-applications.server.ts"
import { rowsOfApplications } from "../list/rows-of-applications.server.ts"
import { explainForming } from "./explain-forming.server.ts"
import { withdrawalSubject } from "./withdrawal.subject.server.ts"

const WITHDRAWABLE = statesTagged(applicationLifecycle, "withdrawable")
const ACTIVE = statesTagged(withdrawalLifecycle, "active")

/** An active withdrawal, and how this coordinator may continue it. */
export interface ActiveWithdrawal {
	id: string
	state: string
	version: number
	short: string
	reason: string
	formHref: string
	/** True if this coordinator formed the withdrawal and so continues it. */
	own: boolean
	events: OwnEvents
	/** Content types that the scan may have. */
	accepts: readonly string[]
	sent: boolean
	/** What the codes on the sheets of the scan say; null if they were not read. */
	scan: ScanRead | null
}

/** The filters of the list as its address writes them. */
export const ExclusionQuerySchema = z.object(LIST_FIELDS)
export type ExclusionQuery = z.infer<typeof ExclusionQuerySchema>

const SORTED: SortedApplications<"exclusion"> = {
	name: (way) => ({ searchName: way }),
	claimed: (way) => ({ claimedCategory: way }),
	period: (way) => ({ schedule: { periodId: way } }),
	state: (way) => ({ state: way }),
}

/** «Отзыв заявления педагогического работника муниципальным координатором»: every application that can be withdrawn. */
export async function viewExclusion({
	municipalityCode,
	query,
}: {
	municipalityCode: string
	query: ExclusionQuery
}) {
	const where = {
		municipalityCode,
		state: { in: WITHDRAWABLE },
		AND: [await askedFor(query.q)],
	}
	const listed = await pageOfApplications({
		page: query.page,
		where,
		orderBy: orderOfApplications(SORTED, query.sort),
	})
	return {
		...listed,
		rows: (await loadRows(listed.rows)).map((row) => ({
			id: row.id,
			state: row.state,
			short: shortOf(applicationLifecycle, row.state),
			fullName: row.fullName,
			position: [row.position, row.subjectGenitive].filter(Boolean).join(" "),
			organisation: row.organisation,
			claimed: categoryText(row.claimedCategory),
			period: row.periodId ? period(row.periodId).label : "",
			withdrawal: row.withdrawal ? shortOf(withdrawalLifecycle, row.withdrawal) : "",
		})),
	}
}

/** What a row shows, with the state of the active withdrawal; an application has at most one. */
const loadRows = rowsOfApplications(["state", "fullName", "subjectGenitive", "claimedCategory"])<{
	withdrawal: string | null
}>(Prisma.sql`,
	(SELECT w."state" FROM "Withdrawal" w WHERE w."applicationId" = a."id" AND w."state" = ANY (${ACTIVE}) LIMIT 1) AS "withdrawal"`)

export type ExclusionView = Awaited<ReturnType<typeof viewExclusion>>

/** One application that the coordinator may withdraw, or null if the municipality has no such application. */
export async function viewExcluded({
	actor,
	municipalityCode,
	applicationId,
	now,
}: {
	actor: Actor
	municipalityCode: string
	applicationId: string
	now: Date
}) {
	const loaded = await applicationSubject.load(prisma, applicationId, now)
	if (loaded?.row.municipalityCode !== municipalityCode || !applicationSubject.mayRead(actor, loaded.scope))
		return null
	const { row } = loaded
	const active = await prisma.withdrawal.findFirst({
		where: { applicationId, state: { in: ACTIVE } },
		select: { id: true },
	})
	const forming = explainForming(actor, loaded, { anotherActive: active !== null, now })
	return {
		id: row.id,
		fullName: row.fullName,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		mayForm: forming.possible,
		events: ownEvents([forming]),
		underway: active ? await underwayOf(actor, active.id, now) : null,
	}
}
export type ExcludedView = NonNullable<Awaited<ReturnType<typeof viewExcluded>>>

async function underwayOf(actor: Actor, id: string, now: Date): Promise<ActiveWithdrawal | null> {
	const loaded = await withdrawalSubject.load(prisma, id, now)
	if (!loaded) return null
	const { row } = loaded
	const { events } = explainLoaded(actor, "withdrawal", loaded, now)
	return {
		id,
		state: row.state,
		version: row.version,
		short: shortOf(withdrawalLifecycle, row.state),
		reason: row.reason,
		formHref: paths.withdrawalForm(id),
		own: row.formedById === actor.id,
		events: ownEvents(Object.values(events)),
		accepts: acceptsOf("withdrawal_scan"),
		sent: isTagged(withdrawalLifecycle, row.state, "waiting"),
		scan: scanRead(row.scanReport as ScanReport | null),
	}
}
