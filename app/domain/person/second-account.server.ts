import { inLetterPlace, takeNoticePlace } from "#app/auth/letter-limits.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { type Actor, isOperator, municipalitiesOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { earlierAccountsOf, pairsOfTeacher } from "./same-person.server.ts"

/**
 * Tells the owners of earlier accounts that somebody like them has registered once more. The page of the registration says
 * the same with and without such accounts, so nobody can use it to find out who is registered.
 */
export async function tellEarlierAccounts(personId: string, now: Date): Promise<void> {
	for (const { id } of await earlierAccountsOf(prisma, personId)) {
		const place = await takeNoticePlace(id)
		if (!place) continue
		await inLetterPlace(place, () =>
			inTransaction(async (tx) => {
				const owner = await tx.person.findUniqueOrThrow({
					where: { id },
					select: { username: true, email: true, name: true, patronymic: true, sex: true },
				})
				await writeLetter(tx, {
					kind: "second-account",
					to: { personId: id, email: owner.email },
					data: {
						...greeted(owner),
						username: owner.username,
						at: longDateTime(now),
						url: absolute(paths.login()),
					},
					now,
				})
			}),
		)
	}
}

/**
 * The other accounts that seem to belong to the owner of an application, as its page names them. A coordinator reads the
 * login of one in the own municipality; of another one only that it exists.
 */
export async function twinsOf(
	actor: Actor,
	applicationId: string,
): Promise<{ logins: string[]; elsewhere: boolean; merge: string | null } | null> {
	const pairs = await pairsOfTeacher(prisma, applicationId)
	const [pair] = pairs
	if (!pair) return null
	const ids = pairs.map(({ other }) => other)
	const isEverywhere = isOperator(actor, null, null)
	const known = await prisma.person.findMany({
		where: {
			id: { in: ids },
			...(!isEverywhere && {
				engagements: { some: { municipalityCode: { in: municipalitiesOf(actor) } } },
			}),
		},
		select: { id: true, username: true },
		orderBy: { username: "asc" },
	})
	const [first] = known
	return {
		logins: known.map(({ username }) => username),
		elsewhere: known.length < ids.length,
		merge: isEverywhere && first ? paths.mergeAccounts(pair.one, first.id) : null,
	}
}
export type Twins = Awaited<ReturnType<typeof twinsOf>>
