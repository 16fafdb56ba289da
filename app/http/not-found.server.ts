import { data } from "@remix-run/node"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { profileFrame } from "./profile-frame.server.ts"

/**
 * The answer to an address that does not exist for this person. The error page outside of a cabinet knows nobody, so the
 * answer carries the person's own menu. It is the same whether the address exists for others or for nobody.
 */
export async function raiseNotFound(actor: Actor | null): Promise<never> {
	const frame = actor && (await profileFrame(actor))
	throw data({ message: notFound().message, reasons: [], frame }, { status: 404 })
}

/** `raise` for a page outside of the cabinets: what does not exist for this person is answered with their own menu. */
export const raiseFor =
	(actor: Actor) =>
	(thrown: unknown): Promise<never> | never =>
		thrown instanceof DomainError && thrown.code === "not-found" ? raiseNotFound(actor) : raise(thrown)
