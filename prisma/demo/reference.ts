import { prisma } from "#app/db/client.server.ts"
import { saveOffice } from "#app/domain/reference/office.server.ts"
import { MUNICIPALITIES, POSITIONS, SUBJECTS } from "../data/index.ts"
import office from "../data/office.json"
import organisations from "./organisations.json"

/** Reference data of every installation, then the made-up organisations of the demo. Run again it changes nothing. */
export async function seedReference(): Promise<void> {
	await prisma.municipality.createMany({
		data: MUNICIPALITIES.map(
			({
				code,
				kind,
				name,
				shortName,
				genitive,
				prepositional,
				paperConclusions,
				hasGroupHeads,
				sortOrder,
			}) => ({
				code,
				kind,
				name,
				shortName,
				genitive,
				prepositional,
				paperConclusions,
				hasGroupHeads,
				sortOrder,
			}),
		),
		skipDuplicates: true,
	})
	await prisma.position.createMany({
		data: POSITIONS.map(({ code, cases, subjectLink, active }) => ({ code, ...cases, subjectLink, active })),
		skipDuplicates: true,
	})
	await prisma.subject.createMany({
		data: SUBJECTS.map(({ nominative, genitive, group }) => ({ nominative, genitive, group })),
		skipDuplicates: true,
	})
	await saveOffice(prisma, office)
	await prisma.organisation.createMany({
		data: organisations.items.map(({ municipality, name, kind }) => ({
			municipalityCode: municipality,
			name,
			kind,
		})),
		skipDuplicates: true,
	})
}
