import { prisma } from "#app/db/client.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import { loadClock, now } from "#app/utils/clock.server.ts"
import "#app/domain/index.server.ts"
import { seedLives } from "./demo/lives.ts"
import { seedOrganisations } from "./demo/organisations.ts"
import { seedPeople } from "./demo/people.ts"

/**
 * The demo region: reference data, made-up organisations and people, and applications in every state, all brought about by
 * the same use cases that people use. Everything lies before the moment at which the demo's clock starts.
 */
async function seed() {
	await loadClock()
	const start = now()
	await loadReference(prisma)
	await seedOrganisations()
	const cast = await seedPeople(start)
	await seedLives(cast, start)
}

seed()
	.catch((error: unknown) => {
		console.error(error)
		process.exitCode = 1
	})
	.finally(() => prisma.$disconnect())
