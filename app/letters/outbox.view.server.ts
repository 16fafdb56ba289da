import { z } from "zod"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Letter } from "#app/db/generated/client.ts"
import { countUpTo, pageOfList } from "#app/db/paging.server.ts"
import { literally, named } from "#app/db/search.server.ts"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalid, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime, unbroken } from "#app/utils/russian.ts"
import { VersionSchema } from "#app/utils/typed/version.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { explainOne } from "#app/workflow/explain.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { isLetterKind, LETTERS } from "#templates/letters/index.ts"
import { LETTER_OCCASIONS } from "#templates/letters/occasions.ts"
import { inPlainWords } from "./answers/plain-words.ts"
import { loadedLetter } from "./letter.subject.server.ts"
import { linksIn } from "./letter-links.ts"
import { OUTBOX_SORTED, type OutboxQuery } from "./outbox-query.ts"

const PAGE_SIZE = 50

const states = leafStates(letterLifecycle.machine)
const LETTER_KINDS = Object.entries(LETTER_OCCASIONS)
	.map(([value, { title }]) => ({ value, label: title }))
	.sort((one, other) => one.label.localeCompare(other.label, "ru"))
const LETTER_STATES = states.map((state) => ({ value: state, label: shortOf(letterLifecycle, state) }))

/** The columns that a row of the list shows, for a letter `l`. */
const COLUMNS = Prisma.sql`l."id", l."state", l."version", l."machineVersion", l."quarantine", l."attempts", l."deferrals",
	l."causeKind", l."causeId", l."kind", l."to", l."subject", l."text", l."links", l."createdAt", l."sentAt", l."dueAt", l."error"`

type Row = Pick<
	Letter,
	| "id"
	| "state"
	| "version"
	| "machineVersion"
	| "quarantine"
	| "attempts"
	| "deferrals"
	| "causeKind"
	| "causeId"
	| "kind"
	| "to"
	| "subject"
	| "text"
	| "links"
	| "createdAt"
	| "sentAt"
	| "dueAt"
	| "error"
>

export type OutboxView = Awaited<ReturnType<typeof viewOutbox>>

/** The outbox for operators, newest first unless the address asks for the oldest. @throws DomainError not-found to everybody else */
export async function viewOutbox({ actor, query, now }: { actor: Actor; query: OutboxQuery; now: Date }) {
	if (!letterPolicy.read(actor, {}, null)) throw notFound()
	const state = states.includes(query.state) ? query.state : ""
	const kind = isLetterKind(query.kind) ? query.kind : ""
	const where = Prisma.join(
		[
			Prisma.sql`TRUE`,
			...(state ? [Prisma.sql`l."state" = ${state}`] : []),
			...(kind ? [Prisma.sql`l."kind" = ${kind}`] : []),
			...(query.to ? [Prisma.sql`l."to" ILIKE ${`%${literally(query.to)}%`}`] : []),
			...(query.person ? [Prisma.sql`l."personId" = ANY (${await peopleNamed(query.person)})`] : []),
			...(query.case
				? [
						Prisma.sql`l."causeKind" = 'application' AND l."causeId" = ANY (${await applicationsCalled(query.case)})`,
					]
				: []),
		],
		" AND ",
	)
	// Ids are in the order of time.
	const isOldestFirst = OUTBOX_SORTED.some((column) => column === query.sort)
	const order = Prisma.sql`l."id" ${isOldestFirst ? Prisma.sql`ASC` : Prisma.sql`DESC`}`
	const [{ rows, page, ...pages }, figures] = await Promise.all([
		pageOfList({
			page: query.page,
			pageSize: PAGE_SIZE,
			count: (most) => countUpTo(most, Prisma.sql`"Letter" l WHERE ${where}`),
			load: ({ skip, take }) =>
				rowsOf<Row>(
					prisma,
					// Letters are long: those that the page skips are passed by their ids.
					Prisma.sql`SELECT ${COLUMNS} FROM (SELECT l."id" FROM "Letter" l WHERE ${where}
							ORDER BY ${order} LIMIT ${take} OFFSET ${skip}) AS "part"
						JOIN "Letter" l ON l."id" = "part"."id" ORDER BY ${order}`,
				),
		}),
		countUnsent(),
	])
	const tries = await triesOf(rows.map(({ id }) => id))
	return {
		letters: rows.map((row) => ({ ...letterRow(actor, row, now), log: tries.get(row.id) ?? [] })),
		...pages,
		figures,
		states: LETTER_STATES,
		kinds: LETTER_KINDS,
		query: { ...query, state, kind, page },
	}
}

