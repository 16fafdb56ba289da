import { roleText } from "#app/auth/cabinets.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { deadAmong } from "#app/letters/dead-address.server.ts"
import { type Actor, coordinates, type Role } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { fullNameOf } from "../person/post.ts"

interface Found {
	id: string
	surname: string
	name: string
	patronymic: string
	email: string
	mobilePhone: string
	workPhone: string
	roles: string[]
	organisations: string[]
}

/** «Позвонить»: people of the municipality whom no letter can reach, by name. @throws DomainError not-found */
export async function viewCalls({ actor, municipalityCode }: { actor: Actor; municipalityCode: string }) {
	if (!coordinates(actor, municipalityCode)) throw notFound()
	// There are few dead addresses and many people, so the query begins with the addresses.
	const rows = await rowsOf<Found>(
		prisma,
		Prisma.sql`
		SELECT r."id", r."surname", r."name", r."patronymic", r."email", r."mobilePhone", r."workPhone",
			array_agg(DISTINCT e."role") AS "roles",
			array_remove(array_agg(DISTINCT o."name"), NULL) AS "organisations"
		FROM "Person" r
		JOIN "Engagement" e ON e."personId" = r."id" AND e."to" IS NULL AND e."municipalityCode" = ${municipalityCode}
		LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
		WHERE r."blockedAt" IS NULL AND r."id" IN (
			SELECT n."id" FROM "Person" n WHERE lower(n."email") = ''
			UNION SELECT n."id" FROM "DeadAddress" d JOIN "Person" n ON lower(n."email") = d."address"
			UNION SELECT n."id" FROM "DeadAddress" d JOIN "Letter" l ON l."id" = d."letterId"
				JOIN "Person" n ON n."id" = l."personId" AND n."email" = l."to")
		GROUP BY r."id" ORDER BY r."searchName", r."id"`,
	)
	const dead = await deadAmong(
		prisma,
		rows.map(({ email }) => email),
	)
	return rows.map(({ id, email, mobilePhone, workPhone, roles, organisations, ...names }) => ({
		id,
		name: fullNameOf(names),
		roles: roles.map((role) => roleText(role as Role)).join(", "),
		organisations: organisations.join(", "),
		phones: [mobilePhone, workPhone].filter(Boolean),
		email,
		why: email === "" ? "Адрес не указан" : (dead.get(email) ?? ""),
	}))
}
export type CallRow = Awaited<ReturnType<typeof viewCalls>>[number]
