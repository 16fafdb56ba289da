import { prisma } from "#app/db/client.server.ts"
import { type ListPages, pageOfList } from "#app/db/paging.server.ts"
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
): Promise<ListPages & { letters: BoxedLetter[] }> {
	if (mode !== "demo" && mode !== "test") throw notFound()
	const where = to ? { to: { equals: to, mode: "insensitive" as const } } : {}
	const { rows, ...pages } = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (most) => prisma.letter.count({ where, take: most }),
		load: (part) =>
			prisma.letter.findMany({
				where,
				select: { id: true, to: true, subject: true, text: true, links: true, createdAt: true },
				orderBy: { id: "desc" },
				...part,
			}),
	})
	const letters = rows.map(({ createdAt, links, ...letter }) => ({
		...letter,
		links: linksIn(links),
		at: createdAt.toISOString(),
		atWords: longDateTime(createdAt),
	}))
	return { letters, ...pages }
}
