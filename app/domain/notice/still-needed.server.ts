import { type Db, prisma } from "#app/db/client.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { believedTime } from "./clock-guard.server.ts"
import { holding } from "./due.sql.server.ts"
import { hasNotSubmitted, MAILING_RULE } from "./not-submitted.sql.server.ts"
import { noticeRule } from "./rules/index.ts"

interface Told {
	rule: string
	deadline: string
	subjectId: string
	personId: string
}

/** Whether a notice that was given, or is about to be, still applies. */
export async function stillHolds(db: Db, notice: Told, now: Date): Promise<boolean> {
	if (notice.rule === MAILING_RULE) return hasNotSubmitted(db, notice.personId)
	const rule = noticeRule(notice.rule)
	// A rule that an earlier version of the program had: nobody can say any more.
	if (!rule) return true
	return (await holding(db, rule, notice, { today: civilDate(now), onlyOpen: false })) !== null
}

/**
 * Why a letter waiting in the outbox must not be sent: the mail server was unreachable, and the matter ended meanwhile.
 * Null for every letter that is not a reminder.
 */
export async function whyNotNeeded(letterId: string, now: Date): Promise<string | null> {
	const notices = await prisma.notice.findMany({
		where: { letterId, NOT: { rule: "digest" } },
		select: { rule: true, deadline: true, subjectId: true, personId: true },
	})
	if (notices.length === 0) return null
	// A dropped letter cannot be written again, so a clock that has jumped must not decide this.
	const time = await believedTime(now)
	for (const notice of notices) if (await stillHolds(prisma, notice, time)) return null
	return "То, о чём напоминает письмо, уже сделано"
}
