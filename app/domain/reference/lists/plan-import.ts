import { fieldErrors } from "#app/utils/http/parse-form.ts"
import { cutShort, foldForSearch } from "#app/utils/russian.ts"
import { tidyLine } from "#app/utils/typed/tidy.ts"
import { differences, type Entry, type EntryField, type ListName, REFERENCE_LISTS } from "./kinds.ts"

/** An entry of the list as it is now. */
export interface KnownEntry {
	id: string
	active: boolean
	entry: Entry
}

/** What one row of a file would change. */
export type ImportStep = { row: number; name: string } & (
	| { does: "add"; entry: Entry }
	| {
			does: "change"
			id: string
			entry: Entry
			changes: { label: string; from: string; to: string }[]
			/** Closed or opened as well. */
			active: boolean | null
	  }
	| { does: "nothing" }
	| { does: "fail"; reasons: string[] }
)

/** Column heads in addition to the fields of the list. */
export const ACTIVE_HEAD = "Действует"
export const NEW_NAME_HEAD = "Новое название"

const YES = new Set(["да", "yes", "1", "true", "+"])
const NO = new Set(["нет", "no", "0", "false", "-"])

/** A title and a date may stand above the heads of the columns. */
const HEAD_ROWS = 20

interface MunicipalityNames {
	code: string
	name: string
	shortName: string
}

interface ImportedRows {
	list: ListName
	/** One of the first rows has the heads of the columns. */
	rows: readonly (readonly string[])[]
	known: readonly KnownEntry[]
	/** For organisations. */
	municipalities: readonly MunicipalityNames[]
}

/** Codes by what a file may call a municipality: one of its names or the code itself. */
const codesOf = (municipalities: readonly MunicipalityNames[]): ReadonlyMap<string, string> =>
	new Map(
		municipalities.flatMap(({ code, name, shortName }) =>
			[code, foldForSearch(shortName), foldForSearch(name)].map((called) => [called, code] as const),
		),
	)

export type ImportPlan = { ok: true; steps: ImportStep[] } | { ok: false; reason: string }

/**
 * What a file would change in a list. Columns are found by their heads, entries by their key. An empty cell leaves an
 * existing entry's value unchanged, and entries that the file does not name stay unchanged.
 */
export function planImport({ list, rows, known, ...of }: ImportedRows): ImportPlan {
	const municipalities = codesOf(of.municipalities)
	const { fields, key } = REFERENCE_LISTS[list]
	const needed = fields.filter(({ name }) => key.includes(name)).map(({ label }) => label)
	const missingIn = (cells: readonly string[]) => {
		const present = headsOf(cells)
		return needed.filter((label) => !present.includes(foldForSearch(label)))
	}
	const headRow = rows.slice(0, HEAD_ROWS).findIndex((cells) => missingIn(cells).length === 0)
	if (headRow < 0) {
		const nearest = rows
			.slice(0, HEAD_ROWS)
			.map(missingIn)
			.reduce((least, one) => (one.length < least.length ? one : least), needed)
		return {
			ok: false,
			reason: `В файле нет столбцов: ${quoted(nearest)}. Скачайте список, исправьте его и загрузите снова.`,
		}
	}
	const heads = headsOf(rows[headRow] ?? [])
	const columnOf = (label: string) => heads.indexOf(foldForSearch(label))
	const twice = [...fields.map(({ label }) => label), ACTIVE_HEAD, NEW_NAME_HEAD].filter(
		(label) => columnOf(label) !== heads.lastIndexOf(foldForSearch(label)),
	)
	if (twice.length > 0)
		return { ok: false, reason: `Столбец ${quoted(twice)} в файле не один. Оставьте тот, который верен.` }
	const byKey = new Map(known.map((one) => [keyOf(key, one.entry), one]))
	const seen = new Map<string, number>()
	const steps = rows.slice(headRow + 1).flatMap((cells, index): ImportStep[] => {
		const cell = (label: string) => tidyLine(cells[columnOf(label)] ?? "")
		// Printed tables repeat their heads on every sheet.
		if (cells.every((text) => text.trim() === "") || missingIn(cells).length === 0) return []
		const row = headRow + index + 2
		const step = planRow({ list, cell, byKey, municipalities })
		const place = step.does === "fail" ? undefined : seen.get(step.place)
		if (place !== undefined)
			return [{ row, name: step.name, does: "fail", reasons: [`Эта запись уже есть в строке ${place}.`] }]
		if (step.does !== "fail") seen.set(step.place, row)
		const { place: _, ...rest } = step
		return [{ row, ...rest } as ImportStep]
	})
	return { ok: true, steps }
}

