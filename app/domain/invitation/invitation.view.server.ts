import { roleText } from "#app/auth/cabinets.ts"
import { hashToken } from "#app/auth/tokens.server.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { countUpTo, type ListPages, pageOfList } from "#app/db/paging.server.ts"
import { literally, namedSql } from "#app/db/search.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { listMunicipalities } from "#app/domain/organisation/organisation.view.server.ts"
import { type UndeliveredLetter, undeliveredAbout } from "#app/letters/undelivered.server.ts"
import { invitableRoles } from "#app/policies/invitation.policy.ts"
import { type Actor, municipalitiesOf, ROLES, type Role } from "#app/policies/policy.ts"
import { type AskedOf, askedOf } from "#app/policies/profile.policy.ts"
import { pageOf } from "#app/utils/address.ts"
import { longDateTime, remain } from "#app/utils/russian.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { isTagged, shortOf, statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { type BesideName, orderByName, orderSql } from "../list/order-sql.server.ts"
import type { SortedColumn } from "../list/sorted-columns.ts"
import "./invitation.commands.server.ts"
import { type InvitationRow, withFacts } from "./invitation.subject.server.ts"

/** What the page behind a link shows. */
export type InvitationPage =
	| { open: false; used: boolean; askWhom: string; municipality: string }
	| {
			open: true
			role: Role
			roleText: string
			municipality: string
			municipalityCode: string | null
			email: string
			inviter: string
			until: string
			asked: AskedOf
	  }

/**
 * What the link leads to. Null for a link that never existed, or that became invalid when the letter was sent again.
 * Viewing changes nothing.
 */
export async function viewInvitation(token: string, now: Date): Promise<InvitationPage | null> {
	const found = await prisma.invitation.findUnique({
		where: { tokenHash: hashToken(token) },
		select: {
			state: true,
			role: true,
			email: true,
			expiresAt: true,
			municipality: { select: { code: true, name: true } },
			inviter: { select: PERSON },
		},
	})
	if (!found) return null
	const role = found.role as Role
	const inviter = found.inviter ? nameOf(found.inviter) : ""
	const municipality = found.municipality?.name ?? ""
	const waits = isTagged(invitationLifecycle, found.state, "pending") && found.expiresAt > now
	if (!waits) {
		const askWhom = [inviter, found.inviter?.workPhone].filter(Boolean).join(", ")
		return { open: false, used: isTagged(invitationLifecycle, found.state, "taken"), askWhom, municipality }
	}
	return {
		open: true,
		role,
		roleText: roleText(role),
		municipality,
		municipalityCode: found.municipality?.code ?? null,
		email: found.email,
		inviter,
		until: longDateTime(found.expiresAt),
		asked: askedOf(role),
	}
}

const PERSON = { username: true, surname: true, name: true, patronymic: true, workPhone: true } as const
const nameOf = (person: { username: string; surname: string; name: string; patronymic: string }) =>
	fullName(person) || person.username

export interface InvitedRow {
	id: string
	username: string
	email: string
	fullName: string
	roleText: string
	municipality: string
}

export interface WaitingRow {
	id: string
	version: number
	state: string
	stateText: string
	email: string
	roleText: string
	municipality: string
	/** «осталось 5 часов», or when it ended. */
	term: string
	/** Letters with the link that were not delivered. */
	undelivered: UndeliveredLetter[]
	events: OwnEvents
}

/** What an address asks for. */
export const invitationsQuery = (search: URLSearchParams) => ({
	q: (search.get("q") ?? "").trim().slice(0, 100),
	sort: search.get("sort") ?? "",
	page: pageOf(search),
})

