import { type Prisma, prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { counted } from "#app/utils/russian.ts"
import type { Category } from "#machines/application/application.facts.ts"
import { withFormedNames } from "../application/form/formed-names.server.ts"
import { whereInGroup } from "../application/overview/operator-groups.server.ts"
import { positionLine, postFrom } from "../person/post.ts"
import { officeOf } from "../reference/office.server.ts"
import { attendanceOf } from "./attendance.server.ts"
import { isSettled } from "./sitting-readiness.ts"

const COLUMNS = {
	id: true,
	stateSince: true,
	fullName: true,
	claimedCategory: true,
	procedure: true,
	groundCode: true,
	verdict: true,
	notSignedReason: true,
	votesFor: true,
	votesAgainst: true,
	votesAbstained: true,
	teacherId: true,
	subjectNominative: true,
	subjectGenitive: true,
	position: true,
	organisation: { select: { name: true } },
	municipality: { select: { name: true, shortName: true } },
} satisfies Prisma.ApplicationSelect

const ORDER = [
	{ municipality: { sortOrder: "asc" } },
	{ searchName: "asc" },
	{ id: "asc" },
] satisfies Prisma.ApplicationOrderByWithRelationInput[]

export type SittingPaperRow = Prisma.ApplicationGetPayload<{ select: typeof COLUMNS }>

export interface SittingPaperQuery {
	actor: Actor
	id: string
	now: Date
}

/** @throws DomainError not-found for anybody but an operator, and for a sitting that does not exist or was called off */
export async function findSitting({ actor, id, now }: SittingPaperQuery) {
	const sitting = isOperator(actor, null, null)
		? await prisma.sitting.findUnique({ where: { id, calledOffAt: null } })
		: null
	if (!sitting) throw notFound()
	const today = civilDate(now)
	const decided = await prisma.application.findMany({
		where: { sittingId: id },
		select: COLUMNS,
		orderBy: ORDER,
	})
	const entered = decided.map(({ stateSince }) => stateSince.getTime())
	const settled = isSettled(
		sitting,
		decided.length > 0 ? civilDate(new Date(Math.min(...entered))) : null,
		today,
	)
	const waiting = settled
		? []
		: await prisma.application.findMany({
				where: whereInGroup("for-sitting", today),
				select: COLUMNS,
				orderBy: ORDER,
			})
	// The last decision makes the protocol and the order final, so they keep the template and signatories of that moment.
	const formedAt = settled ? new Date(Math.max(...entered)) : null
	const office = await officeOf(prisma, formedAt)
	const attendance = await attendanceOf(prisma, sitting, office)
	const rows = await withFormedNames(prisma, [...decided, ...waiting])
	return { sitting, decided: rows.slice(0, decided.length), rows, office, formedAt, attendance }
}

export const isSimplified = ({ procedure }: SittingPaperRow) => procedure === "simplified"
export const countTeachers = (some: readonly SittingPaperRow[]) =>
	some.length > 0 ? counted(some.length, ["педагог", "педагога", "педагогов"]) : "нет"
export const categoryOf = (row: SittingPaperRow) => (row.claimedCategory ?? "first") as Category

export const lineOf = (row: SittingPaperRow, index: number) => ({
	number: String(index + 1),
	name: row.fullName,
	position: positionLine(
		postFrom(
			{ surname: row.fullName, name: "", patronymic: "" },
			{
				position: row.position,
				positionText: "",
				organisation: row.organisation,
				subject: row.subjectNominative
					? { nominative: row.subjectNominative, genitive: row.subjectGenitive }
					: null,
			},
		),
	),
	workplace: row.organisation.name,
})
