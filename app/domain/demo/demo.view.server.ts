import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"

/** The demo's pages exist only where the demo accounts do. @throws DomainError not-found elsewhere */
export function onlyInDemo(): void {
	if (env.mode !== "demo" && env.mode !== "test") throw notFound()
}

/** Logins that the README and the start message name. The other people of the region only fill its lists. */
const PRINCIPAL = /^(teacher|school|municipal|expert|operator|head)\d?$/

export interface DemoState {
	state: string
	short: string
	count: number
	/** A page where an operator or coordinator sees one subject in this state. */
	href: string | null
}

/** The accounts, and one address for each state of each machine. */
export async function viewDemo() {
	onlyInDemo()
	const people = await prisma.person.findMany({
		where: { username: { in: await principals() } },
		orderBy: { createdAt: "asc" },
		select: {
			username: true,
			surname: true,
			name: true,
			patronymic: true,
			engagements: {
				where: { to: null },
				select: {
					role: true,
					municipality: { select: { name: true } },
					organisation: { select: { name: true } },
				},
			},
		},
	})
	const names = Object.keys(LIFECYCLES) as SubjectName[]
	return {
		accounts: people.map(({ username, engagements, ...person }) => ({
			username,
			name: [person.surname, person.name, person.patronymic].filter(Boolean).join(" "),
			roles: engagements.map(({ role }) => roleText(role as Role)).join(", "),
			place: engagements
				.map(({ municipality, organisation }) =>
					[municipality?.name, organisation?.name].filter(Boolean).join(", "),
				)
				.join("; "),
		})),
		machines: await Promise.all(names.map(async (name) => ({ name, states: await statesOf(name) }))),
	}
}

async function principals(): Promise<string[]> {
	const all = await prisma.person.findMany({ select: { username: true } })
	return all.map(({ username }) => username).filter((username) => PRINCIPAL.test(username))
}

async function statesOf(name: SubjectName): Promise<DemoState[]> {
	const { machine, states } = LIFECYCLES[name]
	const words: Record<string, { short: string }> = states
	const found = await examples(name)
	return leafStates(machine).map((state) => {
		const here = found.find((one) => one.state === state)
		return { state, short: words[state]?.short ?? state, count: here?.count ?? 0, href: here?.href ?? null }
	})
}

interface Example {
	state: string
	count: number
	href: string
}

async function examples(name: SubjectName): Promise<Example[]> {
	switch (name) {
		case "application": {
			const rows = await prisma.application.groupBy({ by: ["state"], _count: true, _max: { id: true } })
			return rows.map(({ state, _count, _max }) => ({
				state,
				count: _count,
				href: paths.operatorApplication(_max.id ?? ""),
			}))
		}
		case "withdrawal": {
			const rows = await prisma.withdrawal.groupBy({
				by: ["state"],
				_count: true,
				_max: { applicationId: true },
			})
			return rows.map(({ state, _count, _max }) => ({
				state,
				count: _count,
				href: paths.operatorApplication(_max.applicationId ?? ""),
			}))
		}
		case "schedule": {
			const rows = await prisma.schedule.groupBy({ by: ["state"], _count: true, _max: { periodId: true } })
			return rows.map(({ state, _count, _max }) => ({
				state,
				count: _count,
				href: paths.operatorSchedules(_max.periodId),
			}))
		}
		case "invitation": {
			const rows = await prisma.invitation.groupBy({ by: ["state"], _count: true })
			return rows.map(({ state, _count }) => ({ state, count: _count, href: paths.invitations() }))
		}
		case "letter": {
			const rows = await prisma.letter.groupBy({ by: ["state"], _count: true })
			return rows.map(({ state, _count }) => ({
				state,
				count: _count,
				href: paths.operatorMail({ state }),
			}))
		}
	}
}
