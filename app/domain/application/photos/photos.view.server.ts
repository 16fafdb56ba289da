import { prisma } from "#app/db/client.server.ts"
import type { FileToSend } from "#app/files/send.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { fieldsOf } from "#app/workflow/acts.ts"
import { withdrawalActs } from "../../withdrawal/withdrawal.acts.ts"
import { applicationActs } from "../application.acts.ts"
import { EVIDENCE_FILE_KINDS } from "../filing/document-kind.ts"
import { pageOfPaper } from "./assemble-photos.server.ts"
import { ensureMayAttach, type PhotoPlace, photoPages } from "./photo-pages.server.ts"

/** «Собрать из фотографий»: the pages of one paper, in order. */
export async function viewPhotos({ actor, place, now }: { actor: Actor; place: PhotoPlace; now: Date }) {
	const { paper, event, application } = await ensureMayAttach({ actor, place, now })
	const { applicationId } = place
	const pages = await photoPages(place)
	return {
		title: paper.title,
		to: paths.applicationPhotosUploads(applicationId, place.kind),
		/** What is asked when the pages are complete. */
		asks: {
			fields: paper.kind === null ? [] : fieldsOf({ ...applicationActs, ...withdrawalActs }, event),
			kinds:
				paper.kind === null
					? EVIDENCE_FILE_KINDS.map(({ code, name }) => ({ value: code, label: name }))
					: null,
		},
		pages: pages.map(({ id, name, file }) => ({
			id,
			name,
			// Turning a page changes its file, and a browser that has stored the old picture must notice.
			href: `${paths.applicationPhoto(applicationId, id)}?${file.hash.slice(0, 8)}`,
		})),
		back: pageOfPaper(actor, paper, application),
	}
}

/** One picture, for people who may attach the paper. */
export async function findPhoto({
	actor,
	id,
	page,
	now,
}: {
	actor: Actor
	id: string
	page: string
	now: Date
}): Promise<FileToSend> {
	const found = await prisma.photoPage.findFirst({
		where: { id: page, applicationId: id },
		select: { kind: true, name: true, file: { select: { hash: true, type: true } } },
	})
	if (!found) throw notFound()
	await ensureMayAttach({ actor, place: { applicationId: id, kind: found.kind }, now })
	return { ...found.file, name: found.name, inline: true }
}
