import { expect } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { emailOf } from "#prisma/demo/people.ts"
import { of } from "#tests/factories.ts"
import { dataAddress } from "../http/data-address.ts"
import { CAST, type CastMember, EVENTS, verdictsOf } from "../matrix/events.expected.ts"
import {
	changedTables,
	journalSince,
	lastEntry,
	lastLetter,
	lettersSince,
	picture,
	rowOf,
} from "./database.ts"
import { type Answer, type Fields, post } from "./http.ts"
import { type Audience, eventOf, isAttested, type Line, lettersOf, NEXT, SET, words } from "./page.ts"
import { cookieOf, OPEN_LATER, OTHER_OPEN, type Subject, scanBytes, TODAY, type World } from "./world.ts"

/** The people who try: everybody of the cast with one role, and a visitor who is not signed in. */
export type Member = Exclude<CastMember, "oco" | "oop"> | "out"
export const MEMBERS = [
	...(Object.keys(CAST) as CastMember[]).filter(
		(member): member is Exclude<CastMember, "oco" | "oop"> => member !== "oco" && member !== "oop",
	),
	"out" as const,
]
const LOGINS: Record<Exclude<Member, "own" | "out">, string> = {
	oth: "colleague",
	sch: "school",
	sc2: "school2",
	sc3: "school3",
	mun: "municipal",
	mu3: "municipal3",
	exp: "expert1",
	ex0: "expert6",
	hed: "head",
	he0: "head2",
	opr: "operator",
	nob: "nobody",
}

export const ANSWERS = {
	strange: { status: 404, says: "Такой страницы нет, или у Вас нет к ней доступа. Вернитесь на главную." },
	forbidden: { status: 403, says: "У Вас нет права на это действие." },
} as const

/** Sends forms for people and checks what they have done. */
export class Stage {
	private readonly cookies = new Map<string, string>()
	executed = 0
	refused = 0

	constructor(
		readonly world: World,
		readonly url: string,
	) {}

	actor(member: Exclude<Member, "out">, owner: Actor): Actor {
		return member === "own" ? owner : of(this.world.people, LOGINS[member])
	}

	async cookie(member: Member, owner: Actor): Promise<string | null> {
		if (member === "out") return null
		const actor = this.actor(member, owner)
		const known = this.cookies.get(actor.id) ?? (await cookieOf(actor))
		this.cookies.set(actor.id, known)
		return known
	}

	async send(
		member: Member,
		address: string,
		fields: Fields,
		{ owner, file }: { owner: Actor; file?: string },
	): Promise<Answer> {
		return this.sendTo(`${this.url}${address}`, member, fields, { owner, file })
	}

	/** Sends it as the scripts of a page do. A refusal then costs no page, which matters because there are thousands. */
	async sendByScript(
		member: Member,
		address: string,
		fields: Fields,
		{ owner, file }: { owner: Actor; file?: string },
	): Promise<Answer> {
		return this.sendTo(`${this.url}${dataAddress(address)}`, member, fields, { owner, file })
	}

	private async sendTo(
		url: string,
		member: Member,
		fields: Fields,
		{ owner, file }: { owner: Actor; file: string | undefined },
	): Promise<Answer> {
		const document = file
			? { name: "Скан.pdf", type: "application/pdf", bytes: await scanBytes(file) }
			: undefined
		return post(url, await this.cookie(member, owner), fields, document)
	}

	/** The values for the words in braces, for this application. */
	async filled(fields: Fields, { id, owner }: Subject): Promise<Fields> {
		const { people, sitting } = this.world
		const known: Record<string, string> = {
			expert1: of(people, "expert1").id,
			expert2: of(people, "expert2").id,
			expert3: of(people, "expert3").id,
			// This expert works at the teacher's workplace.
			colleague: of(people, "expert6").id,
			"foreign expert": of(people, "expert4").id,
			teacher: owner.id,
			sitting,
		}
		const filled: Record<string, string> = {}
		for (const [name, value] of Object.entries(fields)) {
			const asked = /^\{(.+)\}$/.exec(value)?.[1]
			if (asked === "evidence") filled[name] = await evidenceOf(id)
			else if (asked === "email") filled[name] = await emailAddressOf(owner.id)
			else if (asked === "organisation") filled[name] = await organisationOf(id)
			else if (asked === "other period") filled[name] = await otherPeriod(id)
			else if (asked === "other expert") filled[name] = await otherExpert(id, [known.expert2, known.expert3])
			else filled[name] = asked === undefined ? value : (known[asked] ?? value)
		}
		return filled
	}
}

async function evidenceOf(applicationId: string): Promise<string> {
	const found = await prisma.attachment.findFirst({
		where: { applicationId, purpose: "evidence", removedAt: null },
		select: { id: true },
	})
	return found?.id ?? "none"
}