const headsOf = (cells: readonly string[]) => cells.map((head) => foldForSearch(tidyLine(head)))

const quoted = (labels: readonly string[]) => labels.map((label) => `«${label}»`).join(", ")

const keyOf = (key: readonly string[], entry: Entry): string =>
	JSON.stringify(key.map((name) => foldForSearch(entry[name] ?? "")))

interface Row {
	list: ListName
	cell: (label: string) => string
	byKey: ReadonlyMap<string, KnownEntry>
	municipalities: ReadonlyMap<string, string>
}

type Planned = { name: string; place: string } & (
	| Omit<Extract<ImportStep, { does: "add" }>, "row" | "name">
	| Omit<Extract<ImportStep, { does: "change" }>, "row" | "name">
	| { does: "nothing" }
	| { does: "fail"; reasons: string[] }
)

function planRow({ list, cell, byKey, municipalities }: Row): Planned {
	const { fields, key, named, schema } = REFERENCE_LISTS[list]
	const typed = Object.fromEntries(
		fields.map((field) => [field.name, meantBy(field, cell(field.label), municipalities)]),
	)
	// A row without a name is called by the words of its file, not by a code that they stand for.
	const name = typed[named] || fields.map(({ label }) => cell(label)).find(Boolean) || ""
	const place = keyOf(key, typed)
	const known = byKey.get(place)
	const renamed = cell(NEW_NAME_HEAD)
	const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""))
	const asked = { ...known?.entry, ...filled, ...(renamed && known ? { [named]: renamed } : {}) }
	const parsed = schema.safeParse(asked)
	const active = activeOf(cell(ACTIVE_HEAD))
	const reasons = [
		...(parsed.success ? [] : Object.values(fieldErrors(parsed.error))),
		...(active === undefined ? [`В столбце «${ACTIVE_HEAD}» пишите «да» или «нет».`] : []),
		...(renamed && !known ? [`Записи с прежним названием «${cutShort(name)}» в списке нет.`] : []),
		...(list === "organisations" && typed.municipality && !municipalities.has(typed.municipality)
			? [`Муниципалитета «${cutShort(typed.municipality)}» в списке нет.`]
			: []),
		...(!known && active === false ? ["Новая запись не может быть закрытой."] : []),
		...(renamed && byKey.has(keyOf(key, asked)) && keyOf(key, asked) !== place
			? [`Запись «${cutShort(renamed)}» в списке уже есть.`]
			: []),
	]
	if (!parsed.success || reasons.length > 0) return { name, place, does: "fail", reasons }
	if (!known) return { name, place, does: "add", entry: parsed.data }
	const changes = differences(REFERENCE_LISTS[list], known.entry, parsed.data)
	const switched = active === null || active === undefined || active === known.active ? null : active
	if (changes.length === 0 && switched === null) return { name, place, does: "nothing" }
	return { name, place, does: "change", id: known.id, entry: parsed.data, changes, active: switched }
}

/** Reads a choice by its label or its value, a municipality by its name or its code, and anything else as it is. */
function meantBy(field: EntryField, text: string, municipalities: ReadonlyMap<string, string>): string {
	const folded = foldForSearch(text)
	if (field.name === "municipality") return municipalities.get(folded) ?? text
	const choice = field.choices?.find(({ value, label }) => value === text || foldForSearch(label) === folded)
	return choice?.value ?? text
}

/** Null: nothing is said of it; undefined: what is said is neither yes nor no. */
function activeOf(text: string): boolean | null | undefined {
	const folded = text.toLocaleLowerCase("ru")
	if (folded === "") return null
	return YES.has(folded) ? true : NO.has(folded) ? false : undefined
}
