import { describe, expect, test } from "vitest"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { OUTSIDE, stepsOf } from "#machines/steps.ts"
import { differences, foldJournal, type HandMove, type Stored } from "./fold.ts"
import { hashOf, hashOfRow } from "./journal.server.ts"
import type { JournalRow } from "./journal-row.ts"

type Step = Partial<JournalRow> & { event: string; to: string }

const day = (number: number) => new Date(Date.UTC(2026, 8, number, 3))

/** A correct journal, with numbers, states and hashes as the engine writes them. Each row is one day later than the one before. */
function journal(...steps: Step[]): JournalRow[] {
	const rows: JournalRow[] = []
	for (const [index, one] of steps.entries()) {
		const previousHash = rows.at(-1)?.hash ?? ""
		const entry = {
			subject: "application" as const,
			subjectId: "a",
			seq: index + 1,
			data: {},
			from: rows.at(-1)?.to ?? null,
			at: day(index + 1),
			reason: null,
			machineVersion: 1,
			actorId: "teacher",
			actorName: "Учителева Мария",
			actorRole: "teacher",
			onBehalfOf: null,
			...one,
		}
		rows.push({ ...entry, previousHash, hash: hashOf(entry, previousHash) })
	}
	return rows
}

const begin: Step = { event: "application.begin", to: "draft.editing" }
const save: Step = { event: "form.save", to: "draft.editing", data: { step: 2 } }
const issue: Step = { event: "form.issue", to: "draft.formed" }
const submit: Step = { event: "application.submit", to: "submitted" }
const HAND: HandMove = {
	repairId: "r",
	proposedBy: { id: "one", name: "Первая" },
	confirmedBy: { id: "two", name: "Второй" },
	healed: null,
}
const byHand: Step = {
	event: OUTSIDE.byHand,
	to: "registered",
	data: { ...HAND },
	actorId: "two",
	reason: "Решение суда",
}

const fold = (rows: JournalRow[], until?: Date) =>
	foldJournal(applicationLifecycle, rows, { hashOf: hashOfRow, ...(until ? { until } : {}) })

describe("folding a journal", () => {
	test("gives the state, its start, the version, and the last data of each event", () => {
		const rows = journal(begin, save, { ...save, data: { step: 3 } }, issue, submit)
		const { folded, flaws, steps } = fold(rows)
		expect(flaws).toEqual([])
		expect(steps.map(({ kind }) => kind)).toEqual(["creation", ...Array(4).fill("transition")])
		expect(folded).toMatchObject({ state: "submitted", version: 5, machineVersion: 1, hash: rows[4]?.hash })
		expect(folded).toMatchObject({ createdAt: day(1), stateSince: day(5) })
		expect(folded.lastEvents["form.save"]).toEqual({ seq: 3, at: day(3), data: { step: 3 }, reason: null })
	})

	test("keeps the time of the last change of state, also after events that leave the state as it is", () => {
		expect(fold(journal(begin, save, save)).folded.stateSince).toEqual(day(1))
	})

	test("goes back to any moment; before the first row there is nothing", () => {
		const rows = journal(begin, issue, submit)
		expect(fold(rows, day(2)).folded).toMatchObject({ state: "draft.formed", version: 2 })
		expect(fold(rows, new Date(day(3).getTime() - 1)).folded.state).toBe("draft.formed")
		expect(fold(rows, new Date(day(1).getTime() - 1)).folded).toMatchObject({ state: null, version: 0 })
	})

	test("recognises moves by hand and moves to a new version as steps of their own kind", () => {
		const migrated = { event: OUTSIDE.migration, to: "registered", actorId: null, reason: "Версия 1" }
		const { folded, flaws, steps } = fold(journal(begin, issue, submit, byHand, migrated))
		expect(flaws).toEqual([])
		expect(steps.slice(3).map(({ kind }) => kind)).toEqual(["by-hand", "migration"])
		expect(folded).toMatchObject({ state: "registered", version: 5, stateSince: day(4) })
	})

	test.each(Object.values(LIFECYCLES))("knows every step of the machine «$name»", (lifecycle) => {
		const steps = stepsOf(lifecycle, lifecycle.version)
		expect(steps?.states.has(lifecycle.creation.to)).toBe(true)
		expect(stepsOf(lifecycle, lifecycle.version + 1)).toBeNull()
	})
})

