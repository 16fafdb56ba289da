import { randomUUID } from "node:crypto"
import { connect, type Socket } from "node:net"
import pg from "pg"
import { paths } from "#app/utils/paths.ts"
import { exchange } from "./exchange.ts"
import type { Filled } from "./fill.ts"
import { median } from "./statistics.ts"

const WARM_UP = 20
const MEASURED = 60

export interface Transition {
	/** Median in milliseconds, from the click on «Зарегистрировать» to the last byte of the next page. */
	readonly overHttp: number
	/** Median of the part until the redirect: the act itself. */
	readonly act: number
	/** Median in milliseconds for writing the same rows with pg. */
	readonly bareSql: number
}

/** Registers through the program and through SQL alone alternately, each time with another application. */
export async function measureTransition(
	url: string,
	databaseUrl: string,
	filled: Filled,
): Promise<Transition> {
	const client = new pg.Client({ connectionString: databaseUrl })
	await client.connect()
	const socket = connect(Number(new URL(url).port), "127.0.0.1").setNoDelay(true)
	const overHttp: number[] = []
	const act: number[] = []
	const bareSql: number[] = []
	try {
		let letter: Written | undefined
		for (let turn = 0; turn < WARM_UP + MEASURED; turn += 1) {
			const clicked = performance.now()
			const acted = await register(socket, url, filled.cookies.coordinator, pick(filled.waiting, turn))
			const shown = performance.now()
			letter ??= await firstLetter(client)
			const begun = performance.now()
			await registerBare(client, pick(filled.waitingElsewhere, turn), letter)
			const committed = performance.now()
			if (turn < WARM_UP) continue
			overHttp.push(shown - clicked)
			act.push(acted - clicked)
			bareSql.push(committed - begun)
		}
	} finally {
		socket.destroy()
		await client.end()
	}
	return { overHttp: median(overHttp), act: median(act), bareSql: median(bareSql) }
}

/** @returns when the act was answered */
async function register(socket: Socket, url: string, cookie: string, id: string): Promise<number> {
	const { host } = new URL(url)
	const body = new URLSearchParams({
		event: "application.register",
		returnTo: paths.registration(),
	}).toString()
	const done = await exchange(
		socket,
		`POST ${paths.applicationEvents(id)} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nOrigin: ${url}\r\n` +
			`Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
	)
	if (!done.head.startsWith("HTTP/1.1 303")) throw new Error(`registration answered ${done.head}`)
	const acted = performance.now()
	const headers = (name: string) =>
		[...done.head.matchAll(new RegExp(`^${name}: ([^;\\r]*)`, "gim"))].map(([, value]) => value)
	const next = await exchange(
		socket,
		`GET ${headers("location")[0]} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${[cookie, ...headers("set-cookie")].join("; ")}\r\n\r\n`,
	)
	const isOk = next.head.startsWith("HTTP/1.1 200")
	if (!isOk || !Buffer.concat(next.pieces).includes("Заявление зарегистрировано"))
		throw new Error(`the page after the registration does not mention it: ${next.head}`)
	return acted
}

interface Written {
	kind: string
	to: string
	personId: string
	subject: string
	text: string
	html: string
	links: unknown
	job: Record<string, unknown>
}

/** Reads what the program's own transition wrote, so that SQL alone writes as much. */
async function firstLetter(client: pg.Client): Promise<Written> {
	const { rows } = await client.query<Written>(`
		SELECT l."kind", l."to", l."personId", l."subject", l."text", l."html", l."links", to_jsonb(j) AS job
		FROM "Letter" l JOIN pgboss.job j ON j.singleton_key = l."id" ORDER BY l."createdAt" LIMIT 1`)
	const [letter] = rows
	if (!letter) throw new Error("the registration wrote no letter with its job")
	return letter
}

async function registerBare(
	client: pg.Client,
	{ id, municipalityCode }: { id: string; municipalityCode: string },
	letter: Written,
) {
	const now = new Date()
	const year = now.getFullYear()
	const letterId = randomUUID()
	const hash = "0".repeat(64)
	await client.query("BEGIN")
	const counter = await run(client, SQL.counter, [`applications:${municipalityCode}:${year}`])
	const application = await run(client, SQL.application, [id, now, year, counter.rows[0]?.value])
	const { version } = application.rows[0] ?? {}
	await run(client, SQL.journal, [
		"application",
		id,
		version,
		"application.register",
		"submitted",
		"registered",
		now,
		hash,
	])
	const { kind, to, personId, subject, text, html, links } = letter
	await run(client, SQL.letter, [
		letterId,
		now,
		kind,
		to,
		personId,
		subject,
		text,
		html,
		JSON.stringify(links),
	])
	await run(client, SQL.journal, ["letter", letterId, 1, "letter.write", null, "queued", now, hash])
	await run(client, SQL.job, [letter.job.policy, JSON.stringify({ letterId }), letterId])
	await client.query("COMMIT")
}

/** Runs a prepared statement, which each connection parses only once. */
const run = (client: pg.Client, text: string, values: unknown[]) =>
	client.query<Record<string, unknown>>({ name: text.slice(0, 40), text, values })

const SQL = {
	counter: `INSERT INTO "Counter" ("key", "value") VALUES ($1, 1)
		ON CONFLICT ("key") DO UPDATE SET "value" = "Counter"."value" + 1 RETURNING "value"`,
	application: `UPDATE "Application" SET "state" = 'registered', "stateSince" = $2, "version" = "version" + 1, "journalYear" = $3,
		"journalNumber" = $4, "registeredAt" = $2 WHERE "id" = $1 RETURNING "version"`,
	journal: `INSERT INTO "Journal" ("subject", "subjectId", "seq", "event", "data", "from", "to", "actorName", "actorRole", "at",
		"machineVersion", "previousHash", "hash") VALUES ($1, $2, $3, $4, '{}', $5, $6, 'Проверкина Нагрузка Серверовна',
		'municipal_coordinator', $7, 1, $8, $8)`,
	letter: `INSERT INTO "Letter" ("id", "state", "stateSince", "createdAt", "dueAt", "kind", "to", "personId", "subject", "text",
		"html", "links") VALUES ($1, 'queued', $2, $2, $2, $3, $4, $5, $6, $7, $8, $9)`,
	job: `INSERT INTO pgboss.job (name, policy, data, singleton_key) VALUES ('letter.send', $1, $2, $3)`,
}

function pick<T>(among: readonly T[], index: number): T {
	const one = among[index]
	if (one === undefined) throw new Error(`only ${among.length} applications wait to be registered`)
	return one
}