/** An expert who does not have its second seat yet. */
async function otherExpert(applicationId: string, [one = "", another = ""]: (string | undefined)[]) {
	const seat = await prisma.seat.findFirst({ where: { applicationId, seat: 2 }, select: { expertId: true } })
	return seat?.expertId === one ? another : one
}

const emailAddressOf = async (id: string) =>
	(await prisma.person.findUniqueOrThrow({ where: { id }, select: { email: true } })).email

async function organisationOf(applicationId: string): Promise<string> {
	const { organisationId } = await prisma.application.findUniqueOrThrow({
		where: { id: applicationId },
		select: { organisationId: true },
	})
	return organisationId
}

async function otherPeriod(id: string): Promise<string> {
	const { schedule } = await prisma.application.findUniqueOrThrow({
		where: { id },
		select: { schedule: { select: { periodId: true } } },
	})
	return schedule?.periodId === OPEN_LATER ? OTHER_OPEN : OPEN_LATER
}

/** Everybody who may see the application in this state. For the others it is not found. */
export function knownTo(situation: string): Set<Member> {
	const known: Member[] = ["own", "sch", "mun", "opr"]
	const state = situation.split(" ")[0] ?? ""
	// The simplified procedure has no experts, and no papers that go through a subject group.
	if (isAttested(state) && !situation.includes("@simplified")) known.push("exp", "hed")
	return new Set(known)
}

/** Whether the member may send it in this situation, according to the matrix. */
export function maySend(
	subject: keyof typeof EVENTS,
	event: string,
	situation: string,
	member: Member,
): boolean {
	if (member === "out") return false
	const ways = [...situation.matchAll(/@\w+/g)].map(([way]) => `${event} ${way}`)
	const approved = knownTo(situation).has("exp") ? [`${event} @approved`] : []
	const rows = EVENTS[subject]
	const key = [...ways, ...approved, event, `${event} @entered`].find((one) => rows[one] !== undefined)
	if (!key) throw new Error(`the matrix has no row for ${subject} ${event}`)
	return verdictsOf(rows[key] ?? "")[member] === "allowed"
}

export function expectRefusal(answer: Answer, expected: { status: number; says: string }, what: string) {
	expect(answer.status, `${what}: ${answer.text.slice(-300)}`).toBe(expected.status)
	expect(answer.text, what).toContain(expected.says)
}

/** Fails if `work` writes anything. */
export async function nothingChanges(what: string, work: () => Promise<unknown>) {
	const before = await picture()
	await work()
	expect(changedTables(before, await picture()), `${what} has changed`).toEqual([])
}

const TABLE = {
	application: "Application",
	withdrawal: "Withdrawal",
	schedule: "Schedule",
	invitation: "Invitation",
	letter: "Letter",
} as const

export interface Deed {
	subject: keyof typeof TABLE
	id: string
	/** The application that it concerns. */
	owner: Actor
	applicationId: string | null
	key: string
	line: Line
	to: string
	by: Actor
	act: () => Promise<Answer>
	what: string
	/** Letters of the events that it sends, in addition to those of its own line. */
	alsoLetters?: readonly [kind: string, audience: Audience][]
	/** All letters, as `kind → address`, if the line does not say who receives them. */
	exactLetters?: readonly string[]
}

/** Carries it out and compares everything that was written with the line. */
export async function carriesOut(deed: Deed): Promise<void> {
	const { line, what, to } = deed
	const [before, letter, entry] = [await picture(), await lastLetter(), await lastEntry()]
	const row = await rowOf(TABLE[deed.subject], deed.id)
	const reached = await addresses(deed)
	const counter = await lastNumber(deed.subject)
	const answer = await deed.act()
	expect(answer.status, `${what}: ${answer.text.slice(-300)}`).toBe(303)
	expect(answer.location, what).not.toMatch(/^\/login/)

	const now = await rowOf(TABLE[deed.subject], deed.id)
	expect(now, what).toMatchObject({ state: to, version: Number(row.version) + 1, quarantine: null })
	checkColumns(deed, row, now, counter)
	await checkJournal(deed, row, entry)
	const letters = [...lettersOf(line), ...(deed.alsoLetters ?? [])]
	const expected = deed.exactLetters
		? [...deed.exactLetters]
		: letters.flatMap(([kind, audience]) => reached[audience].map((email) => `${kind} → ${email}`))
	expect(await lettersSince(letter), what).toEqual(expected.sort())
	await checkTables(deed, before, expected.length > 0)
}

