import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { period } from "#machines/calendar.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { machineNamed } from "./machine.view.server.ts"
import { standingIn } from "./standing.server.ts"
import { ALL, type StandingQuery, standingChoices } from "./standing-query.server.ts"

const PAGE_SIZE = 50

interface Row {
	id: string
	name: string
	note: string
	to: string
	stateSince: Date
}

interface These {
	where: { id: { in: string[] } }
	orderBy: [{ stateSince: "asc" }, { id: "asc" }]
}

const municipality = { select: { name: true } } as const

/** How each machine's subjects are shown in a list. Applications and letters have list pages of their own. */
const LISTS: Partial<Record<SubjectName, (these: These) => Promise<Row[]>>> = {
	withdrawal: async (these) => {
		const application = { select: { id: true, fullName: true, municipality } } as const
		const select = { id: true, stateSince: true, reason: true, application } as const
		const rows = await prisma.withdrawal.findMany({ ...these, select })
		return rows.map(({ application: of, reason, ...row }) => ({
			...row,
			name: of.fullName,
			note: [of.municipality.name, reason].filter(Boolean).join(", "),
			to: paths.operatorApplication(of.id),
		}))
	},
	schedule: async (these) => {
		const select = { id: true, stateSince: true, periodId: true, municipality } as const
		const rows = await prisma.schedule.findMany({ ...these, select })
		return rows.map(({ municipality: of, periodId, ...row }) => ({
			...row,
			name: of.name,
			note: period(periodId).label,
			to: paths.operatorSchedules(periodId),
		}))
	},
	invitation: async (these) => {
		const select = { id: true, stateSince: true, email: true, role: true, municipality } as const
		const rows = await prisma.invitation.findMany({ ...these, select })
		return rows.map(({ email, role, municipality: of, ...row }) => ({
			...row,
			name: email,
			note: [roleText(role as Role), of?.name].filter(Boolean).join(", "),
			to: paths.operatorUsers(),
		}))
	},
}

/** The subjects in one state, longest wait first. @throws DomainError not-found for a state or machine without such a list */
export async function listStanding({
	actor,
	name: asked,
	state,
	page,
	query = ALL,
}: {
	actor: Actor
	name: string
	state: string
	page: number
	query?: StandingQuery
}) {
	const name = machineNamed(actor, asked)
	const { title, states }: AnyLifecycle = LIFECYCLES[name]
	const list = LISTS[name]
	const short = Object.hasOwn(states, state) ? states[state]?.short : undefined
	if (!list || !short) throw notFound()
	const choices = await standingChoices(name, query)
	const { ids, ...pages } = await standingIn(name, state, choices.query, { page, pageSize: PAGE_SIZE })
	if (name === "application") noteApplications(ids)
	const rows = await list({ where: { id: { in: ids } }, orderBy: [{ stateSince: "asc" }, { id: "asc" }] })
	return {
		name,
		title,
		state,
		short,
		...pages,
		query: choices.query,
		/** The chosen filters in words; empty if there are none. */
		only: choices.words,
		rows: rows.map(({ stateSince, ...row }) => ({ ...row, since: shortDate(civilDate(stateSince)) })),
	}
}
export type StandingList = Awaited<ReturnType<typeof listStanding>>
