import type { Prisma } from "#app/db/client.server.ts"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { nextNumber } from "#app/db/counter.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { versionInForce } from "#app/documents/version-in-force.server.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"

// What operators change in versions: Word forms and the words of letters. A version never changes. Instead another version
// is put in force, which may also be an old one.

const PERSON = { select: { surname: true, name: true, patronymic: true } } as const

export type VersionRow = Prisma.TemplateVersionGetPayload<{ include: { uploadedBy: typeof PERSON } }>

/** Reads the number of a version from an address; null for anything else. */
const versionNumber = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null)

/** Loads a version by its number. A null row means number 0, which came with the program. @throws DomainError `not-found` */
export async function findVersion(
	id: string,
	version: string,
): Promise<{ number: number; row: VersionRow | null }> {
	const number = versionNumber(version)
	if (number === 0) return { number, row: null }
	const row =
		number === null
			? null
			: await prisma.templateVersion.findUnique({
					where: { formId_number: { formId: id, number } },
					include: { uploadedBy: PERSON },
				})
	if (!row) throw notFound()
	return { number: row.number, row }
}

type Content = { fileHash: string; originalName: string } | { subject: string; body: string }

interface NewVersion {
	id: string
	content: Content
	note: string
	byId: string
	now: Date
}

/** Stores the next version. It is not in force yet. @returns its number */
export async function addVersion(tx: Tx, { id, content, note, byId, now }: NewVersion): Promise<number> {
	const number = await nextNumber(tx, `template:${id}`)
	await tx.templateVersion.create({
		data: { formId: id, number, note, uploadedById: byId, uploadedAt: now, ...content },
	})
	return number
}

interface Enacting {
	id: string
	number: number
	/** Why this version cannot be used with today's program. Empty if it can. */
	faults: readonly string[]
	byId: string
	now: Date
}

/** Puts a version in force from now on. The same act restores an older one. */
export async function enactVersion({ id, number, faults, byId, now }: Enacting): Promise<void> {
	if (((await versionInForce(prisma, id))?.number ?? 0) === number)
		throw new DomainError("stale", "Эта версия уже действует.")
	// An old version may not fit the data that today's program fills in.
	if (faults.length > 0)
		throw new DomainError(
			"not-allowed-now",
			"Эту версию нельзя ввести в действие: исправьте ошибки и сохраните её снова.",
			{ reasons: [...faults] },
		)
	await inTransaction((tx) => tx.templateUse.create({ data: { formId: id, number, byId, at: now } }))
}