const FIRST_FEW = 500

async function peopleNamed(words: string): Promise<string[]> {
	const people = await prisma.person.findMany({ where: named(words), select: { id: true }, take: FIRST_FEW })
	return people.map(({ id }) => id)
}

async function applicationsCalled(text: string): Promise<string[]> {
	if (!/^\d{1,6}$/u.test(text)) return [text]
	const found = await prisma.application.findMany({
		where: { journalNumber: Number(text) },
		select: { id: true },
		take: FIRST_FEW,
	})
	return found.map(({ id }) => id)
}

export interface LetterTry {
	at: string
	/** What happened, with the words of the mail server. */
	words: string
}

/** Everything that happened to each letter, oldest first, from its journal. Of a delivery that has ended only the end is listed. */
async function triesOf(ids: readonly string[]): Promise<Map<string, LetterTry[]>> {
	const entries = await prisma.journal.findMany({
		where: { subject: "letter", subjectId: { in: [...ids] }, event: { not: "letter.take" } },
		select: { subjectId: true, event: true, at: true, data: true },
		orderBy: [{ subjectId: "asc" }, { seq: "asc" }],
	})
	const tries = new Map<string, LetterTry[]>()
	for (const { subjectId, event, at, data } of entries) {
		const error = z.object({ error: z.string() }).safeParse(data)
		const words = [happenedAt(event), error.success ? error.data.error : ""].filter(Boolean).join(": ")
		tries.set(subjectId, [...(tries.get(subjectId) ?? []), { at: moment(at), words }])
	}
	return tries
}

const { events, creation } = letterLifecycle

const happenedAt = (event: string): string =>
	event === creation.event
		? creation.text.happened
		: (Object.entries(events).find(([name]) => name === event)?.[1].happened ?? event)

const UNSENT = (
	[
		["waiting", "wait"],
		["underway", undefined],
		["stuck", "bad"],
	] as const
).flatMap(([tag, tone]) => statesTagged(letterLifecycle, tag).map((state) => ({ state, tone })))

/** How many letters have not been sent yet, by state, which an operator checks first. */
async function countUnsent() {
	const counts = await prisma.letter.groupBy({
		by: ["state"],
		where: { state: { in: UNSENT.map(({ state }) => state) } },
		_count: { _all: true },
	})
	return UNSENT.map(({ state, tone }) => {
		const count = counts.find((one) => one.state === state)?._count._all ?? 0
		return {
			state,
			count,
			label: shortOf(letterLifecycle, state),
			to: paths.operatorMail({ state }),
			...(tone && count > 0 && { tone }),
		}
	})
}

const moment = (at: Date) => unbroken(longDateTime(at)).replace(/,\s/u, ", ")

function letterRow(actor: Actor, row: Row, now: Date) {
	const resend = explainOne(actor, "letter", loadedLetter(row), "letter.resend", now)
	const waitsForRetry = row.attempts + row.deferrals > 0 && isTagged(letterLifecycle, row.state, "waiting")
	return {
		id: row.id,
		version: row.version,
		to: row.to,
		subject: row.subject,
		kind: isLetterKind(row.kind) ? LETTER_OCCASIONS[row.kind].title : row.kind,
		about: row.causeKind === "application" && row.causeId ? paths.operatorApplication(row.causeId) : null,
		text: readable(row),
		state: row.state,
		short: shortOf(letterLifecycle, row.state),
		writtenAt: moment(row.createdAt),
		sentAt: row.sentAt && moment(row.sentAt),
		attempts: row.attempts,
		tries: LETTER_TRIES,
		nextTryAt: waitsForRetry ? moment(row.dueAt) : null,
		error: row.quarantine ?? (row.error && inPlainWords(row.error)),
		events: resend?.possible ? ownEvents([resend]) : {},
	}
}

/** A link that alone gives access to an account is only for the addressee. Readers of the outbox see the letter without it, sent or not. */
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
	version: VersionSchema.optional(),
})

/**
 * An operator puts a letter without remaining attempts back into the queue.
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
