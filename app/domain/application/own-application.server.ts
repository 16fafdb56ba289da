import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { applicationLifecycle } from "#machines/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"

export interface OwnApplication {
	id: string | null
	/** Further applications under way, for other positions. */
	others: { id: string; label: string }[]
}

/** The teacher's application that a page is about: the asked one of their own, else the newest under way, else the last. */
export async function ownApplication(actor: Actor, asked: string | null): Promise<OwnApplication> {
	const rows = await prisma.application.findMany({
		where: { teacherId: actor.id },
		orderBy: { createdAt: "desc" },
		select: { id: true, state: true, subjectGenitive: true, position: { select: { nominative: true } } },
	})
	const active = rows.filter(({ state }) => isTagged(applicationLifecycle, state, "active"))
	const chosen = rows.find(({ id }) => id === asked) ?? active[0] ?? rows[0]
	return {
		id: chosen?.id ?? null,
		others: active
			.filter(({ id }) => id !== chosen?.id)
			.map(({ id, position, subjectGenitive }) => ({
				id,
				label: [position.nominative, subjectGenitive].filter(Boolean).join(" "),
			})),
	}
}
