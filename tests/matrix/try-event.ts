import { expect } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { applicationSubject } from "#app/domain/application/application.subject.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { explain } from "#app/workflow/explain.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { explainEvent } from "#machines/explain.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { NOW } from "#tests/factories.ts"
import { APPLICATION } from "../proof/application.page.ts"
import { eventOf, isAttested, movesOf, type Setting, words } from "../proof/page.ts"
import { LATER, sampleOf, who } from "./company.ts"
import { CAST, type CastMember, EVENTS, STILL_KNOWN_TO, verdictsOf } from "./events.expected.ts"

// Lives are played event by event. Before each event every member of the cast tries it, and the answers are compared with
// the table. A refused event is also sent to `dispatch`, which must refuse it. An allowed one is sent with an outdated
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

/**
 * The life of one application. At each station it compares every row whose event is possible there and that this life has not
 * tried yet. With a setting it tries only the rows of that setting.
 */
export class Life {
	private readonly done = new Set<string>()

	constructor(
		private readonly id: string,
		private readonly members: readonly CastMember[],
		private readonly act: (member: CastMember, event: string) => Promise<unknown>,
	) {}

	async attemptHere({ now = NOW, setting }: { now?: Date; setting?: Setting } = {}): Promise<void> {
		const { state, possible } = await this.station(now)
		for (const event of possible) {
			const row = rowAt(event, state, setting)
			if (row === null || this.done.has(row)) continue
			this.done.add(row)
			await tryEvent("application", this.id, row, this.members, { now })
		}
		if (!setting) await this.lookAside(now)
	}

	/** Visits each state that leads back to this one, if plain forms lead there and back, and tries its events too. */
	private async lookAside(now: Date): Promise<void> {
		const { state, possible } = await this.station(now)
		for (const [way, there] of plainLines(state))
			for (const [back, to] of plainLines(there)) {
				if (to !== state || this.done.has(eventOf(back)) || !possible.includes(eventOf(way))) continue
				await this.act(senderOf(way), eventOf(way))
				await this.attemptHere({ now })
				await this.act(senderOf(back), eventOf(back))
			}
	}

	/** The events that the facts allow now, whoever sends them. */
	private async station(now: Date): Promise<{ state: string; possible: string[] }> {
		const loaded = await applicationSubject.load(prisma, this.id, now)
		if (!loaded) throw new Error("no application")
		const { lifecycle } = applicationSubject
		const { state } = loaded.row
		const at = now.toISOString()
		const possible = Object.keys(lifecycle.events).filter(
			(type) => explainEvent(lifecycle, state, loaded.facts, { type, at }).possible,
		)
		return { state, possible }
	}
}

/** The row that says who may send an event here, or null if the setting has none. */
function rowAt(event: string, state: string, setting: Setting | undefined): string | null {
	const rows = setting ? [`${event} ${setting}`] : isAttested(state) ? [`${event} @approved`, event] : [event]
	return rows.find((row) => EVENTS.application[row] !== undefined) ?? null
}

/** The lines out of a state that need no document and nothing particular to this region, each with the state that it leads to. */
const plainLines = (state: string): [key: string, to: string][] =>
	Object.entries(APPLICATION).flatMap(([key, line]) =>
		line.files || /[{]/.test(JSON.stringify(Object.values(line.sends ?? {}))) || !line.by
			? []
			: movesOf(line)
					.filter(([from, to]) => from === state && to !== state)
					.map(([, to]): [string, string] => [key, to]),
	)

const senderOf = (key: string): CastMember => {
	const by = APPLICATION[key]?.by ?? ""
	return words(typeof by === "string" ? by : by.usual)[0] as CastMember
}

/** Who may form a withdrawal. Checks the policy, and if it refuses, the use case too. */
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

/** No event is possible any more. Members who could read it still can; the others still cannot. */
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
