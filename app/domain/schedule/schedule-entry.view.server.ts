import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Post, ScheduleInput } from "#app/documents/fill.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import type { AttestationForm, Category } from "#machines/application.facts.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { type EngagementParts, nameLine, positionLine, postFrom, postLine } from "../person/post.ts"

/** What must be known of an application so that it can stand in a schedule. Nothing that must not be published. */
export interface EntryParts {
	id: string
	scheduleId: string
	form: Pick<FormDraft, "surname" | "name" | "patronymic">
	fullName: string
	claimedCategory: string | null
	attestationForm: string | null
	subjectNominative: string
	subjectGenitive: string
	position: EngagementParts["position"]
	organisation: { name: string }
	/** Of the specialists, by seats. */
	posts: readonly Post[]
}

/**
 * Entries by name. One query in plain SQL, and of the typed form the name alone: a schedule may have five hundred rows, and
 * while the server's one thread decodes them everybody else waits.
 * @param which of the applications `a`
 */
export const loadEntries = (which: Prisma.Sql): Promise<EntryParts[]> =>
	rowsOf<EntryParts>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."scheduleId", a."fullName", a."claimedCategory", a."attestationForm", a."subjectNominative",
			a."subjectGenitive", to_jsonb(p) AS "position", jsonb_build_object('name', o."name") AS "organisation",
			jsonb_build_object('surname', a."form"->'surname', 'name', a."form"->'name', 'patronymic', a."form"->'patronymic') AS "form",
			coalesce((SELECT jsonb_agg(t."post" ORDER BY t."seat") FROM "Seat" t WHERE t."applicationId" = a."id"), '[]') AS "posts"
		FROM "Application" a
		JOIN "Position" p ON p."code" = a."positionCode"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		WHERE ${which} ORDER BY a."fullName", a."id"`,
	)

/** Those of the schedules that are in one of the states. */
export const entriesOf = (scheduleIds: readonly string[], states: readonly string[]) =>
	loadEntries(Prisma.sql`a."scheduleId" = ANY (${scheduleIds}) AND a."state" = ANY (${states})`)

/** One line of a schedule for a page. */
export interface ScheduleEntry {
	id: string
	name: string
	/** «первая» */
	category: string
	/** «очно» */
	form: string
	/** «учитель математики» */
	position: string
	workplace: string
	/** Name, then «учитель физики, МАОУ СОШ № 902». */
	experts: { name: string; post: string }[]
}

/** The teacher at the post of this application, whatever the profile says now. */
function postOf(entry: EntryParts): Post {
	const surname = entry.form.surname ?? ""
	const name = entry.form.name ?? ""
	const patronymic = entry.form.patronymic ?? ""
	const { subjectNominative: nominative, subjectGenitive: genitive } = entry
	return postFrom(surname ? { surname, name, patronymic } : { surname: entry.fullName, name, patronymic }, {
		position: entry.position,
		positionText: "",
		subject: nominative ? { nominative, genitive } : null,
		organisation: entry.organisation,
	})
}

/** The same line as the Word form wants it. */
export const entryInput = (entry: EntryParts): ScheduleInput["rows"][number] => ({
	...postOf(entry),
	category: (entry.claimedCategory ?? "first") as Category,
	attestationForm: (entry.attestationForm ?? "in_person") as AttestationForm,
	experts: [...entry.posts],
})

export function entryView(entry: EntryParts): ScheduleEntry {
	const input = entryInput(entry)
	return {
		id: entry.id,
		name: fullName(input.name),
		category: categoryPhrase(input.category, "nominative"),
		form: attestationFormPhrase(input.attestationForm),
		position: positionLine(input),
		workplace: input.workplace,
		experts: input.experts.map((expert) => ({ name: nameLine(expert), post: postLine(expert) })),
	}
}
