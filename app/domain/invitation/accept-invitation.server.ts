import { tryRegistration } from "#app/auth/limits.server.ts"
import { hashToken } from "#app/auth/tokens.server.ts"
import { type Db, prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import {
	checkOrganisation,
	checkWorkplace,
	workplaceChecks,
} from "#app/domain/organisation/check-workplace.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { askedOf } from "#app/policies/profile.policy.ts"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { alsoWrong, type Checks, inOneRound, type Problems } from "#app/utils/http/one-round.ts"
import { security } from "#app/utils/security-log.server.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import {
	accountChecks,
	accountColumns,
	createAccount,
	whileUsernameIsFree,
} from "../account/accounts.server.ts"
import { LINK_SHOWN } from "./invitation.commands.server.ts"
import type { AcceptForm, RegisterInvitedForm } from "./invitation.schema.ts"

const VOID = "Приглашение больше не действует. Попросите прислать его повторно."

async function findInvitation(db: Db, token: string) {
	const invitation = await db.invitation.findUnique({
		where: { tokenHash: hashToken(token) },
		select: { id: true, role: true, municipalityCode: true, email: true },
	})
	if (!invitation) throw new DomainError("not-found", VOID)
	return { ...invitation, role: invitation.role as Role }
}
type Found = Awaited<ReturnType<typeof findInvitation>>

/**
 * Registers a person through an invitation link, with the invited role.
 * @throws DomainError not-found (no such link), invalid with the field, not-allowed-now (expired or already used);
 * TooManyAttempts
 */
export function registerInvited({
	token,
	form,
	address,
	now,
}: {
	token: string
	form: RegisterInvitedForm
	address: string
	now: Date
}): Promise<{ personId: string }> {
	return tryRegistration(address, () => register({ token, form, now }))
}

async function register({ token, form, now }: { token: string; form: RegisterInvitedForm; now: Date }) {
	const invitation = await findInvitation(prisma, token)
	await inOneRound([...accountChecks({ ...form, email: invitation.email }), ...placeChecks(invitation, form)])
	const place = await checkPlace(prisma, invitation, form)
	const columns = await accountColumns({ ...form, email: invitation.email })
	const personId = await whileUsernameIsFree(form.username, () =>
		inTransaction(async (tx) => {
			// A person with the link has read the letter at this address, so the address is confirmed.
			const { id } = await createAccount(tx, columns, { now, emailConfirmed: true })
			const newcomer = {
				kind: "person",
				id,
				username: form.username,
				fullName: fullName(form),
				grants: [],
			} as const
			await accept(tx, { actor: newcomer, invitation, place, token, now })
			return id
		}),
	)
	security("registration", "done", { account: personId, role: invitation.role })
	return { personId }
}

/**
 * Adds the invited role to the account of a signed-in person, after a confirming POST.
 * @throws DomainError as {@link registerInvited}; not-allowed-now also if the person already has the role
 */
export async function acceptInvitation({
	actor,
	token,
	form,
	now,
}: {
	actor: Actor
	token: string
	form: AcceptForm
	now: Date
}): Promise<{ role: Role }> {
	const invitation = await findInvitation(prisma, token)
	const place = await checkPlace(prisma, invitation, form)
	const { role, municipalityCode } = invitation
	if (holds(actor, { role, municipalityCode, organisationId: place.organisationId })) {
		throw new DomainError("not-allowed-now", "Эта роль у Вас уже есть. Приглашение не понадобится.")
	}
	await inTransaction(async (tx) => {
		if (form.workPhone) {
			await tx.person.update({
				where: { id: actor.id },
				data: { workPhone: form.workPhone },
				select: { id: true },
			})
		}
		await accept(tx, { actor, invitation, place, token, now })
	})
	security("role.add", "done", { account: actor.id, role })
	return { role }
}

const holds = (
	actor: Actor,
	wanted: { role: Role; municipalityCode: string | null; organisationId: string | null },
) =>
	actor.grants.some(
		({ role, municipalityCode, organisationId }) =>
			role === wanted.role &&
			municipalityCode === wanted.municipalityCode &&
			organisationId === wanted.organisationId,
	)

interface Place {
	organisationId: string | null
	positionCode: string | null
	subjectId: string | null
	positionText: string
}

async function accept(
	tx: Tx,
	{
		actor,
		invitation,
		place,
		token,
		now,
	}: { actor: Actor; invitation: Found; place: Place; token: string; now: Date },
) {
	await dispatchWithin(tx, {
		actor,
		subject: "invitation",
		id: invitation.id,
		event: "invitation.accept",
		input: { ...place },
		now,
		cause: LINK_SHOWN,
	})
	// Sending the letter again at the same moment may have made this link invalid. The row is locked now, so the answer cannot change.
	await findInvitation(tx, token)
}

/** Checks what the role asks for against the database. Other fields are not stored. */
async function checkPlace(db: Db, { role, municipalityCode }: Found, form: AcceptForm): Promise<Place> {
	const asked = askedOf(role)
	const nowhere = { organisationId: null, positionCode: null, subjectId: null, positionText: "" }
	if (!asked.organisation || municipalityCode === null) return nowhere
	const { organisationId, positionCode, subjectId, positionText } = form
	if (!asked.post) {
		await checkOrganisation(db, { municipalityCode, organisationId })
		return { ...nowhere, organisationId }
	}
	const fits = await checkWorkplace(db, { municipalityCode, organisationId, positionCode, subjectId })
	const subject = asked.subject === "always" ? await existing(db, subjectId) : fits.subjectId
	return { organisationId, positionCode: fits.positionCode, subjectId: subject, positionText }
}

/** The same for a form that may lack some of the fields. */
function placeChecks({ role, municipalityCode }: Found, form: Partial<AcceptForm>): Checks {
	const asked = askedOf(role)
	if (!asked.organisation || municipalityCode === null) return []
	const { organisationId, positionCode, subjectId } = form
	const place = { municipalityCode, ...(organisationId !== undefined && { organisationId }) }
	const post = { ...(positionCode && { positionCode }), ...(subjectId && { subjectId }) }
	return workplaceChecks(prisma, { ...place, ...(asked.post && post) })
}

/**
 * Lists everything that is wrong with the refused form of an invitation. For a newcomer this counts as an attempt, because the
 * answer reveals which logins are taken.
 * @param address the sender's address, only for a newcomer
 */
export async function problemsOfAcceptance({
	token,
	form,
	address,
}: {
	token: string
	form: Partial<RegisterInvitedForm>
	address?: string
}): Promise<Problems> {
	const invitation = await findInvitation(prisma, token)
	const place = placeChecks(invitation, form)
	if (address === undefined) return alsoWrong(place)
	const checks = [...accountChecks({ ...form, email: invitation.email }), ...place]
	return alsoWrong(checks, (work) => tryRegistration(address, work))
}

async function existing(db: Db, subjectId: string): Promise<string> {
	const found = await db.subject.count({ where: { id: subjectId } })
	if (found === 0) throw invalid({ subjectId: "Выберите предмет из списка." })
	return subjectId
}
