import type { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { loadOffice } from "../reference/office.server.ts"
import type { FormedPaper } from "./formed-paper.server.ts"
import type { NoticeForm } from "./issue-notice.server.ts"
import { noticeFields, registrationOf, rejectionFields } from "./notice-fields.server.ts"
import { formedPaper, type PaperQuery } from "./paper-facts.server.ts"

/** @see PaperQuery; `issuedId` asks for one notice of several instead of the latest. */
type NoticeQuery = PaperQuery & { issuedId?: string | null }

/**
 * Renders the written notice of period, form and place that the Order demands, for people who may read the application. It
 * is rendered as it was issued, or as a draft without number and date while the period can still change.
 * @throws DomainError not-found; not-allowed-now before registration, and before a period is assigned where one is needed
 */
export async function renderNotice(query: NoticeQuery) {
	const paper = await formedPaper(query)
	if (query.issuedId)
		return printIssued(documentForms.notice, await issuedAs(paper, "notice", query.issuedId))
	const registered = registrationOf(paper)
	if (!registered)
		throw new DomainError(
			"not-allowed-now",
			"Уведомление о сроке составляют, когда заявление зарегистрировано и назначен аттестационный период.",
		)
	const final =
		paper.row.procedure === "simplified" || !isTagged(applicationLifecycle, paper.row.state, "unapproved")
	const issued = final ? await lastIssued(paper, "notice") : null
	if (issued) return printIssued(documentForms.notice, issued)
	const office = await loadOffice(prisma)
	return printDocument(documentForms.notice, await noticeFields(prisma, paper, registered, office, null))
}

/**
 * Renders the notice of the last rejection with its reason. It stays the same when the teacher corrects the application.
 * @throws DomainError not-found; not-allowed-now if the application was never rejected
 */
export async function renderRejectionNotice(query: NoticeQuery) {
	const paper = await formedPaper(query)
	const issued = query.issuedId
		? await issuedAs(paper, "rejection-notice", query.issuedId)
		: await lastIssued(paper, "rejection-notice")
	if (issued) return printIssued(documentForms["rejection-notice"], issued)
	if (!isTagged(applicationLifecycle, paper.row.state, "turnedBack"))
		throw new DomainError(
			"not-allowed-now",
			"Уведомление об отклонении есть только у отклонённого заявления. Это заявление не отклоняли.",
		)
	const office = await loadOffice(prisma)
	return printDocument(documentForms["rejection-notice"], await rejectionFields(prisma, paper, office, null))
}

const lastIssued = ({ row }: FormedPaper, form: NoticeForm) =>
	prisma.issuedNotice.findFirst({
		where: { applicationId: row.id, form },
		orderBy: [{ year: "desc" }, { number: "desc" }],
	})
type Issued = NonNullable<Awaited<ReturnType<typeof lastIssued>>>

/** @throws DomainError not-found for a notice of another application */
async function issuedAs({ row }: FormedPaper, form: NoticeForm, id: string): Promise<Issued> {
	const issued = await prisma.issuedNotice.findFirst({ where: { id, applicationId: row.id, form } })
	if (!issued) throw notFound()
	return issued
}

/** Prints the paper as it was on its day: the stored words in the template that was in force. */
const printIssued = (form: (typeof documentForms)[NoticeForm], { fields, issuedAt }: Issued) =>
	printDocument(form, fields as z.input<typeof form.fields>, { formedAt: issuedAt })
