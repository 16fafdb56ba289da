import { Prisma } from "#app/db/client.server.ts"

type Where = Prisma.ApplicationWhereInput

interface Table {
	column: (name: string) => Prisma.Sql
	withoutSchedule: Prisma.Sql
}

const KEPT: Table = {
	column: (name) => Prisma.raw(name === "expertCount" ? `"experts"` : `"${name}"`),
	withoutSchedule: Prisma.sql`"scheduleId" = ''`,
}
const APPLICATIONS: Table = {
	column: (name) => Prisma.raw(`a."${name}"`),
	withoutSchedule: Prisma.sql`a."scheduleId" IS NULL`,
}

/**
 * The same condition on the kept counts of states, so that the length of a list is known without counting; null if the
 * counts cannot tell, as for a search by name.
 */
export const keptWhere = (where: Where): Prisma.Sql | null => written(where, KEPT)

/** The same condition as plain SQL on applications `a`; null for what only Prisma can say. */
export const plainWhere = (where: Where): Prisma.Sql | null => written(where, APPLICATIONS)

function written(where: Where, table: Table): Prisma.Sql | null {
	const parts = Object.entries(where).map(([key, value]) => partOf(key, value, table))
	return joined(parts, " AND ")
}

function partOf(key: string, value: unknown, table: Table): Prisma.Sql | null {
	switch (key) {
		case "AND":
		case "OR":
			return Array.isArray(value)
				? joined(
						value.map((one) => written(one, table)),
						` ${key} `,
					)
				: null
		case "state":
		case "municipalityCode":
		case "procedure":
			return oneOf(table.column(key), value)
		case "expertCount":
			return numberIs(table.column(key), value)
		case "scheduleId":
			return value === null ? table.withoutSchedule : oneOf(table.column(key), value)
		case "schedule":
			return inPeriod(table.column("scheduleId"), value)
		default:
			return null
	}
}

function joined(parts: readonly (Prisma.Sql | null)[], between: string): Prisma.Sql | null {
	const known = parts.flatMap((part) => part ?? [])
	if (known.length < parts.length) return null
	return known.length === 0 ? Prisma.sql`TRUE` : Prisma.join(known, between, "(", ")")
}

function oneOf(column: Prisma.Sql, value: unknown): Prisma.Sql | null {
	const values = typeof value === "string" ? [value] : soleOf(value, "in")
	if (!Array.isArray(values)) return null
	// Only a single value lets an index go on from a place within it.
	return values.length === 1 ? Prisma.sql`${column} = ${values[0]}` : Prisma.sql`${column} = ANY (${values})`
}

function numberIs(column: Prisma.Sql, value: unknown): Prisma.Sql | null {
	if (typeof value === "number") return Prisma.sql`${column} = ${value}`
	const below = soleOf(value, "lt")
	return typeof below === "number" ? Prisma.sql`${column} < ${below}` : null
}

function inPeriod(column: Prisma.Sql, value: unknown): Prisma.Sql | null {
	const periodId = soleOf(value, "periodId")
	return typeof periodId === "string"
		? Prisma.sql`${column} IN (SELECT "id" FROM "Schedule" WHERE "periodId" = ${periodId})`
		: null
}

/** The value of a condition that says nothing else. */
function soleOf(condition: unknown, name: string): unknown {
	if (typeof condition !== "object" || condition === null) return undefined
	const [[key, value] = [], ...others] = Object.entries(condition)
	return key === name && others.length === 0 ? value : undefined
}
