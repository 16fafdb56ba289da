import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { NAMES_THEN } from "../reference/names-then.server.ts"

/** An application as the sitting's page shows it. */
export interface AgendaRow {
	id: string
	state: string
	/** An instant, as JSON writes it. */
	stateSince: string
	fullName: string
	/** Whether the teacher comes to the sitting, as typed in the form. */
	presence: string | null
	claimedCategory: string | null
	attestationForm: string | null
	procedure: string | null
	verdict: string | null
	notSignedReason: string | null
	position: string
	subjectGenitive: string
	organisation: string
	municipality: string
	periodId: string | null
	teacherId: string
	votesFor: number | null
	votesAgainst: number | null
	votesAbstained: number | null
	/** The sitting in the last letter to the teacher; null if there was none or it was taken back. */
	called: { sittingId: string; heldOn: string; startsAt: string } | null
}

/** Which applications, as a condition on `a`, and which part of them. */
interface Asked {
	where: Prisma.Sql
	skip: number
	take: number
}

/** The ids of a part, in the order of the agenda. What a row names is looked up for the part alone. */
const idsOf = ({ where, skip, take }: Asked) => Prisma.sql`
	SELECT a."id" FROM "Application" a JOIN "Municipality" m ON m."code" = a."municipalityCode"
	WHERE ${where} ORDER BY m."sortOrder", a."fullName", a."id" LIMIT ${take} OFFSET ${skip}`

const rowsAmong = (asked: Asked) => Prisma.sql`
	SELECT a."id", a."state", a."stateSince", a."fullName", a."form" ->> 'presence' AS "presence", a."claimedCategory", a."attestationForm",
		a."procedure", a."verdict", a."notSignedReason", a."subjectGenitive", a."teacherId", a."votesFor", a."votesAgainst",
		a."votesAbstained", ${NAMES_THEN.position} AS "position", ${NAMES_THEN.organisation} AS "organisation",
		${NAMES_THEN.shortMunicipality} AS "municipality", a."periodId",
		(SELECT to_jsonb(c) FROM "SittingCall" c WHERE c."applicationId" = a."id" AND c."cancelledAt" IS NULL) AS "called"
	FROM "Application" a
	JOIN "Position" p ON p."code" = a."positionCode"
	JOIN "Organisation" o ON o."id" = a."organisationId"
	JOIN "Municipality" m ON m."code" = a."municipalityCode"
	WHERE a."id" = ANY (ARRAY(${idsOf(asked)})) ORDER BY m."sortOrder", a."fullName", a."id"`

/** Several lists of applications with everything that their rows name, each in the order of the agenda, in one statement. */
export async function agendaLists<Name extends string>(
	lists: Readonly<Record<Name, Asked>>,
): Promise<Record<Name, AgendaRow[]>> {
	const columns = Object.entries<Asked>(lists).map(
		([name, asked]) => Prisma.sql`${allOf(rowsAmong(asked))} AS ${Prisma.raw(`"${name}"`)}`,
	)
	const [found] = await rowsOf<Record<Name, AgendaRow[]>>(prisma, Prisma.sql`SELECT ${Prisma.join(columns)}`)
	if (!found) throw new Error("a query without a condition returns a row")
	return found
}
