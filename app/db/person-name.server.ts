import { Prisma } from "./client.server.ts"

/** The full name of a row of "Person" in a query, or the login if there is no name. */
export function personName(alias: string): Prisma.Sql {
	const p = Prisma.raw(alias)
	return Prisma.sql`coalesce(nullif(concat_ws(' ', nullif(${p}."surname", ''), nullif(${p}."name", ''), nullif(${p}."patronymic", '')), ''), ${p}."username")`
}
