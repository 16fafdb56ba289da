import { expect } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { applicationSubject } from "#app/domain/application/application.subject.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { explain } from "#app/workflow/explain.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { NOW } from "#tests/factories.ts"
import { LATER, sampleOf, who } from "./company.ts"
import { CAST, type CastMember, EVENTS, STILL_KNOWN_TO, verdictsOf } from "./events.expected.ts"

// Lives are played event by event. Before each event every member of the cast tries it, and the answers are compared with
// the table. A refused event is also sent to `dispatch`, which must refuse it; an allowed one is sent with an outdated
// version, so that it does not happen yet.

/** How many answers were compared with each row. */
export const tried = new Map<string, number>()

/** The answer that one person gets, both from `explain` and from the act itself. */
export async function verdictFor(
	actor: Actor,
	subject: SubjectName,
	id: string,
	event: string,
	now: Date,
): Promise<string> {
	const explained = await explain(actor, subject, id, now).then(
		({ events }) => (events[event]?.allowed ? "allowed" : "forbidden"),
		(error) => error.code,
	)
	const input = commandFor(subject, event)?.schema.parse(sampleOf(subject, event)) ?? {}
	const done = await dispatch({ actor, subject, id, event, input, now, version: -1 }).then(
		() => "done with an outdated version",
		(error) => (error.code === "stale" ? "allowed" : error.code),
	)
	return explained === done ? explained : `explained as ${explained}, dispatched as ${done}`
}

/** Compares one row with the answers that these members get. */
export async function tryEvent(
	subject: SubjectName,
	id: string,
	row: string,
	members: readonly CastMember[],
	{ now = NOW, possible = true } = {},
) {
	const event = row.split(" ")[0] ?? ""
	const expected = verdictsOf(EVENTS[subject][row] ?? "")
	const answers: Partial<Record<CastMember, string>> = {}
	for (const member of members) answers[member] = await verdictFor(who(member), subject, id, event, now)
	const key = `${subject} ${row}`
	tried.set(key, (tried.get(key) ?? 0) + members.length)
	expect(answers, key).toEqual(Object.fromEntries(members.map((member) => [member, expected[member]])))
	const [able] = members.filter((member) => expected[member] === "allowed")
	if (!able || !possible) return
	const { events } = await explain(who(able), subject, id, now)
	expect(events[event], `${key} is tried where it is possible`).toMatchObject({ possible: true, reasons: [] })
}

/** Who may form a withdrawal: asks the policy, and where it refuses, the use case too. */
export async function tryForming(id: string, row: string, members: readonly CastMember[]) {
	const expected = verdictsOf(EVENTS.withdrawal[row] ?? "")
	const now = row.endsWith("@approved") ? LATER : NOW
	const loaded = await applicationSubject.load(prisma, id, now)
	if (!loaded) throw new Error("no application")
	for (const member of members) {
		const actor = who(member)
		const verdict = !applicationPolicy.read(actor, loaded.scope, null)
			? "not-found"
			: applicationPolicy.formWithdrawal(actor, loaded.scope, null)
				? "allowed"
				: "forbidden"
		expect(verdict, `${row}: ${CAST[member]}`).toBe(expected[member])
		if (verdict !== "allowed")
			await expect(
				formWithdrawal({ actor, applicationId: id, reason: "Передумал", now }),
			).rejects.toMatchObject({ code: verdict })
	}
	tried.set(`withdrawal ${row}`, (tried.get(`withdrawal ${row}`) ?? 0) + members.length)
}

/** No event is possible any more. Members who could read it still can, the others still cannot. */
export async function tryFinished(
	subject: "application" | "withdrawal",
	id: string,
	members: readonly CastMember[],
	state: string,
) {
	for (const member of members) {
		const seen = await explain(who(member), subject, id, LATER).catch((error) => error.code as string)
		const stays = STILL_KNOWN_TO.includes(member) || (state === "discarded" && member === "own")
		if (!stays) {
			expect(seen, `${CAST[member]}, ${state}`).toBe("not-found")
			continue
		}
		expect(seen, `${CAST[member]}, ${state}`).toMatchObject({ state })
		if (typeof seen === "string") continue
		expect(Object.values(seen.events).filter(({ possible }) => possible)).toEqual([])
		for (const [event, { allowed }] of Object.entries(seen.events)) {
			if (!allowed || commandFor(subject, event)?.prepare) continue
			const input = commandFor(subject, event)?.schema.parse(sampleOf(subject, event)) ?? {}
			await expect(
				dispatch({ actor: who(member), subject, id, event, input, now: LATER }),
				`${event} in ${state}`,
			).rejects.toMatchObject({ code: "not-allowed-now" })
		}
	}
	tried.set(`${subject} in ${state}`, (tried.get(`${subject} in ${state}`) ?? 0) + members.length)
}
