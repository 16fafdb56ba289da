import { countOf, type Db, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Merger } from "#app/db/generated/client.ts"
import { DomainError, stale } from "#app/utils/errors.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { rowsOfList, tableOf } from "./entries.server.ts"
import { changeList, entryOf, type ListChange, noteChanges } from "./keep-entry.server.ts"
import { countPeople, type MergedApplication } from "./merge-organisations.server.ts"
import { peopleBy, UNDER_WAY } from "./who-is-concerned.server.ts"

/** The latest merger by which an organisation was closed; null if it was taken back, or there was none. */
async function mergerOf(db: Db, fromId: string): Promise<Merger | null> {
	const last = await db.merger.findFirst({ where: { fromId }, orderBy: [{ at: "desc" }, { id: "desc" }] })
	return last && !last.undoneAt ? last : null
}

/** What goes back: only what is still as the merger left it. */
async function returningOf(db: Db, { at, intoId, moved, ended, applications }: Merger) {
	const work = await rowsOf<{ id: string; reopens: boolean }>(
		db,
		Prisma.sql`SELECT e."id", e."to" IS NOT NULL AS "reopens" FROM "Engagement" e
			WHERE (e."id" = ANY (${moved}) AND e."to" IS NULL AND e."organisationId" = ${intoId})
				OR (e."id" = ANY (${ended}) AND e."to" = ${at})`,
	)
	const known = applications as unknown as MergedApplication[]
	const open = await rowsOf<{ id: string }>(
		db,
		Prisma.sql`SELECT a."id" FROM "Application" a WHERE a."id" = ANY (${known.map(({ id }) => id)})
			AND a."organisationId" = ${intoId} AND a."state" = ANY (${UNDER_WAY})`,
	)
	const stillOpen = new Set(open.map(({ id }) => id))
	return {
		work: work.map(({ id }) => id),
		reopened: work.filter(({ reopens }) => reopens).map(({ id }) => id),
		applications: known.filter(({ id, moves }) => moves && stillOpen.has(id)),
	}
}

/** What taking a merger back would change. Null for an organisation that was not closed by one. */
export async function planUndoing(id: string) {
	const merger = await mergerOf(prisma, id)
	if (!merger) return null
	const [into] = await rowsOfList(prisma, "organisations", Prisma.sql`l."id" = ${merger.intoId}`)
	const { work, applications } = await returningOf(prisma, merger)
	return {
		merger: merger.id,
		into: into?.entry.name ?? "",
		at: longDateTime(merger.at),
		people: await peopleBy(prisma, Prisma.sql`e."id" = ANY (${work})`),
		applications: applications.length,
	}
}
export type UndoingPlan = NonNullable<Awaited<ReturnType<typeof planUndoing>>>

/**
 * Takes a merger back: the people and applications that it moved return, as far as nobody has changed them since, and the
 * organisation can be chosen again. Whoever came to the second organisation after the merger stays there.
 * @returns the name of the organisation that is open again
 * @throws DomainError not-found; stale if another merger is meant than the page has shown; not-allowed-now if there is none
 */
export const undoMerger = (
	change: ListChange,
	{ id, merger: shown }: { id: string; merger: string },
): Promise<string> =>
	changeList(change, async (tx) => {
		const from = await entryOf(tx, "organisations", id)
		const merger = await mergerOf(tx, from.id)
		if (!merger)
			throw new DomainError("not-allowed-now", "Объединения, которое можно отменить, нет: его уже отменили.")
		if (merger.id !== shown) throw stale("Организацию с тех пор объединили ещё раз. Проверьте, кто вернётся.")
		const { work, reopened, applications } = await returningOf(tx, merger)
		const people = await peopleBy(tx, Prisma.sql`e."id" = ANY (${work})`)
		await countOf(
			tx,
			Prisma.sql`UPDATE "Engagement" SET "organisationId" = ${from.id} WHERE "id" = ANY (${work})`,
		)
		await countOf(tx, Prisma.sql`UPDATE "Engagement" SET "to" = NULL WHERE "id" = ANY (${reopened})`)
		await countOf(
			tx,
			Prisma.sql`UPDATE "Application" SET "organisationId" = ${from.id}
				WHERE "id" = ANY (${applications.map((one) => one.id)})`,
		)
		for (const { id: applicationId, engagementId } of merger.applications as unknown as MergedApplication[])
			if (engagementId && reopened.includes(engagementId))
				await countOf(
					tx,
					Prisma.sql`UPDATE "Application" a SET "engagementId" = ${engagementId} FROM "Engagement" e
						WHERE a."id" = ${applicationId} AND e."id" = a."engagementId" AND e."organisationId" = ${merger.intoId}`,
				)
		await tableOf("organisations").close(tx, from.id, true)
		await tx.merger.update({
			where: { id: merger.id },
			data: { undoneAt: change.now },
			select: { id: true },
		})
		const [into] = await rowsOfList(tx, "organisations", Prisma.sql`l."id" = ${merger.intoId}`)
		await noteChanges(tx, change, [
			{
				separated: from.entry.name ?? "",
				outOf: into?.entry.name ?? "",
				people: countPeople(people),
				applications: applications.length,
			},
		])
		return from.entry.name ?? ""
	})
