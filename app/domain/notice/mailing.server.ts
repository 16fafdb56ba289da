import { randomUUID } from "node:crypto"
import { z } from "zod"
import { type Db, Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { deadAmong } from "#app/letters/dead-address.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { renderLetter } from "#app/letters/words-in-force.server.ts"
import { type Actor, coordinates } from "#app/policies/policy.ts"
import { enqueue } from "#app/queue/boss.server.ts"
import { addDays, addMonths, civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { WHOM_TO_ASK } from "#templates/letters/reminders/reminder.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { fullNameOf } from "../person/post.ts"
import { loadOffice } from "../reference/office.server.ts"
import { loadNumbers } from "../rules/rulebook.server.ts"
import { hasNotSubmitted, MAILING_RULE, NOT_SUBMITTED } from "./not-submitted.sql.server.ts"

// «Отправить уведомление»: a coordinator reminds teachers who have not submitted an application. One transaction chooses
// the recipients; the letters follow one by one. So a process that dies in between loses none and repeats none.

/** `withForm`, `withoutForm`, or the id of one teacher. */
export type MailingAudience = string

export const MailingSchema = z.object({
	to: z.string().min(1),
	message: z
		.string()
		.max(2000, "Сократите текст: не больше 2000 знаков.")
		.optional()
		.transform((text) => text?.trim() ?? ""),
})

interface Recipient {
	id: string
	surname: string
	name: string
	patronymic: string
	sex: string
	email: string
}

const FORMED = statesTagged(applicationLifecycle, "formed")

/** Teachers of the municipality who never submitted an application, or whose current one is a draft. */
async function recipientsOf(municipalityCode: string, to: MailingAudience): Promise<Recipient[]> {
	const formed = Prisma.sql`EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = r."id" AND a."state" = ANY (${FORMED}))`
	const chosen =
		to === "withForm" ? formed : to === "withoutForm" ? Prisma.sql`NOT ${formed}` : Prisma.sql`r."id" = ${to}`
	return rowsOf<Recipient>(
		prisma,
		Prisma.sql`
		SELECT r."id", r."surname", r."name", r."patronymic", r."sex", r."email" FROM "Person" r
		WHERE r."id" IN (SELECT e."personId" FROM "Engagement" e WHERE e."role" = 'teacher'
				AND e."to" IS NULL AND e."municipalityCode" = ${municipalityCode})
			AND ${NOT_SUBMITTED} AND ${chosen}
		ORDER BY r."searchName", r."id"`,
	)
}

/** Separates the recipients whom a letter can reach and who were not reminded by hand today from the others. */
async function sortOut(people: readonly Recipient[], now: Date) {
	const [dead, told] = await Promise.all([
		deadAmong(
			prisma,
			people.map(({ email }) => email),
		),
		prisma.notice.findMany({
			where: {
				rule: MAILING_RULE,
				deadline: civilDate(now),
				personId: { in: people.map(({ id }) => id) },
			},
			select: { personId: true },
		}),
	])
	const toldToday = new Set(told.map(({ personId }) => personId))
	const reachable = people.filter(({ email }) => email !== "" && !dead.has(email))
	return {
		unreachable: people.length - reachable.length,
		toldToday: reachable.filter(({ id }) => toldToday.has(id)).length,
		recipients: reachable.filter(({ id }) => !toldToday.has(id)),
	}
}

/** The page names so many recipients; the list of those who have not submitted names all. */
const NAMED = 200

/** What would be sent, to whom, and what was sent before. @throws DomainError not-found */
export async function viewMailing({
	actor,
	municipalityCode,
	to,
	message,
	now,
}: {
	actor: Actor
	municipalityCode: string
	to: MailingAudience
	message: string
	now: Date
}) {
	if (!coordinates(actor, municipalityCode)) throw notFound()
	const people = await recipientsOf(municipalityCode, to)
	const [first] = people
	const isOne = to !== "withForm" && to !== "withoutForm"
	if (isOne && !first) throw notFound()
	const { recipients, unreachable, toldToday } = await sortOut(people, now)
	const sample = { ...(isOne && first ? first : { name: "", patronymic: "", sex: "" }), message }
	const { subject, text } = await renderLetter(prisma, "not-submitted", await dataOf(prisma, sample, now))
	const named = recipients.slice(0, NAMED)
	notePeople(named.map(({ id }) => id))
	return {
		recipients: recipients.length,
		who: named.map((person) => ({ id: person.id, fullName: fullNameOf(person) })),
		unreachable,
		toldToday,
		name: isOne && first ? fullNameOf(first) : null,
		subject,
		text,
		history: await historyOf(municipalityCode),
	}
}
export type MailingView = Awaited<ReturnType<typeof viewMailing>>

const AUDIENCE_WORDS: Record<string, string> = {
	withForm: "Всем, кто сформировал заявление",
	withoutForm: "Всем, кто не сформировал заявление",
}

async function historyOf(municipalityCode: string) {
	const rows = await prisma.mailing.findMany({
		where: { municipalityCode },
		orderBy: { sentAt: "desc" },
		take: 50,
	})
	return rows.map(({ id, audience, recipientName, recipients, senderName, message, sentAt }) => ({
		id,
		to: AUDIENCE_WORDS[audience] ?? recipientName,
		recipients,
		senderName,
		message,
		at: longDateTime(sentAt),
	}))
}

/** @returns how many people get the letter @throws DomainError not-found, not-allowed-now if there is nobody to write to */
export async function sendMailing({
	actor,
	municipalityCode,
	form: { to, message },
	now,
}: {
	actor: Actor
	municipalityCode: string
	form: { to: MailingAudience; message: string }
	now: Date
}): Promise<number> {
	if (!coordinates(actor, municipalityCode)) throw notFound()
	const people = await recipientsOf(municipalityCode, to)
	const isOne = !Object.hasOwn(AUDIENCE_WORDS, to)
	if (isOne && people.length === 0) throw notFound()
	const { recipients } = await sortOut(people, now)
	return inTransaction(async (tx) => {
		const id = randomUUID()
		// If a person clicks twice, the second request finds nobody left.
		const { count } = await tx.notice.createMany({
			data: recipients.map((person) => ({
				rule: MAILING_RULE,
				deadline: civilDate(now),
				subjectId: person.id,
				personId: person.id,
				subject: "person",
				toldAt: now,
				mailingId: id,
			})),
			skipDuplicates: true,
		})
		if (count === 0) throw new DomainError("not-allowed-now", NOBODY)
		const [one] = people
		await tx.mailing.create({
			data: {
				id,
				municipalityCode,
				audience: isOne ? "one" : to,
				senderId: actor.id,
				senderName: actor.fullName,
				message,
				recipients: count,
				recipientName: isOne && one ? fullNameOf(one) : "",
				sentAt: now,
			},
			select: { id: true },
		})
		await enqueue(tx, "mailing.deliver", {}, { singletonKey: "all" })
		return count
	})
}

const NOBODY =
	"Отправлять некому: сегодня уведомление уже отправлено, или адреса не действуют. Позвоните тем, до кого письма не доходят."

const AT_ONCE = 200

/** Writes the letters of the reminders that were sent by hand. @returns how many */
export async function deliverMailings(now: Date): Promise<number> {
	let written = 0
	for (;;) {
		const waiting = await prisma.notice.findMany({
			where: { letterId: null, mailingId: { not: null } },
			select: { deadline: true, personId: true, mailingId: true },
			take: AT_ONCE,
		})
		let settled = 0
		for (const notice of waiting)
			try {
				const delivered = await inTransaction((tx) => deliver(tx, notice, now))
				if (delivered === "written") written += 1
				if (delivered !== "taken") settled += 1
			} catch (error) {
				log.error({ err: error, personId: notice.personId }, "a reminder could not be written")
			}
		if (waiting.length < AT_ONCE || settled === 0) return written
	}
}

async function deliver(
	tx: Tx,
	{ deadline, personId, mailingId }: { deadline: string; personId: string; mailingId: string | null },
	now: Date,
): Promise<"written" | "not needed" | "taken"> {
	const key = { rule: MAILING_RULE, deadline, subjectId: personId, personId, letterId: null }
	// The row is claimed before the letter is written, so another process waits here and then finds it claimed.
	const { count } = await tx.notice.updateMany({ where: key, data: { letterId: "" } })
	if (count === 0) return "taken"
	const [person, mailing] = [
		await tx.person.findUniqueOrThrow({ where: { id: personId } }),
		await tx.mailing.findUniqueOrThrow({ where: { id: mailingId ?? "" } }),
	]
	// Submitted between the coordinator's click and this moment: the row stays as «не понадобилось».
	if (!(await hasNotSubmitted(tx, personId))) return "not needed"
	const letterId = await writeLetter(tx, {
		kind: "not-submitted",
		to: { email: person.email, personId },
		data: await dataOf(tx, { ...person, message: mailing.message }, now),
		now,
	})
	await tx.notice.updateMany({ where: { ...key, letterId: "" }, data: { letterId } })
	return "written"
}

async function dataOf(
	db: Db,
	{ message, ...person }: { name: string; patronymic: string; sex: string; message: string },
	now: Date,
) {
	const { centreName } = await loadOffice(db)
	return {
		...greeted(person),
		centreName,
		contact: WHOM_TO_ASK.teacher,
		dueOn: await nextRegistrationDay(db, civilDate(now)),
		message: message || null,
		url: absolute(paths.teacher()),
	}
}

/** The next last day of registration, by the operators' days. An application registered by then can still enter the nearest period. */
async function nextRegistrationDay(db: Db, today: string): Promise<string> {
	const lastDayIn = async (firstDay: string) =>
		addDays(firstDay, (await loadNumbers(db, firstDay)).registration - 1)
	const first = `${today.slice(0, 7)}-01`
	const day = await lastDayIn(first)
	return day >= today ? day : lastDayIn(addMonths(first, 1))
}
