import { type Prisma, prisma } from "#app/db/client.server.ts"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { dispatch, type Outcome } from "#app/workflow/dispatch.server.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { isTagged, leafStates, statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { isLetterKind, LETTERS } from "#templates/letters/index.ts"
import { loadedLetter } from "./letter.subject.server.ts"
import { linksIn } from "./letter-links.ts"

export const OUTBOX_PAGE = 50

const states = leafStates(letterLifecycle.machine)
const shortOf = (state: string) =>
	letterLifecycle.states[state as keyof typeof letterLifecycle.states]?.short ?? state

/** For the filter: every state of a letter in words. */
export const LETTER_STATES = states.map((state) => ({ value: state, label: shortOf(state) }))

const rowColumns = {
	id: true,
	state: true,
	version: true,
	machineVersion: true,
	quarantine: true,
	attempts: true,
	kind: true,
	to: true,
	subject: true,
	text: true,
	links: true,
	createdAt: true,
	sentAt: true,
	dueAt: true,
	error: true,
} satisfies Prisma.LetterSelect

type Row = Prisma.LetterGetPayload<{ select: typeof rowColumns }>

export interface OutboxQuery {
	/** A state of the machine; anything else shows all. */
	state: string
	/** Part of the address. */
	to: string
	/** Counted from 1. */
	page: number
}

export type OutboxView = Awaited<ReturnType<typeof viewOutbox>>

/** The outbox as operators see it, newest first. @throws DomainError not-found to everybody else */
export async function viewOutbox({ actor, query, now }: { actor: Actor; query: OutboxQuery; now: Date }) {
	if (!letterPolicy.read(actor, {}, null)) throw notFound()
	const state = states.includes(query.state) ? query.state : ""
	const to = query.to.trim()
	const where: Prisma.LetterWhereInput = {
		...(state && { state }),
		...(to && { to: { contains: to.replace(/[\\%_]/gu, "\\$&"), mode: "insensitive" } }),
	}
	const [total, stuck, waiting, rows] = await Promise.all([
		prisma.letter.count({ where }),
		countTagged("stuck"),
		countTagged("waiting", "underway"),
		prisma.letter.findMany({
			where,
			select: rowColumns,
			orderBy: { id: "desc" },
			skip: (query.page - 1) * OUTBOX_PAGE,
			take: OUTBOX_PAGE,
		}),
	])
	return {
		letters: rows.map((row) => letterRow(actor, row, now)),
		total,
		stuck,
		waiting,
		query: { ...query, state, to },
	}
}

const countTagged = (...tags: string[]) =>
	prisma.letter.count({ where: { state: { in: statesTagged(letterLifecycle, ...tags) } } })

function letterRow(actor: Actor, row: Row, now: Date) {
	const resend = explainLoaded(actor, "letter", loadedLetter(row), now).events["letter.resend"]
	const waitsForRetry = row.attempts > 0 && isTagged(letterLifecycle, row.state, "waiting")
	return {
		id: row.id,
		version: row.version,
		to: row.to,
		subject: row.subject,
		text: readable(row),
		state: row.state,
		short: shortOf(row.state),
		writtenAt: longDateTime(row.createdAt),
		sentAt: row.sentAt && longDateTime(row.sentAt),
		attempts: row.attempts,
		tries: LETTER_TRIES,
		nextTryAt: waitsForRetry ? longDateTime(row.dueAt) : null,
		error: row.quarantine ?? row.error,
		resend: resend?.possible ? resend.button : null,
	}
}

/** A link that alone opens an account is the addressee's only: whoever reads the outbox sees the letter without it. */
function readable({ kind, text, links }: Row): string {
	if (isLetterKind(kind) && !LETTERS[kind].secret) return text
	return linksIn(links).reduce(
		(words, link) => words.replaceAll(link, "(ссылку видит только получатель)"),
		text,
	)
}

/** An operator puts a letter whose tries are used up back into the queue. */
export const resendLetter = (order: {
	actor: Actor
	id: string
	version: number | undefined
	now: Date
}): Promise<Outcome> => dispatch({ ...order, subject: "letter", event: "letter.resend" })
