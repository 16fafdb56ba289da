import { z } from "zod"
import { Prisma, prisma } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { literally } from "#app/db/search.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { searchWords } from "#app/utils/russian.ts"
import { openList } from "../../list/list.ts"
import { orderSql } from "../../list/order-sql.server.ts"
import { BY_NAME, BY_NAME_BACKWARDS, countList, type Listed, rowsOfList } from "./entries.server.ts"
import { editionOf } from "./keep-entry.server.ts"
import {
	type EntryField,
	isListName,
	type ListName,
	REFERENCE_LISTS,
	readable,
	shownFields,
} from "./kinds.ts"
import { viewMerger } from "./merger-choice.server.ts"
import { ACTIVE_HEAD } from "./plan-import.ts"
import { planUndoing } from "./undo-merger.server.ts"
import { whoIsConcerned } from "./who-is-concerned.server.ts"

const PAGE_SIZE = 50

/** The filters of a list of reference data, and whose form is open. */
export const ListQuerySchema = z.object({
	q: z.string().trim().max(200).catch(""),
	show: z.enum(["open", "closed", "all"]).catch("open"),
	municipality: z.string().max(60).catch(""),
	/** A column to sort by, with `-` in front for the reverse order; and the columns that are not shown. */
	sort: z.string().max(40).catch(""),
	hide: z.string().max(200).catch(""),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
	edit: z.string().max(60).catch(""),
	/** The organisation with which the open one would be merged, if that was asked. */
	into: z.string().max(60).optional().catch(""),
	/** Words of the other organisation's name. `find` is set when the person has pressed «Найти организацию». */
	neighbour: z.string().trim().max(200).catch(""),
	find: z.string().max(1).catch(""),
})
export type ListQuery = z.infer<typeof ListQuerySchema>

interface Asked {
	actor: Actor
	name: string
	query: ListQuery
}

/** @throws DomainError not-found for anybody but operators, and for a list that does not exist */
function listAsked({ actor, name }: Pick<Asked, "actor" | "name">): ListName {
	if (!referencePolicy.read(actor, null, null) || !isListName(name)) throw notFound()
	return name
}

function whereOf(name: ListName, { q, show, municipality }: ListQuery): Prisma.Sql {
	const words = searchWords(q).map(
		(word) =>
			Prisma.sql`replace(lower(l."entry"::text), 'ё', 'е') LIKE ${`%${literally(word.toLocaleLowerCase("ru"))}%`}`,
	)
	return Prisma.join(
		[
			show === "all" ? Prisma.sql`TRUE` : Prisma.sql`l."active" = ${show === "open"}`,
			...(name === "organisations" && municipality
				? [Prisma.sql`l."entry"->>'municipality' = ${municipality}`]
				: []),
			...words,
		],
		" AND ",
	)
}

/** Choices are sorted by their words, and municipalities in their own order. */
function orderOf(name: ListName, sort: string, municipalities: ReadonlyMap<string, string>): Prisma.Sql {
	const list = REFERENCE_LISTS[name]
	if (sort === `-${list.named}`) return BY_NAME_BACKWARDS
	const textOf = (field: EntryField) => Prisma.sql`l."entry"->>${field.name}`
	const orderBy = (field: EntryField) => {
		if (field.name === "municipality")
			return Prisma.sql`array_position(${[...municipalities.keys()]}, ${textOf(field)})`
		if (!field.choices) return Prisma.sql`(${textOf(field)}) COLLATE "ru-x-icu"`
		const choices = field.choices.toSorted((one, other) => one.label.localeCompare(other.label, "ru"))
		return Prisma.sql`array_position(${choices.map(({ value }) => value)}, ${textOf(field)})`
	}
	const sorted = Object.fromEntries(shownFields(list).map((field) => [field.name, orderBy(field)]))
	return orderSql(sorted, sort, BY_NAME)
}

const municipalityNames = async () =>
	new Map(
		(
			await prisma.municipality.findMany({
				orderBy: { sortOrder: "asc" },
				select: { code: true, name: true },
			})
		).map(({ code, name }) => [code, name]),
	)

