import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { foldForSearch } from "#app/utils/russian.ts"
import { email as emailField, username as usernameField } from "../person/person-fields.ts"
import { absolute, refuseTakenUsername, whileUsernameIsFree } from "./accounts.server.ts"
import { resetToken } from "./request-password-reset.server.ts"

/** The one who runs the command may not be the one who opens the link. */
const LINK_MS = 24 * 3_600_000

/**
 * The first operator, by the command line; the others come by invitation. Without a password nobody can sign in until the
 * link is used.
 * @returns the address where the password is set
 * @throws DomainError invalid
 */
export async function createOperator(given: {
	username: string | undefined
	email: string | undefined
	now: Date
}): Promise<string> {
	const username = parsed(usernameField.safeParse(given.username))
	const email = parsed(emailField.safeParse(given.email))
	await refuseTakenUsername(username)
	const { now } = given
	const token = await whileUsernameIsFree(username, () =>
		inTransaction(async (tx) => {
			const searchName = foldForSearch(username)
			const { id } = await tx.person.create({
				data: { username, email, searchName, createdAt: now },
				select: { id: true },
			})
			await tx.engagement.create({
				data: { personId: id, role: "operator", from: now },
				select: { id: true },
			})
			return resetToken(tx, { id, email }, now, LINK_MS)
		}),
	)
	return absolute(paths.passwordReset(token))
}

/** An account that already exists gets a new link: the letter with the first one was lost, or its day is over. */
export async function renewOperatorLink(username: string, now: Date): Promise<string | null> {
	const person = await prisma.person.findFirst({
		where: {
			username: { equals: username, mode: "insensitive" },
			passwordHash: null,
			engagements: { some: { role: "operator" } },
		},
		select: { id: true, email: true },
	})
	if (!person) return null
	const token = await inTransaction(async (tx) => {
		// Whoever runs the command again has lost the first link: nobody else shall find it.
		await tx.token.deleteMany({ where: { personId: person.id, kind: "reset" } })
		return resetToken(tx, person, now, LINK_MS)
	})
	return absolute(paths.passwordReset(token))
}

function parsed<T>(
	result: { success: true; data: T } | { success: false; error: { issues: { message: string }[] } },
): T {
	if (result.success) return result.data
	throw new DomainError("invalid", result.error.issues.map(({ message }) => message).join(" "))
}
