import { z } from "zod"
import { inTransaction } from "#app/db/transaction.server.ts"
import { checkWords } from "#app/letters/check-words.ts"
import { wordsId } from "#app/letters/words-in-force.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { printable } from "#templates/letters/words.ts"
import { noteField } from "../template/note.schema.ts"
import { addVersion } from "../template/versions.server.ts"
import { changeableLetter } from "./letter-kind.ts"

const typed = (empty: string, longest: number) =>
	z
		.string({ error: empty })
		.transform((text) => printable(text).trim())
		.pipe(z.string().min(1, empty).max(longest, `Сократите: не больше ${longest} знаков.`))

const WordsSchema = z.object({
	subject: typed("Напишите тему письма.", 300).refine((text) => !text.includes("\n"), {
		error: "Тема — одна строка.",
	}),
	body: typed("Напишите текст письма.", 10_000),
	note: noteField,
})

interface Draft {
	actor: Actor
	kind: string
	form: Record<string, unknown>
	now: Date
}

/**
 * Stores an operator's words as the next version of a letter, if every letter of this kind can be written with them. They
 * are not in force yet: the operator first compares a letter in the old and new words, then `enactWords` puts them in
 * force.
 * @throws DomainError `invalid` naming every wrong tag
 */
export async function draftWords({ actor, kind: name, form, now }: Draft): Promise<number> {
	const { kind, letter } = changeableLetter(actor, name)
	const { note, ...words } = parseForm(WordsSchema, form)
	const { faults } = checkWords(letter, words)
	if (faults.length > 0)
		throw new DomainError("invalid", "Слова письма не сохранены: исправьте то, что отмечено.", {
			fields: { body: `Исправьте: ${faults.join("; ")}.` },
		})
	return inTransaction((tx) =>
		addVersion(tx, { id: wordsId(kind), content: words, note, byId: actor.id, now }),
	)
}
