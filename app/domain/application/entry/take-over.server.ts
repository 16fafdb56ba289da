import { tryRegistration } from "#app/auth/limits.server.ts"
import { hashToken, newToken } from "#app/auth/tokens.server.ts"
import { countOf, type Db, Prisma, prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound } from "#app/utils/errors.ts"
import { inOneRound } from "#app/utils/http/one-round.ts"
import { parseChecked } from "#app/utils/http/parse-form.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import {
	absolute,
	accountChecks,
	accountColumns,
	askToConfirmEmail,
	whileUsernameIsFree,
} from "../../account/accounts.server.ts"
import { CONSENT_VERSION } from "../../person/consent.ts"
import { type Conflict, conflictsOf, moveTo } from "../../person/merge-accounts.server.ts"
import { loadApplications } from "../application.facts.server.ts"
import { type TakeOverForm, TakeOverSchema } from "./entry.schema.ts"

const KIND = "takeover"
/** The record of who took an application over, and when. */
export const TAKEN_OVER = "paper-taken-over"
/** The link is handed over on paper, and people come for it when they can. */
const LINK_MS = 30 * 24 * 3_600_000
const VOID =
	"Ссылка больше не действует: по ней уже приняли заявление, создали новую ссылку, заявление удалили или прошло 30 дней. Попросите координатора создать новую."

/**
 * A one-time link that gives the entered application to whoever opens it. A new link makes the earlier one invalid.
 * @throws DomainError not-found; forbidden to everybody but the coordinator; not-allowed-now if the teacher has it already
 * or the entry was deleted
 */
export async function createTakeOverLink({
	actor,
	id,
	now,
}: {
	actor: Actor
	id: string
	now: Date
}): Promise<{ url: string; until: string }> {
	const loaded = (await loadApplications(prisma, [id], now)).get(id)
	if (!loaded || !applicationPolicy.read(actor, loaded.scope, null)) throw notFound()
	if (!loaded.scope.enteredForTeacher || !applicationPolicy.receive(actor, loaded.scope, null))
		throw forbidden()
	const { teacherId, state } = loaded.row
	if (isDeleted(state))
		throw new DomainError(
			"not-allowed-now",
			"Это заявление удалено. Верните его, тогда ссылку можно создать.",
		)
	const { token, hash } = newToken()
	const expiresAt = new Date(now.getTime() + LINK_MS)
	await inTransaction(async (tx) => {
		if (!(await isNobodys(tx, teacherId)))
			throw new DomainError("not-allowed-now", "Педагог уже принял это заявление в свой кабинет.")
		await tx.token.deleteMany({ where: { kind: KIND, personId: teacherId } })
		await tx.token.create({
			data: { hash, kind: KIND, personId: teacherId, about: id, createdAt: now, expiresAt },
			select: { hash: true },
		})
		await tx.accessLog.create({
			data: {
				at: now,
				actorId: actor.id,
				personId: teacherId,
				what: "paper-link",
				detail: { application: id },
			},
			select: { id: true },
		})
	})
	return { url: absolute(paths.takeOver(token)), until: longDateTime(expiresAt) }
}

/** Until when the link of an entry can be opened; null if there is none, or it was opened. */
export async function openLinkUntil(id: string, now: Date): Promise<string | null> {
	const link = await prisma.token.findFirst({
		where: { kind: KIND, about: id, usedAt: null, expiresAt: { gt: now } },
		select: { expiresAt: true },
	})
	return link && longDateTime(link.expiresAt)
}

export const isNobodys = async (db: Db, personId: string): Promise<boolean> =>
	(await db.person.count({ where: { id: personId, awaitsOwner: true, blockedAt: null, erasedAt: null } })) > 0

const isDeleted = (state: string) => isTagged(applicationLifecycle, state, "discarded")

async function find(db: Db, token: string, now: Date) {
	const link = await db.token.findUnique({ where: { hash: hashToken(token) } })
	if (link?.kind !== KIND || link.usedAt || link.expiresAt <= now) return null
	if (!(await isNobodys(db, link.personId))) return null
	const application = await db.application.findUnique({
		where: { id: link.about },
		select: {
			id: true,
			state: true,
			fullName: true,
			position: { select: { nominative: true } },
			subjectGenitive: true,
			organisation: { select: { name: true } },
		},
	})
	// A deleted entry can be restored; its link works again then.
	if (!application || isDeleted(application.state)) return null
	return { personId: link.personId, hash: link.hash, application }
}

/** What the page behind the link says about the application; null if the link is void. */
export async function viewTakeOver(token: string, now: Date) {
	const found = await find(prisma, token, now)
	return (
		found && {
			fullName: found.application.fullName,
			position: [found.application.position.nominative, found.application.subjectGenitive]
				.filter(Boolean)
				.join(" "),
			organisation: found.application.organisation.name,
		}
	)
}

