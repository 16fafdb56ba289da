import { z } from "zod"
import { type Prisma, prisma } from "#app/db/client.server.ts"
import { literally } from "#app/db/search.ts"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalid, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime, unbroken } from "#app/utils/russian.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { explainOne } from "#app/workflow/explain.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { isLetterKind, LETTERS } from "#templates/letters/index.ts"
import { loadedLetter } from "./letter.subject.server.ts"
import { linksIn } from "./letter-links.ts"
import type { OutboxQuery } from "./outbox-query.ts"

const PAGE_SIZE = 50

const states = leafStates(letterLifecycle.machine)
const LETTER_STATES = states.map((state) => ({ value: state, label: shortOf(letterLifecycle, state) }))

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

export type OutboxView = Awaited<ReturnType<typeof viewOutbox>>

/** The outbox as operators see it, newest first. @throws DomainError not-found to everybody else */
export async function viewOutbox({ actor, query, now }: { actor: Actor; query: OutboxQuery; now: Date }) {
	if (!letterPolicy.read(actor, {}, null)) throw notFound()
	const state = states.includes(query.state) ? query.state : ""
	const to = query.to.trim()
	const where: Prisma.LetterWhereInput = {
		...(state && { state }),
		...(to && { to: { contains: literally(to), mode: "insensitive" } }),
	}
	const [total, figures, rows] = await Promise.all([
		prisma.letter.count({ where }),
		countUnsent(),
		prisma.letter.findMany({
			where,
			select: rowColumns,
			orderBy: { id: "desc" },
			skip: (query.page - 1) * PAGE_SIZE,
			take: PAGE_SIZE,
		}),
	])
	return {
		letters: rows.map((row) => letterRow(actor, row, now)),
		total,
		figures,
		states: LETTER_STATES,
		query: { ...query, state, to },
		pageSize: PAGE_SIZE,
	}
}

/** How many letters have not left yet, by state: what an operator looks at first. */
async function countUnsent() {
	const tones = [
		["waiting", "wait"],
		["underway", undefined],
		["stuck", "bad"],
	] as const
	const unsent = tones.flatMap(([tag, tone]) =>
		statesTagged(letterLifecycle, tag).map((state) => ({ state, tone })),
	)
	return Promise.all(
		unsent.map(async ({ state, tone }) => {
			const count = await prisma.letter.count({ where: { state } })
			return {
				state,
				count,
				label: shortOf(letterLifecycle, state),
				to: paths.operatorMail({ state }),
				...(tone && count > 0 && { tone }),
			}
		}),
	)
}

const moment = (at: Date) => unbroken(longDateTime(at)).replace(/,\s/u, ", ")

function letterRow(actor: Actor, row: Row, now: Date) {
	const resend = explainOne(actor, "letter", loadedLetter(row), "letter.resend", now)
	const waitsForRetry = row.attempts > 0 && isTagged(letterLifecycle, row.state, "waiting")
	return {
		id: row.id,
		version: row.version,
		to: row.to,
		subject: row.subject,
		text: readable(row),
		state: row.state,
		short: shortOf(letterLifecycle, row.state),
		writtenAt: moment(row.createdAt),
		sentAt: row.sentAt && moment(row.sentAt),
		attempts: row.attempts,
		tries: LETTER_TRIES,
		nextTryAt: waitsForRetry ? moment(row.dueAt) : null,
		error: row.quarantine ?? row.error,
		events: resend?.possible ? ownEvents([resend]) : {},
	}
}

/** A link that alone opens an account is for the addressee: whoever reads the outbox sees the letter without it, sent or not. */
function readable({ kind, text, links }: Row): string {
	if (isLetterKind(kind) && !LETTERS[kind].secret) return text
	return linksIn(links).reduce(
		(words, link) => words.replaceAll(link, "(ссылку видит только получатель)"),
		text,
	)
}

const ResendForm = z.object({
	event: z.literal("letter.resend"),
	id: z.string().min(1),
	version: z.coerce.number().int().optional(),
})

/**
 * An operator puts a letter whose tries are used up back into the queue.
 * @param form fields of the posted form: `event`, `id`, `version`
 * @throws DomainError as `dispatch` does, and invalid for another form
 */
export async function resendFromForm({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<void> {
	const parsed = ResendForm.safeParse(form)
	if (!parsed.success) throw invalid({}, "Письмо не выбрано. Обновите страницу и нажмите кнопку ещё раз.")
	const { event, id, version } = parsed.data
	await dispatch({ actor, subject: "letter", id, event, now, ...(version !== undefined && { version }) })
}
