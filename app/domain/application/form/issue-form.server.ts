import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { fillApplication } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { contentHashOf } from "#app/documents/sheet-code/content-hash.ts"
import { codeHash, paperIdOf } from "#app/documents/sheet-code/sheet-code.ts"
import { loadOffice, wordingOf } from "#app/domain/reference/office.server.ts"
import { DOCX } from "#app/files/file-types.ts"
import { fileStore } from "#app/files/store.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { applicationInput, teacherOf } from "./application.document.ts"
import type { FormDraft } from "./application.form.ts"
import type { IssuedForm } from "./issued-form.ts"
import { placeOf } from "./workplace.server.ts"

export const issueForm = command(applicationSubject, "form.issue", {
	schema: EmptySchema,
	may: applicationPolicy.issue,
	async prepare({ loaded: { row, facts }, now }): Promise<IssuedForm | null> {
		// The machine will refuse an incomplete form and give the reason, so there is nothing to print.
		if (facts.formProblems.length > 0) return null
		const [office, place, number] = await Promise.all([
			loadOffice(prisma),
			placeOf(prisma, row),
			nextRevision(row.id),
		])
		const draft = row.form as FormDraft
		const teacher = teacherOf(draft, place)
		const today = civilDate(now)
		const printed = fillApplication(applicationInput(draft, teacher), wordingOf(office, today), today)
		const contentHash = contentHashOf(printed)
		const { bytes, sha256 } = await printDocument(documentForms.application, printed, {
			code: {
				paperId: paperIdOf(row.paperKey),
				kind: "application",
				version: number,
				hash: codeHash(contentHash),
			},
		})
		await fileStore().put([bytes])
		const document = { hash: sha256, size: bytes.length, type: DOCX, extension: "docx", pages: null }
		return { version: row.version, document, teacher, printed, number, contentHash }
	},
})

/** If somebody forms another revision meanwhile, the row's version changes and this paper is discarded. */
async function nextRevision(applicationId: string): Promise<number> {
	const [last] = await rowsOf<{ number: number }>(
		prisma,
		Prisma.sql`
		SELECT coalesce(max("number"), 0) AS "number" FROM "FormRevision" WHERE "applicationId" = ${applicationId}`,
	)
	return (last?.number ?? 0) + 1
}
