import { knownDevice, rememberDevice } from "#app/auth/device.server.ts"
import { deviceWords } from "#app/auth/device-words.ts"
import { beginSession } from "#app/auth/lucia.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { noteDevice } from "#app/domain/account/new-device.server.ts"

interface Entering {
	personId: string
	username: string
	address: string
	/** «Запомнить меня» */
	remember?: boolean
}

/** The cookies of somebody who has just proved who they are: a new session, and the device that is known from now on. */
export async function enter(
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
