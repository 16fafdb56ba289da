import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import { literally, named } from "#app/db/search.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { accountCarePolicy, accountPolicy, helpPolicy, rolePolicy } from "#app/policies/account.policy.ts"
import { invitableRoles } from "#app/policies/invitation.policy.ts"
import { type Actor, isOperator, municipalitiesOf, type Role } from "#app/policies/policy.ts"
import { forbidden, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications, notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime, searchWords } from "#app/utils/russian.ts"
import { pairsOfAccounts } from "../person/same-person.server.ts"
import { heldRole } from "./end-role.server.ts"
import { openWorkOf } from "./open-work.server.ts"

const MOST_SHOWN = 50

export interface RoleRow {
	id: string
	name: string
	username: string
	email: string
	isBlocked: boolean
	role: string
	place: string
	until: string | null
	mayEnd: boolean
	/** The id of the person whose e-mail may be corrected and whose sessions may be ended, or null. */
	account: string | null
	/** The id of the person whose pages an operator may open to help, or null. */
	help: string | null
	/** The id of the person whose second step of signing in an operator may turn off, or null if it is off. */
	resets: string | null
	/** Whether an operator may close the account, or open it again. */
	mayBlock: boolean
}

/**
 * A6 and O8: people by a part of their name, login or e-mail, with their roles. A coordinator finds the people whom the
 * municipality invites; an operator finds everybody. Every login that is shown is recorded.
 * @throws DomainError not-found to people who may not give any role
 */
export async function findRoles({ actor, name, now }: { actor: Actor; name: string; now: Date }) {
	const where = reachOf(actor)
	const asked = name.trim().slice(0, 100)
	const everybody = isOperator(actor, null, null)
	if (asked === "") return { name: "", rows: [], more: false, everybody }
	// Prisma uses ILIKE to compare without regard to case, where «%» would match everybody.
	const exact = { equals: literally(asked), mode: "insensitive" as const }
	const found = await prisma.engagement.findMany({
		where: {
			...where,
			OR: [{ to: null }, { to: { gt: now } }],
			person: {
				awaitsOwner: false,
				// A search without a word, such as a dash, is no search for everybody.
				OR: [...(searchWords(asked).length > 0 ? [named(asked)] : []), { username: exact }, { email: exact }],
			},
		},
		select: {
			id: true,
			role: true,
			to: true,
			municipalityCode: true,
			personId: true,
			municipality: { select: { name: true } },
			organisation: { select: { name: true } },
			person: {
				select: {
					username: true,
					email: true,
					blockedAt: true,
					surname: true,
					name: true,
					patronymic: true,
					totpSince: true,
					engagements: {
						where: { OR: [{ to: null }, { to: { gt: now } }] },
						select: { role: true, municipalityCode: true },
					},
				},
			},
		},
		orderBy: [{ person: { surname: "asc" } }, { person: { name: "asc" } }, { id: "asc" }],
		take: MOST_SHOWN + 1,
	})
	const shown = found.slice(0, MOST_SHOWN)
	await recordFound(actor, [...new Set(shown.map(({ personId }) => personId))], now)
	const rows = shown.map(({ person, municipality, organisation, to, ...held }): RoleRow => {
		const role = held.role as Role
		const all = person.engagements.map((one) => ({ ...one, role: one.role as Role }))
		const roles = all.map((one) => one.role)
		const { personId } = held
		return {
			id: held.id,
			name: fullName(person) || person.username,
			username: person.username,
			email: person.email,
			isBlocked: person.blockedAt !== null,
			role: roleText(role),
			place: [organisation?.name, municipality?.name].filter(Boolean).join(", "),
			until: to ? longDateTime(to) : null,
			help: helpPolicy.help(actor, { ...held, roles }, null) ? held.personId : null,
			resets: person.totpSince && accountPolicy.resetSecondFactor(actor, held, null) ? held.personId : null,
			mayBlock: accountPolicy.block(actor, held, null),
			account: accountCarePolicy.correctEmail(actor, { personId, held: all }, null) ? personId : null,
			mayEnd: to === null && rolePolicy.end(actor, { ...held, role }, null),
		}
	})
	return { name: asked, rows, more: found.length > MOST_SHOWN, everybody }
}
export type RolesView = Awaited<ReturnType<typeof findRoles>>

