import { randomUUID } from "node:crypto"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { DomainError, forbidden } from "#app/utils/errors.ts"
import { beget } from "#app/workflow/beget.server.ts"
import { deadlinesOf, periodsOfSchoolYear } from "#machines/calendar.ts"
import { scheduleSubject } from "../schedule/schedule.subject.server.ts"

/**
 * The eight periods of a school year, each with a schedule for every municipality. Running it again adds only what is
 * missing (a municipality that came later).
 */
export async function createPeriods({
	actor,
	schoolYear,
	now,
}: {
	actor: Actor
	/** 2026/2027 */
	schoolYear: string
	now: Date
}): Promise<{ created: number }> {
	if (!schedulePolicy.open(actor, { municipalityCode: "" }, null)) throw forbidden()
	const periods = periodsOfSchoolYear(schoolYear)
	return inTransaction(
		async (tx) => {
			let created = 0
			const municipalities = await tx.municipality.findMany({
				orderBy: { sortOrder: "asc" },
				select: { code: true, schedules: { select: { periodId: true } } },
			})
			for (const { id } of periods) {
				await tx.period.createMany({ data: [{ id, createdAt: now }], skipDuplicates: true })
				for (const { code, schedules } of municipalities) {
					if (schedules.some(({ periodId }) => periodId === id)) continue
					const { closesAfter } = deadlinesOf(id)
					await beget(tx, {
						subject: scheduleSubject,
						id: randomUUID(),
						actor,
						facts: { period: id, closesOn: closesAfter, withoutTwoExperts: [], withdrawalWaits: [] },
						columns: { periodId: id, municipalityCode: code, closesOn: closesAfter },
						now,
					})
					created += 1
				}
			}
			if (created === 0)
				throw new DomainError("not-allowed-now", "Все периоды этого учебного года уже созданы.")
			return { created }
		},
		{ timeout: 60_000 },
	)
}
