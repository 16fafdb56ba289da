import { countFailure, forgetFailures, refuseWhenLimited } from "#app/auth/limits.server.ts"
import { openSession } from "#app/auth/lucia.server.ts"
import { passwordMatches } from "#app/auth/passwords.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { personIdOf } from "./accounts.server.ts"

interface SignIn {
	username: string
	password: string
	remember: boolean
	address: string
}

const REFUSED =
	"Имя пользователя или пароль не подходят. Проверьте раскладку клавиатуры и наберите их ещё раз или сбросьте пароль."
const BLOCKED = "Доступ к этой учётной записи закрыт. Обратитесь к координатору по аттестации."

/**
 * Opens a session. An unknown login and a wrong password are answered alike and take as long.
 * @returns the value of Set-Cookie
 * @throws DomainError invalid; TooManyAttempts
 */
export async function signIn({ username, password, remember, address }: SignIn): Promise<string> {
	const attempt = { address, login: username }
	await refuseWhenLimited("signIn", attempt)
	const id = await personIdOf(prisma, username)
	const person =
		id === null
			? null
			: await prisma.person.findUnique({ where: { id }, select: { passwordHash: true, blockedAt: true } })
	const matches = await passwordMatches(person?.passwordHash ?? null, password)
	if (id === null || person === null || !matches) {
		await countFailure("signIn", attempt)
		throw new DomainError("invalid", REFUSED)
	}
	if (person.blockedAt) throw new DomainError("forbidden", BLOCKED)
	await forgetFailures("signIn", attempt)
	return openSession(id, remember)
}
