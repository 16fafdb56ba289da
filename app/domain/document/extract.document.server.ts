import { prisma } from "#app/db/client.server.ts"
import { documentForms } from "#app/documents/forms.ts"
import { categoryPhrase, placeBeside, positionWithSubject } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { paperDate, shortDate } from "#app/utils/russian.ts"
import { officeOf } from "../reference/office.server.ts"
import { decisionsOn, formedPaper, type PaperQuery } from "./paper-facts.server.ts"

/**
 * Renders the part of the protocol about one teacher, for people who may read the application.
 * @throws DomainError not-found; not-allowed-now before the commission has decided
 */
export async function renderExtract(query: PaperQuery) {
	const { row, teacher, dative, category } = await formedPaper(query)
	const decision = (await decisionsOn([row.id])).get(row.id)
	const sitting = row.sittingId ? await prisma.sitting.findUnique({ where: { id: row.sittingId } }) : null
	if (!decision || !sitting?.protocolNumber || !sitting.members || !sitting.present)
		throw new DomainError(
			"not-allowed-now",
			"Выписку составляют после решения комиссии: по этому заявлению его ещё нет.",
		)
	const office = await officeOf(prisma, row.stateSince)
	const position = teacher.position.cases.nominative
	// A refusal decided before the order had its number is named by the order of its sitting.
	const number = row.decisionNumber ?? sitting.orderNumber
	const date = row.decisionDate ?? sitting.orderDate
	const fields = {
		commission: office.commissionGenitive,
		date: paperDate(sitting.heldOn),
		protocol: sitting.protocolNumber,
		members: String(sitting.members),
		present: String(sitting.present),
		teacher: {
			genitive: teacher.genitive,
			position: positionWithSubject(teacher.position, teacher.subject, "genitive"),
			workplace: teacher.workplace,
			municipality: placeBeside(teacher.workplace, teacher.municipality),
		},
		category: categoryPhrase(category, "genitive"),
		position,
		granted:
			decision === "granted"
				? {
						teacher: dative,
						category: categoryPhrase(category, "accusative"),
						position,
						from: paperDate(sitting.heldOn),
					}
				: null,
		refused:
			decision === "refused"
				? { teacher: dative, category: categoryPhrase(category, "genitive"), position }
				: null,
		order: number && date ? { department: office.departmentGenitive, number, date: shortDate(date) } : null,
		secretary: office.secretaryName || null,
	}
	return printDocument(documentForms.extract, fields, { formedAt: row.stateSince })
}
