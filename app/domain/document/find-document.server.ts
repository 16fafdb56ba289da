import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type ConclusionInput, fillConclusion, type Post } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { codeOfPaper } from "#app/documents/sheet-code/content-hash.ts"
import { readableName } from "#app/files/readable-name.ts"
import type { FileToSend } from "#app/files/send.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import type { AttestationForm, Category } from "#machines/application/application.facts.ts"
import { period } from "#machines/calendar.ts"
import { criteriaOf } from "#machines/rulebook/index.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import type { LoadedApplication } from "../application/application.transition.ts"
import { ownerOf } from "../application/filing/attachments.effects.server.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { loadOffice, wordingOf } from "../reference/office.server.ts"
import { withdrawalSubject } from "../withdrawal/withdrawal.subject.server.ts"
import { printAnnex } from "./annex.document.server.ts"
import { papersErased, withoutPaper, wordsOf } from "./formed-paper.server.ts"

interface PaperQuery {
	actor: Actor
	id: string
	now: Date
}

async function readable({ actor, id, now }: PaperQuery): Promise<LoadedApplication> {
	const loaded = await applicationSubject.load(prisma, id, now)
	if (!loaded || !applicationPolicy.read(actor, loaded.scope, null)) throw notFound()
	return loaded
}

/** The latest formed application, byte for byte as it was formed. */
export async function findApplicationForm(query: PaperQuery): Promise<FileToSend> {
	const [{ row }, [file]] = await Promise.all([readable(query), lastFormed(query.id)])
	if (!file) throw withoutPaper(row)
	const name = readableName([FILE_STEMS.application, ownerOf(row.form as FormDraft)], "docx")
	return { ...file, name, inline: false }
}

const lastFormed = (applicationId: string) =>
	rowsOf<{ hash: string; type: string }>(
		prisma,
		Prisma.sql`
		SELECT f."hash", f."type" FROM "FormRevision" r JOIN "StoredFile" f ON f."hash" = r."fileHash"
		WHERE r."applicationId" = ${applicationId} ORDER BY r."number" DESC LIMIT 1`,
	)

export async function findWithdrawalForm({ actor, id, now }: PaperQuery): Promise<FileToSend> {
	const loaded = await withdrawalSubject.load(prisma, id, now)
	if (!loaded || !withdrawalPolicy.read(actor, loaded.scope, null)) throw notFound()
	const { form, application } = await prisma.withdrawal.findUniqueOrThrow({
		where: { id },
		select: { form: true, application: { select: { form: true } } },
	})
	if (!form) throw papersErased()
	const name = readableName([FILE_STEMS.withdrawal, ownerOf(application.form as FormDraft)], "docx")
	return { hash: form.hash, name, type: form.type, inline: false }
}

/** Renders «Таблицы для представления результатов» from what was typed. The application need not be formed yet. */
export async function renderAnnex(query: PaperQuery) {
	const { row } = await readable(query)
	if (row.erasedAt && !(await wordsOf(prisma, row))) throw papersErased()
	return printAnnex(row, query.now)
}

/**
 * Renders the conclusion for one teacher, prefilled with data, criteria of the claimed category, both experts and
 * signature lines.
 */
export async function renderConclusion(query: PaperQuery) {
	const { row } = await readable(query)
	const words = await wordsOf(prisma, row)
	if (row.erasedAt && !words) throw papersErased()
	const seats = await prisma.seat.findMany({
		where: { applicationId: row.id },
		orderBy: { seat: "asc" },
		select: { post: true },
	})
	const schedule = row.scheduleId
		? await prisma.schedule.findUnique({ where: { id: row.scheduleId }, select: { periodId: true } })
		: null
	const [first, second] = seats.map(({ post }) => post as unknown as Post)
	if (!words || !schedule || !first || !second)
		throw new DomainError(
			"not-allowed-now",
			"Заключение заполняется, когда назначены период и оба специалиста.",
		)
	const { teacher, draft } = words
	const received = row.receivedOn ?? civilDate(row.createdAt)
	const category = (row.claimedCategory ?? "first") as Category
	const input: ConclusionInput = {
		teacher,
		appointedOn: parseTypedDate(draft.appointedOn ?? "") ?? received,
		category,
		attestationForm: (row.attestationForm ?? "in_person") as AttestationForm,
		current:
			row.currentCategory === "first" || row.currentCategory === "highest"
				? { category: row.currentCategory, validUntil: row.currentEndsOn }
				: null,
		period: period(schedule.periodId).label,
		criteria: criteriaOf(category, received).criteria.map(({ text }) => text),
		lessonLinks: await lessonLinks(row.id, draft),
		visitDates: [],
		experts: [first, second],
	}
	const office = await loadOffice(prisma)
	const fields = fillConclusion(input, wordingOf(office, received), civilDate(query.now))
	return printDocument(documentForms.conclusion, fields, {
		code: codeOfPaper(row, "conclusion", words.number, fields),
	})
}

async function lessonLinks(applicationId: string, draft: FormDraft): Promise<string[]> {
	const added = await prisma.attachment.findMany({
		where: { applicationId, purpose: "lesson_link", removedAt: null, url: { not: null } },
		orderBy: { addedAt: "asc" },
		select: { url: true },
	})
	return [draft.lesson1, draft.lesson2, ...added.map(({ url }) => url)].filter((link): link is string =>
		Boolean(link),
	)
}

/** Finds a file by the id of the attachment, conclusion or withdrawal that it belongs to. */
export async function findFile({ actor, id, now }: PaperQuery): Promise<FileToSend> {
	const attachment = await prisma.attachment.findUnique({ where: { id }, include: { file: true } })
	if (attachment) {
		await readable({ actor, id: attachment.applicationId, now })
		if (!attachment.file) throw notFound()
		return { hash: attachment.file.hash, name: attachment.fileName, type: attachment.file.type, inline: true }
	}
	const conclusion = await prisma.conclusion.findUnique({ where: { id }, include: { file: true } })
	if (conclusion) {
		await readable({ actor, id: conclusion.applicationId, now })
		return { hash: conclusion.file.hash, name: conclusion.fileName, type: conclusion.file.type, inline: true }
	}
	const withdrawal = await prisma.withdrawal.findUnique({
		where: { id },
		include: { scan: true, application: { select: { form: true } } },
	})
	if (!withdrawal?.scan) throw notFound()
	await readable({ actor, id: withdrawal.applicationId, now })
	const owner = ownerOf(withdrawal.application.form as FormDraft)
	return {
		hash: withdrawal.scan.hash,
		name: readableName([FILE_STEMS.withdrawal, owner, "скан"], withdrawal.scan.extension),
		type: withdrawal.scan.type,
		inline: true,
	}
}
