import pg from "pg"
import { hashPassword } from "#app/auth/passwords.server.ts"
import { hashToken } from "#app/auth/tokens.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { fillRegion, todayOf } from "../region/fill-region.ts"

// A small region whose teachers all have a password and a confirmed address.

const APPLICATIONS = 300
const SESSION = `s_${"u".repeat(43)}`

export interface KnownPeople {
	readonly cookie: string
	/** Applications and files that the person of the cookie may not read. */
	readonly applications: readonly string[]
	readonly files: readonly string[]
	readonly usernames: readonly string[]
	readonly emails: readonly string[]
}

async function fillKnown(): Promise<KnownPeople> {
	const url = process.env.DATABASE_URL ?? ""
	await fillRegion({ url, applications: APPLICATIONS, seed: 5, today: todayOf() })
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		await client.query(`UPDATE "Person" SET "passwordHash" = $1`, [await hashPassword("a-word-of-the-bench")])
		const { rows } = await client.query<{
			id: string
			teacher: string
			file: string
			username: string
			email: string
		}>(
			`SELECT a."id", a."teacherId" AS teacher, p."username", p."email",
				(SELECT f."id" FROM "Attachment" f WHERE f."applicationId" = a."id" LIMIT 1) AS file
			FROM "Application" a JOIN "Person" p ON p."id" = a."teacherId" ORDER BY a."id"`,
		)
		const [reader, ...others] = rows
		await client.query(
			`INSERT INTO "Session" ("id", "personId", "expiresAt") VALUES ($1, $2, now() + interval '12 hours')`,
			[hashToken(SESSION), reader?.teacher],
		)
		return {
			cookie: `session=${SESSION}`,
			applications: others.map(({ id }) => id),
			files: others.map(({ file }) => file),
			usernames: others.map(({ username }) => username),
			emails: others.map(({ email }) => email),
		}
	} finally {
		await client.end()
	}
}

try {
	process.stdout.write(JSON.stringify(await fillKnown()))
} catch (error) {
	console.error(error)
	process.exitCode = 1
} finally {
	await prisma.$disconnect()
}
