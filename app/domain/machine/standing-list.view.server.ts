import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { civilDate, period } from "#machines/calendar.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { machineNamed } from "./machine.view.server.ts"

const PAGE_SIZE = 50

interface Row {
	id: string
	name: string
	note: string
	to: string
	stateSince: Date
}

interface Asked {
	where: { state: string; quarantine: null }
	orderBy: [{ stateSince: "asc" }, { id: "asc" }]
	skip: number
	take: number
}

const municipality = { select: { name: true } } as const

/** How the subjects of a machine are named in a list. Applications and letters have lists of their own. */
const LISTS: Partial<
	Record<SubjectName, { rows: (asked: Asked) => Promise<Row[]>; count: (asked: Asked) => Promise<number> }>
> = {
	withdrawal: {
		count: ({ where }) => prisma.withdrawal.count({ where }),
		rows: async (asked) => {
			const application = { select: { id: true, fullName: true, municipality } } as const
			const select = { id: true, stateSince: true, reason: true, application } as const
			const rows = await prisma.withdrawal.findMany({ ...asked, select })
			return rows.map(({ application: of, reason, ...row }) => ({
				...row,
				name: of.fullName,
				note: [of.municipality.name, reason].filter(Boolean).join(", "),
				to: paths.operatorApplication(of.id),
			}))
		},
	},
	schedule: {
		count: ({ where }) => prisma.schedule.count({ where }),
		rows: async (asked) => {
			const select = { id: true, stateSince: true, periodId: true, municipality } as const
			const rows = await prisma.schedule.findMany({ ...asked, select })
			return rows.map(({ municipality: of, periodId, ...row }) => ({
				...row,
				name: of.name,
				note: period(periodId).label,
				to: `${paths.operatorSchedules()}?period=${periodId}`,
			}))
		},
	},
	invitation: {
		count: ({ where }) => prisma.invitation.count({ where }),
		rows: async (asked) => {
			const select = { id: true, stateSince: true, email: true, role: true, municipality } as const
			const rows = await prisma.invitation.findMany({ ...asked, select })
			return rows.map(({ email, role, municipality: of, ...row }) => ({
				...row,
				name: email,
				note: [roleText(role as Role), of?.name].filter(Boolean).join(", "),
				to: paths.operatorUsers(),
			}))
		},
	},
}

/** Those who stand in one state, the longest first. @throws DomainError not-found for a state or a machine without such a list */
export async function listStanding({
	actor,
	name: asked,
	state,
	page,
}: {
	actor: Actor
	name: string
	state: string
	page: number
}) {
	const name = machineNamed(actor, asked)
	const { title, states }: AnyLifecycle = LIFECYCLES[name]
	const list = LISTS[name]
	const short = Object.hasOwn(states, state) ? states[state]?.short : undefined
	if (!list || !short) throw notFound()
	const query: Asked = {
		where: { state, quarantine: null },
		orderBy: [{ stateSince: "asc" }, { id: "asc" }],
		skip: (page - 1) * PAGE_SIZE,
		take: PAGE_SIZE,
	}
	const [total, rows] = await Promise.all([list.count(query), list.rows(query)])
	return {
		name,
		title,
		state,
		short,
		page,
		pageSize: PAGE_SIZE,
		total,
		rows: rows.map(({ stateSince, ...row }) => ({ ...row, since: shortDate(civilDate(stateSince)) })),
	}
}
export type StandingList = Awaited<ReturnType<typeof listStanding>>
