import { type Prisma, prisma } from "#app/db/client.server.ts"
import { documentForms } from "#app/documents/forms.ts"
import { categoryPhrase, placeBeside } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { counted, paperDate, shortDate } from "#app/utils/russian.ts"
import type { Category, Decision } from "#machines/application/application.facts.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { groupNamed } from "../application/overview/operator-groups.server.ts"
import { decisionsOn } from "../document/paper-facts.server.ts"
import { positionLine, postFrom } from "../person/post.ts"
import { officeOf, wordingOf } from "../reference/office.server.ts"
import { isQuorum, isSettled } from "./sitting-readiness.ts"

const COLUMNS = {
	id: true,
	stateSince: true,
	fullName: true,
	claimedCategory: true,
	procedure: true,
	groundCode: true,
	verdict: true,
	notSignedReason: true,
	subjectNominative: true,
	subjectGenitive: true,
	position: true,
	organisation: { select: { name: true } },
	municipality: { select: { name: true, shortName: true } },
} satisfies Prisma.ApplicationSelect

const ORDER = [
	{ municipality: { sortOrder: "asc" } },
	{ searchName: "asc" },
	{ id: "asc" },
] satisfies Prisma.ApplicationOrderByWithRelationInput[]

type Row = Prisma.ApplicationGetPayload<{ select: typeof COLUMNS }>

interface PaperQuery {
	actor: Actor
	id: string
	now: Date
}

/** @throws DomainError not-found for anybody but an operator, and for a sitting that is not there */
async function findSitting({ actor, id, now }: PaperQuery) {
	const sitting = isOperator(actor, null, null) ? await prisma.sitting.findUnique({ where: { id } }) : null
	if (!sitting) throw notFound()
	const today = civilDate(now)
	const decided = await prisma.application.findMany({
		where: { sittingId: id },
		select: COLUMNS,
		orderBy: ORDER,
	})
	const settled = isSettled(sitting, decided.length, today)
	const waiting = settled
		? []
		: await prisma.application.findMany({
				where: groupNamed("for-sitting")?.where(today) ?? {},
				select: COLUMNS,
				orderBy: ORDER,
			})
	// The last decision makes the protocol and the order final, so they keep the template and signatories of that moment.
	const formedAt = settled
		? new Date(Math.max(...decided.map(({ stateSince }) => stateSince.getTime())))
		: null
	const office = await officeOf(prisma, formedAt)
	return { sitting, decided, rows: [...decided, ...waiting], office, formedAt }
}

const isSimplified = ({ procedure }: Row) => procedure === "simplified"
const teachers = (some: readonly Row[]) =>
	some.length > 0 ? counted(some.length, ["педагог", "педагога", "педагогов"]) : "нет"
const categoryOf = (row: Row) => (row.claimedCategory ?? "first") as Category

const lineOf = (row: Row, index: number) => ({
	number: String(index + 1),
	name: row.fullName,
	position: positionLine(
		postFrom(
			{ surname: row.fullName, name: "", patronymic: "" },
			{
				position: row.position,
				positionText: "",
				organisation: row.organisation,
				subject: row.subjectNominative
					? { nominative: row.subjectNominative, genitive: row.subjectGenitive }
					: null,
			},
		),
	),
	workplace: row.organisation.name,
})

const VERDICTS: Readonly<Record<string, string>> = { meets: "соответствует", fails: "не соответствует" }

const questionOf = (row: Row, index: number) => ({
	...lineOf(row, index),
	municipality: row.municipality.shortName,
	category: categoryPhrase(categoryOf(row), "nominative"),
	result: isSimplified(row)
		? (SIMPLIFIED_GROUNDS.find(({ code }) => code === row.groundCode)?.title ?? "—")
		: (VERDICTS[row.verdict ?? ""] ?? "—"),
	remark: row.notSignedReason ? `Педагог не подписал: ${row.notSignedReason}` : null,
})

export async function renderAgenda(query: PaperQuery) {
	const { sitting, rows, office } = await findSitting(query)
	const general = rows.filter((row) => !isSimplified(row))
	const simplified = rows.filter(isSimplified)
	const questions = (some: readonly Row[]) => (some.length > 0 ? { rows: some.map(questionOf) } : null)
	return printDocument(documentForms.agenda, {
		commission: office.commissionGenitive,
		date: paperDate(sitting.heldOn),
		place: office.sittingPlace || null,
		generalCount: teachers(general),
		general: questions(general),
		simplifiedCount: teachers(simplified),
		simplified: questions(simplified),
		secretary: office.secretaryName || null,
	})
}

