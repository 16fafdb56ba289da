import { type Db, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import type { Entry, ListName } from "./kinds.ts"

/** A row of a list with its entry as text. */
export interface Listed {
	id: string
	active: boolean
	entry: Entry
}

interface Table {
	/** Rows with the columns of the entry. */
	rows: Prisma.Sql
	insert(tx: Tx, entries: readonly Entry[]): Promise<unknown>
	update(tx: Tx, id: string, entry: Entry): Promise<unknown>
	close(tx: Tx, id: string, active: boolean): Promise<unknown>
}

const isYes = (text: string | undefined) => text === "yes"
const yesNo = (column: Prisma.Sql) => Prisma.sql`CASE WHEN ${column} THEN 'yes' ELSE 'no' END`
const SELECT_ID = { select: { id: true } } as const
const SELECT_CODE = { select: { code: true } } as const

function municipality(entry: Entry) {
	const { code = "", name = "", shortName = "", genitive = "", prepositional = "", kind = "" } = entry
	return {
		...{ code, name, shortName, genitive, prepositional, kind },
		paperConclusions: isYes(entry.paperConclusions),
		hasGroupHeads: isYes(entry.hasGroupHeads),
		sortOrder: Number(entry.sortOrder),
	}
}

function organisation({ municipality: municipalityCode = "", name = "", kind = "" }: Entry) {
	return { municipalityCode, name, kind }
}

function position(entry: Entry) {
	const { code = "", nominative = "", genitive = "", dative = "", accusative = "" } = entry
	const { instrumental = "", prepositional = "", subjectLink = "" } = entry
	return { code, nominative, genitive, dative, accusative, instrumental, prepositional, subjectLink }
}

function subject({ nominative = "", genitive = "", group = "" }: Entry) {
	return { nominative, genitive, group }
}

/** The table of each list. No other file names these tables and columns. */
const TABLES: Readonly<Record<ListName, Table>> = {
	municipalities: {
		rows: Prisma.sql`SELECT x."code" AS "id", x."active", x."name" AS "sorted", jsonb_build_object('code', x."code", 'name', x."name",
			'shortName', x."shortName", 'genitive', x."genitive", 'prepositional', x."prepositional", 'kind', x."kind",
			'paperConclusions', ${yesNo(Prisma.sql`x."paperConclusions"`)}, 'hasGroupHeads', ${yesNo(Prisma.sql`x."hasGroupHeads"`)},
			'sortOrder', x."sortOrder"::text) AS "entry" FROM "Municipality" x`,
		insert: (tx, entries) => tx.municipality.createMany({ data: entries.map(municipality) }),
		update: (tx, id, entry) =>
			tx.municipality.update({ where: { code: id }, data: municipality(entry), ...SELECT_CODE }),
		close: (tx, id, active) =>
			tx.municipality.update({ where: { code: id }, data: { active }, ...SELECT_CODE }),
	},
	organisations: {
		rows: Prisma.sql`SELECT x."id", x."active", x."name" AS "sorted",
			jsonb_build_object('municipality', x."municipalityCode", 'name', x."name", 'kind', x."kind") AS "entry"
			FROM "Organisation" x`,
		insert: (tx, entries) => tx.organisation.createMany({ data: entries.map(organisation) }),
		update: (tx, id, entry) =>
			tx.organisation.update({ where: { id }, data: organisation(entry), ...SELECT_ID }),
		close: (tx, id, active) => tx.organisation.update({ where: { id }, data: { active }, ...SELECT_ID }),
	},
	positions: {
		rows: Prisma.sql`SELECT x."code" AS "id", x."active", x."nominative" AS "sorted", jsonb_build_object('code', x."code",
			'nominative', x."nominative", 'genitive', x."genitive", 'dative', x."dative", 'accusative', x."accusative",
			'instrumental', x."instrumental", 'prepositional', x."prepositional", 'subjectLink', x."subjectLink") AS "entry"
			FROM "Position" x`,
		insert: (tx, entries) => tx.position.createMany({ data: entries.map(position) }),
		update: (tx, id, entry) =>
			tx.position.update({ where: { code: id }, data: position(entry), ...SELECT_CODE }),
		close: (tx, id, active) => tx.position.update({ where: { code: id }, data: { active }, ...SELECT_CODE }),
	},
	subjects: {
		rows: Prisma.sql`SELECT x."id", x."active", x."nominative" AS "sorted",
			jsonb_build_object('nominative', x."nominative", 'genitive', x."genitive", 'group', x."group") AS "entry"
			FROM "Subject" x`,
		insert: (tx, entries) => tx.subject.createMany({ data: entries.map(subject) }),
		update: (tx, id, entry) => tx.subject.update({ where: { id }, data: subject(entry), ...SELECT_ID }),
		close: (tx, id, active) => tx.subject.update({ where: { id }, data: { active }, ...SELECT_ID }),
	},
}

export const tableOf = (name: ListName): Table => TABLES[name]

/** By name, those that are closed last. An index of organisations is read in either direction. */
export const BY_NAME = Prisma.sql`l."active" DESC, l."sorted" COLLATE "ru-x-icu", l."id"`
export const BY_NAME_BACKWARDS = Prisma.sql`l."active" DESC, l."sorted" COLLATE "ru-x-icu" DESC, l."id" DESC`

/** Every row of a list, or those that a condition over `l` finds (`id`, `active`, `sorted`, `entry`). */
export const rowsOfList = (
	db: Db,
	name: ListName,
	where: Prisma.Sql = Prisma.sql`TRUE`,
	{ order = BY_NAME, part = Prisma.empty }: { order?: Prisma.Sql; part?: Prisma.Sql } = {},
): Promise<Listed[]> =>
	rowsOf<Listed>(
		db,
		Prisma.sql`SELECT l."id", l."active", l."entry" FROM (${TABLES[name].rows}) l WHERE ${where} ORDER BY ${order} ${part}`,
	)

/** @param most at which counting stops */
export async function countList(db: Db, name: ListName, where: Prisma.Sql, most: number): Promise<number> {
	const [counted] = await rowsOf<{ total: number }>(
		db,
		Prisma.sql`SELECT count(*)::int AS "total" FROM (SELECT 1 FROM (${TABLES[name].rows}) l WHERE ${where} LIMIT ${most}) c`,
	)
	return counted?.total ?? 0
}
