import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { afterAll, expect, test } from "vitest"
import { createFileStore } from "#app/files/store.server.ts"

// A disk without space, as the process feels it: a write is cut off in the middle of a file.

const folder = mkdtempSync(path.join(tmpdir(), "полный диск "))
const url = pathToFileURL(folder).href
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @param blocks how large a file may grow, in kilobytes; null means that there is space again */
async function upload(size: number, blocks: number | null) {
	const limit = blocks === null ? "" : `ulimit -f ${blocks}; `
	const run = `${limit}exec "$0" --import tsx tests/crash/upload-once.ts "$1" "$2"`
	const { stdout } = await promisify(execFile)("bash", ["-c", run, process.execPath, url, String(size)], {
		env: { ...process.env, APP_MODE: "test", LOG_LEVEL: "silent" },
	})
	return JSON.parse(stdout.trim().split("\n").at(-1) ?? "")
}

test("a full disk refuses the file in a sentence, keeps what was there, and leaves nothing half written", async () => {
	const { stored } = await upload(20_000, 1_000)
	expect(await createFileStore(url).sizeOf(stored)).toBe(20_000)
	const refused = await upload(3_000_000, 1_000)
	expect(refused).toEqual({ code: "invalid", fields: { scan: expect.stringContaining("кончилось место") } })
	expect(readdirSync(path.join(folder, "incoming"))).toEqual([])
	expect(await createFileStore(url).sizeOf(stored)).toBe(20_000)
	const again = await upload(3_000_000, null)
	expect(await createFileStore(url).sizeOf(again.stored)).toBe(3_000_000)
})
