import { prisma } from "#app/db/client.server.ts"
import organisations from "./organisations.json"

/** The made-up organisations of the demo. In a real installation operators enter theirs. */
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
