import { inTransaction } from "#app/db/transaction.server.ts"
import { type FileToKeep, keepFile } from "#app/files/keep-file.server.ts"
import { addVersion } from "./versions.server.ts"

interface NewFile {
	formId: string
	file: FileToKeep
	originalName: string
	note: string
	uploadedById: string
	now: Date
}

/** Stores a file as the next version of a form's template. It is not in force yet. @returns its number */
export const keepVersion = ({ formId, file, originalName, note, uploadedById, now }: NewFile) =>
	inTransaction(async (tx) => {
		await keepFile(tx, file, now)
		const content = { fileHash: file.hash, originalName }
		return addVersion(tx, { id: formId, content, note, byId: uploadedById, now })
	})
