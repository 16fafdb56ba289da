import { prisma } from "#app/db/client.server.ts"
import { env, type Mode } from "#app/utils/env.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { linksIn } from "./letter-links.ts"

const PAGE_SIZE = 50

export interface BoxedLetter {
	id: string
	to: string
	subject: string
	text: string
	/** Addresses of the letter's buttons, in order. */
	links: string[]
	/** ISO instant of the demo's clock. */
	at: string
	atWords: string
}

/**
 * The demo's letter box: everybody's letters, including links, newest first. It reads the outbox itself, so a letter
 * appears as soon as the act that caused it is done.
 * @throws DomainError not-found outside the demo
 */
export async function readLetterBox(
	{ to, page }: { to: string; page: number },
	mode: Mode = env.mode,
): Promise<{ letters: BoxedLetter[]; total: number; pageSize: number }> {
	if (mode !== "demo" && mode !== "test") throw notFound()
	const where = to ? { to: { equals: to, mode: "insensitive" as const } } : {}
	const [total, rows] = await Promise.all([
		prisma.letter.count({ where }),
		prisma.letter.findMany({
			where,
			select: { id: true, to: true, subject: true, text: true, links: true, createdAt: true },
			orderBy: { id: "desc" },
			skip: (page - 1) * PAGE_SIZE,
			take: PAGE_SIZE,
		}),
	])
	const letters = rows.map(({ createdAt, links, ...letter }) => ({
		...letter,
		links: linksIn(links),
		at: createdAt.toISOString(),
		atWords: longDateTime(createdAt),
	}))
	return { letters, total, pageSize: PAGE_SIZE }
}
