import pg from "pg"
import { hashToken } from "#app/auth/tokens.server.ts"
import { FILL } from "../fill.sql.ts"
import { freePort, startServer } from "../ground.ts"
import { percentile } from "../statistics.ts"
import { pagesOf, type Who } from "./pages.ts"

/** How often each page is asked for after it was warmed up. */
const TIMES = 21
const WARM_UP = 2

export interface PageCost {
	readonly who: Who
	readonly name: string
	readonly path: string
	readonly p50: number
	readonly p95: number
	/** Statements sent to the database. */
	readonly queries: number
	readonly kB: number
}

/** Asks for every page one after another, and measures each alone. */
export async function measurePages(
	{ databaseUrl, folder }: { databaseUrl: string; folder: string },
	{ only, say }: { only?: RegExp; say(what: string): void },
): Promise<PageCost[]> {
	const { cookies, found } = await sessionsFor(databaseUrl)
	const port = await freePort()
	const server = await startServer(
		{ databaseUrl, folder },
		{
			file: new URL("count-queries.mjs", import.meta.url).pathname,
			// Letters and deadlines are another process's work, so that only the pages' statements are counted.
			env: { BENCH_COUNTER_PORT: String(port), LOG_LEVEL: "error", WORKER: "off" },
		},
	)
	const counted = async () => Number(await (await fetch(`http://127.0.0.1:${port}`)).text())
	try {
		const costs: PageCost[] = []
		for (const page of pagesOf(found)) {
			if (only && !only.test(`${page.who} ${page.name}`)) continue
			const times: number[] = []
			const queries: number[] = []
			let size = 0
			for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
				const before = await counted()
				const began = performance.now()
				const answer = await fetch(`${server.url}${page.path}`, {
					headers: { Cookie: cookies[page.who] },
					redirect: "manual",
				})
				const text = await answer.text()
				const took = performance.now() - began
				if (answer.status !== 200) throw new Error(`${page.who} ${page.path}: ${answer.status}`)
				size = Buffer.byteLength(text)
				if (turn < WARM_UP) continue
				times.push(took)
				queries.push((await counted()) - before)
				// A page that takes seconds is known after a few turns.
				if (took > 1_000 && times.length >= 4) break
			}
			costs.push({
				...page,
				p50: percentile(times, 50),
				p95: percentile(times, 95),
				queries: percentile(queries, 25),
				kB: size / 1000,
			})
			say(
				`${page.who} ${page.name}: ${percentile(times, 50).toFixed(0)} ms, ${percentile(queries, 25)} queries, ${(size / 1000).toFixed(0)} kB`,
			)
		}
		return costs
	} finally {
		await server.stop()
	}
}

/** A session of each office, and an application in each state. */
export async function sessionsFor(databaseUrl: string) {
	const client = new pg.Client({ connectionString: databaseUrl })
	await client.connect()
	try {
		const cookies: Record<Who, string> = {
			operator: await official(client, "bench-operator", "operator", null),
			municipality: await official(client, "bench-coordinator", "municipal_coordinator", "tomsk"),
			school: await official(client, "bench-school", "school_coordinator", "tomsk"),
			expert: await sessionOf(client, "experttomsk1"),
		}
		await client.query(
			`UPDATE "Engagement" SET "organisationId" = (SELECT min("id") FROM "Organisation" WHERE "municipalityCode" = 'tomsk')
			WHERE "role" = 'school_coordinator' AND "organisationId" IS NULL`,
		)
		const { rows } = await client.query<{ state: string; id: string }>(
			`SELECT "state", min("id") AS "id" FROM "Application" WHERE "municipalityCode" = 'tomsk' GROUP BY "state"`,
		)
		return { cookies, found: (state: string) => rows.find((row) => row.state === state)?.id ?? "" }
	} finally {
		await client.end()
	}
}

async function official(client: pg.Client, username: string, role: string, municipality: string | null) {
	const known = await client.query(`SELECT 1 FROM "Person" WHERE "username" = $1`, [username])
	if (known.rowCount) return sessionOf(client, username)
	const token = `s_${username}`
	await client.query(FILL.official, [username, role, municipality, hashToken(token)])
	return `session=${token}`
}

async function sessionOf(client: pg.Client, username: string) {
	const token = `s_${username}`
	await client.query(
		`INSERT INTO "Session" ("id", "personId", "expiresAt") SELECT $1, "id", now() + interval '12 hours' FROM "Person" WHERE "username" = $2
		ON CONFLICT ("id") DO UPDATE SET "expiresAt" = excluded."expiresAt"`,
		[hashToken(token), username],
	)
	return `session=${token}`
}
