import { Prisma, prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { type ScanReport, scanRead } from "#app/scans/judge-scan.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { viewApplication } from "../application/application.view.server.ts"
import { placeInList } from "../list/place-in-list.server.ts"
import { withdrawalSubject } from "./withdrawal.subject.server.ts"

const WAITING = statesTagged(withdrawalLifecycle, "waiting")

/** One withdrawal next to its scan: whose application, the reason, what the codes prove, and its place among the waiting ones. */
export async function viewWithdrawalBench({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	const loaded = await withdrawalSubject.load(prisma, id, now)
	if (!loaded || !withdrawalPolicy.read(actor, loaded.scope, null)) throw notFound()
	const { row } = loaded
	const [application, scan, neighbours] = await Promise.all([
		viewApplication({ actor, id: row.applicationId, now }),
		row.scanHash
			? prisma.storedFile.findUnique({
					where: { hash: row.scanHash },
					select: { extension: true, pages: true },
				})
			: null,
		placeInList(
			{
				from: Prisma.sql`"Withdrawal" w JOIN "Application" a ON a."id" = w."applicationId"`,
				where: Prisma.sql`a."municipalityCode" = ${loaded.scope.application.municipalityCode}
					AND w."state" = ANY (${WAITING})`,
				id: Prisma.sql`w."id"`,
				key: [Prisma.sql`w."submittedAt"`, Prisma.sql`w."id"`],
			},
			id,
		),
	])
	return {
		id,
		state: row.state,
		version: row.version,
		short: shortOf(withdrawalLifecycle, row.state),
		waits: isTagged(withdrawalLifecycle, row.state, "waiting"),
		reason: row.reason,
		rejectionReason: row.rejectionReason,
		submittedOn: row.submittedAt ? shortDate(civilDate(row.submittedAt)) : "",
		paper: {
			href: row.scanHash ? paths.file(id) : paths.withdrawalForm(id),
			sign: scan ? scan.extension.toUpperCase() : "DOCX",
			pages: scan?.pages ?? null,
			scan: scanRead(row.scanReport as ScanReport | null),
		},
		application: {
			id: application.id,
			fullName: application.fullName,
			phone: application.phone,
			position: application.position,
			organisation: application.organisation,
			claimedCategory: application.claimedCategory,
			status: application.status,
			period: application.period,
			documents: application.documents,
		},
		neighbours,
		events: eventsIn("municipality", "withdrawal", explainLoaded(actor, "withdrawal", loaded, now).events),
	}
}
export type WithdrawalBench = Awaited<ReturnType<typeof viewWithdrawalBench>>
