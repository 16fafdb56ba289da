import { prisma } from "#app/db/client.server.ts"
import type { Post } from "#app/documents/fill.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period, schoolYearOf } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { fullNameOf, NAME_SELECT, nameLine, POST_SELECT, postFrom, postLine } from "../person/post.ts"
import { EXPERT } from "./expert-facts.server.ts"

/** Approved but without a conclusion: only then can an operator replace an expert. */
const REPLACEABLE = statesTagged(applicationLifecycle, "awaitsConclusion")

export interface ExpertsQuery {
	schoolYear: string
	municipality: string
}

/** The roster of a school year in one municipality, who can be added to it, and which seats need a replacement. */
export async function viewExperts({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: Partial<ExpertsQuery>
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [municipalities, known] = await Promise.all([
		listMunicipalities(),
		prisma.rosterEntry.findMany({ distinct: ["schoolYear"], select: { schoolYear: true } }),
	])
	const years = yearsOf(
		civilDate(now),
		known.map(({ schoolYear }) => schoolYear),
	)
	const schoolYear = years.find((year) => year === query.schoolYear) ?? schoolYearOf(civilDate(now))
	const municipality =
		municipalities.find(({ value }) => value === query.municipality) ?? municipalities.at(0) ?? null
	const code = municipality?.value ?? ""
	const [roster, others, toReplace] = await Promise.all([
		rosterOf(code, schoolYear),
		othersOf(code, schoolYear),
		replacementsAsked(),
	])
	return {
		query: { schoolYear, municipality: code },
		municipalityName: municipality?.label ?? "",
		years: years.map((year) => ({ value: year, label: year })),
		municipalities,
		roster,
		others,
		toReplace,
	}
}
export type ExpertsView = Awaited<ReturnType<typeof viewExperts>>

function yearsOf(today: string, known: readonly string[]): string[] {
	const first = Number(schoolYearOf(today).slice(0, 4))
	const near = [0, 1].map((ahead) => `${first + ahead}/${first + ahead + 1}`)
	return [...new Set([...near, ...known])].sort().reverse()
}

const expertOf = (municipalityCode: string) =>
	({
		...NAME_SELECT,
		id: true,
		blockedAt: true,
		engagements: { where: { role: EXPERT, municipalityCode, to: null }, select: POST_SELECT, take: 1 },
	}) as const

async function rosterOf(municipalityCode: string, schoolYear: string) {
	const entries = await prisma.rosterEntry.findMany({
		where: { municipalityCode, schoolYear },
		orderBy: [{ expert: { surname: "asc" } }, { expert: { name: "asc" } }],
		select: { id: true, order: true, expert: { select: expertOf(municipalityCode) } },
	})
	const seats = await prisma.seat.findMany({
		where: {
			expertId: { in: entries.map(({ expert }) => expert.id) },
			application: {
				municipalityCode,
				state: { in: statesTagged(applicationLifecycle, "unapproved", "approved") },
			},
		},
		select: { expertId: true, application: { select: { schedule: { select: { periodId: true } } } } },
	})
	const loadOf = (expertId: string) =>
		seats.filter(
			({ expertId: id, application: { schedule } }) =>
				id === expertId && schedule && period(schedule.periodId).schoolYear === schoolYear,
		).length
	return entries.map(({ id, order, expert }) => {
		const [engagement] = expert.engagements
		return {
			id,
			name: fullNameOf(expert),
			post: engagement ? postLine(postFrom(expert, engagement)) : "",
			/** The roster keeps the name, but the person can no longer be chosen. */
			gone: !engagement || expert.blockedAt !== null,
			order,
			load: loadOf(expert.id),
		}
	})
}

async function othersOf(municipalityCode: string, schoolYear: string) {
	const people = await prisma.person.findMany({
		where: {
			blockedAt: null,
			engagements: { some: { role: EXPERT, municipalityCode, to: null } },
			roster: { none: { municipalityCode, schoolYear } },
		},
		orderBy: [{ surname: "asc" }, { name: "asc" }, { id: "asc" }],
		select: expertOf(municipalityCode),
	})
	return people.map((person) => {
		const [engagement] = person.engagements
		return {
			value: person.id,
			label: fullNameOf(person),
			note: engagement ? postLine(postFrom(person, engagement)) : "",
		}
	})
}

/** Seats of experts who answered «Не могу» or whose role has ended, by period and then by the teacher's name. */
async function replacementsAsked() {
	const seats = await prisma.seat.findMany({
		where: {
			application: { state: { in: REPLACEABLE } },
			OR: [
				{ declinedAt: { not: null } },
				{ expert: { blockedAt: { not: null } } },
				{ expert: { engagements: { none: { role: EXPERT, to: null } } } },
			],
		},
		orderBy: [{ application: { schedule: { periodId: "asc" } } }, { application: { fullName: "asc" } }],
		take: 200,
		select: {
			seat: true,
			post: true,
			declinedAt: true,
			declineReason: true,
			application: {
				select: {
					id: true,
					fullName: true,
					municipality: { select: { shortName: true } },
					schedule: { select: { periodId: true } },
				},
			},
		},
	})
	return seats.map(({ seat, post, declinedAt, declineReason, application }) => ({
		id: `${application.id}-${seat}`,
		to: `${paths.operatorApplication(application.id)}#expert`,
		teacher: application.fullName,
		municipality: application.municipality.shortName,
		period: application.schedule ? period(application.schedule.periodId).label : "",
		expert: nameLine(post as unknown as Post),
		reason: declinedAt
			? `«Не могу» ${shortDate(civilDate(declinedAt))}: ${declineReason ?? "причина не указана"}`
			: "Больше не работает специалистом по аттестации",
	}))
}
