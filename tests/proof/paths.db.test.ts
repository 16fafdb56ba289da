import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { AnyStateMachine } from "xstate"
import { type DirectedGraphNode, toDirectedGraph } from "xstate/graph"
import { prisma } from "#app/db/client.server.ts"
import { acceptInvitation } from "#app/domain/invitation/accept-invitation.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import { emailOf, tokenIn } from "#prisma/demo/people.ts"
import {
	actorNamed,
	bring,
	CALENDAR,
	NOW,
	newWithdrawal,
	ORDER,
	of,
	scheduleOf,
	send,
	setSource,
} from "#tests/factories.ts"
import { MEMBERS, maySend, Stage } from "./application-cells.ts"
import { note } from "./figures.ts"
import { PAGES } from "./other.pages.ts"
import { eventOf, movesOf } from "./page.ts"
import { LATER, type Subject, World } from "./world.ts"

// Every transition of the machines' graphs, at the end of a shortest path to it. The paths run through the real use cases,
// and after each step the stored state must match the graph.

interface Edge {
	from: string
	event: string
	to: string
}

/** The edges between stored states, as XState draws them. */
function edgesOf(machine: AnyStateMachine): Edge[] {
	const nodes = (node: DirectedGraphNode): DirectedGraphNode[] => [node, ...node.children.flatMap(nodes)]
	const found = nodes(toDirectedGraph(machine)).flatMap(({ edges }) =>
		edges.map(({ source, target, label, transition }) => {
			const from = source.path.join(".")
			return { from, event: label.text, to: transition.target ? target.path.join(".") : from }
		}),
	)
	return [...new Map(found.map((edge) => [JSON.stringify(edge), edge])).values()]
}

/** The shortest way from the creation that ends with the edge, or null if these edges do not lead to it. */
function pathTo(edge: Edge, creation: string, edges: readonly Edge[]): Edge[] | null {
	const ways = new Map<string, Edge[]>([[creation, []]])
	const queue = [creation]
	for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
		const way = ways.get(state) ?? []
		if (state === edge.from) return [...way, edge]
		for (const next of edges.filter(({ from, to }) => from === state && !ways.has(to))) {
			ways.set(next.to, [...way, next])
			queue.push(next.to)
		}
	}
	return null
}

/** The facts of an application decide which of its transitions exist. */
type Mode = "general" | "simplified" | "entered"
const SIMPLIFIED = (edge: Edge) =>
	["application.admit", "procedure.change"].includes(edge.event) ||
	(edge.event === "conclusion.return" && edge.to === "registered")
const GENERAL = (edge: Edge) =>
	["schedule.assign"].includes(edge.event) ||
	(edge.event === "conclusion.return" && edge.to === "scheduled.approved")
const belongsTo = (mode: Mode) => (edge: Edge) => (mode === "simplified" ? !GENERAL(edge) : !SIMPLIFIED(edge))
const ENTERED = (edge: Edge) => ["application.receive", "entry.correct"].includes(edge.event)

interface Way {
	mode: Mode
	edges: Edge[]
}

function waysOf(edges: readonly Edge[]): Way[] {
	return edges.map((edge) => {
		const modes: Mode[] = ENTERED(edge) ? ["entered"] : ["general", "simplified"]
		const found = modes
			.filter((mode) => belongsTo(mode)(edge))
			.map((mode) => ({
				mode,
				path: pathTo(
					edge,
					LIFECYCLES.application.creation.to,
					edges.filter(belongsTo(mode)).filter((one) => !ENTERED(one)),
				),
			}))
			.filter((one): one is { mode: Mode; path: Edge[] } => one.path !== null)
			.sort((a, b) => a.path.length - b.path.length)
		const [shortest] = found
		if (!shortest) throw new Error(`no way leads to ${edge.from} ${edge.event} ${edge.to}`)
		return { mode: shortest.mode, edges: shortest.path }
	})
}

let world: World
let stage: Stage
let walked = 0

beforeAll(async () => {
	world = await World.open(["newcomer"])
	stage = new Stage(world, "")
})

afterAll(async () => {
	note("paths", { paths: APPLICATION.length + OTHERS.length, transitions: walked })
	console.log(`paths: ${APPLICATION.length + OTHERS.length}, ${walked} transitions`)
})

