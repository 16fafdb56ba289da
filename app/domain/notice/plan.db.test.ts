import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { sweepOutbox } from "#app/jobs/letters.server.ts"
import { addDays, instantOf } from "#app/utils/civil-date.ts"
import { BUILT_IN } from "#machines/rulebook/index.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, openRegion, teachers } from "#tests/factories.ts"
import { different, planOf, statementsOf, wholeTables } from "#tests/setup/plans.ts"
import { examineUnexamined } from "../application/registration/findings.server.ts"
import { dueSql } from "./due.sql.server.ts"
import { deliverMailings } from "./mailing.server.ts"
import { NOTICE_RULES } from "./rules/index.ts"

// The job that runs every minute must cost as much as what is due, and not as much as everything ever decided. There are
// 8,000 decided applications and a few waiting ones, and no query plan may read the whole table.

const MANY = 8_000
const PORTION = 1_000
let people: Cast

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna"]))
	const id = await bring(people, { teacher: "anna", until: "submitted" })
	// In portions, so that no transaction lasts long.
	for (let portion = 0; portion < MANY / PORTION; portion += 1) await copyDecided(id, portion)
	await behindTheDatabase(async (tx) => {
		for (const statement of FINISHED) await tx.$executeRawUnsafe(statement)
	})
	await prisma.$executeRawUnsafe("ANALYZE")
})

/** The past of a region: letters that were sent, notices that were given, invitations that were accepted. */
const FINISHED = [
	`INSERT INTO "Person" ("id", "username", "surname", "name", "patronymic", "email", "createdAt")
	SELECT gen_random_uuid()::text, 'former' || n, 'Примерова', 'Мария', 'Ивановна', n || '@example.org', now()
	FROM generate_series(1, ${MANY}) n`,
	`INSERT INTO "Letter" ("id", "state", "stateSince", "kind", "to", "subject", "text", "html", "createdAt", "dueAt")
	SELECT gen_random_uuid()::text, 'sent', now(), 'digest', n || '@example.org', '', '', '', now(), now()
	FROM generate_series(1, ${MANY}) n`,
	`INSERT INTO "Notice" ("rule", "deadline", "subjectId", "personId", "subject", "toldAt", "letterId")
	SELECT 'review-near', '2025-01-01', n::text, n::text, 'application', now(), n::text FROM generate_series(1, ${MANY}) n`,
	`INSERT INTO "Invitation" ("id", "state", "stateSince", "email", "role", "subject", "message", "tokenHash", "expiresAt", "createdAt")
	SELECT gen_random_uuid()::text, 'accepted', now(), n || '@example.org', 'expert', '', '', md5(n::text), now(), now()
	FROM generate_series(1, ${MANY}) n`,
	// One sitting is over and everybody was invited to it; another is ahead.
	`INSERT INTO "Sitting" ("id", "heldOn", "startsAt", "place", "createdAt")
	VALUES ('over', '2025-01-15', '10:00', 'г. Томск', now()), ('ahead', '2027-01-15', '10:00', 'г. Томск', now())`,
	`INSERT INTO "SittingCall" ("applicationId", "sittingId", "heldOn", "startsAt", "place", "toldAt")
	SELECT "id", 'over', '2025-01-15', '10:00', 'г. Томск', now() FROM "Application" WHERE "state" = 'concluded.granted'`,
]
/** Tables that grow for ever. */
const GROWING = new Set([
	"Application",
	"Letter",
	"Notice",
	"Invitation",
	"Journal",
	"Attachment",
	"Person",
	"SittingCall",
])

const copyDecided = (id: string, portion: number) =>
	behindTheDatabase(async (tx) => {
		const columns = await tx.$queryRaw<{ name: string }[]>`
			SELECT column_name::text AS name FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name = 'Application'
				AND column_name NOT IN ('id', 'paperKey', 'state', 'journalNumber')`
		const names = columns.map(({ name }) => `"${name}"`).join(", ")
		await tx.$executeRawUnsafe(
			`INSERT INTO "Application" ("id", "paperKey", "state", ${names})
			SELECT gen_random_uuid()::text, md5(n::text), 'concluded.granted', ${names}
			FROM "Application", generate_series(${portion * PORTION + 1}, ${(portion + 1) * PORTION}) n WHERE "id" = '${id}'`,
		)
	})

test.each(
	NOTICE_RULES.map((rule) => [rule.name, rule] as const),
)("«%s» does not read the whole table of applications", async (_name, rule) => {
	const queryOn = (today: string) => rule.query({ today, onlyOpen: true, rulebook: BUILT_IN })
	// A day on which the rule runs a query.
	const day = Array.from({ length: 366 }, (_, index) => addDays("2026-09-01", index)).find(
		(one) => queryOn(one) !== null,
	)
	const query = queryOn(day ?? "")
	if (!query) throw new Error("never due")
	const { text, values } = dueSql(rule, query, 200)
	expect(wholeTables(await planOf({ text, values }), new Set(["Application"]))).toEqual([])
})

describe("the work of each minute", () => {
	// The ninth to the thirteenth of a month, the day before a term ends, and an ordinary night.
	test.each([
		["closing day", "2026-10-13T09:00"],
		["a day of reminders", "2026-10-22T09:00"],
		["a night", "2026-11-20T03:00"],
	])("reads no growing table completely on %s", async (_what, moment) => {
		const at = instantOf(moment)
		await prisma.setting.deleteMany({ where: { key: "deadlines.clock" } })
		const sent = await statementsOf(async () => {
			await doWhatIsDue(at)
			await deliverMailings(at)
			await examineUnexamined(at)
			await sweepOutbox(at)
		})
		const asked = different(sent)
		expect(asked.length).toBeGreaterThan(10)
		const slow: string[] = []
		for (const one of asked) {
			const whole = wholeTables(await planOf(one), GROWING)
			if (whole.length > 0) slow.push(`${whole}: ${one.text.replace(/\s+/g, " ").slice(0, 300)}`)
		}
		expect(slow).toEqual([])
	})
})
