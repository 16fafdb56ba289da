import { countOf, type Db, Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { invalid, stale } from "#app/utils/errors.ts"
import { type Listed, rowsOfList, tableOf } from "./entries.server.ts"
import { changeList, entryOf, type ListChange, noteChanges } from "./keep-entry.server.ts"
import { type Concerned, peopleBy, UNDER_WAY } from "./who-is-concerned.server.ts"

/** What a merger takes along. */
interface Moving {
	/** Engagements that change their organisation. */
	moved: string[]
	/** Engagements of people who have the same work in both: that in the second stays, with the applications of the first. */
	ended: { id: string; instead: string }[]
	applications: { id: string; engagementId: string | null; moves: boolean }[]
}

/** How a merger is recorded, so that it can be taken back. */
export type MergedApplication = Moving["applications"][number]

async function movingOf(db: Db, from: string, into: string): Promise<Moving> {
	const work = await rowsOf<{ id: string; instead: string | null }>(
		db,
		Prisma.sql`SELECT f."id", (SELECT t."id" FROM "Engagement" t WHERE t."organisationId" = ${into} AND t."to" IS NULL
				AND t."personId" = f."personId" AND t."role" = f."role" AND t."positionCode" IS NOT DISTINCT FROM f."positionCode"
				AND t."subjectId" IS NOT DISTINCT FROM f."subjectId" LIMIT 1) AS "instead"
			FROM "Engagement" f WHERE f."organisationId" = ${from} AND f."to" IS NULL ORDER BY f."id"`,
	)
	const ended = work.flatMap(({ id, instead }) => (instead ? [{ id, instead }] : []))
	const under = Prisma.sql`a."organisationId" = ${from} AND a."state" = ANY (${UNDER_WAY})`
	const applications = await rowsOf<MergedApplication>(
		db,
		Prisma.sql`SELECT a."id", a."engagementId", (${under}) AS "moves" FROM "Application" a
			WHERE (${under}) OR a."engagementId" = ANY (${ended.map(({ id }) => id)}) ORDER BY a."id"`,
	)
	return { moved: work.flatMap(({ id, instead }) => (instead ? [] : [id])), ended, applications }
}

/** The form sends back what its page has shown, so that nobody else is moved than those. */
const seenOf = ({ moved, ended, applications }: Moving) =>
	JSON.stringify([
		moved,
		ended.map(({ id }) => id),
		applications.filter(({ moves }) => moves).map(({ id }) => id),
	])

const digest = (db: Db, text: string) =>
	rowsOf<{ md5: string }>(db, Prisma.sql`SELECT md5(${text}) AS "md5"`).then(([row]) => row?.md5 ?? "")

export const NO_SUCH_NEIGHBOUR = "Выберите действующую организацию, в которую переходят педагоги."

async function pairOf(db: Db, id: string, into: string): Promise<readonly [Listed, Listed]> {
	const from = await entryOf(db, "organisations", id)
	const [to] = into ? await rowsOfList(db, "organisations", Prisma.sql`l."id" = ${into} AND l."active"`) : []
	if (!to) throw invalid({ into: NO_SUCH_NEIGHBOUR })
	if (to.id === from.id) throw invalid({ into: "Выберите другую организацию." })
	if (to.entry.municipality !== from.entry.municipality)
		throw invalid({ into: "Объединить можно организации одного муниципалитета." })
	return [from, to]
}

/**
 * What the merger of two organisations would change: who moves, who has the same work in both, how many applications.
 * @throws DomainError not-found; invalid at `into`
 */
export async function planMerger(id: string, into: string) {
	const [from, to] = await pairOf(prisma, id, into)
	const moving = await movingOf(prisma, from.id, to.id)
	const among = (ids: readonly string[]) => peopleBy(prisma, Prisma.sql`e."id" = ANY (${[...ids]})`)
	return {
		into: { id: to.id, name: to.entry.name ?? "" },
		people: await among(moving.moved),
		inBoth: await among(moving.ended.map(({ id: ended }) => ended)),
		applications: moving.applications.filter(({ moves }) => moves).length,
		seen: await digest(prisma, seenOf(moving)),
	}
}
export type MergerPlan = Awaited<ReturnType<typeof planMerger>>

/**
 * Merges two organisations: people who work in the first now work in the second, with everything that is open, and the
 * first is closed. Papers that name it stay unchanged.
 * @throws DomainError not-found; invalid at `into`; stale if it would change something else than its page has shown
 */
export const mergeOrganisations = (
	change: ListChange,
	{ id, into, seen }: { id: string; into: string; seen: string },
): Promise<string> =>
	changeList(change, async (tx) => {
		const [from, to] = await pairOf(tx, id, into)
		const moving = await movingOf(tx, from.id, to.id)
		if ((await digest(tx, seenOf(moving))) !== seen)
			throw stale(
				"Пока Вы смотрели, в организации что-то изменилось. Проверьте ещё раз, кто и что переходит.",
			)
		const people = await peopleBy(tx, Prisma.sql`e."organisationId" = ${from.id} AND e."to" IS NULL`)
		await move(tx, moving, to.id, change.now)
		await tableOf("organisations").close(tx, from.id, false)
		await tx.merger.create({
			data: {
				fromId: from.id,
				intoId: to.id,
				at: change.now,
				byId: change.actor.id,
				moved: moving.moved,
				ended: moving.ended.map((one) => one.id),
				applications: moving.applications.map((one) => ({ ...one })),
			},
			select: { id: true },
		})
		await noteChanges(tx, change, [
			{
				merged: from.entry.name ?? "",
				into: to.entry.name ?? "",
				people: countPeople(people),
				applications: moving.applications.filter(({ moves }) => moves).length,
			},
		])
		return to.entry.name ?? ""
	})

export const countPeople = (people: Concerned["people"]): number =>
	people.reduce((all, { count }) => all + count, 0)

async function move(tx: Tx, { moved, ended, applications }: Moving, into: string, now: Date): Promise<void> {
	for (const { id, instead } of ended)
		await countOf(
			tx,
			Prisma.sql`UPDATE "Application" SET "engagementId" = ${instead} WHERE "engagementId" = ${id}`,
		)
	const over = ended.map(({ id }) => id)
	await countOf(tx, Prisma.sql`UPDATE "Engagement" SET "to" = ${now} WHERE "id" = ANY (${over})`)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Engagement" SET "organisationId" = ${into} WHERE "id" = ANY (${moved})`,
	)
	const going = applications.filter(({ moves }) => moves).map(({ id }) => id)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "organisationId" = ${into} WHERE "id" = ANY (${going})`,
	)
}
