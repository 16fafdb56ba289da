import { prisma } from "#app/db/client.server.ts"
import { documentForms } from "#app/documents/forms.ts"
import { categoryPhrase, placeBeside, positionWithSubject } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { paperDate, shortDate } from "#app/utils/russian.ts"
import { officeOf } from "../reference/office.server.ts"
import { attendanceOf } from "../sitting/attendance.server.ts"
import type { FormedPaper } from "./formed-paper.server.ts"
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
	const { presentNames, absentNames, secretary, memberIds } = await attendanceOf(prisma, sitting, office)
	const position = teacher.position.cases.nominative
	// A refusal that was decided before the order had a number is quoted with the order of its sitting.
	const number = row.decisionNumber ?? sitting.orderNumber
	const date = row.decisionDate ?? sitting.orderDate
	const fields = {
		commission: office.commissionGenitive,
		date: paperDate(sitting.heldOn),
		city: office.sittingCity || null,
		protocol: sitting.protocolNumber,
		members: String(sitting.members),
		present: String(sitting.present),
		attended: presentNames || null,
		missed: absentNames || null,
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
		votes: votesOf(row, memberIds.has(row.teacherId), teacher.sex),
		order: number && date ? { department: office.departmentGenitive, number, date: shortDate(date) } : null,
		secretary,
	}
	return printDocument(documentForms.extract, fields, { formedAt: row.stateSince })
}

/** Null for decisions entered before the system recorded votes. Then the secretary writes the numbers by hand. */
function votesOf(row: FormedPaper["row"], isMember: boolean, sex: FormedPaper["teacher"]["sex"]) {
	const { votesFor, votesAgainst, votesAbstained } = row
	if (votesFor === null || votesAgainst === null || votesAbstained === null) return null
	const ending = sex === "f" ? "участвовала" : "участвовал"
	return {
		votesFor: String(votesFor),
		votesAgainst: String(votesAgainst),
		votesAbstained: String(votesAbstained),
		remark: isMember ? `Педагог входит в состав комиссии и в голосовании о себе не ${ending}.` : null,
	}
}
