import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { countUpTo, pageOfList } from "#app/db/paging.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { longDateTime, searchWords, unbroken } from "#app/utils/russian.ts"
import { isSubjectName, LIFECYCLES } from "#machines/lifecycles.ts"
import { OUTSIDE_TEXTS } from "#machines/steps.ts"
import { sortIn } from "../list/list.ts"
import { SORTED_COLUMNS } from "../list/sorted-columns.ts"
import { accountsMergedInto } from "../person/merged-accounts.server.ts"
import { AUDIT_KINDS, type AuditQuery } from "./audit-query.ts"
import { ACCESS_WORDS, actsOf, pageWords } from "./audit-words.ts"
import { detailWords } from "./detail-words.ts"
import { LISTED, READ } from "./record-reads.server.ts"

const PAGE_SIZE = 50

export interface AuditRow {
	id: string
	at: string
	who: string
	what: string
	/** The person whose data or application it was. */
	whose: string
	/** The reason or the change, in words. */
	detail: string
	/** The address behind the page's name in `what`. The files contain it, the page does not. */
	address: string
}

interface Found {
	id: string
	at: Date
	who: string | null
	whose: string | null
	what: string
	path: string
	detail: unknown
	subject: string
}

/** O13: who did what, and who looked at whose data. @throws DomainError not-found to everybody but operators */
export async function viewAudit({ actor, query }: { actor: Actor; query: AuditQuery }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const { columns, from } = query.show === "deeds" ? deeds(query) : accesses(query)
	const order = orderOf(query)
	const count = (most: number) => countUpTo(most, from)
	// Names are looked up for one page, and not for the rows that it skips.
	const load = ({ skip, take }: { skip: number; take: number }) =>
		rowsOf<Found>(
			prisma,
			Prisma.sql`SELECT ${columns} FROM ${from} AND x."id" = ANY (ARRAY(
				SELECT x."id" FROM ${from} ORDER BY ${order} LIMIT ${take} OFFSET ${skip})) ORDER BY ${order}`,
		)
	const [listed, [check]] = await Promise.all([
		pageOfList({ page: query.page, pageSize: PAGE_SIZE, count, load }),
		prisma.replayRun.findMany({
			orderBy: { at: "desc" },
			take: 1,
			select: { at: true, transitions: true, differenceCount: true },
		}),
	])
	return {
		...listed,
		rows: listed.rows.map(present),
		query,
		kinds: AUDIT_KINDS,
		acts: actsOf(query.show),
		chain: check ? { ...check, at: longDateTime(check.at) } : null,
	}
}
export type AuditView = Awaited<ReturnType<typeof viewAudit>>

/**
 * Who looked at a person's own data, also under accounts that were merged into this one, newest first. Appearing in a list
 * counts as well.
 */
export async function viewOwnReads({ actor, page }: { actor: Actor; page: number }) {
	const accounts = [actor.id, ...(await accountsMergedInto(actor.id)).map(({ id }) => id)]
	const where = { personId: { in: accounts }, what: { in: [READ, LISTED] } }
	const listed = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (most) => prisma.accessLog.count({ where, take: most }),
		load: ({ skip, take }) =>
			rowsOf<Found>(
				prisma,
				Prisma.sql`
			SELECT x."id"::text, x."at", x."what", x."path", x."detail", '' AS "subject", '' AS "whose", ${personName("w")} AS "who"
			FROM "AccessLog" x LEFT JOIN "Person" w ON w."id" = x."actorId"
			WHERE x."personId" = ANY (${accounts}) AND x."what" IN (${READ}, ${LISTED})
			ORDER BY x."id" DESC LIMIT ${take} OFFSET ${skip}`,
			),
	})
	return { ...listed, rows: listed.rows.map(present) }
}

/** People whose name contains these words or whose login it is. Without a search text, everybody. */
function isPerson(alias: "w" | "o", asked: string): Prisma.Sql {
	if (!asked) return Prisma.sql`true`
	// A search without a word, such as a dash, is no search for everybody.
	const named = searchWords(asked).length > 0 ? namedSql(alias, asked) : Prisma.sql`false`
	return Prisma.sql`(${named} OR lower(${Prisma.raw(alias)}."username") = lower(${asked}))`
}

