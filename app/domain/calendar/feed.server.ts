import { randomUUID } from "node:crypto"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { env } from "#app/utils/env.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDate } from "#app/utils/russian.ts"
import { collectEntries } from "./collect.server.ts"
import { feedIdOf, tokenOf } from "./feed-address.server.ts"
import { recordEvents } from "./feed-ledger.server.ts"
import { loadFeedOwner } from "./feed-owner.server.ts"
import { writeFeed } from "./write-feed.ts"

/** The address of a person's feed, for their own page. Null if they have none. */
export async function feedOf(actor: Actor): Promise<{ address: string; since: string } | null> {
	const feed = await prisma.calendarFeed.findFirst({
		where: { personId: actor.id, revokedAt: null },
		select: { id: true, createdAt: true },
	})
	if (!feed) return null
	const address = new URL(paths.calendarFeed(tokenOf(feed.id)), env.PUBLIC_URL).href
	return { address, since: longDate(civilDate(feed.createdAt)) }
}

const revoke = (tx: Tx, personId: string, now: Date) =>
	tx.calendarFeed.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } })

/** Makes an address for the person's calendar. The earlier one stops working at once. */
export async function openFeed({ actor, now }: { actor: Actor; now: Date }): Promise<void> {
	await inTransaction(async (tx) => {
		await revoke(tx, actor.id, now)
		await tx.calendarFeed.create({
			data: { id: randomUUID(), personId: actor.id, createdAt: now },
			select: { id: true },
		})
	})
}

/** Deletes the address. @returns whether there was one */
export async function revokeFeed({ actor, now }: { actor: Actor; now: Date }): Promise<boolean> {
	const { count } = await inTransaction((tx) => revoke(tx, actor.id, now))
	return count > 0
}

/** How far back and ahead a feed reaches: a month that has passed and more than a year ahead. */
const DAYS_BACK = 31
const DAYS_AHEAD = 400

/**
 * The feed behind an address, as text in the format of RFC 5545. It also records its contents, because a later feed must
 * report what has moved or was cancelled since.
 * @throws DomainError not-found for an address that is unknown or revoked, or whose owner is blocked
 */
export async function readFeed({ token, now }: { token: string; now: Date }): Promise<string> {
	const id = feedIdOf(token)
	const feed = id
		? await prisma.calendarFeed.findFirst({
				where: { id, revokedAt: null },
				select: { personId: true },
			})
		: null
	const actor = feed ? await loadFeedOwner(feed.personId, now) : null
	if (!id || !actor) throw notFound()
	const today = civilDate(now)
	const from = addDays(today, -DAYS_BACK)
	const entries = await collectEntries({ actor, from, to: addDays(today, DAYS_AHEAD) })
	const events = await inTransaction(async (tx) => {
		// If two programs read at once, the second one waits and finds the events of the first.
		await tx.$executeRaw`SELECT 1 FROM "CalendarFeed" WHERE "id" = ${id} FOR UPDATE`
		return recordEvents(tx, { personId: actor.id, entries, from, today, now })
	})
	return writeFeed(events, {
		owner: actor.id,
		name: `Аттестация: ${actor.fullName}`,
		page: new URL(paths.calendar(), env.PUBLIC_URL).href,
	})
}
