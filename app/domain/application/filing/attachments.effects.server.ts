import { initials } from "#app/documents/declension/decline-name.ts"
import { keepFile } from "#app/files/keep-file.server.ts"
import { readableName } from "#app/files/readable-name.ts"
import { notFound } from "#app/utils/errors.ts"
import { PURPOSES } from "#machines/application/document-purpose.ts"
import type { DocumentKind } from "#prisma/data/index.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import type { ApplicationTransition } from "../application.transition.ts"
import type { FormDraft } from "../form/application.form.ts"
import { ensureRoom } from "./attachment-room.server.ts"
import type { KeptAttachment } from "./correct-attachment.server.ts"
import type { PreparedAttachments } from "./prepared-attachments.ts"

/** The owner's name for the file name: «Лаптева В. А.». */
export function ownerOf(draft: FormDraft): string {
	const { surname = "", name = "", patronymic = "" } = draft
	const letters = initials({ surname, name, patronymic }).replace(surname, "").trim()
	return `${surname} ${letters}`.trim()
}

/** The tables that a teacher downloads keep their name when they come back; other documents are called by their kind. */
const stemOf = ({ purpose, name }: DocumentKind) => (purpose === "results_annex" ? FILE_STEMS.annex : name)

export async function addAttachment({ tx, row, actor, now, prepared, input }: ApplicationTransition) {
	const { kind: filedAs, items, corrects } = prepared as PreparedAttachments
	const files = items.flatMap(({ file }) => file ?? [])
	await ensureRoom(tx, { applicationId: row.id, personId: actor.id, files, now })
	const latest = await tx.formRevision.findFirst({
		where: { applicationId: row.id, voidedAt: null },
		orderBy: { number: "desc" },
		select: { number: true },
	})
	const owner = ownerOf(row.form as FormDraft)
	if (corrects) await refile({ tx, row, now, input }, corrects, filedAs, owner)
	for (const { kind, file, url, report, notes } of items) {
		if (file) await keepFile(tx, file, now)
		const title = String(input.title ?? "") || (items.length > 1 ? (file?.originalName ?? "") : "")
		if (PURPOSES[kind.purpose].single)
			await tx.attachment.updateMany({
				where: { applicationId: row.id, purpose: kind.purpose, removedAt: null },
				data: { removedAt: now },
			})
		await tx.attachment.create({
			data: {
				applicationId: row.id,
				kind: kind.code,
				purpose: kind.purpose,
				title,
				criterion: (input.criterion as number | null) ?? kind.criterion,
				fileHash: file?.hash ?? null,
				fileName: file ? readableName([stemOf(kind), title, owner], file.extension) : "",
				originalName: file?.originalName ?? "",
				url,
				revisionNumber: latest?.number ?? null,
				// If the scan was read, its report already lists the blank pages, by their place in the stored PDF.
				warnings: [
					...(report ? [] : (file?.blankPages.map((page) => `Страница ${page} пустая`) ?? [])),
					...notes,
				],
				scanReport: report ? { ...report } : undefined,
				addedById: actor.id,
				addedAt: now,
			},
		})
	}
	return undefined
}

type Refiling = Pick<ApplicationTransition, "tx" | "row" | "now" | "input">

/** Changes the document's kind and title. Who attached it and when stays; the journal records who corrected it. */
async function refile(
	{ tx, row, now, input }: Refiling,
	corrects: KeptAttachment,
	kind: DocumentKind,
	owner: string,
) {
	const { id, extension, ...kept } = corrects
	const title = String(input.title ?? "")
	const { count } = await tx.attachment.updateMany({
		where: { id, applicationId: row.id, removedAt: null },
		data: { removedAt: now },
	})
	if (count !== 1) throw notFound()
	await tx.attachment.create({
		data: {
			...kept,
			applicationId: row.id,
			kind: kind.code,
			purpose: kind.purpose,
			title,
			criterion: (input.criterion as number | null) ?? kind.criterion,
			fileName: kept.fileHash ? readableName([stemOf(kind), title, owner], extension) : "",
		},
	})
}

/** Hides the attachment. The row stays, so the record still shows what was attached and by whom. */
export async function removeAttachment({ tx, row, now, input }: ApplicationTransition) {
	await tx.attachment.updateMany({
		where: { id: String(input.attachmentId), applicationId: row.id, removedAt: null },
		data: { removedAt: now },
	})
	return undefined
}
