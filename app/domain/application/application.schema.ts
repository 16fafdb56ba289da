import { z } from "zod"
import { civilDate } from "#app/utils/civil-date.ts"
import { invalid } from "#app/utils/errors.ts"
import { parseTypedDate, whyNotADate } from "#app/utils/typed/date.ts"
import { isPeriodId } from "#machines/calendar.ts"
import { REJECTION_REASONS } from "#prisma/data/index.ts"
import { kindNamed } from "./filing/document-kind.ts"
import { isWebAddress } from "./form/application.form.ts"

/** A file that the upload has stored. The server builds it; it never comes from a form's text. */
export const UploadedFileSchema = z.object({
	field: z.string(),
	originalName: z.string(),
	hash: z.string(),
	size: z.number(),
})
export type UploadedFile = z.infer<typeof UploadedFileSchema>

export const filesField = z.array(UploadedFileSchema).default([])

export const longText = (missing: string) =>
	z.string({ error: missing }).trim().min(1, missing).max(4000, "Сократите текст до 4 000 знаков.")

/** The years that a date of an order, a sitting or a receipt may have. Any other year is a typing error. */
const LIKELY_YEAR = /^20[0-4]\d/

/** Accepts dd.mm.yyyy as typed, and YYYY-MM-DD as browsers send it. The result is a civil date. */
export const dateField = (missing: string) =>
	z.string({ error: missing }).trim().min(1, missing).transform(readDate)

const readDate = (text: string, context: z.RefinementCtx): string => {
	const date = parseTypedDate(text)
	if (date && LIKELY_YEAR.test(date)) return date
	const message = date ? "Проверьте год." : whyNotADate(text, "01.09.2026")
	context.addIssue({ code: "custom", message })
	return z.NEVER
}

/**
 * Refuses an order whose year is far from the current one. Its letters are sent at once and what it approves becomes
 * public, so a typing error could not be taken back.
 */
export function ensureYearOfOrder(orderDate: string, now: Date): void {
	const years = Math.abs(Number(orderDate.slice(0, 4)) - Number(civilDate(now).slice(0, 4)))
	const doubt = "Проверьте год в дате распоряжения."
	if (years > 1) throw invalid({ orderDate: doubt }, doubt)
}

export const tick = z
	.string()
	.optional()
	.transform((value) => value === "on" || value === "true" || value === "1")

export const EmptySchema = z.object({})

export const ReasonSchema = z.object({ reason: longText("Укажите причину.") })

const DAY_NEEDED = "Напишите день, месяц и год так: 01.09.2026."

/** One or two days on which the expert comes, with what the teacher has to know: the time, the class. */
export const VisitsSchema = z.object({
	visitOn: dateField(DAY_NEEDED),
	visitAgainOn: z
		.string()
		.trim()
		.optional()
		.transform((text, context) => (text ? readDate(text, context) : null)),
	visitNote: z.string().trim().max(500, "Сократите текст до 500 знаков.").default(""),
})

export const MaterialsSchema = z.object({
	materials: longText("Напишите, какие материалы нужны."),
	materialsBy: dateField(DAY_NEEDED),
})

/** A typical reason or the coordinator's own words. Own words next to a typical reason are stored with it. */
export const RejectionSchema = z
	.object({
		reasonCode: z.string().optional(),
		reason: z.string().trim().max(4000, "Сократите текст до 4 000 знаков.").default(""),
	})
	.transform(({ reasonCode, reason }, context) => {
		const typical = REJECTION_REASONS.find(({ code }) => code === reasonCode)
		if (!typical && reason === "") {
			context.addIssue({
				code: "custom",
				path: [reasonCode ? "reason" : "reasonCode"],
				message: "Выберите причину из списка или напишите свою.",
			})
			return z.NEVER
		}
		return { reasonCode: typical?.code ?? null, reason: reason || (typical?.title ?? "") }
	})

/**
 * One answer names everything that is wrong, so these rules run even if a field is wrong. They then get that field as it was
 * sent.
 */
const evenIfWrong = {
	when: ({ value }: { value: unknown }) => typeof value === "object" && value !== null,
}
const holdsFile = ({ files }: { files?: unknown }) => Array.isArray(files) && files.length > 0

interface SentAttachment {
	attachmentId?: unknown
	kind?: unknown
	title?: unknown
	url?: unknown
	files?: unknown
}

export const AttachmentSchema = z
	.object({
		/** An existing document whose kind, criterion or title is corrected. The file stays the same. */
		attachmentId: z.string().optional(),
		kind: z.string({ error: "Выберите вид документа." }).min(1, "Выберите вид документа."),
		title: z.string().trim().max(200, "Сократите название до 200 знаков.").default(""),
		criterion: z
			.string()
			.optional()
			.transform((value) => (value && /^[1-5]$/.test(value) ? Number(value) : null)),
		url: z.string().trim().max(1000, "Слишком длинная ссылка.").optional(),
		files: filesField,
	})
	// Only the form of a link has a field for the address.
	.refine((sent: SentAttachment) => sent.attachmentId || holdsFile(sent) || sent.url !== undefined, {
		path: ["file"],
		error: "Выберите файл.",
		...evenIfWrong,
	})
	.refine((sent: SentAttachment) => sent.attachmentId || holdsFile(sent) || sent.url !== "", {
		path: ["url"],
		error: "Вставьте ссылку.",
		...evenIfWrong,
	})
	.refine(({ url }: SentAttachment) => typeof url !== "string" || url === "" || isWebAddress(url), {
		path: ["url"],
		error: "Ссылка должна начинаться с https:// или http://.",
		...evenIfWrong,
	})
	.refine(({ kind, title }: SentAttachment) => title || !kindNamed(kind)?.titleRequired, {
		path: ["title"],
		error: "Напишите, что это за документ.",
		...evenIfWrong,
	})

export const VERDICT = z.enum(["meets", "fails"], "Выберите: «соответствует» или «не соответствует».")

export const ConclusionSchema = z
	.object({
		verdict: VERDICT,
		signedByTeacher: tick,
		complete: tick,
		asIs: tick,
		files: filesField,
	})
	.refine(holdsFile, {
		path: ["file"],
		error: "Выберите файл.",
		...evenIfWrong,
	})

const expert = z
	.string()
	.optional()
	.transform((value) => value || null)

const colleagueReason = z.string().trim().max(500, "Сократите текст до 500 знаков.").default("")

export const AssignmentSchema = z.object({
	period: z
		.string({ error: "Выберите период аттестации." })
		.refine(isPeriodId, "Выберите период аттестации."),
	expert1: expert,
	expert2: expert,
	colleagueReason1: colleagueReason,
	colleagueReason2: colleagueReason,
})

/** The same for several applications. One reason covers every expert who is a colleague of a teacher. */
export const BulkAssignmentSchema = AssignmentSchema.omit({
	colleagueReason1: true,
	colleagueReason2: true,
}).extend({ colleagueReason })

export const ReplacementSchema = z.object({
	seat: z.enum(["1", "2"], "Выберите, кого из двух специалистов заменить.").transform(Number),
	expert: z.string({ error: "Выберите специалиста." }).min(1, "Выберите специалиста."),
	colleagueReason,
	reason: longText("Укажите причину замены."),
})
