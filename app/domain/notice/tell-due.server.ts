import { prisma, type Tx } from "#app/db/client.server.ts"
import { lockRow } from "#app/db/row.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { renderLetter } from "#app/letters/words-in-force.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { log } from "#app/utils/log.server.ts"
import { wholeDate } from "#app/utils/russian.ts"
import { period } from "#machines/calendar.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { WHOM_TO_ASK } from "#templates/letters/reminders/reminder.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { findDue, type Holding, holding } from "./due.sql.server.ts"
import type { DueNotice, NoticeRule } from "./rule.ts"
import { NOTICE_RULES } from "./rules/index.ts"

const AT_ONCE = 200

/**
 * Informs everybody of what is due today, if they have not been informed yet. It can be interrupted anywhere and run by
 * several workers at once: each notice is one transaction, and the ledger's key admits it only once.
 * @returns how many people were informed, by rule
 */
export async function tellWhatIsDue(
	now: Date,
	rules: readonly NoticeRule[] = NOTICE_RULES,
): Promise<Record<string, number>> {
	const told: Record<string, number> = {}
	for (const rule of rules) {
		const count = await tellAll(rule, now)
		if (count > 0) told[rule.name] = count
	}
	if (Object.keys(told).length > 0) log.info(told, "told what is due")
	return told
}

async function tellAll(rule: NoticeRule, now: Date): Promise<number> {
	const today = civilDate(now)
	let told = 0
	for (;;) {
		const due = await findDue(prisma, rule, { today, limit: AT_ONCE })
		let toldNow = 0
		for (const notice of due) if (await tellOne(rule, notice, now)) toldNow += 1
		told += toldNow
		// Without this condition, notices of other workers, or notices that cannot be given, would be requested again and again.
		if (due.length < AT_ONCE || toldNow === 0) return told
	}
}

async function tellOne(rule: NoticeRule, notice: DueNotice, now: Date): Promise<boolean> {
	try {
		return await inTransaction((tx) => tell(tx, rule, notice, now))
	} catch (error) {
		log.error({ err: error, rule: rule.name, subjectId: notice.subjectId }, "a notice could not be written")
		return false
	}
}

/** The subject is locked and checked again: if its matter ended a moment ago, nobody is informed. */
async function tell(tx: Tx, rule: NoticeRule, notice: DueNotice, now: Date): Promise<boolean> {
	if (rule.subject === "application") await lockRow(tx, "Application", notice.subjectId)
	if (rule.subject === "schedule") await lockRow(tx, "Schedule", notice.subjectId)
	const held = await holding(tx, rule, notice, { today: civilDate(now), onlyOpen: true })
	if (!held) return false
	const key = { rule: rule.name, deadline: held.deadline, subjectId: held.subjectId, personId: held.personId }
	const data = await dataOf(tx, rule, held)
	const inDigest = held.reminders === "daily" && LETTERS[rule.letter].digestible
	const line = inDigest
		? `${(await renderLetter(tx, rule.letter, data)).subject}. Сделать не позднее ${wholeDate(held.deadline)}`
		: ""
	const { count } = await tx.notice.createMany({
		data: { ...key, subject: rule.subject, toldAt: now, line, url: inDigest ? data.url : "" },
		skipDuplicates: true,
	})
	if (count === 0) return false
	if (inDigest) return true
	const letterId = await writeLetter(tx, {
		kind: rule.letter,
		to: { email: held.email, personId: held.personId },
		data,
		...(rule.subject === "application" && { cause: { kind: "application", id: held.subjectId } as const }),
		now,
	})
	await tx.notice.update({
		where: { rule_deadline_subjectId_personId: key },
		data: { letterId },
		select: { rule: true },
	})
	return true
}

async function dataOf(tx: Tx, rule: NoticeRule, { facts, ...held }: Holding) {
	const { centreName } = await loadOffice(tx)
	const { periodId, ...mentioned } = facts
	return {
		...greeted(held),
		...mentioned,
		centreName,
		contact: WHOM_TO_ASK[rule.reader],
		dueOn: held.deadline,
		period: periodId ? period(periodId).label : null,
		url: absolute(rule.page({ ...held, facts })),
	}
}
