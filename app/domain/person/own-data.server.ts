import { PassThrough, type Readable } from "node:stream"
import yazl from "yazl"
import { prisma } from "#app/db/client.server.ts"
import { closedAmong } from "#app/files/antivirus/check-files.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { accountsMergedInto } from "./merged-accounts.server.ts"

interface OwnFile {
	hash: string
	name: string
}

const README = `Все Ваши данные в системе «Аттестация».
Данные.json — то, что система хранит о Вас: откройте его в браузере или в текстовом редакторе.
Файлы — документы, которые прикрепили Вы или за Вас, и бумаги, которые сформировала система.
Не вошли.txt есть, если какие-то файлы ещё проверяет антивирус или в них нашёлся вирус.
`

/**
 * «Все мои данные»: what the law (152-FZ, article 14) entitles a person to get. The archive is written while it is sent,
 * one file after another, so its size needs no memory.
 */
export async function ownData({
	actor,
	now,
	antivirus = env.CLAMD_URL,
}: {
	actor: Actor
	now: Date
	antivirus?: string | undefined
}): Promise<Readable> {
	const { record, files } = await gather(actor.id)
	const closed = await closedAmong(
		files.map(({ hash }) => hash),
		antivirus,
	)
	const leftOut: string[] = []
	await prisma.accessLog.create({
		data: { at: now, actorId: actor.id, personId: actor.id, what: "own-data" },
		select: { id: true },
	})
	const zip = new yazl.ZipFile()
	zip.addBuffer(Buffer.from(README), "Прочтите.txt", { mtime: now })
	zip.addBuffer(Buffer.from(JSON.stringify(record, null, "\t")), "Данные.json", { mtime: now })
	for (const [index, { hash, name }] of files.entries()) {
		// The number distinguishes files with the same name.
		const number = String(index + 1).padStart(3, "0")
		const why = closed.get(hash)
		if (why !== undefined) leftOut.push(`${number} ${name}: ${why}`)
		if (why !== undefined || !(await fileStore().has(hash))) continue
		const place = `Файлы/${number} ${name}`
		zip.addReadStreamLazy(place, { mtime: now, compress: false }, (done) => {
			fileStore()
				.open(hash)
				.then(({ stream }) => {
					done(null, stream)
				})
				.catch((error: unknown) => {
					zip.emit("error", error)
				})
		})
	}
	if (leftOut.length > 0)
		zip.addBuffer(Buffer.from(`${leftOut.join("\n")}\n`), "Не вошли.txt", { mtime: now })
	zip.end()
	const archive = new PassThrough()
	zip.on("error", (error: Error) => {
		log.error({ err: error }, "an archive of the own data broke off")
		archive.destroy(error)
	})
	zip.outputStream.pipe(archive)
	return archive
}

async function gather(personId: string): Promise<{ record: object; files: OwnFile[] }> {
	const person = await prisma.person.findUnique({
		where: { id: personId },
		omit: { passwordHash: true, totpSecret: true, totpLastStep: true, searchName: true, paperKey: true },
		include: {
			engagements: {
				omit: { searchName: true },
				include: { municipality: { select: { name: true } }, organisation: { select: { name: true } } },
			},
			categories: true,
			consents: true,
			commission: true,
			views: { select: { list: true, name: true, query: true, at: true } },
			sessions: { select: { createdAt: true, lastSeenAt: true, device: true, address: true } },
			applications: {
				omit: { searchName: true, paperKey: true },
				include: {
					revisions: { select: { number: true, data: true, formedAt: true, fileHash: true } },
					attachments: true,
					withdrawals: true,
					conclusions: true,
					notices: { omit: { municipalityCode: true } },
					sittingCall: true,
				},
			},
		},
	})
	if (!person) throw notFound()
	const former = await accountsMergedInto(personId)
	const own = [personId, ...former.map(({ id }) => id)]
	const ids = person.applications.flatMap(({ id, withdrawals }) => [id, ...withdrawals.map((one) => one.id)])
	const [journal, letters, accesses] = await Promise.all([
		prisma.journal.findMany({
			where: { OR: [{ subjectId: { in: ids } }, { actorId: { in: own } }] },
			select: { subject: true, event: true, from: true, to: true, at: true, reason: true },
			orderBy: { id: "asc" },
		}),
		prisma.letter.findMany({
			where: { personId: { in: own } },
			select: { to: true, subject: true, createdAt: true, sentAt: true },
			orderBy: { createdAt: "asc" },
		}),
		prisma.accessLog.findMany({
			where: { personId: { in: own } },
			select: { at: true, what: true, path: true },
			orderBy: { id: "desc" },
			take: MOST_ACCESSES,
		}),
	])
	const { applications, engagements, categories, consents, sessions, views, ...account } = person
	const record = {
		"Учётная запись": account,
		"Места работы и роли": engagements,
		Категории: categories,
		Согласия: [...consents, ...former.flatMap((one) => one.consents)],
		"Объединённые учётные записи": former.map(({ consents: _, ...rest }) => rest),
		"Открытые сеансы": sessions,
		"Виды списков": views,
		Заявления: applications,
		"Что происходило": journal,
		"Письма Вам": letters,
		"Кто смотрел Ваши данные": accesses,
	}
	return { record, files: applications.flatMap(filesOf) }
}

const MOST_ACCESSES = 10_000

interface WithFiles {
	revisions: { number: number; fileHash: string }[]
	attachments: { fileHash: string | null; fileName: string }[]
	withdrawals: { formHash: string | null }[]
	conclusions: { fileHash: string; fileName: string }[]
}

const filesOf = ({ revisions, attachments, withdrawals, conclusions }: WithFiles): OwnFile[] => [
	...revisions.map(({ number, fileHash }) => ({ hash: fileHash, name: `Заявление, ${number}-й раз.docx` })),
	...withdrawals.flatMap(({ formHash }) =>
		formHash ? [{ hash: formHash, name: "Заявление на отзыв.docx" }] : [],
	),
	...attachments.flatMap(({ fileHash, fileName }) => (fileHash ? [{ hash: fileHash, name: fileName }] : [])),
	...conclusions.map(({ fileHash, fileName }) => ({ hash: fileHash, name: fileName })),
]
