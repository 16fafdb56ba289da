import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"

/** The owner of a feed as an actor with today's roles, or null if the person is blocked. */
export async function loadFeedOwner(personId: string, now: Date): Promise<Actor | null> {
	const person = await prisma.person.findFirst({
		where: { id: personId, blockedAt: null },
		select: {
			id: true,
			username: true,
			surname: true,
			name: true,
			patronymic: true,
			engagements: {
				where: { OR: [{ to: null }, { to: { gt: now } }] },
				select: { role: true, municipalityCode: true, organisationId: true, subjectId: true },
			},
		},
	})
	if (!person) return null
	const { id, username, surname, name, patronymic, engagements } = person
	return {
		kind: "person",
		id,
		username,
		fullName: [surname, name, patronymic].filter(Boolean).join(" ") || username,
		grants: engagements.map((grant) => ({ ...grant, role: grant.role as Role })),
	}
}
