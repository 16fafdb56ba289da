import { z } from "zod"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound, stale } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { longDate } from "#app/utils/russian.ts"
import { ensureOperator, lockRules } from "./draft.server.ts"
import { forgetRulebook } from "./rulebook.server.ts"

const WHY = "Напишите, почему изменение отменяется. Не больше 500 знаков."

const WithdrawalOfRules = z.object({
	number: z
		.string()
		.regex(/^\d{1,6}$/, "Выберите изменение.")
		.transform(Number),
	why: z.string({ error: WHY }).trim().min(1, WHY).max(500, WHY),
})

/**
 * Withdraws a published decision whose day has not come. It stays in the history with the person and the reason, and other
 * decisions stay as they are.
 * @throws DomainError not-found; invalid by field; not-allowed-now from its day on; stale when it is withdrawn already
 */
export async function withdrawEdition({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Readonly<Record<string, string>>
	now: Date
}): Promise<number> {
	ensureOperator(actor)
	const { number, why } = parseForm(WithdrawalOfRules, form)
	await inTransaction(async (tx) => {
		await lockRules(tx)
		const edition = await tx.rulebookEdition.findUnique({
			where: { number },
			select: { id: true, inForceFrom: true, withdrawnAt: true },
		})
		if (!edition?.inForceFrom) throw notFound()
		if (edition.withdrawnAt) throw stale("Это изменение уже отменил другой оператор.")
		if (edition.inForceFrom <= civilDate(now))
			throw new DomainError(
				"not-allowed-now",
				`Изменение № ${number} действует с ${longDate(edition.inForceFrom)} Отменить его нельзя: верните прежние правила новым изменением.`,
			)
		await tx.rulebookEdition.update({
			where: { id: edition.id },
			data: { withdrawnAt: now, withdrawnById: actor.id, withdrawnNote: why },
			select: { id: true },
		})
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, what: "rules-withdrawn", detail: { number, why } },
			select: { id: true },
		})
	})
	forgetRulebook()
	return number
}
