import { inLetterPlace, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { tryRegistration, tryUsername } from "#app/auth/limits.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { checkWorkplace, workplaceChecks } from "#app/domain/organisation/check-workplace.server.ts"
import { alsoWrong, type Checks, inOneRound, type Problems } from "#app/utils/http/one-round.ts"
import { log } from "#app/utils/log.server.ts"
import { security } from "#app/utils/security-log.server.ts"
import type { RegisterTeacherForm } from "../person/person.schema.ts"
import { tellEarlierAccounts } from "../person/second-account.server.ts"
import {
	accountChecks,
	accountColumns,
	askToConfirmEmail,
	createAccount,
	personIdOf,
	usernameTaken,
	whileUsernameIsFree,
} from "./accounts.server.ts"

interface RegisterTeacher {
	form: RegisterTeacherForm
	/** The sender's address, by which failures are counted. */
	address: string
	now: Date
}

/**
 * «Зарегистрироваться»: creates the account, the first workplace, the consent and the letter that asks to confirm the
 * address. A mailbox that has had enough letters gets none. The account is created all the same, and its owner can ask for
 * the letter later.
 * @returns `told` resolves when the owners of earlier accounts of this person have their letters; it never fails
 * @throws DomainError invalid with the field (a taken login, choices that do not fit); TooManyAttempts
 */
export function registerTeacher({
	form,
	address,
	now,
}: RegisterTeacher): Promise<{ personId: string; letterSent: boolean; told: Promise<void> }> {
	return tryRegistration(address, async () => {
		await inOneRound(registrationChecks(form))
		const workplace = await checkWorkplace(prisma, form)
		const columns = await accountColumns(form)
		const place = await takeLetterPlace(form.email)
		const create = () =>
			inTransaction(async (tx) => {
				const { id } = await createAccount(tx, columns, { now, emailConfirmed: false })
				await tx.engagement.create({
					data: { ...workplace, personId: id, role: "teacher", from: now },
					select: { id: true },
				})
				if (place) await askToConfirmEmail(tx, { ...columns, id }, now)
				return id
			})
		const personId = await inLetterPlace(place, () => whileUsernameIsFree(form.username, create))
		// After the answer, so that its time does not reveal whether there is an earlier account.
		const told = tellEarlierAccounts(personId, now).catch((error: unknown) =>
			log.error({ err: error }, "second account"),
		)
		security("registration", "done", { account: personId, role: "teacher" })
		return { personId, letterSent: place !== null, told }
	})
}

const registrationChecks = (form: Partial<RegisterTeacherForm>): Checks => [
	...workplaceChecks(prisma, form),
	...accountChecks(form),
]

/** Lists everything that is wrong with a refused registration. This counts as an attempt, because the answer reveals which logins are taken. */
export const problemsOfRegistration = (
	form: Partial<RegisterTeacherForm>,
	address: string,
): Promise<Problems> => alsoWrong(registrationChecks(form), (work) => tryRegistration(address, work))

/**
 * For the check while typing. Taken names count as failures, so that nobody can use the page to list who is registered.
 * Past the limit the check says nothing, and a taken login is refused when the form is sent.
 * @throws TooManyAttempts
 */
export async function explainTakenUsername(username: string, address: string): Promise<string | null> {
	const taken = await tryUsername(address, async () => (await personIdOf(prisma, username)) !== null)
	return taken ? usernameTaken(username) : null
}
