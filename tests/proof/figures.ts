import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"

/** The file to which the parts of the proof write their figures when `npm run proof` asks for them. */
export function note(part: string, figures: Readonly<Record<string, unknown>>): void {
	const folder = process.env.PROOF_FIGURES
	if (!folder) return
	mkdirSync(folder, { recursive: true })
	writeFileSync(path.join(folder, `${part}.json`), JSON.stringify(figures))
}
