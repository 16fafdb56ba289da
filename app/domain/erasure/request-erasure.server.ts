import { z } from "zod"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { believesClock } from "#app/domain/notice/clock-guard.server.ts"
import { lastNightAt } from "#app/domain/replay/check-journal.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { enqueue } from "#app/queue/boss.server.ts"
import { DomainError, notFound, stale } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { type ErasurePlan, planErasure } from "./plan-erasure.server.ts"
import { erasureSettings } from "./terms.server.ts"

/** When the automatic run starts, in the region's time: after the nightly check of the journal. */
const NIGHTLY_AT = "03:30"
const NIGHT = "erasure.night"

export const ConfirmErasureSchema = z.object({
	at: z.iso.datetime("Посмотрите сначала, что удалится."),
	fingerprint: z.string({ error: "Посмотрите сначала, что удалится." }).length(64),
	understood: z.literal("yes", "Отметьте, что понимаете: вернуть удалённое нельзя."),
})

/**
 * An operator confirms exactly what the page has shown. It is erased by a job.
 * @throws DomainError not-found to everybody but operators; invalid; stale if something else is due now; not-allowed-now
 * while another run is under way
 */
export async function confirmErasure({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Readonly<Record<string, string>>
	now: Date
}): Promise<void> {
	if (!isOperator(actor, null, null)) throw notFound()
	const { at, fingerprint } = parseForm(ConfirmErasureSchema, form)
	const shownAt = new Date(at)
	if (shownAt > now) throw stale()
	const { terms } = await erasureSettings()
	const plan = await planErasure(terms, shownAt)
	if (plan.kinds.length === 0) throw new DomainError("not-allowed-now", "Удалять нечего.")
	if (plan.fingerprint !== fingerprint)
		throw stale("Пока Вы смотрели список, он изменился. Посмотрите его снова и подтвердите.")
	await inTransaction(async (tx) => {
		if (await isUnderWay(tx))
			throw new DomainError("not-allowed-now", "Удаление уже идёт. Дождитесь его конца.")
		const runId = await begin(tx, { plan, terms, by: actor })
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, what: "erasure-confirmed", detail: { runId } },
			select: { id: true },
		})
	})
}

/** Only one run at a time: a second request waits for the lock and then finds the first run. */
async function isUnderWay(tx: Tx): Promise<boolean> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('erasure'))`
	return (await tx.erasureRun.count({ where: { finishedAt: null } })) > 0
}

async function begin(
	tx: Tx,
	{ plan, terms, by }: { plan: ErasurePlan; terms: object; by: Actor | null },
): Promise<string> {
	const { id } = await tx.erasureRun.create({
		data: {
			at: plan.at,
			byId: by?.id ?? null,
			byName: by?.fullName ?? "",
			terms: { ...terms },
			planned: Object.fromEntries(plan.kinds.map(({ code, count }) => [code, count])),
		},
		select: { id: true },
	})
	await enqueue(tx, "erasure.run", { runId: id }, { singletonKey: "erasure" })
	return id
}

/**
 * Queues a run once a night if an operator has set the erasure to automatic and the clock is believed.
 * @returns true if a run was queued
 */
export async function queueNightlyErasure(now: Date): Promise<boolean> {
	const { automatic, terms } = await erasureSettings()
	if (!automatic) return false
	const night = lastNightAt(now, NIGHTLY_AT).toISOString()
	const looked = await prisma.setting.findUnique({ where: { key: NIGHT }, select: { value: true } })
	if (looked?.value === night || !(await believesClock(now))) return false
	const plan = await planErasure(terms, now)
	return inTransaction(async (tx) => {
		if (await isUnderWay(tx)) return false
		await tx.setting.upsert({
			where: { key: NIGHT },
			create: { key: NIGHT, value: night },
			update: { value: night },
		})
		if (plan.kinds.length > 0) await begin(tx, { plan, terms, by: null })
		return plan.kinds.length > 0
	})
}
