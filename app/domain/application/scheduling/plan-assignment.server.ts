import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { paths } from "#app/utils/paths.ts"
import { period } from "#machines/calendar.ts"
import type { BatchPlan } from "../../batch/batch.ts"
import { MOST_ITEMS } from "../../batch/keep-batch.server.ts"
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
	const { colleagueReason, ...chosen } = parseForm(BulkAssignmentSchema, form)
	const input = { ...chosen, colleagueReason1: colleagueReason, colleagueReason2: colleagueReason }
	const ids =
		"ids" in which ? [...new Set(which.ids)] : await schedulingOrder(actor, which.found, MOST_ITEMS + 1)
	const names = await namesOf([input.expert1, input.expert2])
	return planApplications({
		actor,
		event: "schedule.assign",
		orders: ids.map((id) => ({ id, input, act: `Период ${period(input.period).label}` })),
		words: {
			title: "Назначить период и специалистов",
			lead: "До утверждения графика назначение можно изменить. Прежние период и специалисты отмеченных заявлений будут заменены.",
			typed: [
				{ label: "Период", value: period(input.period).label },
				{ label: "Первый специалист", value: names[0] ?? "не назначен" },
				{ label: "Второй специалист", value: names[1] ?? "не назначен" },
				...(colleagueReason ? [{ label: "Почему коллега", value: colleagueReason }] : []),
			],
			verb: "Назначить",
			done: "Назначено",
		},
		pageOf: paths.municipalityApplication,
		now,
	})
}

async function namesOf(ids: readonly (string | null)[]): Promise<(string | undefined)[]> {
	const people = await prisma.person.findMany({
		where: { id: { in: ids.filter((id) => id !== null) } },
		select: { id: true, surname: true, name: true, patronymic: true },
	})
	return ids.map((id) => {
		const found = people.find((one) => one.id === id)
		return found && fullNameOf(found)
	})
}

/** The experts of the municipality, to choose a pair from. The preview says which expert may not assess which teacher. */
export async function pairChoices(municipalityCode: string): Promise<{ value: string; label: string }[]> {
	const people = await prisma.person.findMany({
		where: {
			blockedAt: null,
			engagements: { some: { role: "expert", municipalityCode, to: null } },
			roster: { some: { municipalityCode } },
		},
		orderBy: [{ searchName: "asc" }, { id: "asc" }],
		select: {
			id: true,
			surname: true,
			name: true,
			patronymic: true,
			engagements: {
				where: { role: "expert", municipalityCode, to: null },
				select: { subject: { select: { nominative: true } }, organisation: { select: { name: true } } },
			},
		},
	})
	return people.map(({ id, engagements: [post], ...name }) => ({
		value: id,
		label: [fullNameOf(name), post?.subject?.nominative, post?.organisation?.name].filter(Boolean).join(", "),
	}))
}
