import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import pg from "pg"
import { afterAll, describe, expect, test } from "vitest"
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.server.ts"

// mkdtemp makes a folder that only its owner may enter. For root this is the case where PostgreSQL must run elsewhere.
const wished = path.join(mkdtempSync(path.join(tmpdir(), "embedded-")), "data", "postgres")

afterAll(async () => {
	await removeEmbeddedPostgres(wished)
	rmSync(path.dirname(path.dirname(wished)), { recursive: true, force: true })
})

async function ask(url: string, sql: string) {
	const client = new pg.Client({ connectionString: url })
	client.on("error", () => undefined)
	await client.connect()
	try {
		return (await client.query(sql)).rows
	} finally {
		await client.end()
	}
}

const postmasterOf = (folder: string) =>
	Number(readFileSync(path.join(folder, "cluster", "postmaster.pid"), "utf8").split("\n")[0])

describe("the embedded PostgreSQL", () => {
	test("is created at the first start, in UTF-8, with Russian collation and trigrams", async () => {
		const server = await startEmbeddedPostgres(wished)
		expect(server.started).toBe(true)
		const url = server.url("postgres")
		await ask(url, "CREATE TABLE kept (word text)")
		await ask(url, "INSERT INTO kept VALUES ('жук'), ('ёж'), ('дом')")
		const sorted = await ask(url, `SELECT word FROM kept ORDER BY word COLLATE "ru-x-icu"`)
		expect(sorted.map((row) => row.word)).toEqual(["дом", "ёж", "жук"])
		await ask(url, "CREATE EXTENSION pg_trgm")
		expect(await ask(url, "SELECT show_trgm('ёж') <> '{}' AS works")).toEqual([{ works: true }])
		await server.stop()
		expect(existsSync(path.join(server.folder, "cluster", "postmaster.pid"))).toBe(false)
	})

	test("answers only on the loopback, with a password that nobody else can read", async () => {
		const server = await startEmbeddedPostgres(wished)
		expect(await ask(server.url("postgres"), "SHOW listen_addresses")).toEqual([
			{ listen_addresses: "127.0.0.1" },
		])
		expect(statSync(path.join(server.folder, "cluster", "attestation-password")).mode & 0o077).toBe(0)
		const stranger = new URL(server.url("postgres"))
		stranger.password = "guess"
		await expect(ask(stranger.href, "SELECT 1")).rejects.toThrow("password")
		await server.stop()
	})

	test("serves all processes that start it at once, and stops with the last of them", async () => {
		const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres(wished)))
		const [first, second, third] = servers
		if (!first || !second || !third) throw new Error("three were started")
		expect(new Set(servers.map((server) => server.url("x"))).size).toBe(1)
		await first.stop()
		await second.stop()
		expect(await ask(third.url("postgres"), "SELECT count(*)::int AS words FROM kept")).toEqual([
			{ words: 3 },
		])
		await third.stop()
		await expect(ask(third.url("postgres"), "SELECT 1")).rejects.toThrow()
	})

	test("restarts by itself at the same address when it is killed during requests, and no confirmed write is lost", async () => {
		const server = await startEmbeddedPostgres(wished)
		const pool = new pg.Pool({ connectionString: server.url("postgres"), max: 4 })
		pool.on("error", () => undefined)
		await pool.query("CREATE TABLE written (number int PRIMARY KEY)")
		const before = postmasterOf(server.folder)
		const answered: number[] = []
		let failed = 0
		let answeredSince = 0
		for (let number = 1; answeredSince < 20; number += 1) {
			if (number === 20) process.kill(before, "SIGKILL")
			try {
				await pool.query("INSERT INTO written VALUES ($1)", [number])
				answered.push(number)
				if (failed > 0) answeredSince += 1
			} catch {
				failed += 1
				await pool.query("SELECT 1").catch(() => undefined)
			}
		}
		const kept = await pool.query<{ number: number }>("SELECT number FROM written")
		expect(kept.rows.map(({ number }) => number)).toEqual(expect.arrayContaining(answered))
		expect(postmasterOf(server.folder)).not.toBe(before)
		await pool.end()
		await server.stop()
		expect(existsSync(path.join(server.folder, "cluster", "postmaster.pid"))).toBe(false)
	})

	test("restarts once and serves both programs when it is killed while two use it", async () => {
		const [first, second] = [await startEmbeddedPostgres(wished), await startEmbeddedPostgres(wished)]
		process.kill(postmasterOf(first.folder), "SIGKILL")
		const holders = () =>
			ask(
				first.url("postgres"),
				"SELECT count(*)::int AS holders FROM pg_stat_activity WHERE application_name = 'attestation-holder'",
			).catch(() => "gone")
		await expect.poll(holders, { timeout: 60_000 }).toEqual([{ holders: 2 }])
		await first.stop()
		expect(await ask(second.url("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }])
		await second.stop()
	})

	test("is reported once, in a sentence, when it cannot be started again", async () => {
		let onLost: (error: Error) => void = () => undefined
		const lost = new Promise<Error>((resolve) => {
			onLost = resolve
		})
		const server = await startEmbeddedPostgres(wished, { onLost })
		const cluster = path.join(server.folder, "cluster")
		renameSync(path.join(cluster, "global"), path.join(cluster, "away"))
		process.kill(postmasterOf(server.folder), "SIGKILL")
		const error = await lost
		expect(error.message).toMatch(/^База данных остановилась, и запустить её снова не удалось/)
		expect(error.message).toContain("всё, что было сохранено, осталось")
		renameSync(path.join(cluster, "away"), path.join(cluster, "global"))
		await server.stop()
	})

	test("starts although its lock file names a process that is not PostgreSQL, as after a container's restart", async () => {
		const before = await startEmbeddedPostgres(wished)
		const lock = path.join(before.folder, "cluster", "postmaster.pid")
		const left = readFileSync(lock, "utf8").replace(/^\d+/, String(process.pid))
		await before.stop()
		writeFileSync(lock, left)
		const again = await startEmbeddedPostgres(wished)
		expect(again.started).toBe(true)
		expect(await ask(again.url("postgres"), "SELECT count(*)::int AS words FROM kept")).toEqual([
			{ words: 3 },
		])
		await again.stop()
	})
})