const stored = async (table: "application" | "withdrawal", id: string) =>
	table === "application"
		? (await prisma.application.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
		: (await prisma.withdrawal.findUniqueOrThrow({ where: { id }, select: { state: true } })).state

const APPLICATION = waysOf(edgesOf(LIFECYCLES.application.machine))
const nameOf = ({ edges }: Way) => {
	const last = edges.at(-1)
	return `${last?.from} ${last?.event} ${last?.to}`
}
const approves = ({ event }: Edge) => event === "schedule.approve"

/** A completed draft, where the way begins. */
async function draftOf(mode: Mode): Promise<Subject> {
	const owner = await world.hire()
	const plan = { teacher: owner.username, until: "formed", simplified: mode === "simplified" }
	const id = await bring(world.people, plan)
	await send(owner, "application", id, "form.reopen")
	if (mode === "entered") await setSource(id, "paper")
	return { id, owner }
}

/** What must exist before an event can be sent. */
async function prepare({ id, owner }: Subject, { event }: Edge, mode: Mode, now: Date) {
	const by = event === "application.receive" ? of(world.people, "municipal") : owner
	const add = (kind: string, file: Awaited<ReturnType<typeof putScan>>) =>
		send(by, "application", id, "attachment.add", { kind, title: "Грамота", files: [file] }, now)
	const scan = () => putScan(`${event} ${id}`, 1)
	if (event === "application.submit" || event === "application.receive") {
		await add("signed_application", await scan())
		if (mode === "simplified") await add("simplified_ground", await scan())
		else await add("results_annex", await putAnnex(id, now))
	}
	if (event === "attachment.remove") await add("other", await scan())
	if (event === "paper.pass" || event === "paper.unmark")
		await send(of(world.people, "head"), "application", id, "paper.receive", {}, now)
}

async function take(subject: Subject, edge: Edge, mode: Mode, now: Date, period: string | null) {
	const { id, owner } = subject
	if (edge.event === "application.withdraw") {
		const withdrawal = await newWithdrawal(owner, id, "submitted")
		await send(of(world.people, "municipal"), "withdrawal", withdrawal, "withdrawal.register", {}, now)
	} else if (!approves(edge)) {
		await prepare(subject, edge, mode, now)
		const [key, line] =
			Object.entries(PAGES.application.page).find(
				([one, { moves }]) =>
					eventOf(one) === edge.event &&
					movesOf({ moves }).some(([from, to]) => from === edge.from && to === edge.to),
			) ?? []
		const situation = `${edge.from}${mode === "general" ? "" : ` @${mode}`}`
		const member = MEMBERS.find((one) => one !== "out" && maySend("application", edge.event, situation, one))
		if (!key || !line || !member || member === "out") throw new Error(`nobody sends ${edge.event}`)
		const fields = await stage.filled(
			{ ...line.sends, ...(period && line.sends?.period && { period }) },
			subject,
		)
		const files = line.files ? { files: [await putScan(`${key} ${id} ${walked}`, 1)] } : {}
		await send(stage.actor(member, owner), "application", id, edge.event, { ...fields, ...files }, now)
	}
	expect(await stored("application", id), `${edge.from} ${edge.event}`).toBe(edge.to)
	walked += 1
}

describe("every transition of the application, at the end of a shortest path", () => {
	const later: { way: Way; subject: Subject }[] = []

	test.each(
		APPLICATION.map((way) => [nameOf(way), way] as const),
	)("is reached and leads where the graph says: %s", async (_name, way) => {
		const { edges, mode } = way
		const subject = await draftOf(mode)
		const barrier = edges.findIndex(approves)
		const first = barrier < 0 ? edges : edges.slice(0, barrier)
		expect(await stored("application", subject.id)).toBe(LIFECYCLES.application.creation.to)
		for (const edge of first) {
			// A schedule is approved once. So all applications that pass this point are brought here together and continue in the next test.
			if (barrier >= 0) await take(subject, edge, mode, NOW, CALENDAR.open)
			else await take(subject, edge, mode, LATER, null)
		}
		if (barrier >= 0) later.push({ way, subject })
	})

	test(
		"is reached from the approved schedule on, which is approved once for all of them",
		{ timeout: 600_000 },
		async () => {
			expect(later.length).toBeGreaterThan(20)
			const schedule = await scheduleOf("tomsk", CALENDAR.open)
			await send(of(world.people, "municipal"), "schedule", schedule, "schedule.close")
			await send(of(world.people, "operator"), "schedule", schedule, "schedule.approve", ORDER)
			for (const { way, subject } of later)
				for (const edge of way.edges.slice(way.edges.findIndex(approves)))
					await take(subject, edge, way.mode, LATER, null)
		},
	)

	test("is covered by a path", () => {
		const expected = Object.entries(PAGES.application.page).flatMap(([key, line]) =>
			movesOf(line).map(([from, to]) => `${from} ${eventOf(key)} ${to}`),
		)
		expect(APPLICATION.map(nameOf).sort()).toEqual(expected.sort())
	})
})

const otherWays = (name: SubjectName) => {
	const { machine, creation } = LIFECYCLES[name]
	const edges = edgesOf(machine)
	return edges.map((edge) => ({ name, edges: pathTo(edge, creation.to, edges) ?? [] }))
}
const OTHERS = (["withdrawal", "schedule", "invitation", "letter"] as const).flatMap(otherWays)

/** One subject on its way. `state` reads the database. */
interface Traveller {
	go(edge: Edge): Promise<unknown>
	state(): Promise<string>
}

const TRAVELLERS: Record<string, () => Promise<Traveller>> = {
	async withdrawal() {
		const { id: application, owner } = await world.take("registered")
		const id = await newWithdrawal(owner, application, "formed")
		return {
			async go({ event }) {
				const own = event === "withdrawal.submit" || event === "withdrawal.discard"
				const by = own ? owner : of(world.people, "municipal")
				const files = [await putScan(`withdrawal ${id}`, 1)]
				await send(by, "withdrawal", id, event, { reason: "На скане нет подписи", files }, LATER)
			},
			state: () => stored("withdrawal", id),
		}
	},
	async schedule() {
		schedules += 1
		const municipality = await prisma.municipality.findMany({
			orderBy: { sortOrder: "asc" },
			skip: schedules,
			take: 1,
		})
		const id = await scheduleOf(municipality[0]?.code ?? "", CALENDAR.open)
		return {
			go: ({ event }) =>
				send(of(world.people, "operator"), "schedule", id, event, {
					...ORDER,
					reason: "Ошибка",
					until: "05.10.2026",
				}),
			state: async () => (await prisma.schedule.findUniqueOrThrow({ where: { id } })).state,
		}
	},
	async invitation() {
		schedules += 1
		// A mailbox accepts five letters an hour.
		const email = emailOf(`newcomer${schedules}`)
		const form = { ...PREFILLED, email, role: "municipal_coordinator" as const, municipalityCode: "seversk" }
		const { id } = await sendInvitation({
			actor: of(world.people, "operator"),
			form,
			now: at(schedules * 96),
		})
		const begun = schedules * 96
		return {
			async go({ event }) {
				if (event === "invitation.accept") {
					const place = {
						organisationId: "",
						positionCode: "",
						subjectId: "",
						positionText: "",
						workPhone: "8 (3822) 00-00-01",
					}
					const actor = await actorNamed("newcomer")
					const token = await tokenIn("invitation", email)
					return acceptInvitation({ actor, token, form: place, now: at(begun + 1) })
				}
				const expires = event === "invitation.expire"
				const by = expires ? SYSTEM : of(world.people, "operator")
				return send(by, "invitation", id, event, {}, at(begun + (expires ? 25 : 26)))
			},
			state: async () => (await prisma.invitation.findUniqueOrThrow({ where: { id } })).state,
		}
	},
	async letter() {
		schedules += 1
		const email = `letter-${schedules}@new.example`
		const form = { ...PREFILLED, email, role: "expert" as const, municipalityCode: "tomsk" }
		await sendInvitation({ actor: of(world.people, "municipal"), form, now: NOW })
		const { id } = await prisma.letter.findFirstOrThrow({ where: { to: email } })
		return {
			async go({ event, to }) {
				const act = (one: string) => send(SYSTEM, "letter", id, one, { error: "450" })
				if (event === "letter.resend") return send(of(world.people, "operator"), "letter", id, event)
				for (let tries = 1; to === "failed" && tries < LETTER_TRIES; tries += 1) {
					await act("letter.fail")
					await act("letter.take")
				}
				return act(event)
			},
			state: async () => (await prisma.letter.findUniqueOrThrow({ where: { id } })).state,
		}
	},
}
let schedules = 0
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

describe("every transition of the other machines", () => {
	const all = OTHERS.map(
		({ name, edges }) =>
			[`${name}: ${edges.at(-1)?.from} ${edges.at(-1)?.event} ${edges.at(-1)?.to}`, name, edges] as const,
	)
	test.each(all)("is reached and leads where the graph says: %s", async (_what, name, edges) => {
		expect(edges.length).toBeGreaterThan(0)
		const traveller = await TRAVELLERS[name]?.()
		if (!traveller) throw new Error(`nobody travels as ${name}`)
		expect(await traveller.state()).toBe(LIFECYCLES[name].creation.to)
		for (const edge of edges) {
			await traveller.go(edge)
			expect(await traveller.state(), `${edge.from} ${edge.event}`).toBe(edge.to)
			walked += 1
		}
		await prisma.engagement.deleteMany({
			where: { municipalityCode: "seversk", role: "municipal_coordinator" },
		})
	})

	test("is covered by a path", () => {
		for (const name of ["withdrawal", "schedule", "invitation", "letter"] as const) {
			const expected = Object.entries(PAGES[name].page).flatMap(([key, line]) =>
				movesOf(line).map(([from, to]) => `${from} ${eventOf(key)} ${to}`),
			)
			const run = OTHERS.filter((one) => one.name === name).map(({ edges }) => edges.at(-1))
			expect(run.map((edge) => `${edge?.from} ${edge?.event} ${edge?.to}`).sort()).toEqual(expected.sort())
		}
	})
})
