import { prisma } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { checkScan } from "#app/scans/check-scan.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { command } from "#app/workflow/subject.server.ts"
import { type DocumentPurpose, isEvidence, PURPOSES } from "#machines/application/document-purpose.ts"
import { DOCUMENT_KINDS, type DocumentKind } from "#prisma/data/index.ts"
import {
	checkIfOurs,
	expectedAnnex,
	expectedApplication,
	expectedEntry,
} from "../../document/expected-paper.server.ts"
import { AttachmentSchema, type UploadedFile } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { ensureRoom } from "./attachment-room.server.ts"
import { attachmentToCorrect } from "./correct-attachment.server.ts"
import { kindNamed } from "./document-kind.ts"
import { examineAnnex } from "./examine-annex.server.ts"
import type { PreparedAttachment, PreparedAttachments } from "./prepared-attachments.ts"
import { type TakenFile, takeFiles, takeOneDocument, takeScanAndTables } from "./take-files.server.ts"

export const addAttachment = command(applicationSubject, "attachment.add", {
	schema: AttachmentSchema,
	may: applicationPolicy.attach,
	async prepare({ actor, input, loaded: { row }, now }): Promise<PreparedAttachments> {
		const { kind: code, url, files, attachmentId } = input
		const kind = kindNamed(code)
		if (!kind) throw invalid({ kind: "Выберите вид документа из списка." })
		if (attachmentId)
			return { kind, items: [], corrects: await attachmentToCorrect(row.id, attachmentId, kind) }
		// Checked first, so that nobody waits for the inspection of files for which there is no room.
		await ensureRoom(prisma, { applicationId: row.id, personId: actor.id, files, now })
		const items = await itemsOf(kind, files, url ?? "")
		return { kind, items: await Promise.all(items.map((item) => examined(item, row, now))), corrects: null }
	},
	checked: ({ prepared }) => ({
		purpose: prepared?.kind.purpose,
		accepted: prepared !== undefined && (prepared.corrects !== null || prepared.items.length > 0),
	}),
})

/**
 * How to read the codes for each purpose. The signed application has our codes, unless it came on paper. The tables have
 * none if they were typed again in Word.
 */
const READ: Partial<
	Record<DocumentPurpose, (file: TakenFile, row: Application, now: Date) => Promise<Read | null>>
> = {
	async application_scan(file, row) {
		const expected = await expectedApplication(row)
		if (expected) return checkScan(file, expected)
		return row.source === "online" ? null : checkIfOurs(file, expectedEntry(row))
	},
	async results_annex(file, row, now) {
		const checked = await checkIfOurs(file, expectedAnnex(row))
		return { ...checked, notes: await examineAnnex(file, row, now) }
	},
}
type Read = Pick<PreparedAttachment, "file" | "report"> & { notes?: string[] }

/** Reads the codes on the sheets before anything is locked, because one page may take half a second. */
async function examined(
	item: Omit<PreparedAttachment, "report" | "notes">,
	row: Application,
	now: Date,
): Promise<PreparedAttachment> {
	const read = item.file && (await READ[item.kind.purpose]?.(item.file, row, now))
	return { ...item, report: null, notes: [], ...read }
}

const ANNEX = DOCUMENT_KINDS.find(({ purpose }) => purpose === "results_annex") as DocumentKind

async function itemsOf(kind: DocumentKind, files: readonly UploadedFile[], url: string) {
	if (files.length === 0) return [linkTo(kind, url)]
	const item = (file: TakenFile, of = kind) => ({ kind: of, file, url: null })
	switch (PURPOSES[kind.purpose].files) {
		case "pages":
			return [item(await takeOneDocument(files, kind.accepts))]
		case "documents":
			return (await takeFiles(files, kind.accepts)).map((file) => item(file))
		case "scanAndTables": {
			const { scan, tables } = await takeScanAndTables(files, kind.accepts)
			return [item(scan), ...(tables ? [item(tables, ANNEX)] : [])]
		}
	}
}

function linkTo(kind: DocumentKind, url: string) {
	if (!isEvidence(kind.purpose)) throw invalid({ file: "Для этого документа нужен файл, а не ссылка." })
	return { kind, file: null, url }
}
