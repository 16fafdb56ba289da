import { prisma } from "#app/db/client.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import type { Decision } from "#machines/application/application.facts.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import { paperOf, withoutPaper } from "./formed-paper.server.ts"

export interface PaperQuery {
	actor: Actor
	id: string
	now: Date
}

/**
 * Loads an application that this person may read, with its latest formed paper.
 * @throws DomainError not-found for a stranger, not-allowed-now if nothing has been formed
 */
export async function formedPaper({ actor, id, now }: PaperQuery) {
	const loaded = await applicationSubject.load(prisma, id, now)
	if (!loaded || !applicationPolicy.read(actor, loaded.scope, null)) throw notFound()
	const paper = await paperOf(prisma, loaded.row)
	if (!paper) throw withoutPaper(loaded.row)
	return paper
}

/** The commission's decision on each application. It comes from the journal, because only machines may compare states. */
export async function decisionsOn(applicationIds: readonly string[]): Promise<Map<string, Decision>> {
	const entries = await prisma.journal.findMany({
		where: { subject: "application", event: "application.decide", subjectId: { in: [...applicationIds] } },
		orderBy: { id: "asc" },
		select: { subjectId: true, data: true },
	})
	return new Map(
		entries.flatMap(({ subjectId, data }) => {
			const decision = (data as { decision?: unknown }).decision
			return decision === "granted" || decision === "refused" ? [[subjectId, decision]] : []
		}),
	)
}
