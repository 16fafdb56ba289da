import { Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { insertRow, lockRow, updateRow } from "#app/db/row.server.ts"
import { enqueue } from "#app/jobs/boss.server.ts"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import type { Columns, Loaded, Subject, SubjectRow, TransitionContext } from "#app/workflow/subject.server.ts"
import type { LetterContext } from "#machines/letter.machine.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"

export interface LetterRow extends SubjectRow {
	attempts: number
}

const MINUTE = 60_000
/** The longest pause before another try. */
export const LONGEST_PAUSE_MS = 4 * 60 * MINUTE
/** A sender that has said nothing for so long is dead, and the letter may be taken anew. Longer than any delivery lasts. */
export const SENDING_LEASE_MS = 2 * MINUTE

/** Milliseconds until the next try: a minute after the first failure, doubling, four hours at most. */
export const pauseAfter = (attempts: number): number =>
	Math.min(MINUTE * 2 ** (attempts - 1), LONGEST_PAUSE_MS)

/** The engine forgets what `load` answered; here it is known again. */
const attemptsOf = ({ facts }: TransitionContext) => (facts as LetterContext).attempts

/** One handler per action name of the machine; a test holds the two lists against each other. */
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
		async keepSent({ now }) {
			return { sentAt: now, error: null }
		},
		async beginAnew({ tx, row, now }) {
			await queueLetter(tx, row.id)
			return { attempts: 0, dueAt: now }
		},
	}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms)

/** The job of sending, in the transaction that makes the letter due. */
export const queueLetter = (tx: Tx, letterId: string) =>
	enqueue(tx, "letter.send", { letterId }, { singletonKey: letterId })

/** A letter belongs to nobody: the policy asks only who acts, so its scope is empty. */
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
			SELECT "id", "state", "version", "machineVersion", "quarantine", "attempts" FROM "Letter" WHERE "id" = ${id}`,
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
