import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { type Pending, pendingAmong } from "./pending.server.ts"

export interface BulkOutcome {
	registered: number
	/** Applications that could not be registered, and why. The others were registered. */
	refused: { id: string; name: string; reason: string }[]
}

/**
 * Registers the applications whose checks are clean, each in its own transaction. If one is refused (another coordinator
 * was faster, a withdrawal arrived), the others still go through and the journal's numbers have no gap.
 */
export async function registerApplications({
	actor,
	municipalityCode,
	ids,
	now,
}: {
	actor: Actor
	municipalityCode: string
	ids: readonly string[]
	now: Date
}): Promise<BulkOutcome> {
	const pending = new Map((await pendingAmong(municipalityCode, ids, now)).map((row) => [row.id, row]))
	const outcome: BulkOutcome = { registered: 0, refused: [] }
	for (const id of new Set(ids)) {
		const reason = await registerOne(actor, id, pending.get(id), now)
		if (reason === null) outcome.registered += 1
		else outcome.refused.push({ id, name: await nameOf(id, municipalityCode, pending.get(id)), reason })
	}
	return outcome
}

/**
 * Returns null if it was registered, else why not. The event is sent even if the application no longer waits, because the
 * machine then gives the reason.
 */
async function registerOne(
	actor: Actor,
	id: string,
	row: Pending | undefined,
	now: Date,
): Promise<string | null> {
	if (row && row.findings.length > 0)
		return `Есть замечания, посмотрите заявление: ${row.findings.map(({ short }) => short).join("; ")}.`
	try {
		await dispatch({
			actor,
			subject: "application",
			id,
			event: "application.register",
			now,
			...(row && { version: row.version }),
		})
		return null
	} catch (error) {
		if (error instanceof DomainError) return error.message
		throw error
	}
}

/** The name of an application of the coordinator's own municipality; an invented id names nobody. */
async function nameOf(id: string, municipalityCode: string, row: Pending | undefined): Promise<string> {
	if (row) return row.fullName
	const found = await prisma.application.findFirst({
		where: { id, municipalityCode },
		select: { fullName: true },
	})
	return found?.fullName || "Заявление не найдено"
}
