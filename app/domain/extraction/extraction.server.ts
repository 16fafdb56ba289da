import { randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { closedAmong } from "#app/files/antivirus/check-files.server.ts"
import { mayRenderInline, PDF } from "#app/files/file-types.ts"
import { inspectors, WITH_TIME_FOR_PICTURES } from "#app/files/inspectors.server.ts"
import { LongPdf } from "#app/files/merging/long-pdf.server.ts"
import { readableName } from "#app/files/readable-name.ts"
import type { FileToSend } from "#app/files/send.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { enqueue } from "#app/queue/boss.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { counted, longDateTime, shortDate } from "#app/utils/russian.ts"
import { countForOperator } from "../application/overview/operator-list.view.server.ts"
import type { OperatorQuery } from "../application/overview/operator-query.ts"
import { zipOf } from "./extraction-zip.server.ts"
import { applicationsOf, MOST_APPLICATIONS, papersOf, scansAmong } from "./select-papers.server.ts"

export const APPLICATIONS = ["заявление", "заявления", "заявлений"] as const
/** The largest file: what a PDF can address. */
const LARGEST_BYTES = 9_900_000_000
/** A person who requests a file waits for this many scans. A job makes larger ones. */
const MOST_AT_ONCE = 100
/** The scans of this many applications are looked up at once. */
const AT_ONCE = 100

interface Asked {
	actor: Actor
	query: OperatorQuery
	now: Date
}

/** @throws DomainError not-found for anybody but operators; invalid when nothing or too much is chosen */
async function chosen({ actor, query, now }: Asked): Promise<string[]> {
	if (!isOperator(actor, null, null)) throw notFound()
	const ids = await applicationsOf(query, now)
	if (ids.length === 0)
		throw new DomainError("not-allowed-now", "Под эти условия не подходит ни одно заявление.")
	if (ids.length > MOST_APPLICATIONS)
		throw new DomainError(
			"not-allowed-now",
			`За один раз можно выгрузить не больше ${counted(MOST_APPLICATIONS, ["заявления", "заявлений", "заявлений"])}. Сузьте отбор.`,
		)
	return ids
}

/** How many applications match the filters, and the extractions that this operator has requested. */
export async function viewExtractions({ actor, query, now }: Asked) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [found, own] = await Promise.all([
		countForOperator(query, now, MOST_APPLICATIONS + 1),
		prisma.extraction.findMany({
			where: { byId: actor.id },
			orderBy: { at: "desc" },
			take: 10,
			select: { id: true, at: true, title: true, finishedAt: true, failure: true },
		}),
	])
	return {
		count: Math.min(found, MOST_APPLICATIONS),
		tooMany: found > MOST_APPLICATIONS,
		most: MOST_APPLICATIONS,
		own: own.map(({ id, at, title, finishedAt, failure }) => ({
			id,
			at: longDateTime(at),
			title,
			state: failure ? "не получилась" : finishedAt ? "готова" : "собирается",
		})),
	}
}

/** Every file of the chosen applications, as an archive that is written while it is sent. */
export async function extractZip(asked: Asked) {
	const ids = await chosen(asked)
	noteApplications(ids)
	return { archive: zipOf(ids, asked.now), name: nameOf(ids.length, asked.now, "zip") }
}

const nameOf = (count: number, now: Date, ending: string) =>
	readableName(["Заявления", `${count} шт`, shortDate(civilDate(now))], ending)

/** Asks for one PDF of the chosen applications' scans. @returns the id of the page that shows how far it is */
export async function beginExtraction(asked: Asked): Promise<string> {
	const ids = await chosen(asked)
	noteApplications(ids)
	const id = randomUUID()
	await inTransaction(async (tx) => {
		await tx.extraction.create({
			data: {
				id,
				byId: asked.actor.id,
				at: asked.now,
				title: `Сканы: ${counted(ids.length, APPLICATIONS)}`,
				applicationIds: ids,
			},
			select: { id: true },
		})
		await enqueue(tx, "extraction.make", { extractionId: id }, { singletonKey: id })
	})
	return id
}

/** One PDF at once, of few applications. @throws DomainError not-allowed-now for more than a request can wait for */
export async function extractPdf(asked: Asked): Promise<FileToSend> {
	const ids = await chosen(asked)
	if (ids.length > MOST_AT_ONCE)
		throw new DomainError(
			"not-allowed-now",
			`Сразу можно получить не больше ${MOST_AT_ONCE} заявлений в одном PDF. Соберите файл на странице «Выгрузка и печать».`,
		)
	noteApplications(ids)
	const title = `Сканы: ${counted(ids.length, APPLICATIONS)}`
	const { hash } = await madeFile({ title, applicationIds: ids }, async () => undefined)
	return { hash, name: nameOf(ids.length, asked.now, "pdf"), type: PDF, inline: false }
}

async function ownExtraction(actor: Actor, id: string) {
	const found = await prisma.extraction.findUnique({ where: { id } })
	if (!found || found.byId !== actor.id || !isOperator(actor, null, null)) throw notFound()
	return found
}