describe("a wrong journal is reported with the row and the fault", () => {
	const flawsOf = (rows: JournalRow[]) => fold(rows).flaws

	test("a first row that is not the creation", () => {
		expect(flawsOf(journal(issue))).toEqual([
			"Запись 1: первой должна быть «application.begin» в «draft.editing», а стоит «form.issue» в «draft.formed».",
		])
		expect(flawsOf(journal({ ...begin, from: "submitted" }))).toHaveLength(1)
	})

	test("a step that the machine does not have", () => {
		expect(flawsOf(journal(begin, { ...submit }))).toEqual([
			"Запись 2: порядок работы не знает шага «application.submit» из «draft.editing» в «submitted».",
		])
		expect(flawsOf(journal(begin, { event: "form.issue", to: "withdrawn" }))).toHaveLength(1)
	})

	test("a row that begins in another state than the one before ended", () => {
		expect(flawsOf(journal(begin, issue, { ...submit, from: "draft.editing" }))).toEqual([
			"Запись 3: начинается с «draft.editing», а предыдущая привела в «draft.formed».",
			"Запись 3: порядок работы не знает шага «application.submit» из «draft.editing» в «submitted».",
		])
	})

	test("a gap in the numbers, also where rows were taken out and the chain shows it", () => {
		expect(flawsOf(journal(begin, { ...save, seq: 3 }))).toEqual([
			"Запись 3: перед ней должна стоять запись 2, а её нет.",
		])
		const taken = journal(begin, save, issue).filter(({ seq }) => seq !== 2)
		expect(flawsOf(taken)).toEqual([
			"Запись 3: перед ней должна стоять запись 2, а её нет.",
			"Запись 3: не продолжает цепочку: названа другая предыдущая запись.",
		])
	})

	test("a row that was changed afterwards, but not the rows after it", () => {
		const rows = journal(begin, save, issue, submit)
		const changed = rows.map((row) => (row.seq === 2 ? { ...row, actorName: "Кто-то другой" } : row))
		expect(flawsOf(changed)).toEqual(["Запись 2: изменена после того, как была сделана."])
	})

	test("a version of the machine that nobody knows", () => {
		expect(flawsOf(journal(begin, { ...save, machineVersion: 7 }))).toEqual([
			"Запись 2: версия 7 порядка работы неизвестна программе.",
		])
	})

	test("a move by hand without a reason, by one person alone, or into a state that does not exist", () => {
		const flawsWith = (change: Partial<JournalRow>) => flawsOf(journal(begin, { ...byHand, ...change }))
		expect(flawsWith({})).toEqual([])
		expect(flawsWith({ reason: null })).toEqual(["Запись 2: у перевода вручную нет причины."])
		expect(flawsWith({ actorId: "one" })).toEqual(["Запись 2: перевод вручную подтвердил не второй человек."])
		expect(flawsWith({ data: {} })).toEqual(["Запись 2: перевод вручную подтвердил не второй человек."])
		expect(flawsWith({ to: "scheduled" })).toEqual(["Запись 2: состояния «scheduled» в порядке работы нет."])
	})
})

describe("the stored state", () => {
	const { folded } = fold(journal(begin, issue))
	const stored: Stored = { state: "draft.formed", version: 2, machineVersion: 1, stateSince: day(2) }

	test("agrees with its journal", () => {
		expect(differences(folded, stored)).toEqual([])
	})

	test.each<[string, Partial<Stored>, string]>([
		[
			"another state",
			{ state: "submitted" },
			"состояние: в базе данных «submitted», по журналу «draft.formed»",
		],
		["another version", { version: 3 }, "номер версии: в базе данных «3», по журналу «2»"],
		[
			"another version of the machine",
			{ machineVersion: 2 },
			"версия порядка работы: в базе данных «2», по журналу «1»",
		],
		["another time", { stateSince: day(9) }, "время перехода"],
	])("does not agree: %s", (_what, change, sentence) => {
		const found = differences(folded, { ...stored, ...change })
		expect(found).toHaveLength(1)
		expect(found[0]).toContain(`Не сходится ${sentence}`)
	})

	test("does not agree if either is missing", () => {
		expect(differences(folded, null)).toEqual(["Журнал есть, а самой записи в базе данных нет."])
		expect(differences(fold([]).folded, stored)).toEqual(["Запись в базе данных есть, а журнала у неё нет."])
	})
})
