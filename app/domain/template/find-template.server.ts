import { readTemplate } from "#app/documents/render.server.ts"
import { storedTemplate } from "#app/documents/template-in-force.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { findVersion } from "./versions.server.ts"

/** Loads one version of a form's template. Number 0 came with the program. @throws DomainError `not-found` */
export async function findTemplate(formId: string, version: string) {
	const { number, row } = await findVersion(formId, version)
	if (!row) return { number, row, template: await readTemplate(formId) }
	if (row.fileHash === null) throw notFound()
	return { number, row, template: await storedTemplate(row.fileHash) }
}
