import { loadClock, now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import { loadOffice, saveOffice } from "#app/domain/reference/office.server.ts"
import { sendLetter } from "#app/jobs/letters.server.ts"
import { purge } from "#app/queue/boss.server.ts"
import "#app/domain/index.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { seedLives } from "./demo/lives.ts"
import { seedOrganisations } from "./demo/organisations.ts"
import { seedPeople } from "./demo/people.ts"

/** Made up like everything in the region; the postal code does not exist. */
const DATA_OPERATOR = {
	dataOperatorName:
		"Областное государственное учреждение «Примерный центр аттестации педагогических работников»",
	dataOperatorAddress: "000000, г. Томск, ул. Примерная, д. 1",
}

/**
 * The demo region: reference data, made-up organisations and people, and applications in every state. They are created by
 * the same use cases that people use. Everything happens before the demo's clock starts.
 */
async function seed() {
	await loadClock()
	const start = now()
	await loadReference(prisma)
	await saveOffice(prisma, { ...(await loadOffice(prisma)), ...DATA_OPERATOR })
	await seedOrganisations()
	const cast = await seedPeople(start)
	await seedLives(cast, start)
	await deliverLetters()
	// The limits follow the real time, in which the region's whole past has happened within this hour.
	await prisma.rateLimit.deleteMany()
}

/** Marks the letters of the region's past as sent on their day, so that the first letter of a person need not wait behind hundreds. */
async function deliverLetters() {
	const queued = statesTagged(letterLifecycle, "waiting")
	const letters = await prisma.letter.findMany({
		where: { state: { in: queued }, attempts: 0 },
		select: { id: true, createdAt: true },
	})
	const transport = { send: async () => undefined, close: () => undefined }
	for (const { id, createdAt } of letters) await sendLetter(id, { transport, now: () => createdAt })
	await purge("letter.send")
}

seed()
	.catch((error: unknown) => {
		console.error(error)
		process.exitCode = 1
	})
	.finally(() => prisma.$disconnect())
