import { Prisma, prisma } from "#app/db/client.server.ts"
import { named } from "#app/db/search.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { attestationFormText, categoryText } from "#app/documents/phrases.ts"
import { type Actor, organisationsOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { searchWords, shortDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import {
	orderOfApplications,
	pageOfApplications,
	type SortedApplications,
} from "../../list/page-of-applications.server.ts"
import { rowsOfApplications } from "../../list/rows-of-applications.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { askedFor } from "./asked-for.server.ts"
import type { SchoolGroup, SchoolQuery } from "./school-list.query.ts"

const undecided = new Set(statesTagged(applicationLifecycle, "active"))
/** «Новые заявления» and «Зарегистрированные»: the second group is registered and not yet decided. */
const STATES: Record<SchoolGroup, string[]> = {
	new: statesTagged(applicationLifecycle, "awaitsRegistration"),
	registered: statesTagged(applicationLifecycle, "registered").filter((state) => undecided.has(state)),
}

/** Nobody acts as coordinator on their own application, so it is not in their list. */
const ofSchool = (actor: Actor): Prisma.ApplicationWhereInput => ({
	organisationId: { in: organisationsOf(actor) },
	teacherId: { not: actor.id },
})

/** «Количество аттестуемых» */
export async function countSchool(actor: Actor): Promise<Record<SchoolGroup, number>> {
	const states = await prisma.application.groupBy({
		by: ["state"],
		where: { ...ofSchool(actor), state: { in: [...STATES.new, ...STATES.registered] } },
		_count: { _all: true },
	})
	const count = (group: SchoolGroup) =>
		states
			.filter(({ state }) => STATES[group].includes(state))
			.reduce((sum, { _count }) => sum + _count._all, 0)
	return { new: count("new"), registered: count("registered") }
}

export interface SchoolRow {
	id: string
	state: string
	short: string
	/** «21.09.2026», the day on which it came into this state. */
	since: string
	fullName: string
	phone: string
	email: string
	position: string
	/** «первая, до 15.01.2027»; «не имею» */
	currentCategory: string
	claimedCategory: string
	attestationForm: string
	documents: number
	/** True while the paper waits for its scan or signature, which is where a coordinator can help most. */
	needsHelp: boolean
}

/** «Прикрепление документов аттестуемым»: the organisation's applications, by surname. */
export async function viewSchoolList({ actor, query }: { actor: Actor; query: SchoolQuery }) {
	const where: Prisma.ApplicationWhereInput = {
		...ofSchool(actor),
		...(query.group && { state: { in: STATES[query.group] } }),
		...(await ofTeacher(query.name)),
	}
	const listed = await pageOfApplications({
		page: query.page,
		where,
		orderBy: orderOfApplications(SORTED, query.sort, BY_TEACHER),
	})
	return { ...listed, rows: (await loadRows(listed.rows)).map(schoolRow), query }
}

type Order = Prisma.ApplicationOrderByWithRelationInput

/** A draft has no name yet, so applications are sorted by the name of the account. */
const BY_TEACHER: readonly Order[] = [{ teacher: { searchName: "asc" } }, { id: "asc" }]

const SORTED: SortedApplications<"school"> = {
	name: (way) => ({ teacher: { searchName: way } }),
	current: (way) => ({ currentCategory: way }),
	claimed: (way) => ({ claimedCategory: { sort: way, nulls: "last" } }),
	form: (way) => ({ attestationForm: { sort: way, nulls: "last" } }),
	state: (way) => ({ state: way }),
	since: (way) => ({ stateSince: way }),
}

interface Teacher {
	teacher: { surname: string; name: string; patronymic: string; mobilePhone: string; email: string }
	documents: number
}

const loadRows = rowsOfApplications([
	"state",
	"stateSince",
	"fullName",
	"form",
	"currentCategory",
	"currentEndsOn",
	"subjectGenitive",
])<Teacher>(Prisma.sql`,
	(SELECT to_jsonb(one) FROM (SELECT w."surname", w."name", w."patronymic", w."mobilePhone", w."email"
		FROM "Person" w WHERE w."id" = a."teacherId") one) AS "teacher",
	(SELECT count(*)::int FROM "Attachment" d WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL) AS "documents"`)

/** A draft has no name yet, so the teacher's name is searched as well. */
const ofTeacher = async (asked: string): Promise<Prisma.ApplicationWhereInput> =>
	searchWords(asked).length === 0 ? {} : { OR: [await askedFor(asked), { teacher: named(asked) }] }

type Row = Awaited<ReturnType<typeof loadRows>>[number]

function schoolRow(row: Row): SchoolRow {
	const form = row.form as FormDraft
	const { teacher, position, documents } = row
	return {
		id: row.id,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		since: shortDate(civilDate(row.stateSince)),
		fullName: row.fullName || fullName(teacher),
		phone: form.phone || teacher.mobilePhone,
		email: form.email || teacher.email,
		position: [position, row.subjectGenitive].filter(Boolean).join(" "),
		currentCategory: currentText(row),
		claimedCategory: categoryText(form.claimedCategory, "не выбрана"),
		attestationForm: attestationFormText(form.attestationForm, "не выбрана"),
		documents,
		needsHelp: isTagged(applicationLifecycle, row.state, "formed") || awaitsTeacher(row.state),
	}
}

const awaitsTeacher = (state: string) => isTagged(applicationLifecycle, state, "awaitsTeacher")

function currentText({ currentCategory, currentEndsOn }: Row): string {
	const name = categoryText(currentCategory)
	if (name === "") return "не имею"
	return currentEndsOn ? `${name}, до ${shortDate(currentEndsOn)}` : name
}

/** Names of the organisations that this actor coordinates. */
export async function schoolNames(actor: Actor): Promise<string[]> {
	const rows = await prisma.organisation.findMany({
		where: { id: { in: organisationsOf(actor) } },
		orderBy: { name: "asc" },
		select: { name: true },
	})
	return rows.map(({ name }) => name)
}
