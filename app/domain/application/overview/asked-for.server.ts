import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { named, namedSql } from "#app/db/search.server.ts"
import { searchWords } from "#app/utils/russian.ts"

// How people search for an application in every list: by words of a name in any order, by its journal number, by the
// teacher's login or by the teacher's phone.

/** «№ 17», «17» */
const NUMBER = /^№?\s*(\d{1,6})$/u
const LOGIN = /^[\w.@-]{1,60}$/
const PHONE_SIGNS = /^[\d\s()+.–-]{10,30}$/u
const PHONE_DIGITS = 10
/** No login or phone belongs to more accounts than this. */
const MOST_PEOPLE = 20

interface Asked {
	number: number | null
	/** The ids of the people with this login or phone. */
	people: string[]
}

async function read(text: string): Promise<Asked> {
	const asked = text.trim()
	const number = Number(NUMBER.exec(asked)?.[1] ?? Number.NaN)
	const digits = PHONE_SIGNS.test(asked) ? asked.replace(/\D/g, "").slice(-PHONE_DIGITS) : ""
	const isPhone = digits.length === PHONE_DIGITS
	const people =
		isPhone || LOGIN.test(asked)
			? await rowsOf<{ id: string }>(
					prisma,
					isPhone
						? Prisma.sql`SELECT "id" FROM "Person" WHERE "mobilePhone" <> ''
							AND right(regexp_replace("mobilePhone", '\\D', '', 'g'), 10) = ${digits} LIMIT ${MOST_PEOPLE}`
						: Prisma.sql`SELECT "id" FROM "Person" WHERE lower("username") = lower(${asked}) LIMIT 1`,
				)
			: []
	return { number: Number.isNaN(number) ? null : number, people: people.map(({ id }) => id) }
}

/** The applications that match the search text; all of them if the text is empty. */
export async function askedFor(text: string): Promise<Prisma.ApplicationWhereInput> {
	if (searchWords(text).length === 0) return {}
	const { number, people } = await read(text)
	return {
		OR: [
			named(text),
			...(number === null ? [] : [{ journalNumber: number }]),
			...(people.length === 0 ? [] : [{ teacherId: { in: people } }]),
		],
	}
}

/** The same as plain SQL, for a table `a`. */
export async function askedForSql(text: string): Promise<Prisma.Sql> {
	if (searchWords(text).length === 0) return Prisma.sql`TRUE`
	const { number, people } = await read(text)
	const byName = namedSql("a", text)
	const byNumber = number === null ? Prisma.empty : Prisma.sql`OR a."journalNumber" = ${number}`
	const byPerson = people.length === 0 ? Prisma.empty : Prisma.sql`OR a."teacherId" = ANY (${people})`
	return Prisma.sql`(${byName} ${byNumber} ${byPerson})`
}

/**
 * The people who match the search text, in a list of people. They have no journal number.
 * @param table a table with `searchName`
 * @param person its column with the id of the person
 */
export async function peopleAskedForSql(
	table: "p" | "t",
	person: Prisma.Sql,
	text: string,
): Promise<Prisma.Sql> {
	if (searchWords(text).length === 0) return Prisma.sql`TRUE`
	const { people } = await read(text)
	const byName = namedSql(table, text)
	return people.length === 0 ? byName : Prisma.sql`(${byName} OR ${person} = ANY (${people}))`
}
