import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"

export const WithdrawConsentSchema = z.object({
	understood: z.literal("yes", "Отметьте, что понимаете последствия."),
})

/**
 * Records that the person withdraws the consent (152-FZ, article 9, part 2). The consent stays as proof, with the moment
 * when it ended. Data needed for the commission's decisions is kept for its term. The erasure deletes the rest.
 * @throws DomainError not-allowed-now when no consent is in force
 */
export async function withdrawConsent({ actor, now }: { actor: Actor; now: Date }): Promise<void> {
	await inTransaction(async (tx) => {
		const { count } = await tx.consent.updateMany({
			where: { personId: actor.id, withdrawnAt: null },
			data: { withdrawnAt: now },
		})
		if (count === 0) throw new DomainError("not-allowed-now", "Согласие уже отозвано.")
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, personId: actor.id, what: "consent-withdrawn" },
			select: { id: true },
		})
	})
	security("consent.withdraw", "done", { account: actor.id })
}

/** «дано 1 сентября 2026 г., 09:00»: the consent in force, or the last one that was withdrawn. */
export async function consentOf(
	personId: string,
): Promise<{ given: string; withdrawn: string | null } | null> {
	const consent = await prisma.consent.findFirst({ where: { personId }, orderBy: { givenAt: "desc" } })
	if (!consent) return null
	const { givenAt, withdrawnAt } = consent
	return { given: longDateTime(givenAt), withdrawn: withdrawnAt ? longDateTime(withdrawnAt) : null }
}
