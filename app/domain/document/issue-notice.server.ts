import { randomUUID } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import type { Prisma, Tx } from "#app/db/client.server.ts"
import { nextNumber } from "#app/db/counter.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { paperDate } from "#app/utils/russian.ts"
import { loadOffice } from "../reference/office.server.ts"
import { type FormedPaper, paperOf } from "./formed-paper.server.ts"
import { noticeFields, registrationOf, rejectionFields } from "./notice-fields.server.ts"

/** The forms that print a notice to a teacher. */
export type NoticeForm = "notice" | "rejection-notice"

/** The letters to a teacher that are sent together with a written notice. */
const ISSUED_WITH: Readonly<Record<string, NoticeForm>> = {
	"application-rejected": "rejection-notice",
	"schedule-approved": "notice",
	"expert-replaced": "notice",
	// Only in the simplified procedure. In the general procedure teachers learn their period when the schedule is approved.
	"application-registered": "notice",
}

/**
 * Issues the notice that accompanies a letter. It gets the municipality's next number and today's date, and its whole text
 * is stored, so it is printed the same for ever. A notice that says nothing new is not issued again.
 */
export async function issueNoticeWith(
	tx: Tx,
	{
		letter,
		audience,
		applicationId,
		procedure,
		now,
	}: { letter: string; audience: string; applicationId: string; procedure: string | null; now: Date },
): Promise<void> {
	const form = audience === "teacher" ? ISSUED_WITH[letter] : undefined
	if (!form) return
	if (letter === "application-registered" && procedure !== "simplified") return
	const row = await tx.application.findUniqueOrThrow({ where: { id: applicationId } })
	const paper = await paperOf(tx, row)
	if (paper) await issue(tx, form, paper, now)
}

async function issue(tx: Tx, form: NoticeForm, paper: FormedPaper, now: Date): Promise<void> {
	const { row } = paper
	const said = await fieldsOf(tx, form, paper)
	if (!said) return
	const earlier = await tx.issuedNotice.findMany({
		where: { applicationId: row.id, form },
		select: { fields: true },
	})
	if (earlier.some(({ fields }) => sameWords(fields, said))) return
	const issuedOn = civilDate(now)
	const year = Number(issuedOn.slice(0, 4))
	const number = await nextNumber(tx, `notices:${row.municipalityCode}:${year}`)
	const fields = { ...said, number: String(number), date: paperDate(issuedOn) }
	await tx.issuedNotice.create({
		data: {
			...{ id: randomUUID(), applicationId: row.id, form, municipalityCode: row.municipalityCode },
			...{ year, number, issuedOn, issuedAt: now, fields: fields as Prisma.InputJsonObject },
		},
		select: { id: true },
	})
}

async function fieldsOf(tx: Tx, form: NoticeForm, paper: FormedPaper) {
	const office = await loadOffice(tx)
	if (form === "rejection-notice") return rejectionFields(tx, paper, office, null)
	const registered = registrationOf(paper)
	return registered ? noticeFields(tx, paper, registered, office, null) : null
}

/** Compares two notices without their number and date. */
const sameWords = (stored: unknown, said: object): boolean =>
	isDeepStrictEqual(
		withoutNumber(stored as object),
		withoutNumber(JSON.parse(JSON.stringify(said)) as object),
	)

const withoutNumber = (fields: object) => ({ ...fields, number: null, date: null })
