import { randomUUID } from "node:crypto"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { SentForm } from "#app/utils/http/kept-form.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import type { BatchCabinet, BatchPlan } from "./batch.ts"

/** More subjects than this must be split into several batches, because each subject gets its own transaction and letters. */
export const MOST_ITEMS = 3000

/** Batches are deleted after this many days. What they did stays in the journal. */
const KEPT_DAYS = 30
const DAY = 86_400_000

/**
 * Stores a batch exactly as it will be shown. It keeps the versions that the person sees, however long they read.
 * @returns the id, which is a part of the page's address
 * @throws DomainError invalid when nothing was chosen, or too much
 */
export async function keepBatch(
	{ words, items }: BatchPlan,
	{
		actor,
		cabinet,
		back,
		sent = { typed: {}, picked: [] },
		now,
	}: { actor: Actor; cabinet: BatchCabinet; back: string; sent?: SentForm; now: Date },
): Promise<string> {
	if (items.length === 0) throw new DomainError("invalid", "Ничего не выбрано. Отметьте нужное и повторите.")
	if (items.length > MOST_ITEMS)
		throw new DomainError("invalid", `Выбрано больше ${MOST_ITEMS}. Сузьте отбор и выполните по частям.`)
	const id = randomUUID()
	await inTransaction(async (tx) => {
		await tx.batch.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_DAYS * DAY) } } })
		await tx.batch.create({
			data: { id, actorId: actor.id, cabinet, back, sent: { ...sent }, createdAt: now, words: { ...words } },
		})
		await tx.batchItem.createMany({
			data: items.map(({ id: subjectId, shown, obstacles, rules, input, seen = {}, ...item }, index) => ({
				...item,
				batchId: id,
				number: index + 1,
				subjectId,
				input: input as object,
				seen,
				shown: { ...shown, rules: mentions(rules) },
				outcome: obstacles.length > 0 ? "leftOut" : "planned",
				reasons: [...obstacles],
			})),
		})
	})
	return id
}

/** As the table's JSON has it; two findings may quote the same rule. */
export const mentions = (rules: readonly RuleMention[]): { [key in keyof RuleMention]: string }[] =>
	rules
		.filter(({ rule }, index) => rules.findIndex((one) => one.rule === rule) === index)
		.map(({ rule, date, words }) => ({ rule, date, words }))