/** How far an extraction is. Only the person who requested it sees it. */
export async function viewExtraction({ actor, id }: { actor: Actor; id: string }) {
	const found = await ownExtraction(actor, id)
	const there = found.fileHash ? await fileStore().has(found.fileHash) : false
	return {
		id,
		title: found.title,
		at: longDateTime(found.at),
		total: found.applicationIds.length,
		done: found.done,
		skipped: found.skipped,
		pages: found.pages,
		state: found.failure
			? ("failed" as const)
			: !found.finishedAt
				? ("working" as const)
				: there
					? ("ready" as const)
					: ("gone" as const),
		failure: found.failure,
	}
}
export type ExtractionView = Awaited<ReturnType<typeof viewExtraction>>

/** The finished file. @throws DomainError not-found; not-allowed-now while it is being made or when it is cleared away */
export async function findExtraction({
	actor,
	id,
	now,
}: {
	actor: Actor
	id: string
	now: Date
}): Promise<FileToSend> {
	const found = await ownExtraction(actor, id)
	if (!found.fileHash || !(await fileStore().has(found.fileHash)))
		throw new DomainError(
			"not-allowed-now",
			found.finishedAt
				? "Этот файл уже удалён: готовые файлы хранятся несколько часов. Соберите его заново."
				: "Файл ещё собирается.",
		)
	noteApplications(found.applicationIds)
	const name = nameOf(found.applicationIds.length, now, "pdf")
	return { hash: found.fileHash, name, type: PDF, inline: false }
}

/** The job: writes the file part by part and records its progress after each part. If it runs again after a crash, it starts again. */
export async function makeExtraction(id: string, now: () => Date): Promise<void> {
	const found = await prisma.extraction.findUnique({ where: { id } })
	if (!found || found.finishedAt) return
	try {
		const { hash, pages, skipped } = await madeFile(found, (done) =>
			prisma.extraction.update({ where: { id }, data: { done }, select: { id: true } }),
		)
		await prisma.extraction.update({
			where: { id },
			data: { done: found.applicationIds.length, pages, skipped, fileHash: hash, finishedAt: now() },
			select: { id: true },
		})
	} catch (error) {
		log.error({ err: error, id }, "an extraction was not made")
		await prisma.extraction.update({
			where: { id },
			data: {
				finishedAt: now(),
				failure: "Собрать файл не удалось. Попробуйте ещё раз или выберите меньше заявлений.",
			},
			select: { id: true },
		})
	}
}

interface Content {
	title: string
	applicationIds: readonly string[]
}
type NoteProgress = (done: number) => Promise<unknown>

/** The file in the store, which clears it away within a day: no row of stored files names it. */
async function madeFile(
	content: Content,
	note: NoteProgress,
): Promise<{ hash: string; pages: number; skipped: string[] }> {
	const path = join(tmpdir(), `extraction-${randomUUID()}.pdf`)
	try {
		const written = await writeFile(path, content, note)
		const { hash } = await fileStore().put(createReadStream(path), LARGEST_BYTES)
		return { hash, ...written }
	} finally {
		await rm(path, { force: true })
	}
}

async function writeFile(
	path: string,
	{ title, applicationIds }: Content,
	note: NoteProgress,
): Promise<{ pages: number; skipped: string[] }> {
	const long = await LongPdf.begin(path)
	const skipped: string[] = []
	try {
		for (let start = 0; start < applicationIds.length; start += AT_ONCE) {
			const ids = applicationIds.slice(start, start + AT_ONCE)
			const papers = await papersOf(ids)
			const scans = scansAmong(papers)
			const names = await namesOf(ids)
			const closed = await closedAmong([...scans.values()].map(({ hash }) => hash))
			for (const [index, applicationId] of ids.entries()) {
				const scan = scans.get(applicationId)
				const { name, organisation } = names.get(applicationId) ?? { name: "Без имени", organisation: "" }
				const why = scan && closed.get(scan.hash)
				if (why !== undefined) skipped.push(`${name}: ${why}`)
				else if (!scan || !mayRenderInline(scan.type)) skipped.push(`${name}: скана заявления нет`)
				else {
					const file = { path: await fileStore().path(scan.hash), type: scan.type, first: long.next }
					const part = await inspectors
						.run("pdf.part", file, WITH_TIME_FOR_PICTURES)
						.catch((error: unknown) => {
							log.warn({ err: error, hash: scan.hash }, "a scan is left out of an extraction")
							return null
						})
					if (part) await long.add(`${name}, ${organisation}`, part)
					else skipped.push(`${name}: скан не читается`)
				}
				if (index % 10 === 9) await note(start + index + 1)
			}
		}
		await long.finish(
			title,
			skipped.map((one) => `Не вошло: ${one}`),
		)
		return { pages: long.pages, skipped }
	} catch (error) {
		await long.abandon()
		throw error
	}
}

async function namesOf(ids: readonly string[]): Promise<Map<string, { name: string; organisation: string }>> {
	const rows = await prisma.application.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, fullName: true, organisation: { select: { name: true } } },
	})
	return new Map(
		rows.map(({ id, fullName, organisation }) => [
			id,
			{ name: fullName || "Без имени", organisation: organisation.name },
		]),
	)
}
