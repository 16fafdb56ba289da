import { Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { civilDate, civilTime } from "#app/utils/civil-date.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { stillHolds } from "./still-needed.server.ts"

/** The ledger's name for digests, with one row for each person and day. */
export const DIGEST = "digest"
const FROM_TIME = "07:00"
const AT_ONCE = 500
/** Marks a ledger row whose matter ended before the digest of the day. */
const NOT_TOLD = ""

/** Writes the digests of the day, from seven in the morning on. @returns how many */
export async function writeDigests(now: Date): Promise<number> {
	if (civilTime(now) < FROM_TIME) return 0
	const waiting = await rowsOf<{ personId: string }>(
		prisma,
		Prisma.sql`
		SELECT DISTINCT n."personId" FROM "Notice" n
		WHERE n."letterId" IS NULL AND n."line" <> '' AND NOT EXISTS (SELECT 1 FROM "Notice" d WHERE d."rule" = ${DIGEST}
			AND d."deadline" = ${civilDate(now)} AND d."subjectId" = n."personId" AND d."personId" = n."personId")
		LIMIT ${AT_ONCE}`,
	)
	let written = 0
	for (const { personId } of waiting) {
		try {
			if (await inTransaction((tx) => writeDigest(tx, personId, now))) written += 1
		} catch (error) {
			log.error({ err: error, personId }, "a digest could not be written")
		}
	}
	return written
}

async function writeDigest(tx: Tx, personId: string, now: Date): Promise<boolean> {
	const day = civilDate(now)
	const key = { rule: DIGEST, deadline: day, subjectId: personId, personId }
	const { count } = await tx.notice.createMany({
		data: { ...key, subject: "person", toldAt: now, letterId: NOT_TOLD },
		skipDuplicates: true,
	})
	if (count === 0) return false
	const waiting = await tx.notice.findMany({
		where: { personId, letterId: null, NOT: { line: "" } },
		orderBy: [{ deadline: "asc" }, { toldAt: "asc" }],
	})
	const [told, ended] = [[] as typeof waiting, [] as typeof waiting]
	for (const notice of waiting) ((await stillHolds(tx, notice, now)) ? told : ended).push(notice)
	for (const { rule, deadline, subjectId } of ended)
		await mark(tx, { rule, deadline, subjectId, personId }, NOT_TOLD)
	const person = await tx.person.findUniqueOrThrow({
		where: { id: personId },
		select: { name: true, patronymic: true, sex: true, email: true },
	})
	if (told.length === 0 || person.email === "") return false
	const { centreName } = await loadOffice(tx)
	const letterId = await writeLetter(tx, {
		kind: "digest",
		to: { email: person.email, personId },
		data: {
			...greeted(person),
			centreName,
			day,
			lines: told.map(({ line, url }) => ({ text: line, url })),
			choiceUrl: absolute(paths.profileReminders()),
			url: absolute(paths.profile()),
		},
		now,
	})
	for (const { rule, deadline, subjectId } of [key, ...told])
		await mark(tx, { rule, deadline, subjectId, personId }, letterId)
	return true
}

interface Key {
	rule: string
	deadline: string
	subjectId: string
	personId: string
}

const mark = (tx: Tx, key: Key, letterId: string) =>
	tx.notice.update({
		where: { rule_deadline_subjectId_personId: key },
		data: { letterId },
		select: { rule: true },
	})
