import { prisma } from "#app/db/client.server.ts"

/** Earlier accounts of the same person, which an operator has merged into this one, however many steps ago. */
export async function accountsMergedInto(personId: string) {
	const select = {
		id: true,
		username: true,
		email: true,
		mobilePhone: true,
		createdAt: true,
		consents: true,
	} as const
	const found = await prisma.person.findMany({ where: { mergedIntoId: personId }, select })
	const earlier: typeof found = []
	for (const { id } of found) earlier.push(...(await accountsMergedInto(id)))
	return [...found, ...earlier]
}
