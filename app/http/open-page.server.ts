import { getActor } from "#app/auth/actor.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { profileFrame } from "./profile-frame.server.ts"

/** For a page that everybody can read: the signed-in person, if any, and the frame of their cabinet. */
export async function openPage(request: Request): Promise<{
	actor: Actor | null
	frame: Awaited<ReturnType<typeof profileFrame>> | null
}> {
	const actor = await getActor(request)
	return { actor, frame: actor && (await profileFrame(actor)) }
}
