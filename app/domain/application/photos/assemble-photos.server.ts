import "../../index.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { JPEG, PDF, PNG } from "#app/files/file-types.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { fieldErrors } from "#app/utils/http/parse-form.ts"
import { paths } from "#app/utils/paths.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import type { UploadedFile } from "../application.schema.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { acceptsOf } from "../filing/document-kind.ts"
import { takeOneDocument } from "../filing/take-files.server.ts"
import { aboutOf, ensureMayAttach, type PhotoRequest, photoPages } from "./photo-pages.server.ts"
import type { PhotographedPaper } from "./photographed-paper.ts"

/** What the person fills in when the pages are complete: the kind of evidence, the result of a conclusion. */
export type AssembleInput = Readonly<Record<string, string>>

/**
 * Makes one PDF of the pages and attaches it, as if it had been uploaded with the form of the same event; the collected
 * pages are then gone.
 * @returns the page where the document now is
 */
export async function assemblePhotos({
	actor,
	place,
	now,
	typed,
}: PhotoRequest & { typed: AssembleInput }): Promise<string> {
	const { paper, event, target, application } = await ensureMayAttach({ actor, place, now })
	const pages = await photoPages(place)
	if (pages.length === 0) throw invalid({ file: "Сначала добавьте фотографии страниц." })
	const photos = pages.map(({ file, name }) => ({ field: "file", originalName: name, ...file }))
	const files = takesPhotos(paper) ? photos : await joined(photos)
	const kind = paper.kind ?? typed.kind
	const { criterion } = paper
	const parsed = commandFor(paper.subject, event)?.schema.safeParse({ ...typed, kind, criterion, files })
	if (!parsed) throw new DomainError("invalid", "Такого действия нет. Обновите страницу и повторите.")
	if (!parsed.success) throw invalid(fieldErrors(parsed.error))
	await dispatch({ actor, subject: paper.subject, ...target, event, input: parsed.data, now })
	await prisma.$transaction([
		prisma.photoPage.deleteMany({ where: place }),
		prisma.token.deleteMany({ where: { kind: "photos", about: aboutOf(place) } }),
	])
	return pageOfPaper(actor, paper, application)
}

/** Several files of evidence are several documents, and tables are a Word file or a PDF. Here they are pages of one PDF. */
const takesPhotos = ({ kind }: PhotographedPaper) =>
	kind !== null && acceptsOf(kind).some((type) => type === JPEG)

async function joined(photos: readonly UploadedFile[]): Promise<UploadedFile[]> {
	const { hash, size, originalName } = await takeOneDocument(photos, [PDF, JPEG, PNG])
	return [{ field: "file", hash, size, originalName }]
}

/** The page of the cabinet from which the paper is attached. */
export function pageOfPaper(
	actor: Actor,
	{ kind, events, subject }: PhotographedPaper,
	{ row: { id }, scope }: LoadedApplication,
): string {
	if (subject === "withdrawal")
		return scope.teacherId === actor.id ? paths.teacherWithdrawal(id) : paths.schoolWithdrawals(id)
	if (scope.teacherId === actor.id)
		return kind === null ? paths.teacherDocuments(id) : paths.teacherSubmit(id)
	if (!events.some((event) => event === "conclusion.attach")) return paths.schoolApplication(id)
	return scope.expertIds.includes(actor.id) ? paths.expertApplication(id) : paths.attestationOf(id)
}
