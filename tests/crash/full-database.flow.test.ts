import { execFileSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmodSync, chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { startServer, type TestServer } from "../setup/server.ts"

// The database's disk runs full. Its tables lie in a small file system of their own, which only root can mount. The journal
// of PostgreSQL itself lies elsewhere: when there is no space for it, PostgreSQL stops, which is another test.

const SIZE = "160m"
const TABLESPACE = `attestation_small_${process.pid}`
const folder = mkdtempSync(path.join(tmpdir(), "small-disk-"))
const disk = path.join(folder, "disk")

const canMount = (() => {
	mkdirSync(disk)
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", disk], { stdio: "ignore" })
		return true
	} catch {
		return false
	}
})()

/** Takes the rest of the disk. @returns gives it back */
function fillUp(): () => void {
	const ballast = path.join(disk, "ballast")
	const file = openSync(ballast, "w")
	for (const size of [1 << 20, 1 << 12]) {
		const piece = Buffer.alloc(size)
		try {
			for (;;) writeSync(file, piece)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error
		}
	}
	closeSync(file)
	return () => rmSync(ballast)
}

describe.skipIf(!canMount)("a full disk of the database", () => {
	let server: TestServer
	let database: pg.Client
	let administrator: pg.Client
	let cookie = ""
	let application = ""
	const texts: string[] = []

	beforeAll(async () => {
		const { serverUrl } = inject("cluster")
		administrator = new pg.Client({ connectionString: serverUrl })
		await administrator.connect()
		const { rows } = await administrator.query<{ uid: string }>("SHOW data_directory")
		const owner = Number(execFileSync("stat", ["-c", "%u", Object.values(rows[0] ?? {})[0] ?? ""]).toString())
		chmodSync(folder, 0o755)
		const place = path.join(disk, "tables")
		mkdirSync(place)
		chownSync(place, owner, owner)
		await administrator.query(`CREATE TABLESPACE "${TABLESPACE}" LOCATION '${place}'`)
		server = await startServer({ tablespace: TABLESPACE })
		database = new pg.Client({ connectionString: server.databaseUrl })
		await database.connect()
		const answer = await send("/login", { username: "pedagog1", password: DEMO_PASSWORD })
		cookie = answer.cookie
		application = (
			await database.query<{ id: string }>(
				`SELECT a."id" FROM "Application" a JOIN "Person" p ON p."id" = a."teacherId" WHERE p."username" = 'pedagog1'`,
			)
		).rows[0]?.id as string
	})
	afterAll(async () => {
		await database?.end()
		await server?.dispose()
		await administrator?.query(`DROP TABLESPACE IF EXISTS "${TABLESPACE}"`)
		await administrator?.end()
		execFileSync("umount", ["-l", disk])
		rmSync(folder, { recursive: true, force: true })
	})

	async function send(address: string, fields: Record<string, string>) {
		const answer = await fetch(server.url + address, {
			method: "POST",
			redirect: "manual",
			headers: { origin: server.url, accept: "text/html", ...(cookie && { cookie }) },
			body: new URLSearchParams(fields),
		})
		const session = answer.headers.getSetCookie().find((one) => one.startsWith("session=")) ?? ""
		return { status: answer.status, text: await answer.text(), cookie: session.split(";")[0] ?? "" }
	}
	const save = (result1: string) =>
		send(`/applications/${application}/events`, { event: "form.save", result1 })
	/** Text that PostgreSQL cannot compress, so that every save needs new pages. */
	const longText = () => randomBytes(1_800).toString("hex")
	const stored = async () => {
		const { rows } = await database.query<{ result: string; saves: number; version: number; seq: number }>(
			`SELECT a."form" ->> 'result1' AS result, a."version",
				(SELECT max(j."seq") FROM "Journal" j WHERE j."subjectId" = a."id") AS seq,
				(SELECT count(*)::int FROM "Journal" j WHERE j."subjectId" = a."id" AND j."event" = 'form.save') AS saves
			FROM "Application" a WHERE a."id" = $1`,
			[application],
		)
		return rows[0]
	}

	test("refuses a transition in a sentence, keeps what was there whole, and goes on when there is space again", async () => {
		const before = await stored()
		texts.push(longText())
		expect((await save(texts[0] ?? "")).status).toBe(303)
		const free = fillUp()
		let refused: Awaited<ReturnType<typeof save>> | undefined
		for (let turn = 0; turn < 400 && !refused; turn += 1) {
			const text = longText()
			const answer = await save(text)
			if (answer.status === 303) texts.push(text)
			else refused = answer
		}
		expect(refused?.status).toBe(507)
		expect(refused?.text).toContain("На сервере кончилось место")
		expect(refused?.text).toContain("цело")
		expect(await stored()).toMatchObject({
			result: texts.at(-1),
			saves: (before?.saves ?? 0) + texts.length,
			version: (before?.version ?? 0) + texts.length,
			seq: Number(before?.seq ?? 0) + texts.length,
		})
		// Pages can still be read, and monitoring learns of it.
		const page = await fetch(`${server.url}/teacher`, { headers: { cookie } })
		expect(page.status).toBe(200)
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
		const ready = await fetch(`${server.url}/readyz`)
		expect([ready.status, await ready.text()]).toEqual([503, "not ready\n"])
		expect(server.output()).toContain("the disk is full: nothing was saved")
		free()
		texts.push(longText())
		expect((await save(texts.at(-1) ?? "")).status).toBe(303)
		expect((await stored())?.result).toBe(texts.at(-1))
	})
})
