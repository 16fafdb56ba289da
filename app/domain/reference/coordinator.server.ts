import { prisma } from "#app/db/client.server.ts"
import { initials } from "#app/documents/declension/decline-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { upperFirst } from "#app/utils/russian.ts"
import { loadOffice } from "./office.server.ts"

/** The post and the initials with which a municipal coordinator signs a paper. */
export async function signatureOf(actor: Actor): Promise<{ post: string; initials: string }> {
	const [office, person] = await Promise.all([
		loadOffice(prisma),
		prisma.person.findUniqueOrThrow({
			where: { id: actor.id },
			select: { surname: true, name: true, patronymic: true },
		}),
	])
	return { post: upperFirst(office.coordinatorPost), initials: initials(person) }
}
