import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { helpPolicy } from "#app/policies/account.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { forbidden, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { required } from "../person/person-fields.ts"

export const HelpSchema = z.object({
	reason: required("Напишите, о чём просит человек: он увидит это в письме.").max(
		500,
		"Причина: не длиннее 500 знаков.",
	),
})

/**
 * An operator starts to look at a person's pages. This is recorded, and the person gets a letter, before the first page is
 * shown.
 * @throws DomainError not-found, forbidden for oneself and for other operators
 */
export async function helpPerson({
	actor,
	personId,
	reason,
	now,
}: {
	actor: Actor
	personId: string
	reason: string
	now: Date
}): Promise<void> {
	const person = await prisma.person.findUnique({
		where: { id: personId },
		select: {
			name: true,
			patronymic: true,
			sex: true,
			email: true,
			blockedAt: true,
			engagements: {
				where: { OR: [{ to: null }, { to: { gt: now } }] },
				select: { role: true },
			},
		},
	})
	if (!person || person.blockedAt) throw notFound()
	const roles = person.engagements.map(({ role }) => role)
	if (!helpPolicy.help(actor, { personId, roles }, null))
		throw forbidden("Страницы этого человека для помощи открыть нельзя.")
	await inTransaction(async (tx) => {
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, personId, what: "helped", detail: { reason } },
			select: { id: true },
		})
		await writeLetter(tx, {
			kind: "helped",
			to: { personId, email: person.email },
			data: {
				...greeted(person),
				operator: actor.fullName,
				reason,
				at: longDateTime(now),
				url: absolute(paths.profileAccess()),
			},
			now,
		})
	})
	security("help", "done", { account: personId, by: actor.id })
}
