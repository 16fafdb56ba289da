import { Prisma } from "#app/db/client.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import { NEW_DEVICE } from "#app/domain/account/new-device.server.ts"
import { LISTED, READ } from "#app/domain/audit/record-reads.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle, letterLifecycle } from "#machines/lifecycles.ts"
import type { ErasureCode } from "./kinds.ts"

const DECIDED = statesTagged(applicationLifecycle, "decided")
const WITHDRAWN = statesTagged(applicationLifecycle, "withdrawn")
const DISCARDED = statesTagged(applicationLifecycle, "discarded")
const DRAFTS = statesTagged(applicationLifecycle, "draft")
const FINISHED = [...DECIDED, ...WITHDRAWN, ...DISCARDED]
const SETTLED_LETTERS = statesTagged(letterLifecycle, "done", "stuck")
const PAST_INVITATIONS = statesTagged(invitationLifecycle, "taken", "void")

const applications = (states: readonly string[], before: Date, more: Prisma.Sql) => Prisma.sql`
	SELECT a."id", coalesce(nullif(a."fullName", ''), ${personName("p")}) || ', ' || m."shortName" AS "name", a."stateSince" AS "at"
	FROM "Application" a JOIN "Person" p ON p."id" = a."teacherId" JOIN "Municipality" m ON m."code" = a."municipalityCode"
	WHERE a."state" = ANY (${[...states]}) AND a."stateSince" < ${before} AND a."quarantine" IS NULL AND ${more}`

/** True for a person of whom nothing must be kept: no office, and no application with papers. */
const isFree = (before: Date, harmless: readonly string[]) => Prisma.sql`
	p."erasedAt" IS NULL
	AND NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = p."id" AND e."role" <> 'teacher' AND (e."to" IS NULL OR e."to" >= ${before}))
	AND NOT EXISTS (SELECT 1 FROM "CommissionMember" c WHERE c."personId" = p."id" AND c."replacedById" IS NULL
		AND (c."until" IS NULL OR c."until" >= ${civilDate(before)}))
	AND NOT EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = p."id" AND a."erasedAt" IS NULL AND a."state" <> ALL (${[...harmless]}))`

const log = (before: Date, which: Prisma.Sql) => Prisma.sql`
	SELECT x."id"::text, coalesce(${personName("o")}, 'без человека') AS "name", x."at"
	FROM "AccessLog" x LEFT JOIN "Person" o ON o."id" = x."personId" WHERE x."at" < ${before} AND ${which}`

/**
 * What is due of each kind: rows of `id`, `name` (how a person recognises it) and `at` (from when its term counted). What
 * is erased is due no more.
 */
export const DUE: Readonly<Record<ErasureCode, (before: Date) => Prisma.Sql>> = {
	reasons: (before) =>
		applications(FINISHED, before, Prisma.sql`a."reasonsErasedAt" IS NULL AND a."erasedAt" IS NULL`),
	papers: (before) => applications(DECIDED, before, Prisma.sql`a."erasedAt" IS NULL`),
	names: (before) =>
		applications(DECIDED, before, Prisma.sql`a."erasedAt" IS NOT NULL AND a."namesErasedAt" IS NULL`),
	withdrawn: (before) => applications(WITHDRAWN, before, Prisma.sql`a."erasedAt" IS NULL`),
	discarded: (before) => applications(DISCARDED, before, Prisma.sql`a."erasedAt" IS NULL`),
	consent: (before) => Prisma.sql`
		SELECT p."id", ${personName("p")} AS "name", c."withdrawnAt" AS "at"
		FROM "Person" p JOIN LATERAL (SELECT max("withdrawnAt") AS "withdrawnAt", bool_or("withdrawnAt" IS NULL) AS "given"
			FROM "Consent" WHERE "personId" = p."id") c ON TRUE
		WHERE c."given" = FALSE AND c."withdrawnAt" < ${before} AND ${isFree(before, [...DRAFTS, ...DISCARDED, ...WITHDRAWN])}`,
	accounts: (before) => Prisma.sql`
		SELECT p."id", ${personName("p")} AS "name", p."createdAt" AS "at" FROM "Person" p
		WHERE p."createdAt" < ${before} AND ${isFree(before, [])}
			AND NOT EXISTS (SELECT 1 FROM "Session" s WHERE s."personId" = p."id" AND (s."expiresAt" >= ${before} OR s."lastSeenAt" >= ${before}))
			AND NOT EXISTS (SELECT 1 FROM "Journal" j WHERE j."actorId" = p."id" AND j."at" >= ${before})
			AND NOT EXISTS (SELECT 1 FROM "AccessLog" l WHERE l."actorId" = p."id" AND l."at" >= ${before})`,
	letters: (before) => Prisma.sql`
		SELECT l."id", l."to" || ': ' || l."subject" AS "name", coalesce(l."sentAt", l."createdAt") AS "at" FROM "Letter" l
		WHERE l."state" = ANY (${SETTLED_LETTERS}) AND l."to" <> '' AND coalesce(l."sentAt", l."createdAt") < ${before}
			AND l."stateSince" < ${before} AND l."quarantine" IS NULL`,
	reminders: (before) => Prisma.sql`
		SELECT 'mailing ' || "id" AS "id", 'Напоминание: ' || "senderName" AS "name", "sentAt" AS "at" FROM "Mailing"
			WHERE "sentAt" < ${before} AND ("message" <> '' OR "recipientName" <> '')
		UNION ALL SELECT 'notice ' || concat_ws(' ', "rule", "deadline", "subjectId", "personId"), "line", "toldAt" FROM "Notice"
			WHERE "toldAt" < ${before} AND "line" <> '' AND "letterId" IS NOT NULL
		UNION ALL SELECT 'event ' || "personId" || ' ' || "key", 'Событие календаря', "changedAt" FROM "CalendarEvent"
			WHERE "on" < ${civilDate(before)} AND "changedAt" < ${before}
		UNION ALL SELECT 'address ' || "address", "address", "since" FROM "DeadAddress" WHERE "since" < ${before}`,
	invitations: (before) => Prisma.sql`
		SELECT i."id", i."email" AS "name", i."stateSince" AS "at" FROM "Invitation" i
		WHERE i."state" = ANY (${PAST_INVITATIONS}) AND i."stateSince" < ${before} AND i."email" <> '' AND i."quarantine" IS NULL`,
	lists: (before) => Prisma.sql`
		SELECT 'batch ' || b."id" AS "id", coalesce(b."words"->>'title', 'Список') AS "name", b."createdAt" AS "at" FROM "Batch" b
			WHERE b."createdAt" < ${before}
		UNION ALL SELECT 'extraction ' || "id", "title", "at" FROM "Extraction" WHERE "at" < ${before}
		UNION ALL SELECT 'import ' || "id", "fileName", "at" FROM "ReferenceImport" WHERE "at" < ${before}`,
	devices: (before) => log(before, Prisma.sql`x."what" = ${NEW_DEVICE}`),
	reads: (before) => log(before, Prisma.sql`x."what" IN (${READ}, ${LISTED})`),
	deeds: (before) => log(before, Prisma.sql`x."what" NOT IN (${NEW_DEVICE}, ${READ}, ${LISTED})`),
}
