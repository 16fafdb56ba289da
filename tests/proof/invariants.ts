import { prisma } from "#app/db/client.server.ts"
import { hashOfRow } from "#app/workflow/journal.server.ts"
import type { JournalRow } from "#app/workflow/journal-row.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

// What must hold after every step, checked in the database itself. Each query finds the violations; the states are written by hand.

const FINAL = `('concluded.granted', 'concluded.refused', 'withdrawn')`
const ATTESTED = `('scheduled.approved', 'concluded.awaitingTeacher', 'concluded.disputed', 'concluded.signed')`

const VIOLATIONS: Record<string, string> = {
	"a teacher has at most one active application for a position": `
		SELECT "teacherId" FROM "Application" WHERE "state" NOT IN ${FINAL} AND "state" <> 'discarded' GROUP BY "teacherId", "positionCode" HAVING count(*) > 1`,
	"journal numbers of applications have no gap": `
		SELECT "municipalityCode", "journalYear" FROM "Application" WHERE "journalNumber" IS NOT NULL
		GROUP BY 1, 2 HAVING max("journalNumber") <> count(*) OR min("journalNumber") <> 1`,
	"journal numbers of withdrawals have no gap": `
		SELECT a."municipalityCode", w."journalYear" FROM "Withdrawal" w JOIN "Application" a ON a."id" = w."applicationId"
		WHERE w."journalNumber" IS NOT NULL GROUP BY 1, 2 HAVING max(w."journalNumber") <> count(*) OR min(w."journalNumber") <> 1`,
	"every registered application has a journal number": `
		SELECT "id" FROM "Application" WHERE ("state" IN ('registered', 'scheduled.preliminary') OR "state" LIKE 'concluded.%'
		OR "state" = 'scheduled.approved') AND "journalNumber" IS NULL`,
	"an approved application has two different experts": `
		SELECT a."id" FROM "Application" a LEFT JOIN "Seat" s ON s."applicationId" = a."id"
		WHERE a."state" IN ${ATTESTED} GROUP BY a."id" HAVING count(DISTINCT s."expertId") <> 2 OR count(DISTINCT s."seat") <> 2`,
	"an expert belongs to the municipality and its roster and is not the teacher": `
		SELECT s."applicationId" FROM "Seat" s JOIN "Application" a ON a."id" = s."applicationId" WHERE s."expertId" = a."teacherId"
		OR NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = s."expertId" AND e."role" = 'expert' AND e."to" IS NULL
			AND e."municipalityCode" = a."municipalityCode" AND e."positionCode" IS NOT NULL)
		OR NOT EXISTS (SELECT 1 FROM "RosterEntry" r WHERE r."expertId" = s."expertId" AND r."municipalityCode" = a."municipalityCode")`,
	"exactly the scheduled applications have a schedule": `
		SELECT "id" FROM "Application" WHERE ("state" LIKE 'scheduled.%' AND "scheduleId" IS NULL)
		OR ("state" IN ('submitted', 'registered', 'draft.editing', 'draft.formed', 'rejected') AND "scheduleId" IS NOT NULL)`,
	"a schedule and its applications are approved together": `
		SELECT a."id" FROM "Application" a JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE (s."state" = 'approved') <> (a."state" <> 'scheduled.preliminary') AND a."state" <> 'withdrawn'`,
	"an application has at most one active withdrawal, and only in a state that can be withdrawn": `
		SELECT w."applicationId" FROM "Withdrawal" w JOIN "Application" a ON a."id" = w."applicationId"
		WHERE w."state" IN ('formed', 'submitted') GROUP BY w."applicationId", a."state" HAVING count(*) > 1
		OR (a."state" NOT IN ('submitted', 'registered', 'scheduled.preliminary', 'scheduled.approved'))`,
	"exactly the withdrawn applications have a registered withdrawal": `
		SELECT a."id" FROM "Application" a WHERE (a."state" = 'withdrawn') <>
		EXISTS (SELECT 1 FROM "Withdrawal" w WHERE w."applicationId" = a."id" AND w."state" = 'registered')`,
	"a concluded application has one valid conclusion": `
		SELECT a."id" FROM "Application" a LEFT JOIN "Conclusion" c ON c."applicationId" = a."id" AND c."voidedAt" IS NULL
		WHERE a."state" IN ('concluded.awaitingTeacher', 'concluded.disputed', 'concluded.signed') GROUP BY a."id" HAVING count(c."id") <> 1`,
	"the review term ends thirty days after receipt": `
		SELECT "id" FROM "Application" WHERE "reviewDueOn" IS NOT NULL AND "reviewDueOn"::date - "receivedOn"::date <> 30`,
	"a granted category is dated by the sitting": `
		SELECT a."id" FROM "Application" a WHERE a."state" = 'concluded.granted' AND NOT EXISTS (SELECT 1 FROM "Category" c
		WHERE c."personId" = a."teacherId" AND c."setOn" = a."decidedOn" AND c."category" = a."claimedCategory")`,
	"what triggers keep for lists agrees with what it is kept from": `
		SELECT "applicationId" FROM "Seat" WHERE ("workIn", "countedIn")
			IS DISTINCT FROM (work_of_seat("applicationId"), load_of_seat("applicationId"))
		UNION ALL SELECT "expertId" FROM (
			SELECT "expertId", "workIn" AS "scheduleId", 1 AS "work", 0 AS "counted" FROM "Seat" WHERE "workIn" IS NOT NULL
			UNION ALL SELECT "expertId", "countedIn", 0, 1 FROM "Seat" WHERE "countedIn" IS NOT NULL
			UNION ALL SELECT "expertId", "scheduleId", -"work", -"counted" FROM "LoadCount") AS loads
			GROUP BY "expertId", "scheduleId" HAVING sum("work") <> 0 OR sum("counted") <> 0
		UNION ALL SELECT a."id" FROM "Application" a LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
			WHERE a."periodId" IS DISTINCT FROM s."periodId"
		UNION ALL SELECT "personId" FROM (TABLE awaited_now EXCEPT
			SELECT "municipalityCode", "personId", "searchName", "email", "organisation", "formed", "phone", "registeredAt"
			FROM "AwaitedTeacher") AS missing
		UNION ALL SELECT t."personId" FROM "AwaitedTeacher" t WHERE NOT EXISTS
			(SELECT 1 FROM awaited_now n WHERE n."personId" = t."personId" AND n."municipalityCode" = t."municipalityCode")`,
	"no subject is set aside": `SELECT "id" FROM "Application" WHERE "quarantine" IS NOT NULL
		UNION ALL SELECT "id" FROM "Withdrawal" WHERE "quarantine" IS NOT NULL`,
	"every row has the present version of its machine": `
		SELECT "id" FROM "Application" WHERE "machineVersion" <> ${LIFECYCLES.application.version}
		UNION ALL SELECT "id" FROM "Withdrawal" WHERE "machineVersion" <> ${LIFECYCLES.withdrawal.version}`,
}

