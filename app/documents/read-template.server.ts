import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The built server is deeper in the tree than this file, so the templates folder is searched upwards from the running code. */
function templatesFolder() {
	let folder = dirname(fileURLToPath(import.meta.url))
	while (!existsSync(join(folder, "templates", "documents"))) {
		const parent = dirname(folder)
		if (parent === folder) throw new Error("The folder templates/documents is not above the running code")
		folder = parent
	}
	return join(folder, "templates", "documents")
}

const templates = new Map<string, Promise<Buffer>>()

/** Bytes of a form's template, read once during the life of the process. */
export function readTemplate(formId: string): Promise<Buffer> {
	const known = templates.get(formId)
	if (known) return known
	const reading = readFile(join(templatesFolder(), formId, `${formId}.docx`))
	templates.set(formId, reading)
	// A failed read is not cached. Otherwise a file added later would never be found.
	reading.catch(() => templates.delete(formId))
	return reading
}
