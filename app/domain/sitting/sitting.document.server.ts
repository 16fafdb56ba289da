import { documentForms } from "#app/documents/forms.ts"
import { categoryPhrase } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { paperDate, shortDate } from "#app/utils/russian.ts"
import type { Category, Decision } from "#machines/application/application.facts.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { decisionsOn } from "../document/paper-facts.server.ts"
import { wordingOf } from "../reference/office.server.ts"
import {
	categoryOf,
	countTeachers,
	findSitting,
	isSimplified,
	lineOf,
	type SittingPaperQuery,
	type SittingPaperRow,
} from "./sitting-paper.server.ts"

const VERDICTS: Readonly<Record<string, string>> = { meets: "соответствует", fails: "не соответствует" }

const questionOf = (row: SittingPaperRow, index: number) => ({
	...lineOf(row, index),
	municipality: row.municipality.shortName,
	category: categoryPhrase(categoryOf(row), "nominative"),
	result: isSimplified(row)
		? (SIMPLIFIED_GROUNDS.find(({ code }) => code === row.groundCode)?.title ?? "—")
		: (VERDICTS[row.verdict ?? ""] ?? "—"),
	remark: row.notSignedReason ? `Педагог не подписал: ${row.notSignedReason}` : null,
})

export async function renderAgenda(query: SittingPaperQuery) {
	const { sitting, rows, office, attendance } = await findSitting(query)
	const general = rows.filter((row) => !isSimplified(row))
	const simplified = rows.filter(isSimplified)
	const questions = (some: readonly SittingPaperRow[]) =>
		some.length > 0 ? { rows: some.map(questionOf) } : null
	return printDocument(documentForms.agenda, {
		commission: office.commissionGenitive,
		date: paperDate(sitting.heldOn),
		startsAt: sitting.startsAt,
		place: sitting.place || office.sittingPlace || null,
		generalCount: countTeachers(general),
		general: questions(general),
		simplifiedCount: countTeachers(simplified),
		simplified: questions(simplified),
		secretary: attendance.secretary,
	})
}

const CATEGORIES: readonly Category[] = ["first", "highest"]

/**
 * Renders the order that follows a sitting: granted categories, then refusals, each sorted by category and then by municipality. What
 * was granted is published, a refusal is not.
 * @throws DomainError not-found; not-allowed-now without a protocol number or a decision
 */
export async function renderOrder(query: SittingPaperQuery) {
	const { sitting, decided, office, formedAt } = await findSitting(query)
	const decisions = await decisionsOn(decided.map(({ id }) => id))
	if (!sitting.protocolNumber || decided.length === 0)
		throw new DomainError(
			"not-allowed-now",
			"Распоряжение составляют, когда внесены номер протокола и решения комиссии.",
		)
	const pointsOf = (decision: Decision) =>
		CATEGORIES.map((category) => ({
			category,
			rows: decided.filter((row) => decisions.get(row.id) === decision && categoryOf(row) === category),
		})).filter(({ rows }) => rows.length > 0)
	const granted = pointsOf("granted")
	const refused = pointsOf("refused")
	const fields = {
		department: office.departmentName || null,
		date: sitting.orderDate && paperDate(sitting.orderDate),
		number: sitting.orderNumber,
		city: office.sittingCity || null,
		about: `${granted.length > 0 ? "Об установлении" : "Об отказе в установлении"} квалификационных категорий педагогическим работникам`,
		order: wordingOf(office, sitting.heldOn).orderGenitive,
		commission: office.commissionGenitive,
		protocol: { number: sitting.protocolNumber, date: shortDate(sitting.heldOn) },
		lists: granted.map(({ category, rows }, index) => ({
			number: String(index + 1),
			from: paperDate(sitting.heldOn),
			category: categoryPhrase(category, "accusative"),
			groups: byMunicipality(rows),
		})),
		refusals: refused.map(({ category, rows }, index) => ({
			number: String(granted.length + index + 1),
			category: categoryPhrase(category, "genitive"),
			groups: byMunicipality(rows),
		})),
		lastNumber: String(granted.length + refused.length + 1),
		lastPoint: lastPointOf(granted.length, refused.length),
		signatory: { post: office.signatoryPost || null, name: office.signatoryName || null },
	}
	return printDocument(documentForms.order, fields, { formedAt })
}

/** The official site shows whose category was set; who was refused is told to them and their employers only. */
function lastPointOf(granted: number, refused: number): string {
	if (granted === 0)
		return "Довести настоящее распоряжение до сведения педагогических работников и их работодателей."
	const published =
		refused === 0
			? "настоящее распоряжение"
			: `${granted === 1 ? "пункт 1" : "пункты 1 и 2"} настоящего распоряжения`
	return `Разместить ${published} на официальном сайте.`
}

/** Groups rows by municipality. Row numbers continue from one group to the next. */
function byMunicipality(rows: readonly SittingPaperRow[]) {
	const groups = new Map<string, ReturnType<typeof lineOf>[]>()
	rows.forEach((row, index) => {
		const { name } = row.municipality
		groups.set(name, [...(groups.get(name) ?? []), lineOf(row, index)])
	})
	return [...groups].map(([municipality, lines]) => ({ municipality, rows: lines }))
}
