import { prisma } from "#app/db/client.server.ts"
import { readTemplate } from "#app/documents/render.server.ts"
import { storedTemplate } from "#app/documents/template-in-force.server.ts"
import { notFound } from "#app/utils/errors.ts"

/** Reads the number of a version from an address; null for anything else. */
const versionNumber = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null)

/** Loads one version of a form's template. Number 0 came with the program. @throws DomainError `not-found` */
export async function findTemplate(formId: string, version: string) {
	const number = versionNumber(version)
	if (number === 0) return { number, template: await readTemplate(formId), row: null }
	const row =
		number === null
			? null
			: await prisma.templateVersion.findUnique({
					where: { formId_number: { formId, number } },
					include: { uploadedBy: { select: { surname: true, name: true, patronymic: true } } },
				})
	if (!row) throw notFound()
	return { number: row.number, template: await storedTemplate(row.fileHash), row }
}
