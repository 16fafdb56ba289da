import type { Application } from "#app/db/generated/client.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { checkScan } from "#app/scans/check-scan.server.ts"
import type { ScanReport } from "#app/scans/judge-scan.ts"
import { invalid } from "#app/utils/errors.ts"
import { command } from "#app/workflow/subject.server.ts"
import type { DocumentRole } from "#machines/application.facts.ts"
import { DOCUMENT_KINDS, type DocumentKind } from "#prisma/data/index.ts"
import { checkIfOurs, expectedAnnex, expectedApplication } from "../document/expected-paper.server.ts"
import { isWebAddress } from "./application.form.ts"
import { AttachmentSchema, type UploadedFile } from "./application.schema.ts"
import { applicationSubject } from "./application.subject.server.ts"
import { attachmentToCorrect, type KeptAttachment } from "./correct-attachment.server.ts"
import { type TakenFile, takeFiles, takeOneDocument, takeScanAndTables } from "./take-files.server.ts"

export interface PreparedAttachments {
	role: DocumentRole
	items: AttachedItem[]
	/** Set when a document that is there already takes the place of a new one. */
	corrects: KeptAttachment | null
}

interface AttachedItem {
	kind: string
	file: TakenFile | null
	url: string | null
	/** What the sheets of a scan said of themselves. */
	report: ScanReport | null
}

export const addAttachment = command(applicationSubject, "attachment.add", {
	schema: AttachmentSchema,
	may: applicationPolicy.attach,
	async prepare({ input, loaded: { row } }): Promise<PreparedAttachments> {
		const { kind: code, title, url, files, attachmentId } = input
		const kind = DOCUMENT_KINDS.find((one) => one.code === code)
		if (!kind) throw invalid({ kind: "Выберите вид документа из списка." })
		if (kind.titleRequired && title === "") throw invalid({ title: "Напишите, что это за документ." })
		const role = kind.role as DocumentRole
		if (attachmentId)
			return { role, items: [], corrects: await attachmentToCorrect(row.id, attachmentId, kind) }
		const items = await itemsOf(kind, files, url ?? "")
		return { role, items: await Promise.all(items.map((item) => examined(item, row))), corrects: null }
	},
	checked: ({ prepared }) => ({
		role: prepared?.role,
		accepted: prepared !== undefined && (prepared.corrects !== null || prepared.items.length > 0),
	}),
})

/** The codes on the sheets are read here, before anything is locked: a page may take half a second. */
async function examined(item: Omit<AttachedItem, "report">, row: Application): Promise<AttachedItem> {
	const { file } = item
	const role = DOCUMENT_KINDS.find(({ code }) => code === item.kind)?.role
	if (file && role === "application_scan") {
		const expected = await expectedApplication(row)
		if (expected) return { ...item, ...(await checkScan(file, expected)) }
	}
	if (file && role === "results_annex") return { ...item, ...(await checkIfOurs(file, expectedAnnex(row))) }
	return { ...item, report: null }
}

async function itemsOf(kind: DocumentKind, files: readonly UploadedFile[], url: string) {
	if (files.length === 0 && url !== "") return [linkTo(kind, url)]
	if (files.length === 0) throw invalid({ file: "Выберите файл." })
	if (kind.role === "application_scan") {
		const { scan, tables } = await takeScanAndTables(files, kind.accepts)
		const both = [
			{ kind: kind.code, file: scan, url: null },
			{ kind: "results_annex", file: tables, url: null },
		]
		return both.filter(({ file }) => file !== null)
	}
	if (kind.role !== "evidence")
		return [{ kind: kind.code, file: await takeOneDocument(files, kind.accepts), url: null }]
	return (await takeFiles(files, kind.accepts)).map((file) => ({ kind: kind.code, file, url: null }))
}

function linkTo(kind: DocumentKind, url: string) {
	if (kind.accepts.length > 0 && kind.role !== "lesson_link" && kind.role !== "evidence")
		throw invalid({ file: "Для этого документа нужен файл, а не ссылка." })
	if (!isWebAddress(url)) throw invalid({ url: "Ссылка должна начинаться с https:// или http://." })
	return { kind: kind.code, file: null, url }
}
