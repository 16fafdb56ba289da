import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { settlesNames } from "#app/policies/profile.policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { counted, longDateTime } from "#app/utils/russian.ts"
import { acceptCorrection, takeBackCorrection } from "./name-corrections.server.ts"

const PARTS: Readonly<Record<string, string>> = { surname: "фамилия", name: "имя", patronymic: "отчество" }

/** The corrections that people made to forms of their names, word by word. Undecided ones come first, the most frequent on top. */
export async function viewNameCorrections({ actor }: { actor: Actor }) {
	if (!settlesNames(actor)) throw notFound()
	const rows = await prisma.nameCorrection.findMany({
		orderBy: [{ acceptedAt: { sort: "asc", nulls: "first" } }, { times: "desc" }, { suggestedAt: "desc" }],
		take: 200,
	})
	return {
		corrections: rows.map((row) => ({
			id: row.id,
			word: capitalised(row.word),
			kind: [PARTS[row.part], row.sex === "f" ? "женский род" : "мужской род"].filter(Boolean).join(", "),
			forms: [row.genitive, row.dative, row.accusative].map(capitalised),
			times: counted(row.times, ["раз", "раза", "раз"]),
			accepted: row.acceptedAt ? longDateTime(row.acceptedAt) : null,
		})),
	}
}
export type NameCorrectionsView = Awaited<ReturnType<typeof viewNameCorrections>>

/** Words are compared in lower case. A name is shown with a capital letter in each part of a double name. */
const capitalised = (word: string) =>
	word.replace(
		/(^|-)(\p{L})/gu,
		(_, before: string, letter: string) => before + letter.toLocaleUpperCase("ru-RU"),
	)

/** Accepts a correction or takes an accepted one back, from the page of corrections. @returns the sentence of the toast */
export async function answerNameCorrection({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<string> {
	const id = String(form.id ?? "")
	if (form.intent === "takeBack") {
		await takeBackCorrection({ actor, id })
		return "Слово снова склоняется по правилам"
	}
	await acceptCorrection({ actor, id, now })
	return "Принято: теперь слово склоняется так у всех, кто не подтвердил иного"
}
