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
import { bring, openRegion, teachers } from "#tests/factories.ts"
import { note } from "#tests/proof/figures.ts"
import { databaseUrl, dropDatabase } from "#tests/setup/databases.ts"
import { randomFrom } from "../fuzz/random-input.ts"

// A process killed anywhere in an upload, a migration or a backup. kill.db.test.ts does the same between the writes of a
// transition, year.db.test.ts to the workers of the outbox. `npm run proof -- --kill 500` kills more often.

const ROUNDS = Math.max(1, Math.round(Number(process.env.KILL_ROUNDS ?? 6) / 3))
const SEED = 20_261_129
const SECRET = "secret ".repeat(6)
const bundle = path.resolve("node_modules/.cache", `attestation-around-${process.pid}`)
const folder = mkdtempSync(path.join(tmpdir(), "around "))
const cluster = inject("cluster")
const own = process.env.DATABASE_URL ?? ""
const fresh = `${cluster.template}_around_${process.pid}`
const killed = { upload: 0, migration: 0, backup: 0 }

beforeAll(async () => {
	const [people] = await Promise.all([
		openRegion(["municipal"], teachers(["filed"])),
		build({
			configFile: false,
			logLevel: "error",
			build: { ssr: "tests/crash/around-once.ts", outDir: bundle, minify: false, target: "node20" },
		}),
	])
	await bring(people, { teacher: "filed", until: "registered" })
})
afterAll(async () => {
	await dropDatabase(cluster, fresh)
	rmSync(bundle, { recursive: true, force: true })
	rmSync(folder, { recursive: true, force: true })
	note("kill", { ...killed, rounds: ROUNDS, seed: SEED })
})

interface Work {
	what: keyof typeof killed
	databaseUrl: string
	files: string
	folder: string
	seed: number
	at: string
}

/** @param after milliseconds from the beginning to the kill; null lets it finish. @returns how long it took */
function run(work: Work, after: number | null): Promise<number> {
	return new Promise((resolve, reject) => {
		const child: ChildProcess = spawn(process.execPath, [path.join(bundle, "around-once.js")], {
			env: { ...process.env, CRASH: JSON.stringify(work) },
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
