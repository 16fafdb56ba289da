import { prisma } from "#app/db/client.server.ts"
import type { BatchItem } from "#app/db/generated/client.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { alreadyDone, whoWasFaster } from "#app/workflow/already-done.server.ts"
import { type Dispatch, dispatch } from "#app/workflow/dispatch.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import type { BatchCabinet } from "./batch.ts"
import { mentions } from "./keep-batch.server.ts"

/** Milliseconds for one request. The rest continues when the person presses the button again. */
const PATIENCE = 20_000

/**
 * Carries out a batch that the person has seen. Each subject is dispatched separately with the version that was shown. A
 * subject that has changed meanwhile is refused and named, and does not delay the others. An interrupted batch continues
 * where it stopped.
 * @returns how many are still to do
 * @throws DomainError not-found for another person's batch
 */
export async function carryOutBatch({
	actor,
	id,
	cabinet,
	now,
	patience = PATIENCE,
}: {
	actor: Actor
	id: string
	cabinet: BatchCabinet
	now: Date
	patience?: number
}): Promise<{ left: number }> {
	const batch = await prisma.batch.findFirst({ where: { id, actorId: actor.id, cabinet } })
	if (!batch) throw notFound()
	await prisma.batch.updateMany({ where: { id, startedAt: null }, data: { startedAt: now } })
	const items = await prisma.batchItem.findMany({
		where: { batchId: id, outcome: "planned" },
		orderBy: { number: "asc" },
	})
	const begun = performance.now()
	let left = items.length
	for (const item of items) {
		const { reasons, rules } = await carryOutItem(actor, item, now)
		await prisma.batchItem.update({
			where: { batchId_number: { batchId: id, number: item.number } },
			data: {
				outcome: reasons.length > 0 ? "refused" : "done",
				reasons,
				shown: { ...(item.shown as object), rules: mentions(rules) },
			},
		})
		left -= 1
		if (performance.now() - begun > patience) break
	}
	return { left }
}

/** @returns why it was refused, with the rules behind it; no reasons if it is done */
async function carryOutItem(actor: Actor, item: BatchItem, now: Date): Promise<Refused> {
	const order: Dispatch = {
		actor,
		subject: item.subject as SubjectName,
		id: item.subjectId,
		event: item.event,
		input: item.input as Record<string, unknown>,
		version: item.version,
		now,
	}
	try {
		if (await hasChanged(item.seen as Record<string, number>)) throw new DomainError("stale", CHANGED)
		await dispatch(order)
		return DONE
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused
		// The same batch was sent twice, or was interrupted after the act and before its result was noted.
		if (await alreadyDone(order)) return DONE
		const reasons = refused.reasons.length > 0 ? [...refused.reasons] : [refused.message]
		const faster = refused.code === "stale" ? await whoWasFaster(order) : null
		return { reasons: faster ? [...reasons, faster] : reasons, rules: refused.rules }
	}
}

interface Refused {
	reasons: string[]
	rules: readonly RuleMention[]
}

const DONE: Refused = { reasons: [], rules: [] }

const CHANGED =
	"Пока Вы смотрели, изменились заявления, которые были показаны. Посмотрите ещё раз и повторите."

/** Whether any of the applications shown with the subject has changed. */
async function hasChanged(seen: Record<string, number>): Promise<boolean> {
	const ids = Object.keys(seen)
	if (ids.length === 0) return false
	const found = await prisma.application.findMany({
		where: { id: { in: ids } },
		select: { id: true, version: true },
	})
	return found.length < ids.length || found.some(({ id, version }) => seen[id] !== version)
}