function checkColumns(
	{ line, to, what }: Deed,
	before: Record<string, unknown>,
	after: Record<string, unknown>,
	counter: number,
) {
	// Triggers write the last two: from the seats, which the page names as a table, and from the schedule.
	const engine = ["state", "version", "machineVersion", "stateSince", "expertCount", "periodId"]
	const { changes = {} } = line
	const changed = Object.keys(after).filter(
		(column) => !engine.includes(column) && JSON.stringify(before[column]) !== JSON.stringify(after[column]),
	)
	for (const column of changed)
		expect(Object.keys(changes), `${what} has changed ${column}`).toContain(column)
	for (const [column, value] of Object.entries(changes)) {
		const found = after[column]
		if (value === SET) expect(found ?? null, `${what}: ${column}`).not.toBeNull()
		else if (value === NEXT) expect(found, `${what}: ${column}`).toBe(counter + 1)
		else if (value === "{today}") expect(found, `${what}: ${column}`).toBe(TODAY)
		else if (value === "{today + 30}") expect(found, `${what}: ${column}`).toBe(addDays(TODAY, 30))
		else expect(found, `${what}: ${column}`).toEqual(value)
	}
	const since = before.state === to ? before.stateSince : expect.not.stringMatching(String(before.stateSince))
	expect(after.stateSince, what).toEqual(since)
}

async function checkJournal(deed: Deed, before: Record<string, unknown>, last: bigint) {
	const { line, key, what, by, owner, to } = deed
	const entries = await journalSince(last)
	const brought = words(line.brings)
	const [inner, outer] = brought.length > 0 ? [entries.slice(0, -1), entries.at(-1)] : [[], entries[0]]
	expect(entries, what).toHaveLength(brought.length > 0 ? Math.max(2, entries.length) : 1)
	const { reason, comment, remark, materials, visitNote } = line.sends ?? {}
	expect(outer, what).toMatchObject({
		subject: deed.subject,
		subjectId: deed.id,
		seq: Number(before.version) + 1,
		event: eventOf(key),
		from: before.state,
		to,
		actorId: by.id,
		onBehalfOf: deed.applicationId !== null && owner.id !== by.id ? owner.id : null,
		...(reason === "" ? {} : { reason: reason ?? comment ?? remark ?? materials ?? visitNote ?? null }),
	})
	for (const entry of inner) expect(`${entry.subject} ${entry.event}`, what).toBe(brought.join(" "))
}

async function checkTables(
	{ line, subject, what }: Deed,
	before: Record<string, string>,
	hasLetters: boolean,
) {
	const touches = words(line.touches)
	const must = [
		TABLE[subject],
		"Journal",
		...(hasLetters ? ["Letter"] : []),
		...touches.filter((one) => !one.endsWith("?")),
	]
	const may = touches.filter((one) => one.endsWith("?")).map((one) => one.slice(0, -1))
	const changed = changedTables(before, await picture()).filter((table) => !may.includes(table))
	expect(changed.sort(), `${what} has written`).toEqual(
		[...new Set(must)].filter((one) => !may.includes(one)).sort(),
	)
}

/** The last number in the journal of this kind of paper, computed from the papers themselves. */
async function lastNumber(subject: Deed["subject"]): Promise<number> {
	const where = `"journalYear" = 2026 AND "municipalityCode" = 'tomsk'`
	const papers =
		subject === "withdrawal"
			? `SELECT w."journalNumber" FROM "Withdrawal" w JOIN "Application" a ON a."id" = w."applicationId" WHERE w."journalYear" = 2026 AND a."municipalityCode" = 'tomsk'`
			: `SELECT "journalNumber" FROM "Application" WHERE ${where}`
	const [found] = await prisma.$queryRawUnsafe<{ last: number }[]>(
		`SELECT coalesce(max("journalNumber"), 0)::int AS "last" FROM (${papers}) p`,
	)
	return found?.last ?? 0
}

/** The addresses of each audience: by the roles that people hold in the region, and for experts by their seats. */
async function addresses({ applicationId, owner, line }: Deed): Promise<Record<Audience, string[]>> {
	const seats = await prisma.seat.findMany({
		where: { applicationId: applicationId ?? "" },
		orderBy: { seat: "asc" },
		select: { expert: { select: { email: true } } },
	})
	const experts = seats.map(({ expert }) => expert.email)
	return {
		teacher: [emailOf(owner.username)],
		coordinators: ["municipal", "municipal2"].map(emailOf),
		experts: line.letters?.includes("expert-assigned → experts")
			? ["expert1", "expert2"].map(emailOf)
			: experts,
		newcomer: [emailOf("expert3")],
		released: experts.slice(1),
		school: [emailOf("school")],
		operators: ["operator", "operator2"].map(emailOf),
	}
}
