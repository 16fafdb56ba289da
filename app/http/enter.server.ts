import { knownDevice, rememberDevice } from "#app/auth/device.server.ts"
import { deviceWords } from "#app/auth/device-words.ts"
import { beginSession } from "#app/auth/lucia.server.ts"
import { beginSecondStep } from "#app/auth/second-step.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { noteDevice } from "#app/domain/account/new-device.server.ts"
import { secondFactorOf } from "#app/domain/account/second-factor.server.ts"
import { seeOther } from "#app/utils/http/http.server.ts"
import { paths } from "#app/utils/paths.ts"

interface Entering {
	personId: string
	username: string
	address: string
	/** «Запомнить меня» */
	remember?: boolean
	/** Where the person wanted to go. It is kept during the second step. */
	returnTo?: string | null
}

/**
 * The cookies for a person who has just proved the password: a new session, and the device as known. If the account has a
 * second step, there is no session yet.
 * @throws a redirect to the page that asks for the code
 */
export async function enter(request: Request, who: Entering): Promise<Headers> {
	const { isOn, password } = await secondFactorOf(who.personId)
	if (!isOn) return open(request, who)
	const { personId, username, remember = false, returnTo } = who
	const cookie = await beginSecondStep({ personId, username, remember, password })
	throw seeOther(paths.loginCode(returnTo), { "Set-Cookie": cookie })
}

/** The same cookies after the second step. */
export async function open(
	request: Request,
	{ personId, username, address, remember = false }: Entering,
): Promise<Headers> {
	const known = (await knownDevice(request, username)) !== null
	const device = deviceWords(request.headers.get("User-Agent"))
	await noteDevice({ personId, known, device, address, now: now() })
	const headers = new Headers()
	headers.append("Set-Cookie", await beginSession(request, { personId, remember, address }))
	headers.append("Set-Cookie", await rememberDevice(request, username))
	return headers
}
