import { prisma } from "#app/db/client.server.ts"
import { named } from "#app/db/search.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { deadAmong } from "#app/letters/dead-address.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { fullNameOf } from "../../person/post.ts"

const DRAFTS = statesTagged(applicationLifecycle, "draft")

export const NOT_SUBMITTED_PAGE = 50

export interface NotSubmittedQuery {
	q: string
	/** «Сформировал заявление»: yes, no or both. */
	formed: "" | "yes" | "no"
	page: number
}

/**
 * «Педагогические работники не подавшие заявление»: teachers of the municipality who never submitted an application, or
 * whose present one is a draft.
 */
export async function viewNotSubmitted({
	municipalityCode,
	query,
}: {
	municipalityCode: string
	query: NotSubmittedQuery
}) {
	const people = await prisma.person.findMany({
		where: {
			blockedAt: null,
			engagements: { some: { role: "teacher", to: null, municipalityCode } },
			...named(query.q),
			OR: [
				{ applications: { some: { state: { in: DRAFTS } } } },
				{ applications: { none: { submittedAt: { not: null } } } },
			],
		},
		orderBy: [{ searchName: "asc" }, { id: "asc" }],
		select: {
			id: true,
			surname: true,
			name: true,
			patronymic: true,
			email: true,
			mobilePhone: true,
			createdAt: true,
			engagements: {
				where: { role: "teacher", to: null, municipalityCode },
				select: { organisation: { select: { name: true } } },
			},
			applications: { where: { state: { in: DRAFTS } }, select: { state: true } },
		},
	})
	notePeople(people.map(({ id }) => id))
	const rows = people.map((person) => ({
		id: person.id,
		fullName: fullNameOf(person),
		organisation: [...new Set(person.engagements.map(({ organisation }) => organisation?.name ?? ""))]
			.filter(Boolean)
			.join(", "),
		phone: person.mobilePhone,
		email: person.email,
		registeredAt: longDateTime(person.createdAt),
		formed: person.applications.some(({ state }) => isTagged(applicationLifecycle, state, "formed")),
	}))
	const found = rows.filter(({ formed }) => query.formed === "" || formed === (query.formed === "yes"))
	const from = (query.page - 1) * NOT_SUBMITTED_PAGE
	const shown = found.slice(from, from + NOT_SUBMITTED_PAGE)
	const dead = await deadAmong(
		prisma,
		shown.map(({ email }) => email),
	)
	return {
		rows: shown.map((row) => ({ ...row, isDead: dead.has(row.email) })),
		total: found.length,
		figures: { all: rows.length, formed: rows.filter(({ formed }) => formed).length },
	}
}
export type NotSubmittedView = Awaited<ReturnType<typeof viewNotSubmitted>>
