import type { z } from "zod"
import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import { type Actor, municipalitiesOf } from "#app/policies/policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { inOneRound } from "#app/utils/http/one-round.ts"
import { parseChecked } from "#app/utils/http/parse-form.ts"
import { paths } from "#app/utils/paths.ts"
import { period } from "#machines/calendar.ts"
import type { BatchPlan } from "../../batch/batch.ts"
import { MOST_ITEMS } from "../../batch/keep-batch.server.ts"
import { EXPERT } from "../../expert/expert-facts.server.ts"
import { NO_LISTED_POSITION, notListed } from "../../expert/roster.view.server.ts"
import { fullNameOf } from "../../person/post.ts"
import { BulkAssignmentSchema } from "../application.schema.ts"
import { planApplications } from "../plan-applications.server.ts"
import { type SchedulingQuery, schedulingOrder } from "./scheduling.view.server.ts"

/**
 * Assigns one period and one pair of experts to several applications. Applications that an expert may not assess are left
 * out and named.
 */
export async function planAssignment({
	actor,
	which,
	form,
	now,
}: {
	actor: Actor
	which: { ids: readonly string[] } | { found: SchedulingQuery }
	form: Record<string, unknown>
	now: Date
}): Promise<BatchPlan> {
	const checksOf = ({ expert1 = null, expert2 = null }: Partial<z.output<typeof BulkAssignmentSchema>>) => [
		() => expertOf(actor, "expert1", expert1),
		() => expertOf(actor, "expert2", expert2),
	]
	const { colleagueReason, ...chosen } = await parseChecked(BulkAssignmentSchema, form, checksOf)
	await inOneRound(checksOf(chosen))
	const experts = [
		await expertOf(actor, "expert1", chosen.expert1),
		await expertOf(actor, "expert2", chosen.expert2),
	]
	await refuseUnfit(chosen.period, { expert1: experts[0], expert2: experts[1] })
	const input = {
		...chosen,
		expert1: experts[0]?.id ?? null,
		expert2: experts[1]?.id ?? null,
		colleagueReason1: colleagueReason,
		colleagueReason2: colleagueReason,
	}
	const ids =
		"ids" in which ? [...new Set(which.ids)] : await schedulingOrder(actor, which.found, MOST_ITEMS + 1)
	return planApplications({
		actor,
		event: "schedule.assign",
		orders: ids.map((id) => ({ id, input, act: `Период ${period(input.period).label}` })),
		words: {
			title: "Назначить период и специалистов",
			lead: "До утверждения графика назначение можно изменить. Прежние период и специалисты отмеченных заявлений будут заменены.",
			typed: [
				{ label: "Период", value: period(input.period).label },
				{ label: "Первый специалист", value: experts[0]?.name ?? "не назначен" },
				{ label: "Второй специалист", value: experts[1]?.name ?? "не назначен" },
				...(colleagueReason ? [{ label: "Почему коллега", value: colleagueReason }] : []),
			],
			verb: "Назначить",
			done: "Назначено",
		},
		pageOf: paths.municipalityApplication,
		now,
	})
}

/** A choice lists no more specialists than this. In a greater municipality their names are typed. */
const MOST_CHOICES = 50

interface FoundExpert {
	id: string
	surname: string
	name: string
	patronymic: string
	subject: string | null
	workplace: string | null
}

/** Experts `p` who stand on a roster of one of the municipalities. */
const expertsWhere = (municipalities: readonly string[]) => Prisma.sql`
	FROM "Engagement" e JOIN "Person" p ON p."id" = e."personId"
	WHERE e."role" = ${EXPERT} AND e."municipalityCode" = ANY (${[...municipalities]}) AND e."to" IS NULL AND p."blockedAt" IS NULL
		AND EXISTS (SELECT 1 FROM "RosterEntry" r WHERE r."expertId" = p."id" AND r."municipalityCode" = e."municipalityCode")`

const expertsSql = (municipalities: readonly string[], where: Prisma.Sql) =>
	Prisma.sql`
		SELECT DISTINCT ON (p."searchName", p."id") p."id", p."surname", p."name", p."patronymic",
			(SELECT s."nominative" FROM "Subject" s WHERE s."id" = e."subjectId") AS "subject",
			(SELECT o."name" FROM "Organisation" o WHERE o."id" = e."organisationId") AS "workplace"
		${expertsWhere(municipalities)} AND ${where} ORDER BY p."searchName", p."id" LIMIT ${MOST_CHOICES}`

/** The expert who was chosen from the list, or whose name was typed where the list would be too long. */
async function expertOf(actor: Actor, field: string, typed: string | null) {
	if (typed === null) return null
	const chosen = await prisma.person.findUnique({
		where: { id: typed },
		select: { id: true, surname: true, name: true, patronymic: true },
	})
	if (chosen) return { id: chosen.id, name: fullNameOf(chosen) }
	const [found, another] = await rowsOf<FoundExpert>(
		prisma,
		expertsSql(municipalitiesOf(actor), namedSql("p", typed)),
	)
	if (!found)
		throw invalid({
			[field]: `В муниципалитете нет специалиста «${typed}». Проверьте, как написана фамилия, или оставьте поле пустым.`,
		})
	if (another)
		throw invalid({
			[field]: `Подходят несколько специалистов: ${[found, another].map(fullNameOf).join(", ")}. Напишите фамилию, имя и отчество полностью.`,
		})
	return { id: found.id, name: fullNameOf(found) }
}

type ChosenExpert = Awaited<ReturnType<typeof expertOf>>

/** A specialist whom the period excludes for everybody is refused at once, by name. The others are weighed for each teacher. */
async function refuseUnfit(periodId: string, chosen: Readonly<Record<string, ChosenExpert | undefined>>) {
	const { schoolYear } = period(periodId)
	const wrong: Record<string, string> = {}
	for (const [field, expert] of Object.entries(chosen)) {
		if (!expert) continue
		const found = await prisma.person.findUniqueOrThrow({
			where: { id: expert.id },
			select: {
				roster: { where: { schoolYear }, take: 1, select: { id: true } },
				engagements: {
					where: { role: EXPERT, to: null, positionCode: { not: null } },
					take: 1,
					select: { id: true },
				},
			},
		})
		if (found.roster.length === 0) wrong[field] = `${expert.name}. ${notListed(schoolYear)}.`
		else if (found.engagements.length === 0) wrong[field] = `${expert.name}. ${NO_LISTED_POSITION}.`
	}
	if (Object.keys(wrong).length > 0) throw invalid(wrong)
}

/**
 * The experts of the municipality, to choose a pair from; null if there are too many for a choice. The preview says which
 * expert may not assess which teacher.
 */
export async function pairChoices(
	municipalityCode: string,
): Promise<{ value: string; label: string }[] | null> {
	const own = [municipalityCode]
	// Nobody is looked up if there are too many.
	const [found] = await rowsOf<{ many: boolean; experts: FoundExpert[] }>(
		prisma,
		Prisma.sql`SELECT c."many", CASE WHEN c."many" THEN '[]' ELSE ${allOf(expertsSql(own, Prisma.sql`TRUE`))} END AS "experts"
			FROM (SELECT count(*) > ${MOST_CHOICES} AS "many"
				FROM (SELECT 1 ${expertsWhere(own)} LIMIT ${MOST_CHOICES + 1}) AS "part") c`,
	)
	if (!found || found.many) return null
	return found.experts.map((one) => ({
		value: one.id,
		label: [fullNameOf(one), one.subject, one.workplace].filter(Boolean).join(", "),
	}))
}
