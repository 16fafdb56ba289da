import type { Db } from "#app/db/client.server.ts"
import { MUNICIPALITIES, POSITIONS, SUBJECTS } from "#prisma/data/index.ts"
import office from "#prisma/data/office.json"
import { saveOffice } from "./office.server.ts"

/**
 * Loads the reference data that every installation begins with, but only into an empty database. Afterwards operators
 * maintain the data, and a new version of the program must not undo their corrections.
 */
export async function loadReference(db: Db): Promise<void> {
	if ((await db.municipality.count()) > 0) return
	// The columns are listed because the files also contain notes that the tables do not have.
	await db.municipality.createMany({
		data: MUNICIPALITIES.map((one) => ({
			code: one.code,
			kind: one.kind,
			name: one.name,
			shortName: one.shortName,
			genitive: one.genitive,
			prepositional: one.prepositional,
			paperConclusions: one.paperConclusions,
			hasGroupHeads: one.hasGroupHeads,
			sortOrder: one.sortOrder,
		})),
		skipDuplicates: true,
	})
	await db.position.createMany({
		data: POSITIONS.map(({ code, cases, subjectLink, active }) => ({ code, ...cases, subjectLink, active })),
		skipDuplicates: true,
	})
	await db.subject.createMany({
		data: SUBJECTS.map(({ nominative, genitive, group }) => ({ nominative, genitive, group })),
		skipDuplicates: true,
	})
	await saveOffice(db, office)
}
