import { prisma } from "#app/db/client.server.ts"
import { invalid, notFound } from "#app/utils/errors.ts"
import { type DocumentPurpose, isEvidence } from "#machines/application/document-purpose.ts"
import type { DocumentKind } from "#prisma/data/index.ts"

/** What stays the same when a document's kind, criterion or title is corrected. */
export interface KeptAttachment {
	id: string
	fileHash: string | null
	extension: string
	originalName: string
	url: string | null
	warnings: string[]
	addedById: string
	addedAt: Date
}

/**
 * Loads evidence that is to get another kind. Papers of the application itself are replaced instead.
 * @throws DomainError not-found if it no longer exists; invalid if the kind does not accept such a file
 */
export async function attachmentToCorrect(
	applicationId: string,
	id: string,
	kind: DocumentKind,
): Promise<KeptAttachment> {
	const found = await prisma.attachment.findFirst({
		where: { id, applicationId, removedAt: null },
		select: {
			id: true,
			purpose: true,
			fileHash: true,
			originalName: true,
			url: true,
			warnings: true,
			addedById: true,
			addedAt: true,
			file: { select: { type: true, extension: true } },
		},
	})
	if (!found || !isEvidence(found.purpose as DocumentPurpose) || !isEvidence(kind.purpose)) throw notFound()
	const { file, warnings, purpose: _, ...kept } = found
	if (!kind.accepts.includes(file?.type ?? "link"))
		throw invalid({
			kind: file
				? "Документ этого вида — ссылка, а прикреплён файл. Выберите другой вид."
				: "Документ этого вида — файл, а прикреплена ссылка. Выберите другой вид.",
		})
	return { ...kept, warnings: warnings as string[], extension: file?.extension ?? "" }
}