const ALL = Object.entries(VIOLATIONS)
	.map(([invariant, query]) => `SELECT '${invariant}' AS "what" WHERE EXISTS (${query})`)
	.join(" UNION ALL ")

/** The names of the invariants that are violated. */
export async function brokenInvariants(): Promise<string[]> {
	const rows = await prisma.$queryRawUnsafe<{ what: string }[]>(ALL)
	return rows.map(({ what }) => what)
}

export const INVARIANTS = Object.keys(VIOLATIONS).length

export interface Written {
	id: bigint
	subject: string
	subjectId: string
	seq: number
	event: string
	from: string | null
	to: string
	actorId: string | null
	linked: boolean
}

/** Journal rows written since then, each checked against its hash and the row before it. */
export async function writtenSince(last: bigint): Promise<Written[]> {
	const rows = await prisma.journal.findMany({
		where: { id: { gt: last }, subject: { not: "letter" } },
		orderBy: { id: "asc" },
	})
	const written: Written[] = []
	for (const { id, transaction: _, ...row } of rows) {
		const before = await prisma.journal.findFirst({
			where: { subject: row.subject, subjectId: row.subjectId, seq: row.seq - 1 },
			select: { hash: true, to: true },
		})
		const entry = { ...row, subject: row.subject as SubjectName } as JournalRow
		const linked =
			(before?.hash ?? "") === row.previousHash &&
			(before?.to ?? null) === row.from &&
			hashOfRow(entry) === row.hash
		written.push({ id, ...row, linked })
	}
	return written
}
