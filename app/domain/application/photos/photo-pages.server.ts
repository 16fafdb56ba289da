import "../../index.server.ts"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { lockRow } from "#app/db/row.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { cleanImage } from "#app/files/clean-image.server.ts"
import { PHOTOS, PNG } from "#app/files/file-types.ts"
import { inspectFile } from "#app/files/inspect.server.ts"
import { type FileToKeep, keepFile } from "#app/files/keep-file.server.ts"
import { MAX_JOINED_IMAGES } from "#app/files/limits.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalid, notFound } from "#app/utils/errors.ts"
import { ensurePossible, explainOne, loadReadable } from "#app/workflow/explain.server.ts"
import type { Loaded } from "#app/workflow/subject.server.ts"
import type { UploadedFile } from "../application.schema.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { type PhotographedPaper, photographedPaper } from "./photographed-paper.ts"

// Photographs of one paper, collected page by page: each photo that is sent adds a page, and only «Собрать PDF» makes them a document
// of the application. Until then they are nobody's paper, so nothing of this is an event of the application.

/** The paper that is being photographed. */
export interface PhotoPlace {
	applicationId: string
	/** What `photographedPaper` understands. */
	kind: string
}

export interface PhotoRequest {
	actor: Actor
	place: PhotoPlace
	now: Date
}

/** @throws DomainError not-found, forbidden, not-allowed-now: who may not attach the paper may not photograph it either */
export async function ensureMayAttach({ actor, place, now }: PhotoRequest): Promise<{
	paper: PhotographedPaper
	event: PhotographedPaper["events"][number]
	/** What the event is sent to. */
	target: { id: string; loaded: Loaded }
	application: LoadedApplication
}> {
	const { applicationId } = place
	const application = await loadReadable(actor, "application", applicationId, now)
	const paper = photographedPaper(place.kind)
	if (!paper) throw notFound()
	const target =
		paper.subject === "withdrawal"
			? await latestWithdrawal({ actor, applicationId, now })
			: { id: applicationId, loaded: application }
	const [first, ...others] = paper.events
	const explained = (event: string) => explainOne(actor, paper.subject, target.loaded, event, now)
	const event = others.find((one) => explained(one)?.possible) ?? first
	ensurePossible(explained(event))
	return { paper, event, target, application: application as LoadedApplication }
}

async function latestWithdrawal({
	actor,
	applicationId,
	now,
}: Pick<PhotoRequest, "actor" | "now"> & { applicationId: string }) {
	const latest = await prisma.withdrawal.findFirst({
		where: { applicationId },
		orderBy: { createdAt: "desc" },
		select: { id: true },
	})
	if (!latest) throw notFound()
	return { id: latest.id, loaded: await loadReadable(actor, "withdrawal", latest.id, now) }
}

export const photoPages = ({ applicationId, kind }: PhotoPlace, db: Tx | typeof prisma = prisma) =>
	db.photoPage.findMany({
		where: { applicationId, kind },
		orderBy: [{ place: "asc" }, { id: "asc" }],
		select: { id: true, name: true, place: true, file: { select: { hash: true, size: true, type: true } } },
	})

/** Adds one page for each photo, after the existing pages. A file that is not a photo refuses all of them. */
export async function addPhotos({
	actor,
	place,
	now,
	files,
}: PhotoRequest & { files: readonly UploadedFile[] }) {
	await ensureMayAttach({ actor, place, now })
	if (files.length === 0) throw invalid({ file: "Выберите или сделайте фотографию." })
	const taken: (FileToKeep & { name: string })[] = []
	for (const { hash, originalName } of files) {
		const found = await inspectFile(await fileStore().path(hash), originalName, PHOTOS)
		if (!found.ok) throw invalid({ file: found.reason }, found.reason)
		if (found.blankPages.length > 0) throw refuseBlank(originalName)
		taken.push({ ...found, ...(await cleanImage({ hash, name: originalName })), name: originalName })
	}
	await inPlace(place, async (tx) => {
		const before = await photoPages(place, tx)
		if (before.length + taken.length > MAX_JOINED_IMAGES) throw tooMany()
		const last = before.at(-1)?.place ?? 0
		for (const [index, { hash, size, type, extension, name }] of taken.entries()) {
			await keepFile(tx, { hash, size, type, extension, pages: 1 }, now)
			await tx.photoPage.create({
				data: { ...place, fileHash: hash, name, place: last + index + 1, addedById: actor.id, addedAt: now },
				select: { id: true },
			})
		}
	})
	return taken.length
}

const refuseBlank = (name: string) => {
	const words = `На фотографии «${name}» ничего не видно. Снимите страницу ещё раз при дневном свете.`
	return invalid({ file: words }, words)
}
const tooMany = () => {
	const words = `Страниц может быть не больше ${MAX_JOINED_IMAGES}. Уберите лишние.`
	return invalid({ file: words }, words)
}

export async function removePhoto({ actor, place, now, page }: PhotoRequest & { page: string }) {
	await ensureMayAttach({ actor, place, now })
	await inPlace(place, (tx) => tx.photoPage.deleteMany({ where: { ...place, id: page } }))
}

/** One place up or down; at either end nothing changes. */
export async function movePhoto({
	actor,
	place,
	now,
	page,
	by,
}: PhotoRequest & { page: string; by: -1 | 1 }) {
	await ensureMayAttach({ actor, place, now })
	await inPlace(place, async (tx) => {
		const pages = await photoPages(place, tx)
		const at = pages.findIndex(({ id }) => id === page)
		const [one, other] = [pages[at], pages[at + by]]
		if (!one || !other) return
		for (const [id, to] of [
			[one.id, other.place],
			[other.id, one.place],
		] as const)
			await tx.photoPage.update({ where: { id }, data: { place: to }, select: { id: true } })
	})
}

/** A quarter to the right: the picture itself is turned, so every page shows it as the PDF will. */
export async function turnPhoto({ actor, place, now, page }: PhotoRequest & { page: string }) {
	await ensureMayAttach({ actor, place, now })
	const found = (await photoPages(place)).find(({ id }) => id === page)
	if (!found) throw notFound()
	const turned = await cleanImage({ hash: found.file.hash, name: found.name, turn: 90 })
	await inPlace(place, async (tx) => {
		const { type } = found.file
		await keepFile(tx, { ...turned, type, extension: type === PNG ? "png" : "jpg", pages: 1 }, now)
		await tx.photoPage.updateMany({ where: { ...place, id: page }, data: { fileHash: turned.hash } })
	})
}

/** How a link for the phone names the paper. */
export const aboutOf = ({ applicationId, kind }: PhotoPlace) => `${applicationId} ${kind}`

/** Two photos that arrive at once get two places. */
const inPlace = <T>({ applicationId }: PhotoPlace, work: (tx: Tx) => Promise<T>) =>
	inTransaction(async (tx) => {
		await lockRow(tx, "Application", applicationId)
		return work(tx)
	})
