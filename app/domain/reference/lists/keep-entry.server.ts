import { type Db, Prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction, type TransactionOptions } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { DomainError, invalid, notFound, stale } from "#app/utils/errors.ts"
import { type Checks, inOneRound } from "#app/utils/http/one-round.ts"
import { parseChecked } from "#app/utils/http/parse-form.ts"
import { forgetMunicipalities } from "../../organisation/organisation.view.server.ts"
import { type Listed, rowsOfList, tableOf } from "./entries.server.ts"
import { differences, type Entry, type ListName, REFERENCE_LISTS } from "./kinds.ts"

export interface ListChange {
	actor: Actor
	list: ListName
	now: Date
}

/** One change of reference data at a time, so that two operators cannot make two entries of one. */
export async function changeList<T>(
	{ actor }: ListChange,
	work: (tx: Tx) => Promise<T>,
	options: TransactionOptions = {},
): Promise<T> {
	if (!referencePolicy.change(actor, null, null)) throw notFound()
	const done = await inTransaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('reference-lists'))`
		return work(tx)
	}, options)
	forgetMunicipalities()
	return done
}

/** The hand that changed the entries, and what they said before. */
export async function noteChanges(
	tx: Tx,
	{ actor, list, now }: ListChange,
	changes: readonly Prisma.JsonObject[],
): Promise<void> {
	await tx.accessLog.createMany({
		data: changes.map((change) => ({
			at: now,
			actorId: actor.id,
			what: "reference-changed",
			detail: { list: REFERENCE_LISTS[list].title, ...change },
		})),
	})
}

const taken = (list: ListName) =>
	`Такая запись уже есть: найдите её в списке «${REFERENCE_LISTS[list].title}», она может быть закрыта.`

/** Another entry must not have this key, and the municipality must be known. The form may lack some of the fields. */
const entryChecks = (tx: Tx, list: ListName, entry: Partial<Entry>, besides: string | null): Checks => [
	() => REFERENCE_LISTS[list].key.every((name) => entry[name]) && refuseTaken(tx, list, entry, besides),
	() => list === "organisations" && entry.municipality && refuseUnknownPlace(tx, entry.municipality),
]

async function refuseTaken(tx: Tx, list: ListName, entry: Partial<Entry>, besides: string | null) {
	const { key, named } = REFERENCE_LISTS[list]
	const alike = key.map((name) => Prisma.sql`l."entry"->>${name} = ${entry[name] ?? ""}`)
	const [other] = await rowsOfList(
		tx,
		list,
		Prisma.sql`${Prisma.join(alike, " AND ")} AND l."id" IS DISTINCT FROM ${besides}`,
		{ part: Prisma.sql`LIMIT 1` },
	)
	if (other) throw invalid({ [key.at(-1) ?? named]: taken(list) })
}

async function refuseUnknownPlace(tx: Tx, code: string) {
	const place = await tx.municipality.findUnique({ where: { code }, select: { active: true } })
	if (!place?.active) throw invalid({ municipality: "Выберите муниципалитет из списка." })
}

/** Adds an entry from a form. @throws DomainError not-found; invalid by field */
export const addEntry = (change: ListChange, form: Record<string, unknown>): Promise<void> =>
	changeList(change, async (tx) => {
		const { schema } = REFERENCE_LISTS[change.list]
		const checksOf = (entry: Partial<Entry>) => entryChecks(tx, change.list, entry, null)
		const entry = await parseChecked(schema, form, checksOf)
		await inOneRound(checksOf(entry))
		await tableOf(change.list).insert(tx, [entry])
		await noteChanges(tx, change, [addedWords(change.list, entry)])
	})

/**
 * Changes an entry from a form. Papers formed earlier stay unchanged, because they store the names themselves.
 * @throws DomainError not-found; invalid by field; stale when somebody else has changed it meanwhile
 */
export const changeEntry = (
	change: ListChange,
	id: string,
	form: Record<string, unknown>,
): Promise<boolean> =>
	changeList(change, async (tx) => {
		const known = await entryOf(tx, change.list, id)
		const { schema, fields } = REFERENCE_LISTS[change.list]
		const fixed = fields.filter(({ once }) => once).map(({ name }) => [name, known.entry[name] ?? ""])
		if (form.edition !== editionOf(known))
			throw stale("Эту запись изменил другой оператор. Проверьте её и повторите.")
		const checksOf = (entry: Partial<Entry>) => entryChecks(tx, change.list, entry, known.id)
		const entry = await parseChecked(schema, { ...form, ...Object.fromEntries(fixed) }, checksOf)
		if (!changedWords(change.list, known.entry, entry)) return false
		await inOneRound(checksOf(entry))
		return updateEntry(tx, change, known, entry)
	})

/** Changes an entry and keeps what it said before. @returns whether anything has changed */
export async function updateEntry(tx: Tx, change: ListChange, known: Listed, entry: Entry): Promise<boolean> {
	const words = changedWords(change.list, known.entry, entry)
	if (!words) return false
	await tableOf(change.list).update(tx, known.id, entry)
	await tx.formerEntry.create({
		data: { list: change.list, entryId: known.id, entry: { ...known.entry }, until: change.now },
		select: { id: true },
	})
	await noteChanges(tx, change, [words])
	return true
}

export const addedWords = (list: ListName, entry: Entry): Prisma.JsonObject => ({
	added: entry[REFERENCE_LISTS[list].named] ?? "",
	entry: { ...entry },
})

/** Null if nothing has changed. */
export function changedWords(list: ListName, before: Entry, after: Entry): Prisma.JsonObject | null {
	const changes = differences(REFERENCE_LISTS[list], before, after)
	if (changes.length === 0) return null
	return {
		changed: before[REFERENCE_LISTS[list].named] ?? "",
		...Object.fromEntries(changes.map(({ label, from, to }) => [label, { from, to }])),
	}
}

/**
 * Closes an entry, so that nobody can choose it any more; people who have chosen it keep it. Or opens it again.
 * @throws DomainError not-found; not-allowed-now for a municipality that still has organisations
 */
export const closeEntry = (change: ListChange, id: string, active: boolean): Promise<void> =>
	changeList(change, async (tx) => switchEntry(tx, change, await entryOf(tx, change.list, id), active))

export async function switchEntry(tx: Tx, change: ListChange, known: Listed, active: boolean): Promise<void> {
	if (known.active === active) return
	if (change.list === "municipalities" && !active) {
		const open = await tx.organisation.count({ where: { municipalityCode: known.id, active: true } })
		if (open > 0)
			throw new DomainError(
				"not-allowed-now",
				`В муниципалитете есть действующие организации: ${open}. Сначала закройте их или объедините с другими.`,
			)
	}
	await tableOf(change.list).close(tx, known.id, active)
	await noteChanges(tx, change, [
		{ [active ? "reopened" : "closed"]: known.entry[REFERENCE_LISTS[change.list].named] ?? "" },
	])
}

export async function entryOf(db: Db, list: ListName, id: string): Promise<Listed> {
	const [known] = await rowsOfList(db, list, Prisma.sql`l."id" = ${id}`)
	if (!known) throw notFound()
	return known
}

/** The values with which the form was filled. It sends them back. */
export const editionOf = ({ entry, active }: Listed): string =>
	JSON.stringify([active, Object.entries(entry).sort()])
