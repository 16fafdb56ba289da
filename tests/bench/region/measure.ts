import pg from "pg"
import { hashToken } from "#app/auth/tokens.server.ts"
import { FILL } from "../fill.sql.ts"
import { freePort, startServer } from "../ground.ts"
import { percentile } from "../statistics.ts"
import { type Page, pagesOf, type Who } from "./pages.ts"

/** How often each page is asked for after it was warmed up. */
const TIMES = 21
const WARM_UP = 3

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

/** A region in its database, behind a server of its own. */
interface Side {
	readonly pages: readonly Page[]
	ask(page: Page): Promise<{ took: number; queries: number; bytes: number }>
	stop(): Promise<void>
}

/**
 * Asks for every page one after another, of each region in turn, so that a moment in which the computer is busy does not
 * pass for growth.
 * @returns the costs of each region, in the order of `regions`
 */
export async function measurePages(
	regions: readonly { databaseUrl: string; folder: string }[],
	{ only, say }: { only?: RegExp; say(what: string): void },
): Promise<PageCost[][]> {
	const sides: Side[] = []
	try {
		for (const region of regions) sides.push(await openSide(region))
		const costs: PageCost[][] = sides.map(() => [])
		for (const [place, { who, name }] of (sides[0]?.pages ?? []).entries()) {
			if (only && !only.test(`${who} ${name}`)) continue
			const measured = await measureInTurns(sides, place)
			for (const [side, cost] of measured.entries()) costs[side]?.push(cost)
			say(`${who} ${name}: ${measured.map(told).join("; ")}`)
		}
		return costs
	} finally {
		for (const side of sides) await side.stop()
	}
}

const told = ({ p50, queries, kB }: PageCost) =>
	`${p50.toFixed(0)} ms, ${queries} queries, ${kB.toFixed(0)} kB`

/** @param place of the page, in the list that all regions share */
async function measureInTurns(sides: readonly Side[], place: number): Promise<PageCost[]> {
	const asked = sides.map(({ pages }) => ({
		page: pages[place] as Page,
		times: [] as number[],
		queries: [] as number[],
		bytes: 0,
	}))
	for (let turn = 0; turn < WARM_UP + TIMES; turn += 1)
		for (const [side, one] of asked.entries()) {
			const answer = await (sides[side] as Side).ask(one.page)
			one.bytes = answer.bytes
			if (turn < WARM_UP) continue
			one.times.push(answer.took)
			one.queries.push(answer.queries)
		}
	return asked.map(({ page, times, queries, bytes }) => ({
		...page,
		p50: percentile(times, 50),
		p95: percentile(times, 95),
		queries: percentile(queries, 25),
		kB: bytes / 1000,
	}))
}

async function openSide({ databaseUrl, folder }: { databaseUrl: string; folder: string }): Promise<Side> {
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
	return {
		pages: pagesOf(found),
		async ask({ who, path }) {
			const before = await counted()
			const began = performance.now()
			const answer = await fetch(`${server.url}${path}`, {
				headers: { Cookie: cookies[who] },
				redirect: "manual",
			})
			const text = await answer.text()
			const took = performance.now() - began
			if (answer.status !== 200) throw new Error(`${who} ${path}: ${answer.status}`)
			return { took, queries: (await counted()) - before, bytes: Buffer.byteLength(text) }
		},
		stop: () => server.stop(),
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
