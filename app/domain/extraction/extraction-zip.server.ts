import { PassThrough, type Readable } from "node:stream"
import yazl from "yazl"
import { closedAmong } from "#app/files/antivirus/check-files.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { folderOf, papersOf } from "./select-papers.server.ts"

/** So many applications are looked up at once, while the archive is being written. */
const AT_ONCE = 200

/**
 * Every file of these applications, in a folder for each. The archive is written while it is sent, one file after another, so its
 * size costs no memory.
 */
export function zipOf(ids: readonly string[], now: Date, antivirus = env.CLAMD_URL): Readable {
	const zip = new yazl.ZipFile()
	const archive = new PassThrough()
	const giveUp = (error: unknown) => {
		log.error({ err: error }, "an extraction broke off")
		archive.destroy(error instanceof Error ? error : new Error(String(error)))
	}
	zip.on("error", giveUp)
	zip.outputStream.pipe(archive)
	void addAll(zip, ids, now, antivirus).catch(giveUp)
	return archive
}

async function addAll(
	zip: yazl.ZipFile,
	ids: readonly string[],
	now: Date,
	antivirus: string | undefined,
): Promise<void> {
	const leftOut: string[] = []
	let number = 0
	for (let start = 0; start < ids.length; start += AT_ONCE) {
		const papers = await papersOf(ids.slice(start, start + AT_ONCE))
		const closed = await closedAmong(
			papers.map(({ hash }) => hash),
			antivirus,
		)
		let application = ""
		let place = 0
		for (const paper of papers) {
			if (paper.applicationId !== application) {
				application = paper.applicationId
				number += 1
				place = 0
			}
			place += 1
			const name = `${folderOf(number, paper)}/${String(place).padStart(2, "0")} ${paper.fileName}`
			const why = closed.get(paper.hash)
			if (why !== undefined) leftOut.push(`${name}: ${why}`)
			if (why !== undefined || !(await fileStore().has(paper.hash))) continue
			zip.addReadStreamLazy(name, { mtime: now, compress: false }, (done) => {
				fileStore()
					.open(paper.hash)
					.then(({ stream }) => done(null, stream))
					.catch((error: unknown) => zip.emit("error", error))
			})
		}
	}
	if (leftOut.length > 0)
		zip.addBuffer(Buffer.from(`${leftOut.join("\n")}\n`), "Не вошли.txt", { mtime: now })
	zip.end()
}
