import { beforeAll, describe, expect, test } from "vitest"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { APPLICATION_NOW, ONLY_CAUSED } from "./application.page.ts"
import {
	ANSWERS,
	carriesOut,
	expectRefusal,
	knownTo,
	MEMBERS,
	type Member,
	maySend,
	nothingChanges,
} from "./application-cells.ts"
import { openGround } from "./ground.ts"
import { several } from "./http.ts"
import { PAGES } from "./other.pages.ts"
import { eventOf, linesAt, movesOf, notHere, type Refused } from "./page.ts"
import { REFUSED_BY_FACTS, refusedAsSent } from "./refusals.page.ts"
import { takeTurns } from "./turns.ts"
import type { Situation, Subject } from "./world.ts"

// Every state × event over HTTP, by those who may send it and in turns by those who may not: the event is carried out with exactly the effects that are written down, or it is
// refused with its reason and changes nothing. The machines and the cast give the cells; pages written by hand give the
// expected answers.

const ground = openGround("cells-of-applications", { approved: 16 })

const { application } = PAGES
const EVENTS = Object.keys(LIFECYCLES.application.events)
/** Every state, and for some states situations in which other events are possible. */
const SITUATIONS: Situation[] = [
	...leafStates(LIFECYCLES.application.machine),
	"draft.editing @entered",
	"submitted @entered",
	"rejected @entered",
	"registered @simplified",
	"concluded.assessed @simplified",
]
const stateOf = (situation: Situation) => situation.split(" ")[0] ?? ""
const address = (id: string) => `/applications/${id}/events`

/** The refusal that one cell must give, or null if it must be carried out. */
function refusalOf(situation: Situation, event: string, member: Member): Refused | null {
	if (!knownTo(situation).has(member)) return ANSWERS.strange
	if (ONLY_CAUSED[event] || !maySend("application", event, situation, member)) return ANSWERS.forbidden
	const state = stateOf(situation)
	if (linesAt(application.page, state, event).length === 0)
		return { status: 409, says: notHere(application.states[state] ?? "", APPLICATION_NOW[state]) }
	const reasons = REFUSED_BY_FACTS[situation]?.[event]
	return reasons ? { status: 409, says: reasons.join(" ") } : null
}

/** The lines that can be carried out in this situation. */
const waysIn = (situation: Situation) =>
	EVENTS.flatMap((event) => linesAt(application.page, stateOf(situation), event)).filter(([key]) => {
		const event = eventOf(key)
		if (ONLY_CAUSED[event] || REFUSED_BY_FACTS[situation]?.[event]) return false
		// The procedure decides where a returned conclusion leads.
		return event !== "conclusion.return" || key.includes("@simplified") === situation.includes("@simplified")
	})

describe("the pages", () => {
	test.each(Object.keys(PAGES) as SubjectName[])("of «%s» name exactly its states and events", (name) => {
		const { machine, events, states } = LIFECYCLES[name]
		const { page, states: described, final } = PAGES[name]
		expect(Object.keys(described).sort()).toEqual([...leafStates(machine)].sort())
		expect([...new Set(Object.keys(page).map(eventOf))].sort()).toEqual([...machine.events].sort())
		expect(Object.keys(events).sort()).toEqual([...machine.events].sort())
		for (const [state, { short }] of Object.entries(states)) expect(short).toBe(described[state])
		for (const [from, to] of Object.values(page).flatMap(movesOf)) {
			expect(Object.keys(described)).toContain(from)
			expect(Object.keys(described)).toContain(to)
			expect(final).not.toContain(from)
		}
	})
})

describe.each(SITUATIONS)("an application that is %s", (situation) => {
	let subject: Subject
	const state = stateOf(situation)

	beforeAll(async () => {
		subject = await ground.world.take(situation)
	})

	test("refuses everybody else, and events that it does not have", async () => {
		const all = EVENTS.flatMap((event) =>
			MEMBERS.map((member) => ({ event, member, says: refusalOf(situation, event, member) })),
		).filter(({ member, says }) => says !== null || member === "out")
		const cells = takeTurns(all, SITUATIONS.indexOf(situation))
		await nothingChanges(situation, () =>
			several(
				cells.map(({ event, member, says }) => async () => {
					const [, line] = linesAt(application.page, state, event)[0] ?? []
					const fields = await ground.stage.filled(line?.sends ?? {}, subject)
					const what = `${event} by ${member} in ${situation}`
					const { owner } = subject
					const to = address(subject.id)
					if (member !== "out") {
						const answer = await ground.stage.sendByScript(member, to, { event, ...fields }, { owner })
						return expectRefusal(answer, says ?? ANSWERS.strange, what)
					}
					const answer = await ground.stage.send(member, to, { event, ...fields }, { owner })
					expect(answer, what).toMatchObject({ status: 303, location: expect.stringMatching(/^\/login/) })
				}),
			),
		)
		ground.stage.refused += cells.length
	})

	test("refuses wrong input", async () => {
		const cells = EVENTS.flatMap((event) =>
			refusedAsSent(event)
				.filter((one) => !one.in || one.in.includes(state))
				.flatMap((one) =>
					MEMBERS.filter((member) => member !== "out" && refusalOf(situation, event, member) === null).map(
						(member) => ({ event, member, ...one }),
					),
				),
		)
		const { owner } = subject
		await nothingChanges(situation, async () => {
			for (const { event, member, sends, file, ...expected } of cells) {
				const what = `${event} by ${member} in ${situation} with ${JSON.stringify(sends)}`
				const fields = { event, ...(await ground.stage.filled(sends, subject)) }
				const name = file ? { file: what } : {}
				expectRefusal(
					await ground.stage.sendByScript(member, address(subject.id), fields, { owner, ...name }),
					expected,
					what,
				)
			}
		})
		ground.stage.refused += cells.length
	})

	const ways = waysIn(situation)
	const cells = ways.flatMap(([key, line]) =>
		MEMBERS.filter((member) => member !== "out" && refusalOf(situation, eventOf(key), member) === null).map(
			(member) => ({ key, line, member: member as Exclude<Member, "out"> }),
		),
	)
	const leadsTo = (line: (typeof ways)[number][1]) =>
		movesOf(line).find(([from]) => from === state)?.[1] ?? ""
	const stays = ({ key, line }: (typeof cells)[number]) =>
		leadsTo(line) === state && key !== "procedure.change"

	async function tryOn({ id, owner }: Subject, { key, line, member }: (typeof cells)[number]) {
		const event = eventOf(key)
		const what = `${key} by ${member} in ${situation}`
		const fields = { event, ...(await ground.stage.filled(line.sends ?? {}, { id, owner })) }
		await carriesOut({
			subject: "application",
			id,
			applicationId: id,
			owner,
			key,
			line,
			to: leadsTo(line),
			by: ground.stage.actor(member, owner),
			what,
			act: () =>
				ground.stage.send(member, address(id), fields, {
					owner,
					...(line.files && { file: `${what} ${id}` }),
				}),
		})
		ground.stage.executed += 1
	}

	test.skipIf(cells.length === 0)("does what its page says, for everybody who may send it", async () => {
		for (const cell of cells.filter(stays)) await tryOn(subject, cell)
		const plain = !situation.includes("@")
		if (plain) ground.world.put(situation, subject)
		for (const [index, cell] of cells.filter((one) => !stays(one)).entries()) {
			const other = plain || index > 0 ? await ground.world.take(situation) : subject
			await tryOn(other, cell)
			const to = leadsTo(cell.line)
			// The later state has nothing left of a draft's or a situation's special features.
			if (plain && !to.startsWith("draft")) ground.world.put(to, other)
		}
	})
})
