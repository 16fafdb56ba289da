import { prisma } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { type SentForm, withKeptForm } from "#app/utils/http/kept-form.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import type { BatchCabinet, BatchWords, ShownSubject } from "./batch.ts"

/** Rows of one table on each page. */
const PAGE_SIZE = 100

/**
 * A batch as it was shown, with the result for each subject.
 * @throws DomainError not-found for another person's batch
 */
export async function viewBatch({
	actor,
	id,
	cabinet,
	page,
}: {
	actor: Actor
	id: string
	cabinet: BatchCabinet
	page: number
}) {
	const batch = await prisma.batch.findFirst({
		where: { id, actorId: actor.id, cabinet },
		omit: { sent: true },
	})
	if (!batch) throw notFound()
	const where = { batchId: id }
	const [counted, { rows, ...pages }] = await Promise.all([
		prisma.batchItem.groupBy({ by: ["outcome"], where, _count: { _all: true } }),
		pageOfList({
			page,
			pageSize: PAGE_SIZE,
			count: (most) => prisma.batchItem.count({ where, take: most }),
			load: (part) =>
				prisma.batchItem.findMany({
					where,
					// Alphabetical order of the outcomes puts «refused» and «leftOut» before «done», and «leftOut» before «planned». So
					// the exceptions, which have reasons to read, come first.
					orderBy: [{ outcome: batch.startedAt ? "desc" : "asc" }, { number: "asc" }],
					...part,
				}),
		}),
	])
	const count = (outcome: string) => counted.find((one) => one.outcome === outcome)?._count._all ?? 0
	return {
		id,
		words: batch.words as unknown as BatchWords,
		/** The page with the form. */
		formPage: batch.back,
		/** The same page; before the act, with its form filled in as it was sent. */
		back: batch.startedAt ? batch.back : withKeptForm(batch.back, id),
		started: batch.startedAt !== null,
		counts: {
			planned: count("planned"),
			leftOut: count("leftOut"),
			done: count("done"),
			refused: count("refused"),
		},
		items: rows.map(({ number, shown, outcome, reasons }) => ({
			number,
			rules: [],
			...(shown as unknown as ShownSubject & { rules?: RuleMention[] }),
			outcome,
			reasons,
		})),
		...pages,
	}
}

/**
 * What the form behind a preview held, for its own page and the person who sent it.
 * @returns null once the batch was carried out: then the form begins anew
 */
export async function viewSentForm({
	actor,
	id,
	page,
}: {
	actor: Actor
	id: string
	/** The path of the page that asks. */
	page: string
}): Promise<SentForm | null> {
	const batch = await prisma.batch.findFirst({
		where: { id, actorId: actor.id, startedAt: null },
		select: { back: true, sent: true },
	})
	return batch?.back.split("?")[0] === page ? (batch.sent as unknown as SentForm) : null
}

export type BatchView = Awaited<ReturnType<typeof viewBatch>>
export type BatchRow = BatchView["items"][number]
