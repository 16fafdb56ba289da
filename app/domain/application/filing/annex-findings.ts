import { foldForSearch } from "#app/utils/russian.ts"

/** What a returned annex is compared with. */
export interface ExpectedTables {
	/** The number at the foot of every sheet, «0123-ABCD». */
	number: string
	/** Name and surname of the teacher to whom the annex should belong. */
	fullName: string
	surname: string
	/** How many показатели the claimed category has. */
	indicators: number
	/** The lines of the same annex before anything was written in it. */
	blank: readonly string[]
	/** False if some sheets are pictures. Then missing text is not reported. */
	complete?: boolean
}

const NUMBER = / ([0-9A-Z]{4}-[0-9A-Z]{4}) · версия/
const NAME_ROW = /^Фамилия, имя, отчество(.*)$/i
/** The row under the name. It is taken for the name if there is none. */
const HEAD_ROW = /^Должность(?!\p{L})/iu
const HEADING = /^\s*Таблица\s+(\d)\b/i

/**
 * What looks wrong in the tables of results, in words for the teacher and the coordinator. Empty if nothing does. Only the
 * text counts, so a Word document and a PDF made from it are judged alike. A finding never refuses the file.
 */
export function annexFindings(lines: readonly string[], expected: ExpectedTables): string[] {
	const tables = expected.complete === false ? [] : tableFindings(lines, expected)
	return [...ownerFindings(lines, expected), ...tables]
}

/** The paper and its number at the foot of a sheet: «Приложение к заявлению A7K3-9QXB · версия 1». */
function printedNumber(line: string): { paper: string; found: string } | null {
	const match = NUMBER.exec(line)
	if (!match) return null
	const before = line.slice(0, match.index).split(/[^\p{L} ]/u)
	return { paper: before.at(-1)?.trim() ?? "", found: match[1] ?? "" }
}

function ownerFindings(
	lines: readonly string[],
	{ number, fullName, surname, complete }: ExpectedTables,
): string[] {
	const { paper, found } = lines.map(printedNumber).find((one) => one !== null) ?? { paper: "", found: "" }
	if (found && found !== number)
		return paper === "Приложение к заявлению"
			? [`Таблицы из другого заявления: внизу листа № ${found}, а у этого заявления № ${number}`]
			: [`Это другой документ: «${paper}» № ${found}`]
	if (found && paper !== "Приложение к заявлению") return [`Вместо таблиц прикреплён документ «${paper}»`]
	const named = namesIn(lines)
	if (named[0] !== undefined) {
		if (named.some((name) => sameName(name, fullName))) return []
		return HEAD_ROW.test(named[0])
			? ["В заголовке таблиц не вписаны фамилия, имя и отчество"]
			: [`В таблицах назван другой человек: «${named[0]}»`]
	}
	if (complete === false) return []
	const text = foldForSearch(lines.join(" "))
	// Only the first letters, because the surname may be in any grammatical case.
	const stem = foldForSearch(surname).slice(0, Math.max(3, surname.length - 2))
	return text.includes(stem) ? [] : [`В файле не названа фамилия педагога (${surname})`]
}

/** The text next to «Фамилия, имя, отчество», with and without the following line, because a long name in a PDF takes two lines. */
function namesIn(lines: readonly string[]): string[] {
	const at = lines.findIndex((line) => NAME_ROW.test(line))
	if (at < 0) return []
	const beside = NAME_ROW.exec(lines[at] ?? "")?.[1]?.trim() ?? ""
	const below = lines[at + 1]?.trim() ?? ""
	return [beside || below, `${beside} ${below}`, `${below} ${lines[at + 2]?.trim() ?? ""}`]
}

/** At a line break a double surname has a space after its hyphen. */
const sameName = (found: string, name: string) =>
	foldForSearch(found).replace(/-\s+/g, "-") === foldForSearch(name).replace(/-\s+/g, "-")

function tableFindings(lines: readonly string[], { indicators, blank }: ExpectedTables): string[] {
	const [returned, empty] = [sectionsOf(lines), sectionsOf(blank)]
	const numbers = Array.from({ length: indicators }, (_, index) => index + 1)
	if (numbers.every((number) => !returned.has(number)))
		return [`В файле нет таблиц по показателям 1–${indicators}`]
	return numbers.flatMap((number) => {
		const section = returned.get(number)
		if (!section) return [`Нет таблицы по показателю ${number}`]
		return writtenIn(section, empty.get(number) ?? []) ? [] : [`Таблица ${number} не заполнена`]
	})
}

/** The words of the file, by the table under whose heading they are. */
function sectionsOf(lines: readonly string[]): Map<number, string[]> {
	const sections = new Map<number, string[]>()
	let current: string[] | null = null
	for (const line of lines) {
		const heading = HEADING.exec(line)
		if (heading) {
			current = sections.get(Number(heading[1])) ?? []
			sections.set(Number(heading[1]), current)
		} else if (SIGNATURE.test(line)) current = null
		current?.push(...wordsIn(line))
	}
	return sections
}

/** The line for date and signature ends the last table. In a PDF the feet of sheets are between tables. */
const SIGNATURE = /^\s*«_+»|\(подпись\)/
const FOOT = / · версия | стр\. \d+ из \d+/

const wordsIn = (line: string): string[] =>
	FOOT.test(line) ? [] : (foldForSearch(line).match(/[\p{L}\d]+/gu) ?? [])

/** Whether a section contains words that the empty form does not print there, counting each word as often as it occurs. */
function writtenIn(section: readonly string[], printed: readonly string[]): boolean {
	const left = new Map<string, number>()
	for (const word of printed) left.set(word, (left.get(word) ?? 0) + 1)
	const own = section.filter((word) => {
		const count = left.get(word) ?? 0
		left.set(word, count - 1)
		return count <= 0
	})
	return own.length > 0
}
