import { prisma } from "#app/db/client.server.ts"
import organisations from "./organisations.json"

/** The made-up organisations of the demo; real ones are the operators' to enter. */
export async function seedOrganisations(): Promise<void> {
	await prisma.organisation.createMany({
		data: organisations.items.map(({ municipality, name, kind }) => ({
			municipalityCode: municipality,
			name,
			kind,
		})),
		skipDuplicates: true,
	})
}
