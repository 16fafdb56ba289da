import { type Db, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import type { Post } from "#app/documents/fill.ts"
import type { Audience } from "#machines/application/application.setup.ts"
import { coordinates, holdsRole } from "../person/in-office.sql.server.ts"
import type { FormDraft } from "./form/application.form.ts"

export interface Recipient {
	id: string
	email: string
	name: string
	patronymic: string
	sex: string
}

export interface Reachable {
	surname: string
	name: string
	patronymic: string
	workPhone: string
	email: string
}

/** What a letter about an application mentions, and its recipients. */
export interface LetterFacts {
	state: string
	form: FormDraft
	fullName: string
	position: string
	subjectGenitive: string
	claimedCategory: string | null
	attestationForm: string | null
	procedure: string | null
	municipality: string
	journalNumber: number | null
	reviewDueOn: string | null
	rejectionCode: string | null
	proposedVerdict: string | null
	decisionNumber: string | null
	decisionDate: string | null
	schedule: { periodId: string; orderNumber: string | null; orderDate: string | null } | null
	/** The experts' posts, in the order of their seats. */
	posts: Post[]
	/** Whom teachers, schools and experts ask. */
	coordinator: Reachable | null
	/** Whom coordinators ask. */
	operator: Reachable | null
	recipients: Recipient[]
}

export interface Addressed {
	applicationId: string
	audience: Audience
	/** Restricts the audience to these people. */
	only?: readonly string[] | null | undefined
	/** The expert who has just lost the seat. */
	released?: string | null | undefined
}

const REACHABLE = Prisma.sql`jsonb_build_object('surname', c."surname", 'name', c."name", 'patronymic', c."patronymic",
	'workPhone', c."workPhone", 'email', c."email")`

/** Loads everything in one query, as the application is at this point of the transaction. */
export async function loadLetterFacts(tx: Tx, addressed: Addressed): Promise<LetterFacts> {
	const [found] = await rowsOf<LetterFacts>(
		tx,
		Prisma.sql`
		SELECT jsonb_build_object('surname', a."form"->'surname', 'name', a."form"->'name', 'patronymic', a."form"->'patronymic',
				'genitive', a."form"->'genitive') AS "form",
			a."state", a."fullName", a."subjectGenitive", a."claimedCategory", a."attestationForm", a."procedure", a."journalNumber", a."reviewDueOn",
			a."rejectionCode", a."proposedVerdict", a."decisionNumber", a."decisionDate",
			p."nominative" AS "position", m."name" AS "municipality",
			CASE WHEN s."id" IS NOT NULL THEN jsonb_build_object('periodId', s."periodId", 'orderNumber', s."orderNumber",
				'orderDate', s."orderDate") END AS "schedule",
			coalesce((SELECT jsonb_agg(t."post" ORDER BY t."seat") FROM "Seat" t WHERE t."applicationId" = a."id"), '[]') AS "posts",
			(SELECT ${REACHABLE} FROM "Person" c WHERE ${coordinates("c")} ORDER BY c."createdAt" LIMIT 1) AS "coordinator",
			(SELECT ${REACHABLE} FROM "Person" c WHERE ${holdsRole("c", "operator", Prisma.sql`TRUE`)}
				ORDER BY c."createdAt" LIMIT 1) AS "operator",
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', r."id", 'email', r."email", 'name', r."name",
					'patronymic', r."patronymic", 'sex', r."sex") ORDER BY r."id")
				FROM "Person" r WHERE r."email" <> '' AND (${isRecipient(addressed)})), '[]') AS "recipients"
		FROM "Application" a
		JOIN "Position" p ON p."code" = a."positionCode"
		JOIN "Municipality" m ON m."code" = a."municipalityCode"
		LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE a."id" = ${addressed.applicationId}`,
	)
	if (!found) throw new Error(`a letter about application ${addressed.applicationId}, which is not there`)
	return found
}

/** A coordinator or operator gets no letter about their own application. */
const others = (role: "school_coordinator" | "operator", where: Prisma.Sql) =>
	Prisma.sql`r."id" <> a."teacherId" AND ${holdsRole("r", role, where)}`

function isRecipient({ audience, only, released }: Addressed): Prisma.Sql {
	switch (audience) {
		case "teacher":
			return Prisma.sql`r."id" = a."teacherId"`
		case "experts":
			return only
				? Prisma.sql`r."id" = ANY (${only})`
				: Prisma.sql`r."id" IN (SELECT t."expertId" FROM "Seat" t WHERE t."applicationId" = a."id")`
		case "released":
			return Prisma.sql`r."id" = ${released ?? null}`
		case "coordinators":
			return coordinates("r")
		case "school":
			return others("school_coordinator", Prisma.sql`e."organisationId" = a."organisationId"`)
		case "operators":
			return others("operator", Prisma.sql`TRUE`)
	}
}

/** Who would get a letter about each of these applications now. The preview of a batch shows their names. */
export const recipientsOf = (
	db: Db,
	audience: Audience,
	applicationIds: readonly string[],
): Promise<{ applicationId: string; fullName: string }[]> =>
	rowsOf(
		db,
		Prisma.sql`
		SELECT a."id" AS "applicationId", ${personName("r")} AS "fullName"
		FROM "Application" a JOIN "Person" r ON ${isRecipient({ audience, applicationId: "" })}
		WHERE a."id" = ANY (${[...applicationIds]}) ORDER BY r."searchName", r."id"`,
	)
