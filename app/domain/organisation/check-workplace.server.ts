import type { Db } from "#app/db/client.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { type Checks, has, inOneRound } from "#app/utils/http/one-round.ts"

export interface Workplace {
	municipalityCode: string
	organisationId: string
	/** Empty for an administrative post, which is described in words. */
	positionCode?: string
	subjectId?: string
}

/** Positions that are incomplete without a subject, such as «учитель». */
const NEEDS_SUBJECT = new Set(["genitive", "genitive_or_parentheses"])

export const takesSubject = ({ subjectLink }: { subjectLink: string }): boolean => subjectLink !== "none"

/**
 * Checks that municipality, organisation, position and subject fit together. The page's lists may be out of date, and a
 * request can post anything.
 * @returns the columns of an engagement, without a subject that the position does not take
 * @throws DomainError invalid with the field
 */
export async function checkWorkplace(db: Db, chosen: Workplace) {
	// Callers pass whole forms. These four fields and nothing else may reach the row.
	const { municipalityCode, organisationId, positionCode, subjectId } = chosen
	const place = { municipalityCode, organisationId }
	await inOneRound(workplaceChecks(db, chosen))
	return { ...place, ...(await checkPost(db, { positionCode, subjectId })) }
}

/** The same for a form that may lack some of the fields. */
export const workplaceChecks = (db: Db, chosen: Partial<Workplace>): Checks => [
	() => has(chosen, "municipalityCode", "organisationId") && checkOrganisation(db, chosen),
	() => checkPost(db, chosen),
]

type Post = Pick<Workplace, "positionCode" | "subjectId">

/** @returns the columns of a post, without a subject that the position does not take */
async function checkPost(db: Db, { positionCode, subjectId }: Post) {
	if (!positionCode) return { positionCode: null, subjectId: null }
	const position = await db.position.findUnique({
		where: { code: positionCode },
		select: { active: true, nominative: true, subjectLink: true },
	})
	if (!position?.active) throw invalid({ positionCode: "Выберите должность из списка." })
	if (!takesSubject(position)) return { positionCode, subjectId: null }
	if (!subjectId) {
		if (!NEEDS_SUBJECT.has(position.subjectLink)) return { positionCode, subjectId: null }
		throw invalid({ subjectId: `К должности «${position.nominative}» выберите предмет.` })
	}
	const subject = await db.subject.count({ where: { id: subjectId, active: true } })
	if (subject === 0) throw invalid({ subjectId: "Выберите предмет из списка." })
	return { positionCode, subjectId }
}

export async function checkOrganisation(
	db: Db,
	{ municipalityCode, organisationId }: Pick<Workplace, "municipalityCode" | "organisationId">,
): Promise<void> {
	const found = await db.organisation.count({ where: { id: organisationId, municipalityCode, active: true } })
	if (found === 0) throw invalid({ organisationId: "Выберите организацию из списка этого муниципалитета." })
}
