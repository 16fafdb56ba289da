import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { accountPolicy } from "#app/policies/account.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { forbidden, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { required } from "../person/person-fields.ts"
import { absolute, greeted } from "./accounts.server.ts"
import { removeSecondFactor } from "./second-factor.server.ts"

export const ResetSecondFactorSchema = z.object({
	reason: required("Напишите причину: её увидит этот человек.").max(500, "Причина: не длиннее 500 знаков."),
	known: z.literal("on", { error: "Сначала убедитесь, что об этом просит сам человек." }),
})

interface Resetting {
	actor: Actor
	personId: string
}

/** The person whose second step an operator is about to turn off. @throws DomainError not-found */
export async function viewResetting({ actor, personId }: Resetting) {
	const person = await prisma.person.findUnique({
		where: { id: personId },
		select: { username: true, surname: true, name: true, patronymic: true, totpSince: true },
	})
	if (!person || !accountPolicy.resetSecondFactor(actor, { personId }, null)) throw notFound()
	notePeople([personId])
	return {
		name: fullName(person) || person.username,
		username: person.username,
		isOn: person.totpSince !== null,
	}
}

/**
 * An operator turns off the second step of a person who has lost both the phone and the recovery codes. The record keeps
 * the reason, and the person gets a letter, so that nobody loses the second step without knowing.
 * @throws DomainError forbidden to others and for oneself; not-allowed-now when it is off
 */
export async function resetSecondFactor({
	actor,
	personId,
	reason,
	now,
}: Resetting & { reason: string; now: Date }): Promise<void> {
	if (!accountPolicy.resetSecondFactor(actor, { personId }, null)) {
		security("second-factor.reset", "refused", { account: personId, by: actor.id })
		throw forbidden(
			"Второй шаг входа другому человеку отключает оператор, самому себе — каждый в личном кабинете.",
		)
	}
	await inTransaction(async (tx) => {
		await removeSecondFactor(tx, { actor, personId, now, detail: { reason } })
		const person = await tx.person.findUniqueOrThrow({ where: { id: personId } })
		await writeLetter(tx, {
			kind: "second-factor-reset",
			to: { personId, email: person.email },
			data: {
				...greeted(person),
				operator: actor.fullName,
				reason,
				at: longDateTime(now),
				url: absolute(paths.profileSecondFactor()),
			},
			now,
		})
	})
	security("second-factor.reset", "done", { account: personId, by: actor.id })
}
