import { data } from "@remix-run/node"
import { isDatabaseUnreachable } from "#app/db/unreachable.ts"
import { grantsWithout, helpPolicy, needsSecondFactor } from "#app/policies/account.policy.ts"
import { type Actor, hasRole, type Role } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise, seeOther, senderOf } from "#app/utils/http/http.server.ts"
import { localAddress } from "#app/utils/http/local-address.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"
import { helpedPerson } from "./helped-person.server.ts"
import { sessionIdOf, validateSession } from "./lucia.server.ts"
import { type AccountAttributes, accountOfPerson } from "./session-adapter.server.ts"

/** Who is signed in, and what the head of every page says of the account. */
export interface Account {
	actor: Actor
	email: string
	/** Until then the cabinet asks to confirm it. */
	emailConfirmed: boolean
	/** Some cabinets stay closed until the second step of signing in is set up. */
	lacksSecondFactor: boolean
	/** The operator who looks at the pages of this account to help; changes nothing. */
	helper?: Actor
}

const asked = new WeakMap<Request, Promise<Account | null>>()
/** Remix gives each loader of a page its own copy of the request; those that run together share one query. */
const underWay = new Map<string, Promise<Account | null>>()

/** The account behind the request's session; null when nobody is signed in, or the person is blocked. */
function getAccount(request: Request): Promise<Account | null> {
	const known = asked.get(request)
	if (known) return known
	const account = findAccount(request).then(named)
	asked.set(request, account)
	return account
}

/** The log of this request says whose it was. */
function named(account: Account | null): Account | null {
	const scope = currentRequest()
	if (scope && account) {
		scope.account = (account.helper ?? account.actor).id
		if (account.helper) scope.helping = account.actor.fullName
	}
	return account
}

async function findAccount(request: Request): Promise<Account | null> {
	const sessionId = sessionIdOf(request)
	if (!sessionId) return null
	const own = await ownAccount(sessionId)
	// Only operators get the cookie that names a person, so nobody else costs a second query.
	const personId = own && hasRole(own.actor, "operator") ? await helpedPerson(request, sessionId) : null
	const person = personId && (await accountOfPerson(personId))
	if (!own || !person) return own
	const roles = person.grants.map(({ role }) => role)
	if (!helpPolicy.help(own.actor, { personId, roles }, null)) return own
	mustOnlyLook(request)
	return { ...accountFrom(person), helper: own.actor }
}

/** Whoever helps sees the person's pages and changes nothing; what is between the person and the system stays closed, too. */
function mustOnlyLook({ method, url }: Request) {
	const reads = method === "GET" || method === "HEAD"
	if (reads && !/^\/profile[/.]/.test(new URL(url).pathname)) return
	const message = reads
		? "Эту страницу видит только её владелец. Завершите просмотр для помощи, чтобы вернуться в свой кабинет."
		: "Вы смотрите страницы другого человека, чтобы помочь: изменить ничего нельзя. Ничего не отправлено."
	throw data({ message, reasons: [] }, { status: 403 })
}

function ownAccount(sessionId: string): Promise<Account | null> {
	const running = underWay.get(sessionId)
	if (running) return running
	const query = loadAccount(sessionId)
		.catch(unavailable)
		.finally(() => underWay.delete(sessionId))
	underWay.set(sessionId, query)
	return query
}

/** Almost every page asks this first, so here people are told to wait, inside the page that they are on. */
function unavailable(error: unknown): never {
	if (!isDatabaseUnreachable(error)) throw error
	log.error({ err: error }, "the database does not answer")
	throw data({ message: "База данных сейчас не отвечает.", reasons: [] }, { status: 503 })
}

async function loadAccount(sessionId: string): Promise<Account | null> {
	const { user } = await validateSession(sessionId)
	return user && accountFrom(user)
}

function accountFrom(user: AccountAttributes & { id: string }): Account {
	const { id, username, surname, name, patronymic, email, emailConfirmed, grants, secondFactor } = user
	const lacksSecondFactor =
		env.SECOND_FACTOR === "required" && !secondFactor && needsSecondFactor(grants.map(({ role }) => role))
	const fullName = [surname, name, patronymic].filter(Boolean).join(" ") || username
	const held = lacksSecondFactor ? grantsWithout(grants) : grants
	const actor: Actor = { kind: "person", id, username, fullName, grants: held }
	return { actor, email, emailConfirmed, lacksSecondFactor }
}

/** Who acts, or null. */
export const getActor = async (request: Request): Promise<Actor | null> =>
	(await getAccount(request))?.actor ?? null

/** Who acts. Nobody signed in: 303 to the sign-in page, which leads back here. */
export async function requireActor(request: Request): Promise<Actor> {
	return (await requireAccount(request)).actor
}

export async function requireAccount(request: Request): Promise<Account> {
	const account = await getAccount(request)
	if (!account) throw seeOther(paths.login(whereTo(request), isForm(request)))
	return account
}

/** For the layout of one audience. To anybody without one of the roles the cabinet does not exist (404). */
export async function requireRole(request: Request, ...roles: readonly Role[]): Promise<Actor> {
	const actor = await requireActor(request)
	if (!roles.some((role) => hasRole(actor, role))) raise(notFound())
	return actor
}

const isForm = ({ method }: Request) => method !== "GET" && method !== "HEAD"

/** A form cannot be sent again from the sign-in page, so after a POST people return to the page that held it. */
function whereTo(request: Request): string | undefined {
	const { pathname, search } = new URL(request.url)
	const from = isForm(request) ? senderOf(request) : localAddress(pathname + search)
	return from === null || from === paths.home() ? undefined : from
}
