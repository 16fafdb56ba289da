import type { Ask } from "#app/db/snapshot.server.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { traceOf } from "./erase-journal.server.ts"
import { differences, type Folded, type FoldedStep, foldStep, NOT_CREATED, type Stored } from "./fold.ts"
import { hashOfRow, JOURNAL_FIELDS } from "./journal.server.ts"
import type { JournalRow } from "./journal-row.ts"
import { TABLES } from "./tables.ts"

export interface Difference {
	subject: string
	subjectId: string
	text: string
}

export interface Replayed {
	subjects: number
	transitions: number
	/** Steps outside the machine: moves by hand, and moves to a new version. */
	byHand: number
	migrations: number
	differenceCount: number
	/** The first ones, at most `SHOWN`. */
	differences: Difference[]
}

/** Rows of the journal that one query reads. */
const BATCH = 2_000
/** How many differences are stored. Those of a badly damaged table would fill the memory. */
const SHOWN = 1_000

/** Folds the journal of every subject in the database and compares the result with what is stored. */
export async function replayAll(
	ask: Ask,
	lifecycles: Readonly<Record<SubjectName, AnyLifecycle>> = LIFECYCLES,
): Promise<Replayed> {
	const result: Replayed = {
		subjects: 0,
		transitions: 0,
		byHand: 0,
		migrations: 0,
		differenceCount: 0,
		differences: [],
	}
	for (const subject of Object.keys(TABLES) as SubjectName[])
		await replaySubjects(ask, subject, lifecycles[subject], result)
	await findStrangers(ask, result)
	await checkErasures(ask, result)
	return result
}

/** The subject whose rows are being read. */
interface Reading {
	id: string
	stored: Stored | null
	folded: Folded
}

async function replaySubjects(ask: Ask, subject: SubjectName, lifecycle: AnyLifecycle, result: Replayed) {
	const tell = (subjectId: string, texts: readonly string[]) => note(result, subject, subjectId, texts)
	let reading: Reading | undefined
	const finish = () => {
		if (!reading) return
		result.subjects += 1
		tell(reading.id, differences(reading.folded, reading.stored))
	}
	for await (const rows of batches(ask, subject)) {
		const stored = await storedOf(ask, subject, new Set(rows.map(({ subjectId }) => subjectId)))
		for (const row of rows) {
			const id = row.subjectId
			if (reading?.id !== id) {
				finish()
				reading = { id, stored: stored.get(id) ?? null, folded: NOT_CREATED }
			}
			const { folded, step } = foldStep(lifecycle, reading.folded, row, hashOfRow)
			reading.folded = folded
			count(result, step)
			tell(id, step.flaws)
		}
	}
	finish()
	const withoutJournal = await ask<{ id: string }>(
		`SELECT t."id" FROM "${TABLES[subject]}" t
		WHERE NOT EXISTS (SELECT 1 FROM "Journal" j WHERE j."subject" = $1 AND j."subjectId" = t."id") ORDER BY t."id"`,
		[subject],
	)
	result.subjects += withoutJournal.length
	for (const { id } of withoutJournal) tell(id, differences(NOT_CREATED, WITHOUT_JOURNAL))
}

/** Without a journal nothing is compared, so any values will do. */
const WITHOUT_JOURNAL: Stored = { state: "", version: 0, machineVersion: 0, stateSince: new Date(0) }

function count(result: Replayed, { kind }: FoldedStep) {
	result.transitions += 1
	if (kind === "by-hand") result.byHand += 1
	if (kind === "migration") result.migrations += 1
}

function note(result: Replayed, subject: string, subjectId: string, texts: readonly string[]) {
	for (const text of texts) {
		result.differenceCount += 1
		if (result.differences.length < SHOWN) result.differences.push({ subject, subjectId, text })
	}
}

/** The journal of one lifecycle, sorted by subject and number as its unique index is. */
async function* batches(ask: Ask, subject: SubjectName): AsyncGenerator<JournalRow[]> {
	let after: [string, number] = ["", 0]
	for (;;) {
		const rows = await ask<JournalRow>(
			`SELECT ${JOURNAL_FIELDS} FROM "Journal" WHERE "subject" = $1 AND ("subjectId", "seq") > ($2, $3)
			ORDER BY "subjectId", "seq" LIMIT ${BATCH}`,
			[subject, ...after],
		)
		const last = rows.at(-1)
		if (!last) return
		yield rows
		after = [last.subjectId, last.seq]
	}
}

async function storedOf(ask: Ask, subject: SubjectName, ids: ReadonlySet<string>) {
	const rows = await ask<Stored & { id: string }>(
		`SELECT "id", "state", "version", "machineVersion", "stateSince" FROM "${TABLES[subject]}" WHERE "id" = ANY($1)`,
		[[...ids]],
	)
	return new Map(rows.map((row) => [row.id, row]))
}

/** Reports journals of lifecycles that the program does not know. */
async function findStrangers(ask: Ask, result: Replayed) {
	const rows = await ask<{ subject: string; subjectId: string }>(
		`SELECT DISTINCT "subject", "subjectId" FROM "Journal" WHERE "subject" <> ALL($1) ORDER BY 1, 2`,
		[Object.keys(TABLES)],
	)
	for (const { subject, subjectId } of rows)
		note(result, subject, subjectId, [`Порядок работы «${subject}» программе неизвестен.`])
}

/** Words may be missing from the journal only where a run of the erasure has taken them. */
async function checkErasures(ask: Ask, result: Replayed): Promise<void> {
	const strangers = await ask<{ subject: string; subjectId: string }>(
		`SELECT DISTINCT j."subject", j."subjectId" FROM "Journal" j, jsonb_array_elements(j."erased") e
		WHERE j."erased" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ErasureRun" r WHERE r."id" = e->>'run') ORDER BY 1, 2`,
	)
	for (const { subject, subjectId } of strangers)
		note(result, subject, subjectId, ["Слова удалены, а удаления по сроку такого не было."])
	const runs = await ask<{ id: string; journalRows: number; journalHash: string }>(
		`SELECT "id", "journalRows", "journalHash" FROM "ErasureRun" WHERE "finishedAt" IS NOT NULL ORDER BY "id"`,
	)
	for (const { id, journalRows, journalHash } of runs) {
		const { rows, hash } = await traceOf(ask, id)
		if (rows !== journalRows || hash !== journalHash)
			note(result, "erasure", id, [
				"Удаление по сроку назвало не те записи журнала, из которых удалены слова.",
			])
	}
}

/** The journal of one subject, in the order of its numbers. */
export const journalOf = (ask: Ask, subject: SubjectName, subjectId: string): Promise<JournalRow[]> =>
	ask<JournalRow>(
		`SELECT ${JOURNAL_FIELDS} FROM "Journal" WHERE "subject" = $1 AND "subjectId" = $2 ORDER BY "seq"`,
		[subject, subjectId],
	)

/** The journals of several subjects, by their ids. */
export async function journalsOf(
	ask: Ask,
	subject: SubjectName,
	ids: readonly string[],
): Promise<Map<string, JournalRow[]>> {
	const rows = await ask<JournalRow>(
		`SELECT ${JOURNAL_FIELDS} FROM "Journal" WHERE "subject" = $1 AND "subjectId" = ANY($2) ORDER BY "subjectId", "seq"`,
		[subject, ids],
	)
	const journals = new Map<string, JournalRow[]>()
	for (const row of rows) journals.set(row.subjectId, [...(journals.get(row.subjectId) ?? []), row])
	return journals
}