/** The roles that this person may see. */
function reachOf(actor: Actor) {
	if (isOperator(actor, null, null)) return {}
	const reach = municipalitiesOf(actor).map((municipalityCode) => ({
		municipalityCode,
		role: { in: invitableRoles(actor, municipalityCode) },
	}))
	if (reach.length === 0) throw notFound()
	return { AND: [{ OR: reach }] }
}

async function recordFound(actor: Actor, people: readonly string[], now: Date) {
	const others = people.filter((id) => id !== actor.id)
	if (others.length === 0) return
	await prisma.accessLog.createMany({
		data: others.map((personId) => ({ at: now, actorId: actor.id, personId, what: "login-found" })),
	})
}

/**
 * People who seem to have two accounts: all of them for operators, who may merge them; for a coordinator those whose accounts
 * both belong to the municipality.
 */
export async function viewPairs(actor: Actor) {
	const isEverywhere = isOperator(actor, null, null)
	const codes = municipalitiesOf(actor)
	if (!isEverywhere && codes.length === 0) return []
	const pairs = await pairsOfAccounts(prisma, MOST_SHOWN)
	const people = await prisma.person.findMany({
		where: {
			id: { in: pairs.flatMap(({ one, other }) => [one, other]) },
			...(!isEverywhere && { engagements: { some: { municipalityCode: { in: [...codes] } } } }),
		},
		select: { id: true, username: true, surname: true, name: true, patronymic: true },
	})
	const byId = new Map(people.map((person) => [person.id, person]))
	const shown = pairs.flatMap(({ one, other, because }) => {
		const [first, second] = [byId.get(one), byId.get(other)]
		if (!first || !second) return []
		return {
			key: `${one} ${other}`,
			ids: [one, other],
			name: fullName(first) || first.username,
			usernames: `${first.username}, ${second.username}`,
			because: because === "email" ? "одна подтверждённая почта" : "одни имя, телефон и организация",
			merge: isEverywhere ? paths.mergeAccounts(one, other) : null,
		}
	})
	notePeople(shown.flatMap(({ ids }) => ids))
	return shown.map(({ ids: _, ...pair }) => pair)
}

/** The person whom an operator is about to help. @throws DomainError not-found */
export async function viewHelped({ actor, personId, now }: { actor: Actor; personId: string; now: Date }) {
	const person = await prisma.person.findUnique({
		where: { id: personId },
		select: {
			username: true,
			surname: true,
			name: true,
			patronymic: true,
			engagements: { where: { OR: [{ to: null }, { to: { gt: now } }] }, select: { role: true } },
		},
	})
	const roles = person?.engagements.map(({ role }) => role) ?? []
	if (!person || !helpPolicy.help(actor, { personId, roles }, null)) throw notFound()
	notePeople([personId])
	return { name: fullName(person) || person.username, username: person.username }
}

/** The page that ends a role: the open work, and who could take it over. @throws DomainError not-found, forbidden */
export async function viewEnding({ actor, engagementId }: { actor: Actor; engagementId: string }) {
	const held = await heldRole(engagementId)
	if (!held || !rolePolicy.find(actor, held, null)) throw notFound()
	if (!rolePolicy.end(actor, held, null)) throw forbidden("Эту роль Вы прекратить не можете.")
	notePeople([held.personId])
	const { seats, notes } = await openWorkOf(prisma, held)
	noteApplications(seats.map(({ applicationId }) => applicationId))
	const successors =
		seats.length === 0
			? []
			: await prisma.person.findMany({
					where: {
						NOT: { id: held.personId },
						blockedAt: null,
						engagements: { some: { role: held.role, municipalityCode: held.municipalityCode, to: null } },
					},
					select: { id: true, surname: true, name: true, patronymic: true },
					orderBy: [{ surname: "asc" }, { name: "asc" }],
				})
	return {
		id: held.id,
		name: fullName(held.person) || held.person.username,
		role: roleText(held.role),
		ended: held.to !== null,
		seats: seats.map(({ applicationId, fullName: teacher }) => ({ applicationId, teacher })),
		notes,
		successors: successors.map(({ id, ...person }) => ({ value: id, label: fullName(person) })),
	}
}
export type EndingView = Awaited<ReturnType<typeof viewEnding>>
