import { type ChildProcess, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import pg from "pg"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { checkCopy } from "#app/domain/backup/check-copy.server.ts"
import { createFileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { note } from "#tests/proof/figures.ts"
import { databaseUrl, dropDatabase } from "#tests/setup/databases.ts"
import { randomFrom } from "../fuzz/random-input.ts"

// A process killed anywhere in an upload, a migration, a backup, a transition, the forming of a Word paper or the sending of
// letters. kill.db.test.ts kills right before each write of a transition, year.db.test.ts the workers of a whole year.
// `npm run proof -- --kill 500` kills more often.

const ROUNDS = Math.max(1, Math.round(Number(process.env.KILL_ROUNDS ?? 6) / 6))
const SEED = 20_261_129
const SECRET = "secret ".repeat(6)
const bundle = path.resolve("node_modules/.cache", `attestation-around-${process.pid}`)
const folder = mkdtempSync(path.join(tmpdir(), "around "))
const cluster = inject("cluster")
const letters = path.join(folder, "letters")
const own = process.env.DATABASE_URL ?? ""
const fresh = `${cluster.template}_around_${process.pid}`
const killed = { upload: 0, migration: 0, backup: 0, transition: 0, word: 0, outbox: 0 }
/** Milliseconds until a process that was started after a kill was at work again. */
let slowestStart = 0
let people: Cast

beforeAll(async () => {
	const bundled = (program: string) =>
		build({
			configFile: false,
			logLevel: "error",
			build: {
				ssr: `tests/crash/${program}.ts`,
				outDir: path.join(bundle, program),
				minify: false,
				target: "node20",
			},
		})
	const [region] = await Promise.all([
		openRegion(["municipal"], teachers(["filed", "forming", "wavering"])),
		bundled("around-once"),
		bundled("engine-once"),
	])
	people = region
	await bring(people, { teacher: "filed", until: "registered" })
})
afterAll(async () => {
	await dropDatabase(cluster, fresh)
	rmSync(bundle, { recursive: true, force: true })
	rmSync(folder, { recursive: true, force: true })
	note("kill", { ...killed, rounds: ROUNDS, seed: SEED, slowestStart: Math.round(slowestStart) })
})

interface Work {
	program?: "around-once" | "engine-once"
	what: keyof typeof killed
	databaseUrl: string
	files: string
	folder: string
	seed: number
	at: string
	/** For the engine: who sends the events, on which application. */
	actor?: Actor
	id?: string
}

/** @param after milliseconds from the beginning to the kill; null lets it finish. @returns how long it took */
function run(work: Work, after: number | null): Promise<number> {
	return new Promise((resolve, reject) => {
		const { program = "around-once" } = work
		const started = performance.now()
		const child: ChildProcess = spawn(process.execPath, [path.join(bundle, program, `${program}.js`)], {
			env: { ...process.env, MAIL_URL: pathToFileURL(letters).href, CRASH: JSON.stringify(work) },
			stdio: ["ignore", "pipe", "pipe"],
		})
		let began = 0
		let complained = ""
		child.stderr?.on("data", (chunk) => {
			complained += chunk
		})
		child.stdout?.on("data", (chunk: Buffer) => {
			if (began > 0 || !chunk.includes("begins")) return
			began = performance.now()
			slowestStart = Math.max(slowestStart, began - started)
			if (after !== null) setTimeout(() => child.kill("SIGKILL"), after)
		})
		child.on("error", reject)
		child.on("close", (code, signal) => {
			if (signal === "SIGKILL") killed[work.what] += 1
			if (signal === "SIGKILL" || code === 0) resolve(performance.now() - began)
			else reject(new Error(`ended with ${code} ${signal}:\n${complained}`))
		})
	})
}

/** Runs the work once unharmed, then kills it at moments spread over the time that it took. */
async function killAnywhere(work: Work, afterwards: (round: number) => Promise<void>) {
	const random = randomFrom(SEED)
	const whole = await run(work, null)
	for (let round = 0; round < ROUNDS; round += 1) {
		await run(
			{ ...work, seed: round * 20, at: new Date(Date.parse(work.at) + round * 1000).toISOString() },
			random() * whole,
		)
		await afterwards(round)
	}
}

describe("a process killed anywhere", () => {
	test("in an upload leaves no file whose content is not its name", async () => {
		const files = path.join(folder, "files")
		await killAnywhere({ what: "upload", databaseUrl: own, files, folder, seed: 200, at: AT }, async () => {
			for (const hash of storedIn(files))
				expect(
					createHash("sha256")
						.update(readFileSync(path.join(files, hash.slice(0, 2), hash.slice(2))))
						.digest("hex"),
				).toBe(hash)
		})
		const { hash } = await createFileStore(pathToFileURL(files).href).put([Buffer.from("afterwards")])
		expect(storedIn(files)).toContain(hash)
	})

	test("in the migrations of an empty database leaves one that the next start completes", async () => {
		const url = databaseUrl(cluster, fresh)
		const work: Work = {
			what: "migration",
			databaseUrl: url,
			files: path.join(folder, "none"),
			folder,
			seed: 0,
			at: AT,
		}
		const expected = await columnsOf(own)
		await killAnywhere(work, async () => {
			await run(work, null)
			expect(await columnsOf(url)).toEqual(expected)
			await dropDatabase(cluster, fresh)
		})
	})

	test("in a backup leaves the earlier copy whole, and the next one completes", async () => {
		const copy = path.join(folder, "copy")
		const work: Work = { what: "backup", databaseUrl: own, files: ownFiles(), folder: copy, seed: 0, at: AT }
		await killAnywhere(work, async () => {
			expect((await checkCopy(copy, SECRET)).faults).toEqual([])
		})
		await run({ ...work, at: "2026-10-09T20:00:00Z" }, null)
		expect((await checkCopy(copy, SECRET)).faults).toEqual([])
	})
})

/** What every application keeps, wherever a process died: state, version and numbers are those of its journal. */
async function expectWhole(id: string) {
	const client = new pg.Client({ connectionString: own })
	await client.connect()
	try {
		const { rows } = await client.query<Record<string, unknown>>(
			`SELECT a."state" = j."to" AS state, a."version" = j."seq" AS version,
				(SELECT count(*) FROM "Journal" i WHERE i."subjectId" = a."id" AND i."event" = 'form.issue') =
					(SELECT count(*) FROM "FormRevision" r WHERE r."applicationId" = a."id") AS papers,
				NOT EXISTS (SELECT 1 FROM "FormRevision" r LEFT JOIN "StoredFile" f ON f."hash" = r."fileHash"
					WHERE r."applicationId" = a."id" AND f."hash" IS NULL) AS files
			FROM "Application" a CROSS JOIN LATERAL (SELECT "to", "seq" FROM "Journal" j
				WHERE j."subject" = 'application' AND j."subjectId" = a."id" ORDER BY "seq" DESC LIMIT 1) j
			WHERE a."id" = $1`,
			[id],
		)
		expect(rows).toEqual([{ state: true, version: true, papers: true, files: true }])
		const { rows: papers } = await client.query<{ hash: string }>(
			`SELECT "fileHash" AS hash FROM "FormRevision" WHERE "applicationId" = $1`,
			[id],
		)
		for (const { hash } of papers)
			expect(
				createHash("sha256")
					.update(readFileSync(path.join(ownFiles(), hash.slice(0, 2), hash.slice(2))))
					.digest("hex"),
			).toBe(hash)
		return papers.length
	} finally {
		await client.end()
	}
}

describe("a process killed anywhere in the engine", () => {
	const work = (what: Work["what"], teacher: string, id: string): Work => ({
		...{ program: "engine-once", what, databaseUrl: own, files: ownFiles(), folder, seed: 0 },
		...{ at: NOW.toISOString(), actor: of(people, teacher), id },
	})

	test("while Word papers are formed leaves no application without its paper, and no paper that is not whole", async () => {
		const id = await bring(people, { teacher: "forming", until: "formed" })
		const forms = work("word", "forming", id)
		await killAnywhere(forms, async () => void (await expectWhole(id)))
		await run(forms, null)
		expect(await expectWhole(id)).toBeGreaterThan(4)
	})

	test("in transitions leaves states, versions and journal equal", async () => {
		const id = await bring(people, { teacher: "wavering", until: "editing" })
		const wavers = work("transition", "wavering", id)
		await killAnywhere(wavers, async () => void (await expectWhole(id)))
		await run(wavers, null)
		await expectWhole(id)
	})

	test("while letters are sent loses none: each is sent in the end, in the words that it had", async () => {
		const sends = work("outbox", "filed", "")
		const client = new pg.Client({ connectionString: own })
		await client.connect()
		const outbox = async () =>
			(
				await client.query<{ id: string; state: string; whole: boolean; queued: boolean }>(
					`SELECT l."id", l."state", l."version" = (SELECT max("seq") FROM "Journal" j
							WHERE j."subject" = 'letter' AND j."subjectId" = l."id") AS whole,
						EXISTS (SELECT 1 FROM pgboss.job b WHERE b.name = 'letter.send' AND b.data ->> 'letterId' = l."id") AS queued
					FROM "Letter" l`,
				)
			).rows
		try {
			await killAnywhere(sends, async () => {
				for (const letter of await outbox()) expect(letter).toMatchObject({ whole: true, queued: true })
			})
			// A letter whose process died while it was sent is taken again when its time is over.
			await run({ ...sends, at: new Date(NOW.getTime() + 3_600_000).toISOString() }, null)
			const sent = await outbox()
			expect(sent.filter(({ state }) => state !== "sent")).toEqual([])
			const delivered = readdirSync(letters)
			for (const { id } of sent) expect(delivered).toContain(`${id}.eml`)
		} finally {
			await client.end()
		}
	})
})

const AT = "2026-10-01T20:00:00Z"

const storedIn = (files: string): string[] =>
	readdirSync(files)
		.filter((name) => /^[0-9a-f]{2}$/.test(name))
		.flatMap((name) => readdirSync(path.join(files, name)).map((rest) => name + rest))

/** The folder of this test's file store. */
const ownFiles = (): string => {
	const url = process.env.FILES_URL
	if (!url) throw new Error("the test's files are in no folder of their own")
	return decodeURIComponent(new URL(url).pathname)
}

async function columnsOf(url: string): Promise<string[]> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		const { rows } = await client.query(
			`SELECT table_name || '.' || column_name || ' ' || data_type AS "column" FROM information_schema.columns
			WHERE table_schema = 'public' ORDER BY 1`,
		)
		return rows.map(({ column }) => column)
	} finally {
		await client.end()
	}
}
