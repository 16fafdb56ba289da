import type { Tx } from "#app/db/client.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { LETTERS, type LetterData, type LetterKind } from "#templates/letters/index.ts"
import { layOut, type RenderedLetter } from "#templates/letters/layout.ts"
import type { Letter } from "#templates/letters/letter.ts"
import { letterSubject, queueLetter } from "./letter.subject.server.ts"
import { newLetterId } from "./letter-id.server.ts"

export interface LetterOrder<Kind extends LetterKind> {
	kind: Kind
	to: { email: string; personId?: string | null }
	data: LetterData<Kind>
	/** What the letter is about: its page says if the letter cannot be delivered. */
	cause?: LetterCause
	now: Date
}

export type LetterCause = { kind: "application" | "invitation"; id: string }

/**
 * Puts a letter into the outbox in the caller's transaction: it is sent if and only if the transaction commits.
 * @returns the letter's id
 * @throws ZodError when the data lack something that the letter needs
 */
export async function writeLetter<Kind extends LetterKind>(
	tx: Tx,
	{ kind, to, data, cause, now }: LetterOrder<Kind>,
): Promise<string> {
	const { links, ...content } = renderLetter(kind, data)
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
	await queueLetter(tx, id)
	return id
}

function renderLetter<Kind extends LetterKind>(kind: Kind, data: LetterData<Kind>): RenderedLetter {
	const letter: Letter<LetterData<Kind>> = LETTERS[kind]
	return layOut(letter.compose(data))
}
