import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { foldForSearch } from "#app/utils/russian.ts"
import { email as emailField, username as usernameField } from "../person/person-fields.ts"
import { absolute, refuseTakenUsername, whileUsernameIsFree } from "./accounts.server.ts"
import { resetToken } from "./request-password-reset.server.ts"

/** Longer than other links, because the person who runs the command and the person who opens the link may be different people. */
const LINK_MS = 24 * 3_600_000

/**
 * Creates the first operator from the command line. Other operators are invited. The account has no password, so nobody can
 * sign in until the link is used.
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

/** Gives an existing account a new link, if the first letter was lost or its day is over. */
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
		// The first link may have been lost, so it is deleted: nobody else shall find and use it.
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
