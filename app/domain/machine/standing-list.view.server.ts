import { roleText } from "#app/auth/cabinets.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
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

/** How each machine's subjects are shown in a list. Applications and letters have list pages of their own. */
const LISTS: Partial<Record<SubjectName, (ids: readonly string[]) => Promise<Row[]>>> = {
	withdrawal: async (ids) => {
		const rows = await rowsOf<Standing & { reason: string; applicationId: string; fullName: string }>(
			prisma,
			Prisma.sql`SELECT w."id", w."stateSince", w."reason", a."id" AS "applicationId", a."fullName", m."name" AS "municipality"
				FROM "Withdrawal" w JOIN "Application" a ON a."id" = w."applicationId"
				JOIN "Municipality" m ON m."code" = a."municipalityCode"
				WHERE w."id" = ANY (${[...ids]}) ORDER BY w."stateSince", w."id"`,
		)
		return rows.map(({ id, stateSince, reason, applicationId, fullName, municipality }) => ({
			...{ id, stateSince, name: fullName },
			note: [municipality, reason].filter(Boolean).join(", "),
			to: paths.operatorApplication(applicationId),
		}))
	},
	schedule: async (ids) => {
		const rows = await rowsOf<Standing & { periodId: string }>(
			prisma,
			Prisma.sql`SELECT s."id", s."stateSince", s."periodId", m."name" AS "municipality"
				FROM "Schedule" s JOIN "Municipality" m ON m."code" = s."municipalityCode"
				WHERE s."id" = ANY (${[...ids]}) ORDER BY s."stateSince", s."id"`,
		)
		return rows.map(({ id, stateSince, periodId, municipality }) => ({
			...{ id, stateSince, name: municipality ?? "" },
			note: period(periodId).label,
			to: paths.operatorSchedules(periodId),
		}))
	},
	invitation: async (ids) => {
		const rows = await rowsOf<Standing & { email: string; role: string }>(
			prisma,
			Prisma.sql`SELECT i."id", i."stateSince", i."email", i."role", m."name" AS "municipality"
				FROM "Invitation" i LEFT JOIN "Municipality" m ON m."code" = i."municipalityCode"
				WHERE i."id" = ANY (${[...ids]}) ORDER BY i."stateSince", i."id"`,
		)
		return rows.map(({ id, stateSince, email, role, municipality }) => ({
			...{ id, stateSince, name: email },
			note: [roleText(role as Role), municipality].filter(Boolean).join(", "),
			to: paths.operatorUsers(),
		}))
	},
}

interface Standing {
	id: string
	stateSince: Date
	municipality: string | null
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
	const rows = await list(ids)
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
