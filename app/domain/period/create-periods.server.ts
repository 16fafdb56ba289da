import { randomUUID } from "node:crypto"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { DomainError, forbidden } from "#app/utils/errors.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { periodsOfSchoolYear } from "#machines/calendar.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { scheduleSubject } from "../schedule/schedule.subject.server.ts"

/**
 * Creates the eight periods of a school year, each with a schedule for every municipality. A second run adds only what is
 * missing, for example the schedules of a new municipality.
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
			const rulebook = await loadRulebook(tx)
			const municipalities = await tx.municipality.findMany({
				orderBy: { sortOrder: "asc" },
				select: { code: true, schedules: { select: { periodId: true } } },
			})
			const missing = periods.flatMap(({ id }) =>
				municipalities
					.filter(({ schedules }) => !schedules.some(({ periodId }) => periodId === id))
					.map(({ code }) => ({
						periodId: id,
						municipalityCode: code,
						closesOn: deadlinesBy(rulebook, id).closesAfter,
					})),
			)
			if (missing.length === 0)
				throw new DomainError("not-allowed-now", "Все периоды этого учебного года уже созданы.")
			await tx.period.createMany({
				data: periods.map(({ id }) => ({ id, createdAt: now })),
				skipDuplicates: true,
			})
			for (const columns of missing)
				await createSubject(tx, {
					subject: scheduleSubject,
					id: randomUUID(),
					actor,
					facts: {
						period: columns.periodId,
						closesOn: columns.closesOn,
						withoutTwoExperts: [],
						withdrawalWaits: [],
					},
					columns,
					now,
				})
			return { created: missing.length }
		},
		{ timeout: 60_000 },
	)
}
