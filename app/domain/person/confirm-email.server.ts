import { hashToken } from "#app/auth/tokens.server.ts"
import { type Db, prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { askToConfirmEmail } from "./accounts.server.ts"

export interface ConfirmationView {
	state: "waiting" | "confirmed" | "void"
	email: string
}

async function findLink(db: Db, token: string, now: Date) {
	const link = await db.token.findUnique({
		where: { hash: hashToken(token) },
		select: {
			hash: true,
			kind: true,
			email: true,
			expiresAt: true,
			usedAt: true,
			person: { select: { id: true, email: true } },
		},
	})
	// A link to an address that was changed since confirms nothing.
	if (link?.kind !== "confirmation" || link.person.email !== link.email) return null
	return link.usedAt || link.expiresAt > now ? link : null
}

/** What the page of the link shows. Looking changes nothing: mail scanners open links. */
export async function viewConfirmation(token: string, now: Date): Promise<ConfirmationView> {
	const link = await findLink(prisma, token, now)
	if (!link) return { state: "void", email: "" }
	return { state: link.usedAt ? "confirmed" : "waiting", email: link.email }
}

/** Confirms the address that the link was sent to. Twice is as good as once. @throws DomainError not-allowed-now */
export async function confirmEmail({ token, now }: { token: string; now: Date }): Promise<void> {
	await inTransaction(async (tx) => {
		const link = await findLink(tx, token, now)
		if (!link)
			throw new DomainError(
				"not-allowed-now",
				"Ссылка больше не действует. Войдите и попросите прислать письмо ещё раз.",
			)
		if (link.usedAt) return
		await tx.token.update({ where: { hash: link.hash }, data: { usedAt: now }, select: { hash: true } })
		await tx.person.update({
			where: { id: link.person.id },
			data: { emailConfirmedAt: now },
			select: { id: true },
		})
	})
}

const PAUSE_MS = 60_000

/** Sends the letter again; a second click within a minute is refused rather than sent. */
export async function resendConfirmation({ actor, now }: { actor: Actor; now: Date }): Promise<void> {
	await inTransaction(async (tx) => {
		const person = await tx.person.findUniqueOrThrow({
			where: { id: actor.id },
			select: { id: true, name: true, patronymic: true, sex: true, email: true, emailConfirmedAt: true },
		})
		if (person.emailConfirmedAt) throw new DomainError("not-allowed-now", "Адрес уже подтверждён.")
		const recent = await tx.token.count({
			where: {
				personId: actor.id,
				kind: "confirmation",
				createdAt: { gt: new Date(now.getTime() - PAUSE_MS) },
			},
		})
		if (recent > 0)
			throw new DomainError(
				"not-allowed-now",
				"Письмо только что отправлено. Проверьте почту и папку «Спам».",
			)
		await askToConfirmEmail(tx, person, now)
	})
}