/** One page of a list, and the entry whose form is open. */
export async function viewList({ actor, name, query }: Asked) {
	const list = listAsked({ actor, name })
	const where = whereOf(list, query)
	const municipalities = await municipalityNames()
	const order = orderOf(list, query.sort, municipalities)
	const [{ rows, ...pages }, [open], others] = await Promise.all([
		pageOfList({
			page: query.page,
			pageSize: PAGE_SIZE,
			count: (most) => countList(prisma, list, where, most),
			load: ({ skip, take }) =>
				rowsOfList(prisma, list, where, { order, part: Prisma.sql`LIMIT ${take} OFFSET ${skip}` }),
		}),
		query.edit ? rowsOfList(prisma, list, Prisma.sql`l."id" = ${query.edit}`) : [],
		prisma.referenceImport.findMany({
			where: { list },
			orderBy: { at: "desc" },
			take: 1,
			select: { id: true, fileName: true, appliedAt: true },
		}),
	])
	const { title, lead, one } = REFERENCE_LISTS[list]
	return {
		...{ list, title, lead, one, query },
		pages,
		rows: rows.map((row) => ({
			id: row.id,
			active: row.active,
			name: nameOf(list, row),
			values: wordsOf(list, row, municipalities),
			cases: REFERENCE_LISTS[list].fields.flatMap((field) =>
				field.isCase ? (row.entry[field.name] ?? "") : [],
			),
		})),
		municipalities: [...municipalities].map(([value, label]) => ({ value, label })),
		open: open
			? {
					id: open.id,
					active: open.active,
					name: nameOf(list, open),
					values: open.entry,
					edition: editionOf(open),
					concerned: open.active ? await whoIsConcerned(prisma, list, open.id) : null,
					merger: list === "organisations" && open.active ? await viewMerger(open, query) : null,
					undoing: list === "organisations" && !open.active ? await planUndoing(open.id) : null,
				}
			: null,
		waiting: others.find(({ appliedAt }) => appliedAt === null) ?? null,
	}
}
export type ListView = Awaited<ReturnType<typeof viewList>>

const nameOf = (list: ListName, { entry }: Listed) => entry[REFERENCE_LISTS[list].named] ?? ""

/** A field of an entry, as people read it. */
function fieldWords(
	field: EntryField,
	{ entry }: Listed,
	municipalities: ReadonlyMap<string, string>,
): string {
	const value = entry[field.name] ?? ""
	return field.name === "municipality" ? (municipalities.get(value) ?? value) : readable(field, value)
}

/** The fields that have columns of their own. */
const wordsOf = (
	list: ListName,
	row: Listed,
	municipalities: ReadonlyMap<string, string>,
): Record<string, string> =>
	Object.fromEntries(
		shownFields(REFERENCE_LISTS[list]).map((field) => [field.name, fieldWords(field, row, municipalities)]),
	)

/**
 * The list as a file whose heads an import understands: what is downloaded can be corrected and sent back. An import asks for
 * the columns that the address has hidden.
 */
export async function listAsFile({ actor, name, query }: Asked) {
	const list = listAsked({ actor, name })
	const { title, fields } = REFERENCE_LISTS[list]
	const where = whereOf(list, query)
	const municipalities = await municipalityNames()
	const order = orderOf(list, query.sort, municipalities)
	return openList<Listed>(
		{
			title,
			columns: [
				...fields.map((field) => ({
					id: field.isCase ? "cases" : field.name,
					head: field.label,
					value: (row: Listed) => fieldWords(field, row, municipalities),
				})),
				{ id: "active", head: ACTIVE_HEAD, value: ({ active }: Listed) => (active ? "да" : "нет") },
			],
			async page(number) {
				const total = await countList(prisma, list, where, FILE_ROWS)
				const skip = (number - 1) * FILE_PAGE
				const part = Prisma.sql`LIMIT ${FILE_PAGE} OFFSET ${skip}`
				const rows = await rowsOfList(prisma, list, where, { order, part })
				return { rows, total, pageSize: FILE_PAGE }
			},
		},
		query.hide,
	)
}

const FILE_PAGE = 5_000
const FILE_ROWS = 100_000
