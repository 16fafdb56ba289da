import { z } from "zod"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { accountPolicy } from "#app/policies/account.policy.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { DomainError, forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { alsoWrong, has, type Problems } from "#app/utils/http/one-round.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { orderSql } from "../list/order-sql.server.ts"
import type { SortedColumn } from "../list/sorted-columns.ts"
import { required } from "../person/person-fields.ts"
import { findLogin } from "./accounts.server.ts"

export const BlockSchema = z.object({
	username: required("Введите имя пользователя, доступ которого нужно закрыть или открыть.").max(
		64,
		"Такого длинного имени пользователя быть не может.",
	),
	reason: required("Напишите причину: её увидят другие операторы.").max(
		500,
		"Причина: не длиннее 500 знаков.",
	),
})
export type BlockForm = z.output<typeof BlockSchema>

const BLOCKED = "account-blocked"
const UNBLOCKED = "account-unblocked"

interface Order {
	actor: Actor
	form: BlockForm
	now: Date
}

/**
 * Closes an account: its sessions end at once, links sent to it stop working, and nobody can sign in. What the person has
 * filed stays.
 * @throws DomainError forbidden, invalid (no such login), not-allowed-now (already closed)
 */
export async function blockAccount({ actor, form, now }: Order): Promise<void> {
	const { id } = await find(actor, form.username, "block")
	await inTransaction(async (tx) => {
		const { count } = await tx.person.updateMany({ where: { id, blockedAt: null }, data: { blockedAt: now } })
		if (count === 0) throw new DomainError("not-allowed-now", "Доступ этой учётной записи уже закрыт.")
		await tx.session.deleteMany({ where: { personId: id } })
		await tx.token.deleteMany({ where: { personId: id, usedAt: null } })
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, personId: id, what: BLOCKED, detail: { reason: form.reason } },
			select: { id: true },
		})
	})
	security("account.block", "done", { account: id, by: actor.id })
}

/** Opens a closed account again. @throws DomainError as {@link blockAccount} */
export async function unblockAccount({ actor, form, now }: Order): Promise<void> {
	const { id } = await find(actor, form.username, "unblock")
	await inTransaction(async (tx) => {
		const merged = await tx.person.count({
			where: { id, OR: [{ NOT: { mergedIntoId: null } }, { NOT: { erasedAt: null } }] },
		})
		if (merged > 0)
			throw new DomainError(
				"not-allowed-now",
				"Эта учётная запись объединена с другой или её данные удалены: открыть её нельзя.",
			)
		const { count } = await tx.person.updateMany({
			where: { id, NOT: { blockedAt: null } },
			data: { blockedAt: null },
		})
		if (count === 0) throw new DomainError("not-allowed-now", "Доступ этой учётной записи открыт.")
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, personId: id, what: UNBLOCKED, detail: { reason: form.reason } },
			select: { id: true },
		})
	})
	security("account.unblock", "done", { account: id, by: actor.id })
}

/** What is wrong with a form that its schema refuses: no such login. */
export const problemsOfBlock = (
	actor: Actor,
	form: Partial<BlockForm>,
	what: keyof typeof accountPolicy,
): Promise<Problems> => alsoWrong([() => has(form, "username") && find(actor, form.username, what)])

async function find(actor: Actor, username: string, what: keyof typeof accountPolicy) {
	if (!isOperator(actor, null, null)) throw forbidden()
	const account = await findLogin(prisma, username)
	if (!account) throw invalid({ username: `Пользователя «${username}» нет. Проверьте имя пользователя.` })
	if (!accountPolicy[what](actor, { personId: account.id }, null))
		throw forbidden("Закрыть доступ самому себе нельзя: попросите другого оператора.")
	return account
}

export interface BlockedRow {
	username: string
	fullName: string
	since: string
	reason: string
}

/**
 * The accounts that are closed now and can be opened again, for operators: not those that were merged into another one or
 * whose data was erased. @throws DomainError not-found to everybody else */
export async function viewBlocked(actor: Actor, sort = ""): Promise<BlockedRow[]> {
	if (!isOperator(actor, null, null)) throw notFound()
	const people = await rowsOf<{
		username: string
		surname: string
		name: string
		patronymic: string
		blockedAt: Date
		detail: unknown
	}>(
		prisma,
		// The latest ones, in any order.
		Prisma.sql`
		SELECT * FROM (
			SELECT p."username", p."surname", p."name", p."patronymic", p."searchName", p."blockedAt",
				(SELECT x."detail" FROM "AccessLog" x
					WHERE x."personId" = p."id" AND x."what" = ${BLOCKED} ORDER BY x."id" DESC LIMIT 1) AS "detail"
			FROM "Person" p WHERE p."blockedAt" IS NOT NULL AND p."mergedIntoId" IS NULL AND p."erasedAt" IS NULL
			ORDER BY p."blockedAt" DESC LIMIT ${MOST_SHOWN}) b
		ORDER BY ${orderSql(SORTED_BLOCKED, sort, Prisma.sql`b."blockedAt" DESC, b."username"`)}`,
	)
	return people.map(({ username, blockedAt, detail, ...names }) => ({
		username,
		fullName: fullName(names) || username,
		since: longDateTime(blockedAt),
		reason: reasonIn(detail),
	}))
}

const MOST_SHOWN = 200

const SORTED_BLOCKED: Record<SortedColumn<"blocked">, Prisma.Sql> = {
	name: Prisma.sql`b."searchName"`,
	since: Prisma.sql`b."blockedAt"`,
	reason: Prisma.sql`nullif(b."detail"->>'reason', '') COLLATE "ru-x-icu"`,
}

function reasonIn(detail: unknown): string {
	const reason = typeof detail === "object" && detail !== null ? Reflect.get(detail, "reason") : ""
	return typeof reason === "string" ? reason : ""
}
