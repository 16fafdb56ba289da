import { documentForms } from "#app/documents/forms.ts"
import { categoryPhrase, placeBeside } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { paperDate } from "#app/utils/russian.ts"
import type { Decision } from "#machines/application/application.facts.ts"
import { decisionsOn } from "../document/paper-facts.server.ts"
import {
	categoryOf,
	countTeachers,
	findSitting,
	isSimplified,
	lineOf,
	type SittingPaperQuery,
	type SittingPaperRow,
} from "./sitting-paper.server.ts"
import { isQuorum } from "./sitting-readiness.ts"

const DECISIONS: Readonly<Record<Decision, string>> = { granted: "установить", refused: "отказать" }

/** Renders the protocol. Unknown details are left blank for the secretary. */
export async function renderProtocol(query: SittingPaperQuery) {
	const { sitting, rows, office, formedAt, attendance } = await findSitting(query)
	const decisions = await decisionsOn(rows.map(({ id }) => id))
	const { members, present } = sitting
	const { roll, roster, signers, memberIds } = attendance
	const fields = {
		number: sitting.protocolNumber,
		commission: office.commissionGenitive,
		date: paperDate(sitting.heldOn),
		city: office.sittingCity || null,
		startsAt: sitting.startsAt,
		place: sitting.place || office.sittingPlace || null,
		members: members === null ? null : String(members),
		present: present === null ? null : String(present),
		quorum: members && present ? (isQuorum(present, members, query.now) ? "имеется" : "отсутствует") : null,
		roll,
		roster,
		generalCount: countTeachers(rows.filter((row) => !isSimplified(row))),
		simplifiedCount: countTeachers(rows.filter(isSimplified)),
		rows: rows.map((row, index) => {
			const decision = decisions.get(row.id)
			return {
				...lineOf(row, index),
				municipality: placeBeside(row.organisation.name, row.municipality.shortName),
				category: categoryPhrase(categoryOf(row), "nominative"),
				...votesOf(row),
				decision: decision ? DECISIONS[decision] : "",
				remark: decision && memberIds.has(row.teacherId) ? "член комиссии, о себе не голосует" : null,
			}
		}),
		signers,
	}
	return printDocument(documentForms.protocol, fields, { formedAt })
}

/** Empty cells while nothing is decided, and for decisions entered before the system recorded votes. */
const votesOf = ({ votesFor, votesAgainst, votesAbstained }: SittingPaperRow) => ({
	votesFor: votesFor === null ? "" : String(votesFor),
	votesAgainst: votesAgainst === null ? "" : String(votesAgainst),
	votesAbstained: votesAbstained === null ? "" : String(votesAbstained),
})