function inTime({ from, until }: AuditQuery): Prisma.Sql {
	const after = from ? Prisma.sql`x."at" >= ${instantOf(`${from}T00:00`)}` : Prisma.sql`true`
	// The database adds the day, because JavaScript writes no date after 9999-12-31.
	const before = until
		? Prisma.sql`x."at" < ${instantOf(`${until}T00:00`)}::timestamptz + interval '1 day'`
		: Prisma.sql`true`
	return Prisma.sql`${after} AND ${before}`
}

/**
 * Newest first unless the address asks for the oldest. Ids are in the order of time too, but they would pass every record
 * outside the days before the first one that the list shows.
 */
function orderOf({ sort, from, until }: AuditQuery): Prisma.Sql {
	const isOldestFirst = sortIn(sort, SORTED_COLUMNS.audit)?.direction === "asc"
	const way = isOldestFirst ? Prisma.sql`ASC` : Prisma.sql`DESC`
	const begins = isOldestFirst ? from : until
	return begins ? Prisma.sql`x."at" ${way}, x."id" ${way}` : Prisma.sql`x."id" ${way}`
}

/** The columns of a row, and the tables with the conditions, as after FROM. */
interface Source {
	columns: Prisma.Sql
	from: Prisma.Sql
}

function accesses(query: AuditQuery): Source {
	const not = query.show === "reads" ? Prisma.empty : Prisma.sql`NOT`
	const kind = query.act
		? Prisma.sql`x."what" = ${query.act}`
		: Prisma.sql`x."what" ${not} IN (${READ}, ${LISTED})`
	return {
		columns: Prisma.sql`x."id"::text, x."at", x."what", x."path", x."detail", '' AS "subject",
			${personName("w")} AS "who", ${personName("o")} AS "whose"`,
		from: Prisma.sql`"AccessLog" x LEFT JOIN "Person" w ON w."id" = x."actorId" LEFT JOIN "Person" o ON o."id" = x."personId"
			WHERE ${kind} AND ${isPerson("w", query.who)} AND ${isPerson("o", query.whose)}
				AND ${inTime(query)}`,
	}
}

/** Excludes autosaves and the sending of letters, which are in the journal but not of interest here. */
function deeds(query: AuditQuery): Source {
	const kind = query.act ? Prisma.sql`x."event" = ${query.act}` : Prisma.sql`x."event" <> 'form.save'`
	return {
		columns: Prisma.sql`x."id"::text, x."at", x."event" AS "what", '' AS "path", to_jsonb(x."reason") AS "detail", x."subject",
			coalesce(nullif(x."actorName", ''), 'Система') AS "who", ${personName("o")} AS "whose"`,
		from: Prisma.sql`"Journal" x
			LEFT JOIN "Withdrawal" v ON x."subject" = 'withdrawal' AND v."id" = x."subjectId"
			LEFT JOIN "Application" a ON a."id" = coalesce(v."applicationId", CASE WHEN x."subject" = 'application' THEN x."subjectId" END)
			LEFT JOIN "Person" o ON o."id" = a."teacherId"
			LEFT JOIN "Person" w ON w."id" = x."actorId"
			WHERE x."subject" <> 'letter' AND ${kind}
				AND ${isPerson("w", query.who)} AND ${isPerson("o", query.whose)} AND ${inTime(query)}`,
	}
}

function present({ id, at, who, whose, what, path, detail, subject }: Found): AuditRow {
	return {
		id,
		at: unbroken(longDateTime(at)).replace(/,\s/u, ", "),
		who: who ?? "Система",
		whose: whose ?? "",
		what: path ? `${ACCESS_WORDS[what] ?? what}: ${pageWords(path)}` : wordsOf(subject, what),
		detail: path ? "" : detailWords(detail),
		address: path,
	}
}

function wordsOf(subject: string, what: string): string {
	if (!isSubjectName(subject)) return ACCESS_WORDS[what] ?? what
	const { events, creation } = LIFECYCLES[subject]
	const words: Readonly<Record<string, { happened: string }>> = {
		...events,
		[creation.event]: creation.text,
		...OUTSIDE_TEXTS,
	}
	return words[what]?.happened ?? what
}
