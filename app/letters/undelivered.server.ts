import { prisma } from "#app/db/client.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import type { LetterCause } from "./outbox.server.ts"

export interface UndeliveredLetter {
	id: string
	to: string
	subject: string
	why: string
}

const STUCK = statesTagged(letterLifecycle, "stuck")
const DONE = statesTagged(letterLifecycle, "done")
const FIRST_FEW = 200

/**
 * Letters that could not be delivered, by what caused them, the newest one for each address. An address that has received a
 * later letter about the same matter is left out.
 */
export async function undeliveredAbout(
	kind: LetterCause["kind"],
	ids: readonly string[],
): Promise<Map<string, UndeliveredLetter[]>> {
	const stuck = await prisma.letter.findMany({
		where: { causeKind: kind, causeId: { in: [...ids] }, state: { in: STUCK } },
		select: { id: true, to: true, subject: true, error: true, causeId: true },
		orderBy: { id: "desc" },
		take: FIRST_FEW,
	})
	const found = new Map<string, UndeliveredLetter[]>()
	if (stuck.length === 0) return found
	const later = await prisma.letter.groupBy({
		by: ["causeId", "to"],
		where: {
			causeKind: kind,
			causeId: { in: stuck.flatMap(({ causeId }) => causeId ?? []) },
			state: { in: DONE },
		},
		_max: { id: true },
	})
	const lastSent = new Map(later.map(({ causeId, to, _max }) => [`${causeId} ${to}`, _max.id ?? ""]))
	for (const { causeId, error, ...letter } of stuck) {
		const about = found.get(causeId ?? "") ?? []
		found.set(causeId ?? "", about)
		if ((lastSent.get(`${causeId} ${letter.to}`) ?? "") > letter.id) continue
		if (about.some(({ to }) => to === letter.to)) continue
		about.push({ ...letter, why: error ?? "" })
	}
	return found
}
