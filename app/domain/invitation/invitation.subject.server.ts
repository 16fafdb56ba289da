import type { Tx } from "#app/db/client.server.ts"
import { insertRow, lockRow, updateRow } from "#app/db/row.server.ts"
import { type InvitationScope, invitationPolicy } from "#app/policies/invitation.policy.ts"
import type { Role } from "#app/policies/policy.ts"
import type { Columns, Loaded, Subject, SubjectRow, TransitionContext } from "#app/workflow/subject.server.ts"
import type { InvitationContext } from "#machines/invitation.machine.ts"
import { invitationLifecycle } from "#machines/lifecycles.ts"
import { linkEnd, writeInvitation } from "./invitation-letter.server.ts"

export interface InvitationRow extends SubjectRow {
	role: string
	municipalityCode: string | null
	email: string
	subject: string
	message: string
	expiresAt: Date
}

export type LoadedInvitation = Loaded<InvitationRow, InvitationContext, InvitationScope>
type InvitationTransition = TransitionContext<InvitationRow, InvitationContext, InvitationScope>

const ROW = {
	id: true,
	state: true,
	version: true,
	machineVersion: true,
	quarantine: true,
	role: true,
	municipalityCode: true,
	email: true,
	subject: true,
	message: true,
	expiresAt: true,
} as const

/** What guards and rules read from a row. Only the use case that was given the link knows whether the person holds it. */
export const withFacts = (row: InvitationRow): LoadedInvitation => ({
	row,
	facts: { expiresAt: row.expiresAt.toISOString() },
	scope: { role: row.role as Role, municipalityCode: row.municipalityCode, holdsToken: false },
})

/** One handler for each action name of the machine; a test compares the two lists. */
export const invitationEffects: Record<
	string,
	(transition: InvitationTransition) => Promise<Columns | undefined>
> = {
	async renewToken({ actor, now, prepared }) {
		const { hash } = prepared as { hash: string }
		// The last sender becomes the person to ask.
		return { tokenHash: hash, expiresAt: linkEnd(now), inviterId: actor.id }
	},
	async sendInvitation({ tx, actor, row, now, prepared }) {
		const { token } = prepared as { token: string }
		await writeInvitation(tx, { ...row, invitationId: row.id, inviterId: actor.id, token, now })
		return undefined
	},
	/** Gives the role to the person who accepted. */
	async keepAccepted({ tx, actor, row, now, input }) {
		await tx.engagement.create({
			data: {
				personId: actor.id,
				role: row.role,
				municipalityCode: row.municipalityCode,
				...placeIn(input),
				from: now,
			},
			select: { id: true },
		})
		return { acceptedById: actor.id }
	},
}

/** Only the checked choices of the form reach the row, and nothing else from the event. */
function placeIn(input: Record<string, unknown>) {
	const text = (key: string) => (typeof input[key] === "string" && input[key] !== "" ? input[key] : null)
	return {
		organisationId: text("organisationId"),
		positionCode: text("positionCode"),
		subjectId: text("subjectId"),
		positionText: text("positionText") ?? "",
	}
}

export const invitationSubject: Subject<InvitationRow, InvitationContext, InvitationScope> = {
	name: "invitation",
	lifecycle: invitationLifecycle,
	lock: (tx, id) => lockRow(tx, "Invitation", id),
	async load(tx: Tx, id) {
		const row = await tx.invitation.findUnique({ where: { id }, select: ROW })
		return row && withFacts(row)
	},
	mayRead: (actor, scope) => invitationPolicy.read(actor, scope, null),
	mayCreate: invitationPolicy.send,
	create: (tx, columns) => insertRow(tx, "Invitation", columns),
	update: (tx, where, columns) => updateRow(tx, "Invitation", where, columns),
	effects: (name) => invitationEffects[name],
	onBehalfOf: () => null,
	reasonFields: [],
}
