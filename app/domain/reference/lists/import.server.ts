import { createHash, randomUUID } from "node:crypto"
import { type Db, prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { tableRows } from "#app/files/tables/table-rows.server.ts"
import type { ReceivedFile } from "#app/files/upload.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { DomainError, invalid, notFound, stale } from "#app/utils/errors.ts"
import { cutShort, longDateTime } from "#app/utils/russian.ts"
import { rowsOfList, tableOf } from "./entries.server.ts"
import {
	addedWords,
	changeList,
	type ListChange,
	noteChanges,
	switchEntry,
	updateEntry,
} from "./keep-entry.server.ts"
import { isListName, type ListName, REFERENCE_LISTS } from "./kinds.ts"
import { type ImportPlan, type ImportStep, planImport } from "./plan-import.ts"

/** Rows that the page of a plan shows of each kind; the numbers are of all. */
const SHOWN = 200

/**
 * Keeps the rows of a file, without changing the list. @returns the id of the page that shows what they would do
 * @throws DomainError not-found; invalid at the file
 */
export async function keepImport({
	actor,
	list,
	files,
	now,
}: ListChange & { files: readonly ReceivedFile[] }): Promise<string> {
	if (!referencePolicy.change(actor, null, null)) throw notFound()
	const [file] = files
	if (!file) throw invalid({ file: "Выберите файл: книгу Excel (.xlsx) или CSV." })
	const rows = await tableRows(file)
	const plan = await planOf(prisma, list, rows)
	if (!plan.ok) throw invalid({ file: plan.reason })
	if (plan.steps.length === 0) throw invalid({ file: "В файле нет ни одной строки, кроме заголовков." })
	const id = randomUUID()
	await prisma.referenceImport.create({
		data: { id, list, fileName: file.originalName.slice(0, 200), rows, byId: actor.id, at: now },
		select: { id: true },
	})
	return id
}

async function planOf(db: Db, list: ListName, rows: readonly (readonly string[])[]): Promise<ImportPlan> {
	const [known, municipalities] = await Promise.all([
		rowsOfList(db, list),
		list === "organisations"
			? db.municipality.findMany({
					where: { active: true },
					select: { code: true, name: true, shortName: true },
				})
			: [],
	])
	return planImport({ list, rows, known, municipalities })
}

/** What was previewed is what is done, because another plan has another digest. */
const digestOf = (steps: readonly ImportStep[]) =>
	createHash("sha256").update(JSON.stringify(steps)).digest("hex").slice(0, 32)

const has =
	<Does extends ImportStep["does"]>(does: Does) =>
	(step: ImportStep): step is Extract<ImportStep, { does: Does }> =>
		step.does === does

/** A row as the page names it. A row with a fault may have a name of any length; what would be written is limited. */
const shownRow = ({ row, name }: Pick<ImportStep, "row" | "name">) => ({ row, name: cutShort(name) })

/** What the stored file would change in the list as it is now. @throws DomainError not-found */
export async function viewImport({ actor, id }: { actor: Actor; id: string }) {
	if (!referencePolicy.read(actor, null, null)) throw notFound()
	const { list, rows, ...kept } = await keptImport(prisma, id)
	const plan = await planOf(prisma, list, rows)
	const steps = plan.ok ? plan.steps : []
	const added = steps.filter(has("add"))
	const changed = steps.filter(has("change"))
	const failed = steps.filter(has("fail"))
	return {
		id,
		list,
		title: REFERENCE_LISTS[list].title,
		fileName: kept.fileName,
		appliedAt: kept.appliedAt ? longDateTime(kept.appliedAt) : null,
		digest: digestOf(steps),
		counts: {
			added: added.length,
			changed: changed.length,
			failed: failed.length,
			same: steps.length - added.length - changed.length - failed.length,
		},
		most: SHOWN,
		added: added.slice(0, SHOWN).map(shownRow),
		changed: changed
			.slice(0, SHOWN)
			.map(({ changes, active, ...step }) => ({ ...shownRow(step), changes, active })),
		failed: failed.slice(0, SHOWN).map(({ reasons, ...step }) => ({ ...shownRow(step), reasons })),
	}
}
export type ImportView = Awaited<ReturnType<typeof viewImport>>

async function keptImport(db: Db, id: string) {
	const kept = await db.referenceImport.findUnique({ where: { id } })
	if (!kept || !isListName(kept.list)) throw notFound()
	return { ...kept, list: kept.list, rows: kept.rows as string[][] }
}

/**
 * Does what the page has shown, all of it or nothing. Rows with a fault are left out: the page has named them.
 * @returns how many entries were added and changed
 * @throws DomainError not-found; not-allowed-now when it is done or there is nothing to do; stale when the list has changed meanwhile
 */
export async function applyImport({
	actor,
	id,
	digest,
	now,
}: {
	actor: Actor
	id: string
	digest: string
	now: Date
}): Promise<{ list: ListName; done: number }> {
	const { list } = await keptImport(prisma, id)
	const change: ListChange = { actor, list, now }
	const work = async (tx: Tx) => {
		const kept = await keptImport(tx, id)
		if (kept.appliedAt) throw alreadyApplied()
		const plan = await planOf(tx, list, kept.rows)
		const steps = plan.ok ? plan.steps : []
		if (digestOf(steps) !== digest)
			throw stale("Список изменился, пока Вы смотрели. Проверьте изменения и повторите.")
		const added = steps.filter(has("add"))
		const changed = steps.filter(has("change"))
		if (added.length + changed.length === 0)
			throw new DomainError("not-allowed-now", "В файле нет ничего, что изменило бы список.")
		for (const part of inParts(added.map(({ entry }) => entry))) {
			await tableOf(list).insert(tx, part)
			await noteChanges(
				tx,
				change,
				part.map((entry) => addedWords(list, entry)),
			)
		}
		const known = new Map((await rowsOfList(tx, list)).map((one) => [one.id, one]))
		for (const { id: entryId, entry, active } of changed) {
			const before = known.get(entryId)
			if (!before) continue
			await updateEntry(tx, change, before, entry)
			if (active !== null) await switchEntry(tx, change, before, active)
		}
		await tx.referenceImport.update({ where: { id }, data: { appliedAt: now }, select: { id: true } })
		return { list, done: added.length + changed.length }
	}
	return changeList(change, work, { timeout: LONGEST_MS })
}

/**
 * Throws a file away that was read and is not wanted. The list has not changed, so nothing is recorded.
 * @throws DomainError not-found; not-allowed-now when it is applied
 */
export const dropImport = ({
	actor,
	id,
}: {
	actor: Actor
	id: string
}): Promise<{ list: ListName; fileName: string }> =>
	inTransaction(async (tx) => {
		if (!referencePolicy.change(actor, null, null)) throw notFound()
		const { list, fileName, appliedAt } = await keptImport(tx, id)
		if (appliedAt) throw alreadyApplied()
		await tx.referenceImport.delete({ where: { id }, select: { id: true } })
		return { list, fileName }
	})

const alreadyApplied = () => new DomainError("not-allowed-now", "Этот файл уже загружен.")

/** Twenty thousand changed entries, one after another, on a busy computer. */
const LONGEST_MS = 120_000

/** One statement has room for so many rows. */
const AT_ONCE = 1000

function* inParts<T>(all: readonly T[]): Generator<T[]> {
	for (let start = 0; start < all.length; start += AT_ONCE) yield all.slice(start, start + AT_ONCE)
}