/** «Приглашение»: whom this person may invite, who has accepted, and which links are open. */
export async function viewInvitations({
	actor,
	q = "",
	sort = "",
	page = 1,
	now,
}: {
	actor: Actor
	/** Words of a name, a login or a part of an address. */
	q?: string
	/** A column to sort both lists by, with `-` in front for the reverse order. */
	sort?: string
	/** Of those who have accepted. */
	page?: number
	now: Date
}) {
	const municipalities = await invitedInto(actor)
	const places = [null, ...municipalities.map(({ value }) => value)]
	const isRegional = invitableRoles(actor, null).length > 0
	const roles = [...new Set(places.flatMap((place) => invitableRoles(actor, place)))]
	const where = Prisma.sql`i."role" = ANY (${roles}) AND ${within(
		municipalities.map(({ value }) => value),
		isRegional,
	)}`
	const [{ rows: invited, ...pages }, waiting] = await Promise.all([
		invitedOf({ asked: where, q, sort, page }),
		waitingOf({ actor, asked: where, q, sort, now }),
	])
	return {
		q,
		roles: roles.map((role) => ({ value: role, label: roleText(role) })),
		municipalities,
		invited,
		pages,
		...waiting,
	}
}
export type InvitationsView = Awaited<ReturnType<typeof viewInvitations>>

/** Coordinators invite people into their own municipalities. A person who may invite coordinators invites into any. */
async function invitedInto(actor: Actor) {
	const all = await listMunicipalities()
	if (invitableRoles(actor, null).length > 0) return all
	const own = new Set(municipalitiesOf(actor))
	return all.filter(({ value }) => own.has(value))
}

const TAKEN = statesTagged(invitationLifecycle, "taken")
const NOT_TAKEN = leafStates(invitationLifecycle.machine).filter((state) => !TAKEN.includes(state))

/** Roles in the order of their words, which are what a reader sees. */
const ROLES_BY_WORDS = ROLES.toSorted((one, other) => roleText(one).localeCompare(roleText(other), "ru"))

/** What an invitation `i` is sorted by, also while nobody has accepted it. */
const BESIDE = {
	role: Prisma.sql`array_position(${ROLES_BY_WORDS}, i."role")`,
	municipality: Prisma.sql`(SELECT m."sortOrder" FROM "Municipality" m WHERE m."code" = i."municipalityCode")`,
}
const SORTED_INVITED: BesideName<"invited"> = {
	...BESIDE,
	username: Prisma.sql`i."searchUsername"`,
	email: Prisma.sql`i."searchEmail"`,
}
const BY_NAME = [Prisma.sql`i."searchName"`, Prisma.sql`i."createdAt"`, Prisma.sql`i."id"`]

interface AskedInvitations {
	/** Which invitations this person sees. */
	asked: Prisma.Sql
	q: string
	sort: string
}

/** One page of those who came by an invitation. */
async function invitedOf({
	asked,
	q,
	sort,
	page,
}: AskedInvitations & { page: number }): Promise<ListPages & { rows: InvitedRow[] }> {
	const part = `%${literally(q.toLowerCase())}%`
	const found = q
		? Prisma.sql`(${namedSql("i", q)} OR i."searchUsername" LIKE ${part} OR i."searchEmail" LIKE ${part})`
		: Prisma.sql`TRUE`
	const where = Prisma.sql`${asked} AND i."state" = ANY (${TAKEN}) AND ${found}`
	const { order, fromEnd } = orderByName(SORTED_INVITED, sort, BY_NAME)
	const load = ({ skip, take }: { skip: number; take: number }, by: Prisma.Sql) =>
		rowsOf<Invited>(
			prisma,
			Prisma.sql`
			SELECT i."id", i."role", m."name" AS "municipality", p."username", p."email", p."surname", p."name", p."patronymic"
			FROM (SELECT i."id", i."role", i."municipalityCode", i."acceptedById", i."searchName", i."createdAt", i."searchUsername", i."searchEmail"
				FROM "Invitation" i WHERE ${where} ORDER BY ${by} LIMIT ${take} OFFSET ${skip}) i
			LEFT JOIN "Municipality" m ON m."code" = i."municipalityCode"
			LEFT JOIN "Person" p ON p."id" = i."acceptedById" ORDER BY ${by}`,
		)
	const { rows, ...pages } = await pageOfList({
		page,
		pageSize: INVITED_PAGE,
		count: (most) => countUpTo(most, Prisma.sql`"Invitation" i WHERE ${where}`),
		load: (part) => load(part, order),
		loadFromEnd: fromEnd && ((part) => load(part, fromEnd)),
	})
	return { ...pages, rows: rows.map(invitedRow) }
}

