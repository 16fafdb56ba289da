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
import type { SavedView } from "#app/utils/saved-view.ts"
import { sessionIdOf, validateSession } from "./lucia.server.ts"
import { type AccountAttributes, accountOfPerson } from "./session-adapter.server.ts"

/** Who is signed in, and what the head of every page says about the account. */
export interface Account {
	actor: Actor
	email: string
	/** While this is false, the cabinet asks the person to confirm the address. */
	emailConfirmed: boolean
	/** True while the person must still set up a second step of signing in. Some cabinets stay closed until then. */
	lacksSecondFactor: boolean
	/** Lists as the person has set them. */
	views: readonly SavedView[]
	/** The operator who looks at this person's pages to help them, and cannot change anything. */
	helper?: Actor
}

const asked = new WeakMap<Request, Promise<Account | null>>()
/** Remix gives each loader of a page its own copy of the request. Loaders that run at the same time share one query. */
const underWay = new Map<string, Promise<OwnAccount | null>>()

/** The account of the session itself, and whose pages it shows, if its owner is an operator who helps. */
interface OwnAccount extends Account {
	helps: string | null
}

/** Returns the account behind the request's session, or null if nobody is signed in or the person is blocked. */
function getAccount(request: Request): Promise<Account | null> {
	const known = asked.get(request)
	if (known) return known
	const account = findAccount(request).then(named)
	asked.set(request, account)
	return account
}

/** Adds the account to the log entry of this request. */
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
	const personId = own && hasRole(own.actor, "operator") ? own.helps : null
	const person = personId && (await accountOfPerson(personId))
	if (!own || !person) return own
	const roles = person.grants.map(({ role }) => role)
	if (!helpPolicy.help(own.actor, { personId, roles }, null)) return own
	mustOnlyLook(request)
	return { ...accountFrom(person), helper: own.actor }
}

/** An operator who helps can read the person's pages but change nothing. The person's security settings stay hidden. */
function mustOnlyLook({ method, url }: Request) {
	const reads = method === "GET" || method === "HEAD"
	if (reads && !/^\/profile[/.]/.test(new URL(url).pathname)) return
	const message = reads
		? "Эту страницу видит только её владелец. Завершите просмотр для помощи, чтобы вернуться в свой кабинет."
		: "Вы смотрите страницы другого человека, чтобы помочь: изменить ничего нельзя. Ничего не отправлено."
	throw data({ message, reasons: [] }, { status: 403 })
}

function ownAccount(sessionId: string): Promise<OwnAccount | null> {
	const running = underWay.get(sessionId)
	if (running) return running
	const query = loadAccount(sessionId)
		.catch(unavailable)
		.finally(() => underWay.delete(sessionId))
	underWay.set(sessionId, query)
	return query
}

/**
 * Almost every page loads the account first. If the database is down, the person therefore sees the message inside the page
 * they are on.
 */
function unavailable(error: unknown): never {
	if (!isDatabaseUnreachable(error)) throw error
	log.error({ err: error }, "the database does not answer")
	throw data({ message: "База данных сейчас не отвечает.", reasons: [] }, { status: 503 })
}

async function loadAccount(sessionId: string): Promise<OwnAccount | null> {
	const { user, session } = await validateSession(sessionId)
	return user && { ...accountFrom(user), helps: session.helps ?? null }
}

function accountFrom(user: AccountAttributes & { id: string }): Account {
	const { id, username, surname, name, patronymic, email, emailConfirmed, grants, secondFactor, views } = user
	const lacksSecondFactor =
		env.SECOND_FACTOR === "required" && !secondFactor && needsSecondFactor(grants.map(({ role }) => role))
	const fullName = [surname, name, patronymic].filter(Boolean).join(" ") || username
	const held = lacksSecondFactor ? grantsWithout(grants) : grants
	const actor: Actor = { kind: "person", id, username, fullName, grants: held }
	return { actor, email, emailConfirmed, lacksSecondFactor, views }
}

/** The person behind a link that acts for them; null when they may no longer sign in. */
export async function actorOfPerson(personId: string): Promise<Actor | null> {
	const account = await accountOfPerson(personId)
	return account && accountFrom(account).actor
}

/** Returns the person who sends the request, or null. */
export const getActor = async (request: Request): Promise<Actor | null> =>
	(await getAccount(request))?.actor ?? null

/** Returns the person who sends the request. If nobody is signed in, redirects (303) to the sign-in page, which leads back here. */
export async function requireActor(request: Request): Promise<Actor> {
	return (await requireAccount(request)).actor
}

export async function requireAccount(request: Request): Promise<Account> {
	const account = await getAccount(request)
	if (!account) throw seeOther(paths.login(whereTo(request), isForm(request)))
	return account
}

export const hasOneOf = (actor: Actor, roles: readonly Role[]): boolean =>
	roles.some((role) => hasRole(actor, role))

/** For a page of a cabinet. Anybody without one of the roles gets 404, as if the cabinet did not exist. */
export async function requireRole(request: Request, ...roles: readonly Role[]): Promise<Actor> {
	const actor = await requireActor(request)
	if (!hasOneOf(actor, roles)) raise(notFound())
	return actor
}

const isForm = ({ method }: Request) => method !== "GET" && method !== "HEAD"

/** The sign-in page cannot send a form again. After a POST it therefore leads back to the page that contains the form. */
function whereTo(request: Request): string | undefined {
	const { pathname, search } = new URL(request.url)
	const from = isForm(request) ? senderOf(request) : localAddress(pathname + search)
	return from === null || from === paths.home() ? undefined : from
}
