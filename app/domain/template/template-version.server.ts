import { nextNumber } from "#app/db/counter.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type FileToKeep, keepFile } from "#app/files/keep-file.server.ts"

interface NewVersion {
	formId: string
	file: FileToKeep
	originalName: string
	note: string
	uploadedById: string
	now: Date
}

/** Keeps a file as the next version of a form's template; it is not in force yet. @returns its number */
export const keepVersion = ({ formId, file, originalName, note, uploadedById, now }: NewVersion) =>
	inTransaction(async (tx) => {
		const number = await nextNumber(tx, `template:${formId}`)
		await keepFile(tx, file, now)
		await tx.templateVersion.create({
			data: { formId, number, fileHash: file.hash, originalName, note, uploadedById, uploadedAt: now },
		})
		return number
	})
