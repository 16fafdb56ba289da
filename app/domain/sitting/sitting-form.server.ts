import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { createSitting, keepSitting, NewSittingSchema, SittingSchema } from "./keep-sitting.server.ts"

interface Posted {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}

export async function createSittingFromForm({ actor, form, now }: Posted): Promise<{ id: string }> {
	return createSitting({ actor, ...parseForm(NewSittingSchema, form), now })
}

export async function keepSittingFromForm({ actor, id, form, now }: Posted & { id: string }): Promise<void> {
	await keepSitting({ actor, id, ...parseForm(SittingSchema, form), now })
}
