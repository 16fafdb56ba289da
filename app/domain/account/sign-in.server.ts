import { trySignIn } from "#app/auth/limits.server.ts"
import { passwordMatches } from "#app/auth/passwords.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { whoOpensAccount } from "#app/policies/account.policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { security } from "#app/utils/security-log.server.ts"
import { findLogin } from "./accounts.server.ts"

interface SignIn {
	username: string
	password: string
	address: string
	/** The key of the device, if somebody has signed in to this account on it before. */
	device: string | null
}

const REFUSED =
	"Имя пользователя или пароль не подходят. Проверьте раскладку клавиатуры и наберите их ещё раз или сбросьте пароль."

async function helperOf(personId: string): Promise<string> {
	const held = await prisma.engagement.findMany({ where: { personId, to: null }, select: { role: true } })
	return whoOpensAccount(held.map(({ role }) => role))
}

/**
 * Checks login and password. For an unknown login the answer is the same as for a wrong password and takes as long.
 * @throws DomainError invalid, forbidden for a blocked account; TooManyAttempts
 */
export async function signIn(entry: SignIn): Promise<{ personId: string; username: string }> {
	const { username, address, device } = entry
	const person = await trySignIn({ login: username, address, device }, () => checkPassword(entry))
	security("sign-in", "done", { account: person.id })
	return { personId: person.id, username: person.username }
}

async function checkPassword({ username, password }: SignIn) {
	const person = await findLogin(prisma, username)
	const matches = await passwordMatches(person?.passwordHash ?? null, password)
	if (!person || !matches) {
		security("sign-in", "failed", { account: person?.id ?? null, reason: person ? "password" : "unknown" })
		throw new DomainError("invalid", REFUSED)
	}
	if (person.blockedAt) {
		security("sign-in", "refused", { account: person.id, reason: "blocked" })
		const helper = await helperOf(person.id)
		throw new DomainError("forbidden", `Доступ к этой учётной записи закрыт. Обратитесь к ${helper}.`)
	}
	return person
}
