import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Post, ScheduleInput } from "#app/documents/fill.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import type { AttestationForm, Category } from "#machines/application/application.facts.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { FORMED_NAMES } from "../application/form/formed-names.server.ts"
import { keptCount } from "../machine/state-counts.server.ts"
import { type EngagementParts, nameLine, positionLine, postFrom, postLine } from "../person/post.ts"

/** The data of an application that a schedule shows. All of it may be published. */
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
	/** The experts' posts, in the order of their seats. */
	posts: readonly Post[]
}

/**
 * Loads entries in the order of the teachers' names. A schedule may have five hundred rows, and decoding them blocks the
 * server's only thread. So this is one plain SQL query, which reads only the name from the form.
 * @param which a condition over the applications, known as `a`
 */
export const loadEntries = (which: Prisma.Sql): Promise<EntryParts[]> =>
	rowsOf<EntryParts>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."scheduleId", a."fullName", a."claimedCategory", a."attestationForm", a."subjectNominative",
			a."subjectGenitive", coalesce(f."position", to_jsonb(p)) AS "position",
			jsonb_build_object('name', coalesce(f."workplace", o."name")) AS "organisation",
			jsonb_build_object('surname', a."form"->'surname', 'name', a."form"->'name', 'patronymic', a."form"->'patronymic') AS "form",
			coalesce((SELECT jsonb_agg(t."post" ORDER BY t."seat") FROM "Seat" t WHERE t."applicationId" = a."id"), '[]') AS "posts"
		FROM "Application" a
		JOIN "Position" p ON p."code" = a."positionCode"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		LEFT JOIN LATERAL (${FORMED_NAMES}) f ON TRUE
		WHERE ${which} ORDER BY a."fullName", a."id"`,
	)

/** Loads the entries of these schedules whose application is in one of these states. */
export const entriesOf = (scheduleIds: readonly string[], states: readonly string[]) =>
	loadEntries(Prisma.sql`a."scheduleId" = ANY (${scheduleIds}) AND a."state" = ANY (${states})`)

/** One page of the entries of a schedule. */
export function pageOfEntries(scheduleId: string, states: readonly string[], page: number) {
	const inStates = Prisma.sql`"state" = ANY (${[...states]})`
	const load = ({ skip, take }: { skip: number; take: number }, way: Prisma.Sql) =>
		// Only the names of one page are looked up: the order needs nothing beside the application.
		loadEntries(
			Prisma.sql`a."id" = ANY (ARRAY(SELECT a."id" FROM "Application" a WHERE a."scheduleId" = ${scheduleId} AND a.${inStates}
				ORDER BY a."fullName" ${way}, a."id" ${way} LIMIT ${take} OFFSET ${skip}))`,
		)
	return pageOfList({
		page,
		pageSize: SCHEDULE_PAGE,
		count: () => keptCount("application", Prisma.sql`"scheduleId" = ${scheduleId} AND ${inStates}`),
		load: (part) => load(part, Prisma.sql`ASC`),
		// The rows of a page come in the order of names, whichever end it was found from.
		loadFromEnd: async (part) => (await load(part, Prisma.sql`DESC`)).reverse(),
	})
}

const SCHEDULE_PAGE = 50

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
	/** The name, then «учитель физики, МАОУ СОШ № 902». */
	experts: { name: string; post: string }[]
}

/** The teacher's post as this application names it. The profile may have changed since. */
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

/** The same entry as a row of the Word form. */
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
