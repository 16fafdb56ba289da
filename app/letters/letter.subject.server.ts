import { Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { insertRow, lockRow, updateRow } from "#app/db/row.server.ts"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import { enqueue } from "#app/queue/boss.server.ts"
import { env } from "#app/utils/env.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { Columns, Loaded, Subject, SubjectRow, TransitionContext } from "#app/workflow/subject.server.ts"
import type { LetterContext } from "#machines/letter.machine.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { isLetterKind, LETTERS } from "#templates/letters/index.ts"
import { markDead, reviveAddress } from "./dead-address.server.ts"
import { linksIn } from "./letter-links.ts"
import { withoutLinks } from "./spent-links.ts"

export interface LetterRow extends SubjectRow {
	kind: string
	attempts: number
	deferrals: number
	to: string
}

const MINUTE = 60_000
/** The longest pause before the next attempt. */
export const LONGEST_PAUSE_MS = 4 * 60 * MINUTE
/** A sender silent for this long is dead, and the letter may be taken again. It is longer than any delivery takes. */
export const SENDING_LEASE_MS = 2 * MINUTE

/** Milliseconds until the next attempt: one minute after the first failure, doubling, at most four hours. */
export const pauseAfter = (attempts: number): number =>
	Math.min(MINUTE * 2 ** (attempts - 1), LONGEST_PAUSE_MS)

/** The same while the mail server is unreachable or busy: half a minute at first, at most a quarter of an hour. */
export const pauseAfterDeferral = (deferrals: number): number =>
	Math.min((MINUTE / 2) * 2 ** Math.min(deferrals - 1, 10), 15 * MINUTE)

/** `load` returns a full letter; the engine types it as any subject's row. */
const letterOf = ({ row }: TransitionContext) => row as LetterRow

/** `load` returns the number of attempts; the engine types it as unknown facts. */
const attemptsOf = ({ facts }: TransitionContext) => (facts as LetterContext).attempts

/** One handler for each action name of the machine; a test compares the two lists. */
export const letterEffects: Record<string, (transition: TransitionContext) => Promise<Columns | undefined>> =
	{
		async countAttempt(transition) {
			const { now } = transition
			return { attempts: attemptsOf(transition) + 1, dueAt: later(now, SENDING_LEASE_MS) }
		},
		async keepError({ input }) {
			return { error: String(input.error ?? "") }
		},
		async scheduleRetry(transition) {
			return { dueAt: later(transition.now, pauseAfter(attemptsOf(transition))) }
		},
		async giveAttemptBack(transition) {
			const deferrals = letterOf(transition).deferrals + 1
			return {
				attempts: Math.max(attemptsOf(transition) - 1, 0),
				deferrals,
				dueAt: later(transition.now, pauseAfterDeferral(deferrals)),
			}
		},
		async markAddress(transition) {
			const { tx, row, input, now } = transition
			if (input.deadAddress === true)
				await markDead(
					tx,
					{ address: letterOf(transition).to, why: String(input.error ?? ""), letterId: row.id },
					now,
				)
			return undefined
		},
		async keepSent({ tx, row, now }) {
			return { sentAt: now, error: null, ...(await spentLinks(tx, row.id)) }
		},
		async beginAnew(transition) {
			const { tx, now } = transition
			if (letterOf(transition).to === "")
				throw new DomainError(
					"not-allowed-now",
					"Адрес и текст этого письма удалены по окончании срока хранения.",
				)
			await reviveAddress(tx, letterOf(transition).to)
			await queueLetter(tx, letterOf(transition))
			return { attempts: 0, deferrals: 0, dueAt: now }
		},
	}

/**
 * A link that alone gives access to an account is deleted once its letter has been sent, so that a copy of the outbox opens
 * nothing. The demo keeps it, because people read their letters in its letter box.
 */
async function spentLinks(tx: Tx, id: string): Promise<Columns> {
	if (env.mode === "demo") return {}
	const letter = await tx.letter.findUniqueOrThrow({
		where: { id },
		select: { kind: true, text: true, html: true, links: true },
	})
	if (!isLetterKind(letter.kind) || !LETTERS[letter.kind].secret) return {}
	return { ...withoutLinks({ ...letter, links: linksIn(letter.links) }) }
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms)

/** People request these letters themselves and wait for them, for example the link to a new password. */
export const isAskedFor = (kind: string): boolean => isLetterKind(kind) && LETTERS[kind].secret

/** Letters of a higher number are sent first, so that nobody waits for a link behind thousands of reminders. */
function priorityOf(kind: string): number {
	if (isAskedFor(kind)) return 2
	return isLetterKind(kind) && LETTERS[kind].unsubscribable ? 0 : 1
}

/** Queues the job that sends the letter, in the transaction that makes the letter due. */
export const queueLetter = (tx: Tx, { id, kind }: { id: string; kind: string }) =>
	enqueue(tx, "letter.send", { letterId: id }, { singletonKey: id, priority: priorityOf(kind) })

/** A letter belongs to nobody. The policy checks only the actor, so its scope is empty. */
export function loadedLetter(row: LetterRow): Loaded {
	const facts: LetterContext = { attempts: row.attempts }
	return { row, facts, scope: {} }
}

/** The outbox: one letter to one address. */
export const letterSubject: Subject = {
	name: "letter",
	lifecycle: letterLifecycle,
	lock: (tx, id) => lockRow(tx, "Letter", id),
	async load(tx, id) {
		const [row] = await rowsOf<LetterRow>(
			tx,
			Prisma.sql`
			SELECT "id", "kind", "state", "version", "machineVersion", "quarantine", "attempts", "deferrals", "to" FROM "Letter" WHERE "id" = ${id}`,
		)
		return row ? loadedLetter(row) : null
	},
	mayRead: (actor, scope) => letterPolicy.read(actor, scope, null),
	mayCreate: letterPolicy.write,
	create: (tx, columns) => insertRow(tx, "Letter", columns),
	update: (tx, where, columns) => updateRow(tx, "Letter", where, columns),
	effects: (name) => letterEffects[name],
	onBehalfOf: () => null,
	reasonFields: [],
}