const DECISIONS: Record<Decision, string> = { granted: "установить", refused: "отказать" }
/** Chair, deputy and secretary have lines of their own. */
const OFFICERS = 3
const USUAL_VOTERS = 4
const MOST_VOTERS = 30

/** Renders the protocol. It leaves room for the secretary to write what is not known yet, and always for the votes. */
export async function renderProtocol(query: PaperQuery) {
	const { sitting, rows, office, formedAt } = await findSitting(query)
	const decisions = await decisionsOn(rows.map(({ id }) => id))
	const { members, present } = sitting
	const voters = present === null ? USUAL_VOTERS : Math.min(MOST_VOTERS, Math.max(0, present - OFFICERS))
	const fields = {
		number: sitting.protocolNumber,
		commission: office.commissionGenitive,
		date: paperDate(sitting.heldOn),
		members: members === null ? null : String(members),
		present: present === null ? null : String(present),
		quorum: members && present ? (isQuorum(present, members, query.now) ? "имеется" : "отсутствует") : null,
		chair: office.chairName || null,
		deputy: office.deputyChairName || null,
		secretary: office.secretaryName || null,
		generalCount: teachers(rows.filter((row) => !isSimplified(row))),
		simplifiedCount: teachers(rows.filter(isSimplified)),
		rows: rows.map((row, index) => ({
			...lineOf(row, index),
			municipality: placeBeside(row.organisation.name, row.municipality.shortName),
			category: categoryPhrase(categoryOf(row), "nominative"),
			decision: decisionWord(decisions.get(row.id)),
		})),
		voters: Array.from({ length: voters }, () => "Член комиссии"),
	}
	return printDocument(documentForms.protocol, fields, { formedAt })
}

const decisionWord = (decision: Decision | undefined) => (decision ? DECISIONS[decision] : "")

const CATEGORIES: readonly Category[] = ["first", "highest"]

/**
 * Renders the order that follows a sitting: only granted categories, sorted by category and then by municipality.
 * @throws DomainError not-found; not-allowed-now without a protocol number or a granted category
 */
export async function renderOrder(query: PaperQuery) {
	const { sitting, decided, office, formedAt } = await findSitting(query)
	const decisions = await decisionsOn(decided.map(({ id }) => id))
	const granted = decided.filter(({ id }) => decisions.get(id) === "granted")
	if (!sitting.protocolNumber || granted.length === 0)
		throw new DomainError(
			"not-allowed-now",
			"Распоряжение составляют, когда внесены номер протокола и решения комиссии об установлении категорий.",
		)
	const lists = CATEGORIES.map((category) => ({
		category,
		rows: granted.filter((row) => categoryOf(row) === category),
	})).filter(({ rows }) => rows.length > 0)
	const fields = {
		department: office.departmentName || null,
		date: sitting.orderDate && paperDate(sitting.orderDate),
		number: sitting.orderNumber,
		order: wordingOf(office, sitting.heldOn).orderGenitive,
		commission: office.commissionGenitive,
		protocol: { number: sitting.protocolNumber, date: shortDate(sitting.heldOn) },
		lists: lists.map(({ category, rows }, index) => ({
			number: String(index + 1),
			from: paperDate(sitting.heldOn),
			category: categoryPhrase(category, "accusative"),
			groups: byMunicipality(rows),
		})),
		lastNumber: String(lists.length + 1),
		signatory: { post: office.signatoryPost || null, name: office.signatoryName || null },
	}
	return printDocument(documentForms.order, fields, { formedAt })
}

/** Groups rows by municipality. Row numbers continue from one group to the next. */
function byMunicipality(rows: readonly Row[]) {
	const groups = new Map<string, ReturnType<typeof lineOf>[]>()
	rows.forEach((row, index) => {
		const { name } = row.municipality
		groups.set(name, [...(groups.get(name) ?? []), lineOf(row, index)])
	})
	return [...groups].map(([municipality, lines]) => ({ municipality, rows: lines }))
}
