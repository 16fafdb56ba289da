import { countFailure, refuseWhenLimited } from "#app/auth/limits.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { checkWorkplace } from "#app/domain/organisation/check-workplace.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import {
	accountColumns,
	askToConfirmEmail,
	createAccount,
	personIdOf,
	refuseTakenUsername,
	usernameTaken,
	whileUsernameIsFree,
} from "./accounts.server.ts"
import type { RegisterTeacherForm } from "./person.schema.ts"

interface RegisterTeacher {
	form: RegisterTeacherForm
	/** Where the request came from: failures are counted by it. */
	address: string
	now: Date
}

/**
 * «Зарегистрироваться»: the account, the first workplace, the consent and the letter that asks to confirm the address.
 * @throws DomainError invalid with the field (a taken login, choices that do not fit); TooManyAttempts
 */
export async function registerTeacher({
	form,
	address,
	now,
}: RegisterTeacher): Promise<{ personId: string }> {
	await refuseWhenLimited("registration", { address })
	try {
		await refuseTakenUsername(form.username)
		const workplace = await checkWorkplace(prisma, form)
		const columns = await accountColumns(form)
		const personId = await whileUsernameIsFree(form.username, () =>
			inTransaction(async (tx) => {
				const { id } = await createAccount(tx, columns, { now, emailConfirmed: false })
				await tx.engagement.create({
					data: { ...workplace, personId: id, role: "teacher", from: now },
					select: { id: true },
				})
				await askToConfirmEmail(tx, { ...columns, id }, now)
				return id
			}),
		)
		return { personId }
	} catch (error) {
		if (error instanceof DomainError) await countFailure("registration", { address })
		throw error
	}
}

/**
 * For the check while typing. Taken names count as failures, so that the page cannot be used to list who is registered;
 * past the limit it says nothing, and the form is refused when it is sent.
 */
export async function explainTakenUsername(username: string, address: string): Promise<string | null> {
	await refuseWhenLimited("registration", { address })
	if (!(await personIdOf(prisma, username))) return null
	await countFailure("registration", { address })
	return usernameTaken(username)
}
