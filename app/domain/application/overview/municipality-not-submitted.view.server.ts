import { prisma } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { named } from "#app/db/search.ts"
import { deadAmong } from "#app/letters/dead-address.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { sortIn } from "../../list/list.ts"
import { fullNameOf } from "../../person/post.ts"

/** The columns by which the list can be sorted. */
const SORTED = { name: "fullName", organisation: "organisation", email: "email", formed: "formed" } as const
const RUSSIAN = new Intl.Collator("ru")

const DRAFTS = statesTagged(applicationLifecycle, "draft")

const PAGE_SIZE = 50

export interface NotSubmittedQuery {
	q: string
	/** «Сформировал заявление»: yes, no or both. */
	formed: "" | "yes" | "no"
	/** A column to sort by, with `-` in front for the reverse order. Empty sorts by name. */
	sort?: string
	page: number
}

/** The filters as the address writes them. */
export function notSubmittedQuery(query: URLSearchParams): NotSubmittedQuery {
	const formed = query.get("formed")
	return {
		q: (query.get("q") ?? "").trim().slice(0, 200),
		formed: formed === "yes" || formed === "no" ? formed : "",
		sort: (query.get("sort") ?? "").slice(0, 40),
		page: pageOf(query),
	}
}

/**
 * «Педагогические работники не подавшие заявление»: teachers of the municipality who never submitted an application, or
 * whose current one is a draft.
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
	const asked = sortIn(query.sort ?? "", Object.keys(SORTED) as (keyof typeof SORTED)[])
	if (asked) {
		const way = asked.direction === "asc" ? 1 : -1
		const by = SORTED[asked.by]
		found.sort((one, other) => way * RUSSIAN.compare(String(one[by]), String(other[by])))
	}
	const { rows: shown, ...pages } = await pageOfList({
		page: query.page,
		pageSize: PAGE_SIZE,
		count: async (most) => Math.min(found.length, most),
		load: async ({ skip, take }) => found.slice(skip, skip + take),
	})
	const dead = await deadAmong(
		prisma,
		shown.map(({ email }) => email),
	)
	return {
		rows: shown.map((row) => ({ ...row, isDead: dead.has(row.email) })),
		...pages,
		figures: { all: rows.length, formed: rows.filter(({ formed }) => formed).length },
	}
}
export type NotSubmittedView = Awaited<ReturnType<typeof viewNotSubmitted>>
