import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { NOW } from "#tests/factories.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { decisionsIn, planDecisions, votesIn } from "./plan-decisions.server.ts"
import { keepSittingFromForm } from "./sitting-form.server.ts"

// The forms of a sitting's page, as an operator sends them.

const NUMBERS = { protocolNumber: "3", orderNumber: "903-р", orderDate: "30.09.2026" }

export const keep = (actor: Actor, id: string, intent: string, form: object, now = NOW) =>
	keepSittingFromForm({ actor, id, form: { intent, ...form }, now })

/** Saves the numbers of the protocol and the order. */
export const number = (actor: Actor, id: string, change: object = {}) =>
	keep(actor, id, "papers", { ...NUMBERS, ...change })

/** Calls the roll. The given number of members, counted from the end, is absent. */
export async function callRoll(actor: Actor, id: string, absent = 3, now = NOW) {
	const { heldOn } = await prisma.sitting.findUniqueOrThrow({ where: { id } })
	const members = await membersOn(prisma, heldOn)
	const away = members.slice(members.length - absent)
	return keep(actor, id, "roll", absence(away.map((member) => member.id)), now)
}

/** The fields that mark these members as absent. */
export const absence = (ids: readonly string[], reason = "болезнь") =>
	Object.fromEntries(
		ids.flatMap((id) => [
			[`absent-${id}`, "on"],
			[`absence-${id}`, reason],
		]),
	)

/** Holds the sitting: six of nine members are present, and the protocol and the order have their numbers. */
export async function hold(actor: Actor, id: string, now = NOW, orderDate = NUMBERS.orderDate) {
	await callRoll(actor, id, 3, now)
	await keep(actor, id, "papers", { ...NUMBERS, orderDate }, now)
}

/** Plans the decisions that an operator typed into the agenda's form. */
export const planTyped = ({
	actor,
	sitting,
	form,
	now = NOW,
}: {
	actor: Actor
	sitting: string
	form: Record<string, string>
	now?: Date
}) =>
	planDecisions({
		...{ actor, sittingId: sitting, now },
		...{ decisions: decisionsIn(form), votes: votesIn(form) },
	})
