import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { type Pending, pendingAmong } from "./pending.server.ts"

export interface BulkOutcome {
	registered: number
	/** Which did not go, and why; the rest went. */
	refused: { id: string; name: string; reason: string }[]
}

/**
 * Registers those whose check is clean, one after another, each by itself: one that is refused (another coordinator was
 * faster, a withdrawal arrived) does not hold up the others, and leaves no gap in the journal's numbers.
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

/** Null when it went, else why not. One that no longer waits is still sent: the machine says what has become of it. */
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

/** Only of the own municipality: an id that somebody made up names nobody. */
async function nameOf(id: string, municipalityCode: string, row: Pending | undefined): Promise<string> {
	if (row) return row.fullName
	const found = await prisma.application.findFirst({
		where: { id, municipalityCode },
		select: { fullName: true },
	})
	return found?.fullName || "Заявление не найдено"
}