/** Of two people with the same link one gets the application. */
async function use(tx: Tx, token: string, now: Date) {
	await countOf(tx, Prisma.sql`SELECT 1 FROM "Token" WHERE "hash" = ${hashToken(token)} FOR UPDATE`)
	const found = await find(tx, token, now)
	if (!found) throw new DomainError("not-allowed-now", VOID)
	await tx.token.update({ where: { hash: found.hash }, data: { usedAt: now }, select: { hash: true } })
	return { personId: found.personId, applicationId: found.application.id }
}

const record = (tx: Tx, actorId: string, personId: string, applicationId: string, now: Date) =>
	tx.accessLog.create({
		data: { at: now, actorId, personId, what: TAKEN_OVER, detail: { application: applicationId } },
		select: { id: true },
	})

const IN_TAKING_OVER: Readonly<Record<Conflict, string>> = {
	samePosition:
		"У Вас уже есть открытое заявление на эту должность. Сначала отзовите или удалите одно из них.",
	seat: "Вы назначены специалистом по этому заявлению. Попросите координатора назначить другого специалиста.",
}

/**
 * A signed-in teacher takes the application into the account that they have.
 * @throws DomainError not-allowed-now: a void link, another open application for the same position, or one's own entry
 */
export async function takeOverAsSelf({
	actor,
	token,
	now,
}: {
	actor: Actor
	token: string
	now: Date
}): Promise<{ applicationId: string }> {
	const taken = await inTransaction(async (tx) => {
		const { personId, applicationId } = await use(tx, token, now)
		const handled = await tx.journal.count({
			where: { actorId: actor.id, subject: "application", subjectId: applicationId },
		})
		if (handled > 0)
			throw new DomainError(
				"not-allowed-now",
				"Это заявление вносили или рассматривали Вы. Ссылку должен открыть педагог, который его подал.",
			)
		const conflicts = await conflictsOf(tx, actor.id, personId)
		const reasons = conflicts.map((conflict) => IN_TAKING_OVER[conflict])
		if (reasons.length > 0)
			throw new DomainError("not-allowed-now", "Принять заявление пока нельзя.", { reasons })
		await moveTo(tx, { kept: actor.id, closed: personId, now })
		await tx.person.update({
			where: { id: personId },
			data: { awaitsOwner: false, blockedAt: now, mergedIntoId: actor.id },
			select: { id: true },
		})
		await record(tx, actor.id, actor.id, applicationId, now)
		return { applicationId }
	})
	security("account.merge", "done", { account: actor.id, by: actor.id })
	return taken
}

/**
 * Reads the form of a teacher without an account. A refused form counts as an attempt, because the answer reveals which
 * logins are taken.
 * @throws DomainError invalid with everything that is wrong
 */
export const readTakeOver = (typed: Record<string, unknown>, address: string): Promise<TakeOverForm> =>
	parseChecked(TakeOverSchema, typed, accountChecks, (work) => tryRegistration(address, work))

/**
 * A teacher without an account gets the one that holds the application: a login, a password, and the consent.
 * @throws DomainError invalid with the field; not-allowed-now for a void link; TooManyAttempts
 */
export function takeOverAsNew({
	token,
	form,
	address,
	now,
}: {
	token: string
	form: TakeOverForm
	address: string
	now: Date
}): Promise<{ personId: string; applicationId: string }> {
	return tryRegistration(address, async () => {
		const known = await find(prisma, token, now)
		if (!known) throw new DomainError("not-allowed-now", VOID)
		await inOneRound(accountChecks(form))
		const person = await prisma.person.findUniqueOrThrow({
			where: { id: known.personId },
			select: { surname: true, name: true, patronymic: true, sex: true },
		})
		const { username, passwordHash, email, mobilePhone } = await accountColumns({ ...person, ...form })
		const taken = await whileUsernameIsFree(username, () =>
			inTransaction(async (tx) => {
				const { personId, applicationId } = await use(tx, token, now)
				await tx.person.update({
					where: { id: personId },
					data: {
						username,
						passwordHash,
						awaitsOwner: false,
						email,
						mobilePhone,
						consents: { create: { textVersion: CONSENT_VERSION, givenAt: now } },
					},
					select: { id: true },
				})
				await askToConfirmEmail(tx, { ...person, id: personId, email }, now)
				await record(tx, personId, personId, applicationId, now)
				return { personId, applicationId }
			}),
		)
		security("registration", "done", { account: taken.personId, role: "teacher" })
		return taken
	})
}
