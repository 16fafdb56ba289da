import { z } from "zod"
import { roleText } from "#app/auth/cabinets.ts"
import { mailboxOf } from "#app/auth/letter-limits.server.ts"
import { countOf, type Db, Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { accountPolicy } from "#app/policies/account.policy.ts"
import { type Actor, isOperator, type Role } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { required } from "./person-fields.ts"
import { otherAccountsOf } from "./same-person.server.ts"

export const MergeSchema = z.object({
	kept: z
		.string({ error: "Выберите, под каким именем человек будет входить." })
		.min(1, "Выберите, под каким именем человек будет входить."),
	reason: required("Напишите, как Вы убедились, что это один человек.").max(
		500,
		"Причина: не длиннее 500 знаков.",
	),
})

const ACTIVE = statesTagged(applicationLifecycle, "active")

interface Pair {
	actor: Actor
	one: string
	other: string
}

const select = {
	id: true,
	username: true,
	email: true,
	surname: true,
	name: true,
	patronymic: true,
	sex: true,
	blockedAt: true,
	engagements: {
		where: { to: null },
		select: {
			role: true,
			organisation: { select: { name: true } },
			municipality: { select: { name: true } },
		},
	},
	_count: { select: { applications: true, seats: true } },
} as const

/** @throws DomainError not-found to everybody but operators, and unless both exist, are open, and seem to be one person's; forbidden for one's own */
async function pairOf(db: Db, { actor, one, other }: Pair) {
	if (!isOperator(actor, null, null)) throw notFound()
	const found = await db.person.findMany({
		where: { id: { in: [one, other] }, blockedAt: null, awaitsOwner: false },
		select,
	})
	const [first, second] = [one, other].map((id) => found.find((person) => person.id === id))
	const isPair = first && second && (await otherAccountsOf(db, one)).includes(other)
	if (!isPair) throw notFound()
	for (const personId of [one, other])
		if (!accountPolicy.merge(actor, { personId }, null))
			throw forbidden("Свою учётную запись объединяет другой оператор.")
	return [first, second] as const
}

/** Both accounts, side by side, and what stands against merging them. @throws DomainError not-found, forbidden */
export async function viewMerging(pair: Pair) {
	const accounts = await pairOf(prisma, pair)
	notePeople(accounts.map(({ id }) => id))
	return {
		accounts: accounts.map((person) => ({
			id: person.id,
			name: fullName(person) || person.username,
			username: person.username,
			email: person.email,
			roles: person.engagements.map(({ role, organisation, municipality }) =>
				[roleText(role as Role), organisation?.name ?? municipality?.name].filter(Boolean).join(", "),
			),
			applications: person._count.applications,
			seats: person._count.seats,
		})),
		obstacles: await obstaclesToMerging(prisma, pair.one, pair.other),
	}
}
export type MergingView = Awaited<ReturnType<typeof viewMerging>>

/** Something that one account cannot hold of both. */
export type Conflict = "samePosition" | "seat"

/** What one account could not hold at once. The order of the two does not matter. */
export async function conflictsOf(db: Db, one: string, other: string): Promise<Conflict[]> {
	const both = Prisma.sql`(${one}, ${other})`
	const [twice] = await rowsOf<{ count: number }>(
		db,
		Prisma.sql`SELECT count(*)::int AS "count" FROM (SELECT "positionCode" FROM "Application"
			WHERE "teacherId" IN ${both} AND "state" = ANY (${ACTIVE}) GROUP BY "positionCode" HAVING count(DISTINCT "teacherId") > 1) x`,
	)
	const [seats] = await rowsOf<{ count: number }>(
		db,
		Prisma.sql`SELECT count(*)::int AS "count" FROM "Seat" s JOIN "Application" a ON a."id" = s."applicationId"
			WHERE s."expertId" IN ${both} AND (a."teacherId" IN ${both} OR EXISTS (SELECT 1 FROM "Seat" t
				WHERE t."applicationId" = s."applicationId" AND t."expertId" IN ${both} AND t."expertId" <> s."expertId"))`,
	)
	return [(twice?.count ?? 0) > 0 && "samePosition", (seats?.count ?? 0) > 0 && "seat"].filter(
		(conflict) => conflict !== false,
	) as Conflict[]
}

const IN_MERGING: Readonly<Record<Conflict, string>> = {
	samePosition:
		"У обеих есть открытое заявление на одну должность. Одно из них нужно сначала отозвать или удалить.",
	seat: "Одна из них назначена специалистом на заявление другой, или обе — на одно заявление. Сначала замените специалиста.",
}

async function obstaclesToMerging(db: Db, one: string, other: string): Promise<string[]> {
	const conflicts = await conflictsOf(db, one, other)
	const operators = await db.engagement.count({
		where: { personId: { in: [one, other] }, role: "operator", to: null },
	})
	return [
		...conflicts.map((conflict) => IN_MERGING[conflict]),
		...(operators > 0 ? ["Одна из них — оператора. Сначала прекратите эту роль."] : []),
	]
}

/**
 * An operator makes one account of two. What belongs to the person moves to the account that stays; what either account did
 * stays under its name in the journal, and no paper changes. The other one is closed for good.
 * @throws DomainError not-found, forbidden; not-allowed-now with every obstacle
 */
export async function mergeAccounts({
	actor,
	one,
	other,
	kept,
	reason,
	now,
}: Pair & { kept: string; reason: string; now: Date }): Promise<{ kept: string }> {
	if (kept !== one && kept !== other) throw notFound()
	const closed = kept === one ? other : one
	const username = await inTransaction(async (tx) => {
		await countOf(
			tx,
			Prisma.sql`SELECT 1 FROM "Person" WHERE "id" IN (${one}, ${other}) ORDER BY "id" FOR UPDATE`,
		)
		const [first, second] = await pairOf(tx, { actor, one, other })
		const obstacles = await obstaclesToMerging(tx, one, other)
		if (obstacles.length > 0)
			throw new DomainError("not-allowed-now", "Объединить пока нельзя.", { reasons: obstacles })
		const [stays, goes] = kept === one ? [first, second] : [second, first]
		await moveTo(tx, { kept, closed, now })
		await tx.person.update({
			where: { id: closed },
			data: { blockedAt: now, mergedIntoId: kept },
			select: { id: true },
		})
		await tx.accessLog.createMany({
			data: [kept, closed].map((personId) => ({
				at: now,
				actorId: actor.id,
				personId,
				what: "accounts-merged",
				detail: { closed: goes.username, kept: stays.username, reason },
			})),
		})
		const written = new Set<string>()
		for (const { id, email } of [stays, goes]) {
			if (email === "" || written.has(mailboxOf(email))) continue
			written.add(mailboxOf(email))
			await writeLetter(tx, {
				kind: "accounts-merged",
				to: { personId: id, email },
				data: {
					...greeted(stays),
					operator: actor.fullName,
					reason,
					at: longDateTime(now),
					kept: stays.username,
					closed: goes.username,
					url: absolute(paths.login()),
				},
				now,
			})
		}
		return stays.username
	})
	security("account.merge", "done", { account: closed, by: actor.id })
	return { kept: username }
}

/** Everything that belongs to a person, and not what a person did once. */
export async function moveTo(
	tx: Tx,
	{ kept, closed, now }: { kept: string; closed: string; now: Date },
): Promise<void> {
	const move = (table: string, column: string, unless = Prisma.sql`FALSE`) =>
		countOf(
			tx,
			Prisma.sql`UPDATE ${Prisma.raw(`"${table}" x SET "${column}"`)} = ${kept}
				WHERE ${Prisma.raw(`x."${column}"`)} = ${closed} AND NOT (${unless})`,
		)
	// A job that both have ends in the account that is closed. Its applications keep naming it.
	await countOf(
		tx,
		Prisma.sql`UPDATE "Engagement" x SET "to" = ${now} WHERE x."personId" = ${closed} AND x."to" IS NULL
			AND EXISTS (SELECT 1 FROM "Engagement" y WHERE y."personId" = ${kept} AND y."to" IS NULL AND y."role" = x."role"
				AND y."municipalityCode" IS NOT DISTINCT FROM x."municipalityCode"
				AND y."organisationId" IS NOT DISTINCT FROM x."organisationId"
				AND y."positionCode" IS NOT DISTINCT FROM x."positionCode" AND y."subjectId" IS NOT DISTINCT FROM x."subjectId")`,
	)
	await move("Engagement", "personId")
	await move("Application", "teacherId")
	await move("Category", "personId")
	await move("Seat", "expertId")
	await move("CommissionMember", "personId")
	await move(
		"RosterEntry",
		"expertId",
		Prisma.sql`EXISTS (SELECT 1 FROM "RosterEntry" y WHERE y."expertId" = ${kept} AND y."schoolYear" = x."schoolYear"
			AND y."municipalityCode" = x."municipalityCode")`,
	)
	await move(
		"SavedView",
		"personId",
		Prisma.sql`EXISTS (SELECT 1 FROM "SavedView" y WHERE y."personId" = ${kept} AND y."list" = x."list")`,
	)
	const theirs = { personId: closed }
	await tx.session.deleteMany({ where: theirs })
	await tx.token.deleteMany({ where: theirs })
	await tx.calendarFeed.deleteMany({ where: theirs })
	await tx.calendarEvent.deleteMany({ where: theirs })
	await tx.savedView.deleteMany({ where: theirs })
}
