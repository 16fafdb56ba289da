import { Prisma } from "#app/db/client.server.ts"
import type { Role } from "#app/policies/policy.ts"

/**
 * True for a person who holds a role today: the engagement has not ended and the account is not blocked.
 * @param person alias of a row of "Person" in the query
 * @param where narrows the engagement `e`, to a municipality for example
 */
export function holdsRole(person: "c" | "r", role: Role, where: Prisma.Sql): Prisma.Sql {
	const one = Prisma.raw(person)
	return Prisma.sql`(${one}."blockedAt" IS NULL AND EXISTS (SELECT 1 FROM "Engagement" e
		WHERE e."personId" = ${one}."id" AND e."to" IS NULL AND e."role" = ${role} AND ${where}))`
}

/**
 * True for a person who coordinates the municipality of application `a` but is not its teacher, because nobody acts on
 * their own application.
 */
export const coordinates = (person: "c" | "r"): Prisma.Sql => {
	const one = Prisma.raw(person)
	const same = Prisma.sql`e."municipalityCode" = a."municipalityCode"`
	return Prisma.sql`(${one}."id" <> a."teacherId" AND ${holdsRole(person, "municipal_coordinator", same)})`
}
