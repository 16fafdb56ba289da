import type { Tx } from "#app/db/client.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import type { LetterData, LetterKind } from "#templates/letters/index.ts"
import { letterSubject, queueLetter } from "./letter.subject.server.ts"
import { newLetterId } from "./letter-id.server.ts"
import { renderLetter } from "./words-in-force.server.ts"

export interface LetterOrder<Kind extends LetterKind> {
	kind: Kind
	to: { email: string; personId?: string | null }
	data: LetterData<Kind>
	/** What the letter is about. The page of that subject says so if the letter cannot be delivered. */
	cause?: LetterCause
	now: Date
}

export type LetterCause = { kind: "application" | "invitation"; id: string }

/**
 * Puts a letter into the outbox in the caller's transaction, so it is sent only if the transaction commits. It is rendered
 * here and keeps its words, whatever words operators put in force before it is sent.
 * @returns the letter's id
 * @throws ZodError if data that the letter needs is missing
 */
export async function writeLetter<Kind extends LetterKind>(
	tx: Tx,
	{ kind, to, data, cause, now }: LetterOrder<Kind>,
): Promise<string> {
	const { links, ...content } = await renderLetter(tx, kind, data)
	const id = newLetterId()
	await createSubject(tx, {
		subject: letterSubject,
		id,
		actor: SYSTEM,
		facts: { attempts: 0 },
		columns: {
			...content,
			links,
			kind,
			to: to.email,
			personId: to.personId ?? null,
			causeKind: cause?.kind ?? "",
			causeId: cause?.id ?? null,
			createdAt: now,
			dueAt: now,
		},
		now,
	})
	await queueLetter(tx, { id, kind })
	return id
}
