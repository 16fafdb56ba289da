import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import pg from "pg"
import { afterAll, describe, expect, test } from "vitest"
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.server.ts"

// mkdtemp makes a folder that only its owner may enter: for root, the very case where PostgreSQL must live elsewhere.
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
	test("is created at the first start, in UTF-8, with Russian order and trigrams at hand", async () => {
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

	test("answers on the loopback only, to a password that nobody else can read", async () => {
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

	test("serves all who start it at once, and stops with the last of them", async () => {
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

	test("starts again on its data after it was killed, even when its number went to another process", async () => {
		const killed = await startEmbeddedPostgres(wished)
		process.kill(postmasterOf(killed.folder), "SIGKILL")
		await expect.poll(() => ask(killed.url("postgres"), "SELECT 1").catch(() => "gone")).toBe("gone")
		const lock = path.join(killed.folder, "cluster", "postmaster.pid")
		writeFileSync(lock, readFileSync(lock, "utf8").replace(/^\d+/, String(process.pid)))
		const again = await startEmbeddedPostgres(wished)
		expect(again.started).toBe(true)
		expect(await ask(again.url("postgres"), "SELECT count(*)::int AS words FROM kept")).toEqual([
			{ words: 3 },
		])
		await killed.stop()
		await again.stop()
	})
})
