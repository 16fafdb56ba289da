import { readFile } from "node:fs/promises"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { readTemplate } from "./render.server.ts"
import { versionInForce } from "./version-in-force.server.ts"

/** Bytes of operators' templates by their hash, so never outdated. A region has a few dozen of 30 kB each. */
const kept = new Map<string, Promise<Buffer>>()

/** @throws FileMissingError if the store has lost the file */
export function storedTemplate(hash: string): Promise<Buffer> {
	const known = kept.get(hash)
	if (known) return known
	const reading = fileStore()
		.path(hash)
		.then((path) => readFile(path))
	kept.set(hash, reading)
	reading.catch(() => kept.delete(hash))
	return reading
}

/** The template with which a form is printed at a moment, by default now. Number 0 is the one that came with the program. */
export async function templateInForce(
	formId: string,
	at: Date | null = null,
): Promise<{ number: number; template: Buffer }> {
	const row = await versionInForce(prisma, formId, at)
	if (!row?.fileHash) return { number: 0, template: await readTemplate(formId) }
	return { number: row.number, template: await storedTemplate(row.fileHash) }
}
