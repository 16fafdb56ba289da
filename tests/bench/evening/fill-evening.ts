import { createHash } from "node:crypto"
import { copyFileSync, mkdirSync } from "node:fs"
import path from "node:path"
import pg from "pg"
import { hashToken } from "#app/auth/tokens.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { expectedApplication } from "#app/domain/document/expected-paper.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { FILL } from "../fill.sql.ts"
import { fillRegion, todayOf } from "../region/fill-region.ts"
import { planFilings, READERS, SEED } from "./plan.ts"

// The region on the last evening: 3,000 applications, and the teachers who are ready to file, each signed in.

const APPLICATIONS = 3_000
const SHEETS = 2

export interface Filer {
	readonly application: string
	readonly cookie: string
	/** The signed scan, for those who attach it. */
	readonly scan?: string
}
export interface EveningRegion {
	readonly filers: readonly Filer[]
	readonly readers: readonly { cookie: string }[]
	readonly coordinator: string
	readonly operator: string
}

/** A session that this run knows without asking. */
const sessionOf = (of: string) => `s_${createHash("sha256").update(`evening ${of}`).digest("base64url")}`

async function fillEvening(minutes: number, folder: string): Promise<EveningRegion> {
	const url = process.env.DATABASE_URL ?? ""
	const plan = planFilings(minutes)
	await fillRegion({
		url,
		applications: APPLICATIONS,
		// Every tenth claims the simplified procedure and lacks its document.
		filers: Math.ceil(plan.length * 1.2) + 20,
		seed: SEED,
		today: todayOf(),
	})
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		const { rows: ready } = await client.query<{ id: string; teacher: string; key: string }>(
			`SELECT "id", "teacherId" AS teacher, "paperKey" AS key FROM "Application"
			WHERE "state" = 'draft.formed' AND "procedure" = 'general' ORDER BY "id" LIMIT $1`,
			[plan.length],
		)
		if (ready.length < plan.length) throw new Error(`only ${ready.length} are ready to file`)
		const { rows: others } = await client.query<{ teacher: string }>(
			`SELECT "teacherId" AS teacher FROM "Application" WHERE "state" <> 'draft.formed' ORDER BY "id" LIMIT $1`,
			[READERS],
		)
		const people = [...ready, ...others].map(({ teacher }) => teacher)
		await client.query(
			`INSERT INTO "Session" ("id", "personId", "expiresAt")
			SELECT s.id, s.person, now() + interval '12 hours' FROM unnest($1::text[], $2::text[]) AS s(id, person)`,
			[people.map((teacher) => hashToken(sessionOf(teacher))), people],
		)
		for (const [name, role, municipality] of OFFICES)
			await client.query(FILL.official, [name, role, municipality, hashToken(sessionOf(name))])
		await client.query(
			`UPDATE "FormRevision" SET "contentHash" = encode(sha256("applicationId"::bytea), 'hex') WHERE "applicationId" = ANY($1)`,
			[ready.map(({ id }) => id)],
		)
		const cookieOf = (of: string) => `session=${sessionOf(of)}`
		const scans = path.join(folder, "scans")
		mkdirSync(scans, { recursive: true })
		const filers: Filer[] = []
		for (const [index, { id, teacher, key }] of ready.entries()) {
			const filer = { application: id, cookie: cookieOf(teacher) }
			filers.push(plan[index]?.attaches ? { ...filer, scan: await signedScan(scans, id, key) } : filer)
		}
		return {
			filers,
			readers: others.map(({ teacher }) => ({ cookie: cookieOf(teacher) })),
			coordinator: cookieOf(OFFICES[0][0]),
			operator: cookieOf(OFFICES[1][0]),
		}
	} finally {
		await client.end()
	}
}

const OFFICES = [
	["evening-coordinator", "municipal_coordinator", "tomsk"],
	["evening-operator", "operator", null],
] as const

/** A scan of the application with its codes and a signature. @returns the file */
async function signedScan(scans: string, id: string, paperKey: string): Promise<string> {
	const { hash } = await putScan(`application ${id}`, SHEETS, await expectedApplication({ id, paperKey }))
	const file = path.join(scans, `${id}.pdf`)
	copyFileSync(await fileStore().path(hash), file)
	return file
}

try {
	const { MINUTES = "1", FOLDER = "" } = process.env
	process.stdout.write(JSON.stringify(await fillEvening(Number(MINUTES), FOLDER)))
} catch (error) {
	console.error(error)
	process.exitCode = 1
} finally {
	await prisma.$disconnect()
}
