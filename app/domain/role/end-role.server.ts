import { z } from "zod"
import { roleText } from "#app/auth/cabinets.ts"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { rolePolicy } from "#app/policies/account.policy.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { addDays, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { DomainError, forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { alsoWrong, type Checks, has, inOneRound, type Problems } from "#app/utils/http/one-round.ts"
import { longDate } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import { greeted } from "../account/accounts.server.ts"
import { dateField } from "../application/application.schema.ts"
import { required } from "../person/person-fields.ts"
import { type HeldRole, handingOver, type OpenSeat, openWorkOf } from "./open-work.server.ts"

export const EndRoleSchema = z.object({
	endsOn: dateField("Укажите последний день работы."),
	reason: required("Напишите причину: её увидит этот человек.").max(500, "Причина: не длиннее 500 знаков."),
	successor: z.string().max(64).optional(),
})
export type EndRoleForm = z.output<typeof EndRoleSchema>

interface Ending {
	actor: Actor
	engagementId: string
	form: EndRoleForm
	now: Date
}

export async function heldRole(engagementId: string) {
	const held = await prisma.engagement.findUnique({
		where: { id: engagementId },
		select: {
			id: true,
			role: true,
			municipalityCode: true,
			organisationId: true,
			to: true,
			personId: true,
			person: {
				select: { surname: true, name: true, patronymic: true, sex: true, email: true, username: true },
			},
		},
	})
	return held && { ...held, role: held.role as Role }
}

const endingChecks = (held: HeldRole, form: Partial<EndRoleForm>, now: Date): Checks => [
	() => {
		const today = civilDate(now)
		if (!has(form, "endsOn")) return
		if (form.endsOn < today)
			throw invalid({ endsOn: "Этот день уже прошёл. Укажите сегодняшний день или более поздний." })
		if (form.endsOn > addDays(today, 366)) throw invalid({ endsOn: "Укажите день в пределах года." })
	},
	async () => {
		if (!form.successor && (await openWorkOf(prisma, held)).seats.length > 0)
			throw invalid({ successor: NOBODY_CHOSEN })
	},
]

/** What is wrong with a form that its schema refuses. */
export async function problemsOfEnding({
	engagementId,
	form,
	now,
}: {
	engagementId: string
	form: Partial<EndRoleForm>
	now: Date
}): Promise<Problems> {
	const held = await heldRole(engagementId)
	return held ? alsoWrong(endingChecks(held, form, now)) : {}
}

const NOBODY_CHOSEN = "Выберите, кому передать открытую работу."

/**
 * Ends a role on a given day. Only people who may give the role may end it. The successor gets an expert's open seats in
 * the same transaction, so either everything happens or nothing. What the person has done stays unchanged.
 * @throws DomainError not-found, forbidden, invalid, not-allowed-now with the applications that cannot be handed over
 */
export async function endRole({
	actor,
	engagementId,
	form,
	now,
}: Ending): Promise<{ until: string; handedOver: number }> {
	const held = await heldRole(engagementId)
	if (!held || !rolePolicy.find(actor, held, null)) throw notFound()
	if (!rolePolicy.end(actor, held, null)) throw forbidden("Эту роль Вы прекратить не можете.")
	await inOneRound(endingChecks(held, form, now))
	const today = civilDate(now)
	const to = form.endsOn === today ? now : instantOf(`${addDays(form.endsOn, 1)}T00:00`)
	const until = longDate(form.endsOn)

	const handedOver = await inTransaction(async (tx) => {
		const { count } = await tx.engagement.updateMany({ where: { id: engagementId, to: null }, data: { to } })
		if (count === 0) throw new DomainError("not-allowed-now", "Эта роль уже прекращена.")
		const { seats } = await openWorkOf(tx, held)
		if (seats.length > 0) await handOver(tx, { actor, seats, form, leaving: held.personId, now })
		await tx.accessLog.create({
			data: {
				at: now,
				actorId: actor.id,
				personId: held.personId,
				what: "role-ended",
				detail: { role: roleText(held.role), until, reason: form.reason, handedOver: String(seats.length) },
			},
			select: { id: true },
		})
		await writeLetter(tx, {
			kind: "role-ended",
			to: { personId: held.personId, email: held.person.email },
			data: {
				...greeted(held.person),
				role: roleText(held.role),
				until,
				reason: form.reason,
				endedBy: actor.fullName,
			},
			now,
		})
		return seats.length
	})
	security("role.end", "done", { account: held.personId, by: actor.id, role: held.role })
	return { until, handedOver }
}

interface HandOver {
	actor: Actor
	seats: readonly OpenSeat[]
	form: EndRoleForm
	leaving: string
	now: Date
}

async function handOver(tx: Tx, { actor, seats, form, leaving, now }: HandOver) {
	const { successor, reason } = form
	if (!successor) throw invalid({ successor: NOBODY_CHOSEN })
	const refused: string[] = []
	for (const open of seats) {
		const event = handingOver(open.state)
		const experts = open.experts.map((id) => (id === leaving ? successor : id))
		const input =
			event === "expert.replace"
				? { seat: open.seat, expert: successor, colleagueReason: "", reason }
				: {
						period: open.periodId ?? "",
						expert1: experts[0] ?? "",
						expert2: experts[1] ?? "",
						colleagueReason1: "",
						colleagueReason2: "",
					}
		try {
			const order = { actor, subject: "application", id: open.applicationId, event, input, now } as const
			await dispatchWithin(tx, { ...order, cause: "role.end" })
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			refused.push(`${open.fullName}: ${[error.message, ...error.reasons].join(" ")}`)
		}
	}
	if (refused.length > 0)
		throw new DomainError(
			"not-allowed-now",
			"Роль не прекращена: эту работу передать нельзя. Выберите другого специалиста или сначала освободите эти заявления; после утверждения графика специалиста заменяет оператор.",
			{ reasons: refused },
		)
}
