import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { isSubjectName, LIFECYCLES } from "#machines/lifecycles.ts"
import { isCheckUnderWay } from "./check-journal.server.ts"

/** What the last check of the journal found. @throws DomainError not-found to everybody but operators */
export async function viewReplay({ actor }: { actor: Actor }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [run, underWay] = await Promise.all([
		prisma.replayRun.findFirst({
			orderBy: { id: "desc" },
			include: { differences: { orderBy: { id: "asc" } } },
		}),
		isCheckUnderWay(),
	])
	if (!run) return { last: null, underWay }
	const { at, startedBy, tookMs, subjects, transitions, differenceCount, differences } = run
	return {
		underWay,
		last: {
			at: at.toISOString(),
			startedBy,
			tookMs,
			subjects,
			transitions,
			differenceCount,
			differences: differences.map(({ id, subject, subjectId, text }) => ({
				id: String(id),
				noun: isSubjectName(subject) ? LIFECYCLES[subject].title : subject,
				subjectId,
				href: subject === "application" ? paths.operatorApplication(subjectId) : null,
				text,
			})),
		},
	}
}
export type ReplayView = Awaited<ReturnType<typeof viewReplay>>
