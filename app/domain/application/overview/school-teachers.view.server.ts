import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { countUpTo, pageOfList } from "#app/db/paging.server.ts"
import { type Actor, organisationsOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { orderSql } from "../../list/order-sql.server.ts"
import type { SortedColumn } from "../../list/sorted-columns.ts"
import { standing } from "../../person/help-sheet.document.server.ts"
import { type EngagementParts, fullNameOf, positionLine, postFrom } from "../../person/post.ts"
import { peopleAskedForSql } from "./asked-for.server.ts"
import type { SchoolQuery } from "./school-list.query.ts"

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
	query,
}: {
	actor: Actor
	query: Omit<SchoolQuery, "group">
}) {
	const own = Prisma.sql`ANY (${organisationsOf(actor)})`
	const working = Prisma.sql`e."role" = 'teacher' AND e."to" IS NULL AND e."organisationId" = ${own}`
	const here = Prisma.sql`SELECT 1 FROM "Application" a WHERE a."teacherId" = p."id" AND a."organisationId" = ${own}`
	/** The help follows from the state of the latest application. */
	const stage = Prisma.sql`(SELECT a."state" FROM "Application" a WHERE a."teacherId" = p."id"
		AND a."organisationId" = ${own} ORDER BY a."createdAt" DESC LIMIT 1)`
	const where = Prisma.sql`p."id" <> ${actor.id} AND p."blockedAt" IS NULL AND NOT p."awaitsOwner" AND ${await peopleAskedForSql("p", Prisma.sql`p."id"`, query.name)}
		AND p."id" = ANY (ARRAY(SELECT e."personId" FROM "Engagement" e WHERE ${working}))
		AND (EXISTS (${here} AND a."state" = ANY (${DRAFTS})) OR NOT EXISTS (${here} AND a."submittedAt" IS NOT NULL))`
	const listed = await pageOfList({
		page: query.page,
		pageSize: PAGE_SIZE,
		count: (most) => countUpTo(most, Prisma.sql`"Person" p WHERE ${where}`),
		load: ({ skip, take }) =>
			rowsOf<Teacher>(
				prisma,
				Prisma.sql`
				SELECT p."id", p."surname", p."name", p."patronymic", p."username", p."email", p."emailConfirmedAt", p."mobilePhone",
					${allOf(Prisma.sql`SELECT e."positionText", to_jsonb(t) AS "position", to_jsonb(s) AS "subject", to_jsonb(o) AS "organisation"
						FROM "Engagement" e LEFT JOIN "Position" t ON t."code" = e."positionCode"
						LEFT JOIN "Subject" s ON s."id" = e."subjectId" LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
						WHERE e."personId" = p."id" AND ${working} ORDER BY e."from"`)} AS "engagements",
					(SELECT to_jsonb(one) FROM (SELECT a."id", a."state" FROM "Application" a WHERE a."teacherId" = p."id"
						AND a."organisationId" = ${own} ORDER BY a."createdAt" DESC LIMIT 1) one) AS "application"
				FROM "Person" p WHERE ${where} ORDER BY ${orderSql(sortedBy(stage), query.sort, BY_NAME)} LIMIT ${take} OFFSET ${skip}`,
			),
	})
	const several = organisationsOf(actor).length > 1
	notePeople(listed.rows.map(({ id }) => id))
	return { ...listed, rows: listed.rows.map((person) => rowOf(person, several)), query }
}

const BY_NAME = Prisma.sql`p."searchName", p."id"`
/** The columns by which the list can be sorted: those of the account, and the state of the latest application. */
const sortedBy = (stage: Prisma.Sql): Record<SortedColumn<"schoolTeachers">, Prisma.Sql> => ({
	name: Prisma.sql`p."searchName"`,
	username: Prisma.sql`p."username"`,
	phone: Prisma.sql`p."mobilePhone"`,
	email: Prisma.sql`p."email"`,
	help: stage,
})

interface Teacher {
	id: string
	surname: string
	name: string
	patronymic: string
	username: string
	email: string
	emailConfirmedAt: Date | null
	mobilePhone: string
	/** Jobs in the coordinator's organisations. */
	engagements: EngagementParts[]
	/** The latest one there. */
	application: { id: string; state: string } | null
}

function rowOf(person: Teacher, several: boolean): SchoolTeacher {
	const { application } = person
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
