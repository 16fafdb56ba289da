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
import { NO_LISTED_POSITION, notListed } from "../../expert/roster/roster.view.server.ts"
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
	await refuseUnfit(actor, chosen.period, { expert1: experts[0], expert2: experts[1] })
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
	/** The school years for which they are listed. */
	years: string[]
}

/** Experts `p` of these municipalities, with their role `e` there. */
const expertsWhere = (municipalities: readonly string[]) => Prisma.sql`
	FROM "Engagement" e JOIN "Person" p ON p."id" = e."personId"
	WHERE e."role" = ${EXPERT} AND e."municipalityCode" = ANY (${[...municipalities]}) AND e."to" IS NULL AND p."blockedAt" IS NULL`

/** Those who can be taken: with a listed post, and on the roster of one of the years. */
const canBeTaken = (years: readonly string[]) => Prisma.sql`
	e."positionCode" IS NOT NULL AND EXISTS (SELECT 1 FROM "RosterEntry" r
		WHERE r."expertId" = p."id" AND r."municipalityCode" = e."municipalityCode" AND r."schoolYear" = ANY (${[...years]}))`

const expertsSql = (municipalities: readonly string[], where: Prisma.Sql) =>
	Prisma.sql`
		SELECT DISTINCT ON (p."searchName", p."id") p."id", p."surname", p."name", p."patronymic",
			(SELECT s."nominative" FROM "Subject" s WHERE s."id" = e."subjectId") AS "subject",
			(SELECT o."name" FROM "Organisation" o WHERE o."id" = e."organisationId") AS "workplace",
			(SELECT coalesce(jsonb_agg(DISTINCT r."schoolYear"), '[]') FROM "RosterEntry" r
				WHERE r."expertId" = p."id" AND r."municipalityCode" = e."municipalityCode") AS "years"
		${expertsWhere(municipalities)} AND ${where} ORDER BY p."searchName", p."id" LIMIT ${MOST_CHOICES}`

/**
 * Finds the expert who was chosen from the list, or whose name was typed because the list would be too long. It reveals no
 * names except those of the coordinator's own experts.
 */
async function expertOf(actor: Actor, field: string, typed: string | null) {
	if (typed === null) return null
	const own = municipalitiesOf(actor)
	const [chosen] = await rowsOf<FoundExpert>(prisma, expertsSql(own, Prisma.sql`p."id" = ${typed}`))
	if (chosen) return { id: chosen.id, name: fullNameOf(chosen) }
	if ((await prisma.person.count({ where: { id: typed } })) > 0)
		throw invalid({
			[field]: "Этот человек больше не специалист муниципалитета. Выберите другого из списка.",
		})
	const [found, another] = await rowsOf<FoundExpert>(prisma, expertsSql(own, namedSql("p", typed)))
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

/** Refuses at once, by name, an expert who cannot assess anybody in the period. The preview checks the others for each teacher. */
async function refuseUnfit(
	actor: Actor,
	periodId: string,
	chosen: Readonly<Record<string, ChosenExpert | undefined>>,
) {
	const { schoolYear } = period(periodId)
	const here = { municipalityCode: { in: municipalitiesOf(actor) } }
	const wrong: Record<string, string> = {}
	const { expert1, expert2 } = chosen
	if (expert1 && expert1.id === expert2?.id) throw invalid({ expert2: "Выберите двух разных специалистов." })
	for (const [field, expert] of Object.entries(chosen)) {
		if (!expert) continue
		const found = await prisma.person.findUniqueOrThrow({
			where: { id: expert.id },
			select: {
				roster: { where: { schoolYear, ...here }, take: 1, select: { id: true } },
				engagements: {
					where: { role: EXPERT, to: null, positionCode: { not: null }, ...here },
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
 * The experts to choose a pair from, for the open periods: only those who can be taken into one of them. Null if there are
 * too many for a choice. The preview says which expert may not assess which teacher.
 */
export async function pairChoices(
	municipalityCode: string,
	openPeriods: readonly string[],
): Promise<{ value: string; label: string }[] | null> {
	const own = [municipalityCode]
	const years = [...new Set(openPeriods.map((id) => period(id).schoolYear))]
	const fit = canBeTaken(years)
	// Nobody is looked up if there are too many.
	const [found] = await rowsOf<{ many: boolean; experts: FoundExpert[] }>(
		prisma,
		Prisma.sql`SELECT c."many", CASE WHEN c."many" THEN '[]' ELSE ${allOf(expertsSql(own, fit))} END AS "experts"
			FROM (SELECT count(*) > ${MOST_CHOICES} AS "many"
				FROM (SELECT 1 ${expertsWhere(own)} AND ${fit} LIMIT ${MOST_CHOICES + 1}) AS "part") c`,
	)
	if (!found || found.many) return null
	return found.experts.map((one) => ({
		value: one.id,
		label: [fullNameOf(one), one.subject, one.workplace, onlyFor(years, one.years)]
			.filter(Boolean)
			.join(", "),
	}))
}

/** The words for experts who are on the roster in only some of these school years. */
function onlyFor(asked: readonly string[], listed: readonly string[]): string {
	const fits = asked.filter((year) => listed.includes(year))
	return fits.length < asked.length ? `только на ${fits.join(", ")} учебный год` : ""
}
