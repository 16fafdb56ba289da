import { type Prisma, prisma } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { named } from "#app/db/search.server.ts"
import { type Actor, organisationsOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { standing } from "../../person/help-sheet.document.server.ts"
import { fullNameOf, NAME_SELECT, POST_SELECT, positionLine, postFrom } from "../../person/post.ts"

const PAGE_SIZE = 50
const DRAFTS = statesTagged(applicationLifecycle, "draft")

export interface SchoolTeacher {
	id: string
	fullName: string
	/** «учитель математики»; with the organisation if the coordinator has several. */
	post: string
	username: string
	phone: string
	email: string
	emailConfirmed: boolean
	/** The state of the draft, or «none». */
	state: string
	short: string
	/** What the coordinator can do for this teacher now. */
	help: string
	/** The draft to which the coordinator can attach files, or null. */
	application: string | null
	helpSheet: string
}

/**
 * Teachers of the coordinator's organisations who never submitted an application there, or whose current one is a draft,
 * each with the help they need. The coordinator is left out, because nobody acts as coordinator for themselves.
 */
export async function viewSchoolTeachers({
	actor,
	name,
	page,
}: {
	actor: Actor
	name: string
	page: number
}) {
	const organisationId = { in: organisationsOf(actor) }
	const where: Prisma.PersonWhereInput = {
		id: { not: actor.id },
		blockedAt: null,
		engagements: { some: workingAt(organisationId) },
		...named(name),
		OR: [
			{ applications: { some: { organisationId, state: { in: DRAFTS } } } },
			{ applications: { none: { organisationId, submittedAt: { not: null } } } },
		],
	}
	const listed = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (most) => prisma.person.count({ where, take: most }),
		load: (part) =>
			prisma.person.findMany({
				where,
				orderBy: [{ searchName: "asc" }, { id: "asc" }],
				...part,
				select: columnsAt(organisationId),
			}),
	})
	const several = organisationsOf(actor).length > 1
	notePeople(listed.rows.map(({ id }) => id))
	return { ...listed, rows: listed.rows.map((person) => rowOf(person, several)) }
}

type Organisations = { in: string[] }

const workingAt = (organisationId: Organisations) => ({ role: "teacher", to: null, organisationId })

const columnsAt = (organisationId: Organisations) =>
	({
		...NAME_SELECT,
		id: true,
		username: true,
		email: true,
		emailConfirmedAt: true,
		mobilePhone: true,
		engagements: { where: workingAt(organisationId), orderBy: { from: "asc" }, select: POST_SELECT },
		applications: {
			where: { organisationId },
			orderBy: { createdAt: "desc" },
			take: 1,
			select: { id: true, state: true },
		},
	}) satisfies Prisma.PersonSelect

type Person = Prisma.PersonGetPayload<{ select: ReturnType<typeof columnsAt> }>

function rowOf(person: Person, several: boolean): SchoolTeacher {
	const [application] = person.applications
	return {
		id: person.id,
		fullName: fullNameOf(person),
		post: person.engagements
			.map((engagement) => postFrom(person, engagement))
			.map((post) => (several ? `${positionLine(post)}, ${post.workplace}` : positionLine(post)))
			.join("; "),
		username: person.username,
		phone: person.mobilePhone,
		email: person.email,
		emailConfirmed: person.emailConfirmedAt !== null,
		state: application?.state ?? "none",
		short: application ? shortOf(applicationLifecycle, application.state) : "Не начато",
		help: standing(application?.state).help,
		application: application ? paths.schoolApplication(application.id) : null,
		helpSheet: paths.teacherHelpSheet(person.id),
	}
}
