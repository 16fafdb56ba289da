import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Post } from "#app/documents/fill.ts"
import { type Position, positionWithSubject, type SubjectLink } from "#app/documents/phrases.ts"

/** The columns that a query must load so that an engagement can be named in any grammatical case. */
export const POST_SELECT = {
	positionText: true,
	position: true,
	subject: { select: { nominative: true, genitive: true } },
	organisation: { select: { name: true } },
} as const

export const NAME_SELECT = { surname: true, name: true, patronymic: true } as const

export interface EngagementParts {
	positionText: string
	position: (Position["cases"] & { subjectLink: string }) | null
	subject: { nominative: string; genitive: string } | null
	organisation: { name: string } | null
}

/** A post that is not in the list is used as it was typed, in every grammatical case. */
function positionFrom({ position, positionText }: EngagementParts): Position {
	if (position) {
		const { nominative, genitive, dative, accusative, instrumental, prepositional, subjectLink } = position
		return {
			cases: { nominative, genitive, dative, accusative, instrumental, prepositional },
			subjectLink: subjectLink as SubjectLink,
		}
	}
	const same = positionText || "—"
	return {
		cases: {
			nominative: same,
			genitive: same,
			dative: same,
			accusative: same,
			instrumental: same,
			prepositional: same,
		},
		subjectLink: "none",
	}
}

/** A person's post as it is today, to be stored with a paper or a schedule. */
export const postFrom = (
	{ surname, name, patronymic }: { surname: string; name: string; patronymic: string },
	engagement: EngagementParts,
): Post => ({
	name: { surname, name, patronymic },
	position: positionFrom(engagement),
	subject: engagement.subject,
	workplace: engagement.organisation?.name ?? "—",
})

/** «учитель математики» */
export const positionLine = ({ position, subject }: Pick<Post, "position" | "subject">): string =>
	positionWithSubject(position, subject, "nominative")

/** «учитель математики, МАОУ СОШ № 901» */
export const postLine = (post: Post): string => `${positionLine(post)}, ${post.workplace}`

export const nameLine = (post: Pick<Post, "name">): string => fullName(post.name)

export const fullNameOf = (person: { surname: string; name: string; patronymic: string }): string =>
	fullName(person)
