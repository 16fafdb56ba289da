import { mkdtemp, rm, utimes } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { inTransaction } from "#app/db/transaction.server.ts"
import { keepFile } from "#app/files/keep-file.server.ts"
import { createFileStore } from "#app/files/store.server.ts"
import { sweepFiles } from "./sweep.server.ts"

test("of two old files in the store the one without a row is removed", async () => {
	const folder = await mkdtemp(join(tmpdir(), "sweep-"))
	try {
		const store = createFileStore(`file:${folder}`)
		const now = new Date()
		const longAgo = new Date(now.getTime() - 3 * 86_400_000)
		const [kept, refused] = await Promise.all(
			["kept", "refused"].map((words) => store.put([Buffer.from(words)])),
		)
		if (!kept || !refused) throw new Error("nothing stored")
		for (const { hash } of [kept, refused]) await utimes(await store.path(hash), longAgo, longAgo)
		await inTransaction((tx) =>
			keepFile(tx, { ...kept, type: "application/pdf", extension: "pdf", pages: 1 }, now),
		)
		expect(await sweepFiles(now, store)).toEqual({ setAside: 1, restored: 0, removed: 0 })
		expect(await Promise.all([kept, refused].map(({ hash }) => store.has(hash)))).toEqual([true, false])
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
})