/** Almost every coordinator has one municipality, which an index finds in the order of names. */
const within = (codes: readonly string[], isRegional: boolean): Prisma.Sql =>
	codes.length === 1 && !isRegional
		? Prisma.sql`i."municipalityCode" = ${codes[0]}`
		: Prisma.sql`(i."municipalityCode" IS NULL OR i."municipalityCode" = ANY (${[...codes]}))`

const INVITED_PAGE = 50
const MOST_WAITING = 100

interface Invited {
	id: string
	role: string
	municipality: string | null
	username: string | null
	email: string | null
	surname: string | null
	name: string | null
	patronymic: string | null
}

const invitedRow = ({
	id,
	role,
	municipality,
	username,
	email,
	surname,
	name,
	patronymic,
}: Invited): InvitedRow => ({
	id,
	username: username ?? "",
	email: email ?? "",
	fullName: fullName({ surname: surname ?? "", name: name ?? "", patronymic: patronymic ?? "" }),
	roleText: roleText(role as Role),
	municipality: municipality ?? "",
})

const SORTED_WAITING: Record<SortedColumn<"waitingInvitations">, Prisma.Sql> = {
	...BESIDE,
	email: Prisma.sql`lower(i."email")`,
	state: Prisma.sql`i."expiresAt"`,
}

async function waitingOf({
	actor,
	asked,
	q,
	sort,
	now,
}: AskedInvitations & { actor: Actor; now: Date }): Promise<{ waiting: WaitingRow[]; waitingTotal: number }> {
	// The latest ones, in any order.
	const rows = await rowsOf<InvitationRow & { municipality: string | null; all: number }>(
		prisma,
		Prisma.sql`SELECT i.*, m."name" AS "municipality"
			FROM (SELECT i.*, (count(*) OVER ())::int AS "all" FROM "Invitation" i WHERE ${asked} AND i."state" = ANY (${NOT_TAKEN})
				AND lower(i."email") LIKE ${`%${literally(q.toLowerCase())}%`} ORDER BY i."expiresAt" DESC LIMIT ${MOST_WAITING}) i
			LEFT JOIN "Municipality" m ON m."code" = i."municipalityCode"
			ORDER BY ${orderSql(SORTED_WAITING, sort, Prisma.sql`i."expiresAt" DESC, i."id"`)}`,
	)
	const undelivered = await undeliveredAbout(
		"invitation",
		rows.map(({ id }) => id),
	)
	const waiting = rows.map((row) => {
		const { events } = explainLoaded(actor, "invitation", withFacts(row), now)
		const over = row.expiresAt <= now
		const pending = isTagged(invitationLifecycle, row.state, "pending")
		return {
			id: row.id,
			version: row.version,
			state: row.state,
			stateText: shortOf(invitationLifecycle, row.state),
			email: row.email,
			roleText: roleText(row.role as Role),
			municipality: row.municipality ?? "",
			term: !pending ? "" : over ? `истекло ${longDateTime(row.expiresAt)}` : left(row.expiresAt, now),
			undelivered: undelivered.get(row.id) ?? [],
			events: ownEvents(Object.values(events)),
		}
	})
	return { waiting, waitingTotal: rows[0]?.all ?? 0 }
}

function left(end: Date, now: Date): string {
	const minutes = Math.ceil((end.getTime() - now.getTime()) / 60_000)
	if (minutes < 60) return remain(minutes, ["минута", "минуты", "минут"], "f")
	return remain(Math.floor(minutes / 60), ["час", "часа", "часов"])
}
