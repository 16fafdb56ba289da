import { readFile } from "node:fs/promises"
import { openSession } from "#app/auth/lucia.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { holdSitting } from "#prisma/demo/commission.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import { actorNamed, emailOf } from "#prisma/demo/people.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	NOW,
	newWithdrawal,
	ORDER,
	of,
	openRegion,
	scheduleOf,
	send,
	setSource,
	teachers,
} from "#tests/factories.ts"

import { APPLICATION } from "./application.page.ts"
import { eventOf, movesOf, words } from "./page.ts"

// The region in which cells and paths are tried: the whole cast, and applications that the real use cases bring to any
// state. Applications are used again: where one cell has led an application, another cell begins.

/** A time when the period of the approved schedules has begun and another period is still open. */
export const LATER_LOCAL = `${CALENDAR.open}-05T10:00`
export const LATER = instantOf(LATER_LOCAL)
export const TODAY = LATER_LOCAL.slice(0, 10)
/** A period that can still be filled in on that day. */
export const OPEN_LATER = "2027-01"
export const OTHER_OPEN = "2027-02"
/** Only the cells of schedules use these. */
export const SPARE_PERIODS = ["2027-03", "2027-04"]

const MODEL = "colleague"
const SEATS = (people: Cast) => ({
	expert1: of(people, "expert1").id,
	expert2: of(people, "expert2").id,
})

/** The situations to which an application can be brought: a state, and after @ its special features. */
export type Situation = string

interface Step {
	from: Situation | null
	go(world: World, id: string, owner: Actor): Promise<unknown>
}

export interface Subject {
	id: string
	owner: Actor
}

const conclusionOf = async (id: string) => ({
	verdict: "meets",
	complete: "on",
	files: [await putScan(`conclusion ${id}`, 1)],
})

/** How each situation is reached from the one before it. */
const STEPS: Record<Situation, Step> = {
	"draft.formed": {
		from: "draft.formed @bare",
		async go(_, id, owner) {
			const add = (kind: string, file: Awaited<ReturnType<typeof putScan>>) =>
				send(owner, "application", id, "attachment.add", { kind, files: [file] }, LATER)
			await add("signed_application", await putScan(`application ${id}`, 1))
			await add("results_annex", await putAnnex(id, LATER))
		},
	},
	"draft.editing": step("draft.formed", "own", "form.reopen"),
	"draft.editing @entered": {
		from: "draft.editing",
		async go({ people }, id) {
			await setSource(id, "paper")
			const scan = await putScan(`entered ${id}`, 1)
			await send(of(people, "municipal"), "application", id, "attachment.add", {
				kind: "signed_application",
				files: [scan],
			})
		},
	},
	discarded: step("draft.editing", "own", "form.discard"),
	submitted: step("draft.formed", "own", "application.submit"),
	rejected: step("submitted", "municipal", "application.reject", { reasonCode: "no_signature", reason: "" }),
	"submitted @entered": { from: "submitted", go: (_, id) => setSource(id, "paper") },
	"rejected @entered": { from: "rejected", go: (_, id) => setSource(id, "paper") },
	registered: step("submitted", "municipal", "application.register"),
	"scheduled.preliminary": {
		from: "registered",
		go: ({ people }, id) => assign(people, id, OPEN_LATER),
	},
	"concluded.awaitingTeacher": {
		from: "scheduled.approved",
		go: async ({ people }, id) =>
			send(of(people, "expert1"), "application", id, "conclusion.attach", await conclusionOf(id), LATER),
	},
	"concluded.disputed": step("concluded.awaitingTeacher", "own", "conclusion.dispute", {
		comment: "Не учтён показатель 3",
	}),
	"concluded.signed": {
		from: "concluded.awaitingTeacher",
		go: async (_, id, owner) =>
			send(owner, "application", id, "conclusion.sign", { files: [await putScan(`signed ${id}`, 1)] }, LATER),
	},
	"concluded.assessed": step("concluded.signed", "municipal", "conclusion.assess", {
		verdict: "meets",
		complete: "on",
	}),
	"concluded.assessed @simplified": step("registered @simplified", "operator", "application.admit"),
	"concluded.granted": decided("granted"),
	"concluded.refused": decided("refused"),
	withdrawn: {
		from: "registered",
		async go({ people }, id, owner) {
			const withdrawal = await newWithdrawal(owner, id, "submitted")
			await send(of(people, "municipal"), "withdrawal", withdrawal, "withdrawal.register", {}, LATER)
		},
	},
	"submitted @withdrawing": withdrawing("submitted"),
	"registered @withdrawing": withdrawing("registered"),
	"scheduled.preliminary @withdrawing": withdrawing("scheduled.preliminary"),
	"scheduled.approved @withdrawing": withdrawing("scheduled.approved"),
	"registered @simplified @withdrawing": withdrawing("registered @simplified"),
}

function step(from: Situation, who: string, event: string, input: Record<string, unknown> = {}): Step {
	return {
		from,
		go: ({ people }, id, owner) =>
			send(who === "own" ? owner : of(people, who), "application", id, event, input, LATER),
	}
}

/** The step into a state by a form of its page that needs no document and nothing particular to this region. */
function stepOfPage(to: Situation): Step | null {
	for (const [key, line] of Object.entries(APPLICATION)) {
		const [from] = movesOf(line).find(([source, target]) => target === to && source !== to) ?? []
		const [by] = words(typeof line.by === "string" ? line.by : line.by?.usual)
		if (from && by && LOGIN_OF[by] && !line.files) return step(from, LOGIN_OF[by], eventOf(key), line.sends)
	}
	return null
}
const LOGIN_OF: Record<string, string> = { own: "own", sch: "school", mun: "municipal", opr: "operator" }

function withdrawing(from: Situation): Step {
	return { from, go: (_, id, owner) => newWithdrawal(owner, id, "submitted") }
}

function decided(decision: "granted" | "refused"): Step {
	return {
		from: "concluded.assessed",
		go: ({ people, sitting }, id) =>
			send(of(people, "operator"), "application", id, "application.decide", { sitting, decision }, LATER),
	}
}

export const assign = (people: Cast, id: string, period: string, now = LATER) =>
	send(of(people, "municipal"), "application", id, "schedule.assign", { period, ...SEATS(people) }, now)

export class World {
	private readonly waiting = new Map<Situation, Subject[]>()
	private hired = 0

	private constructor(
		readonly people: Cast,
		readonly sitting: string,
	) {}

	static async open(more: readonly string[] = []): Promise<World> {
		const people = await openRegion(
			[
				...["school", "school2", "school3", "municipal", "municipal2", "municipal3", "operator2", "head"],
				...["expert1", "expert2", "expert3", "expert4", "expert6"],
			],
			[
				...teachers([MODEL, ...more]),
				...teachers(["head2"], {
					role: "group_head",
					organisation: "902",
					subject: "физика",
					inviter: "municipal",
				}),
			],
		)
		await prisma.person.create({
			data: { username: "nobody", email: emailOf("nobody"), createdAt: NOW, emailConfirmedAt: NOW },
		})
		people.nobody = await actorNamed("nobody")
		return new World(people, await heldSitting(of(people, "operator")))
	}

	/** Adds a teacher to the same school, because each of them has one application. */
	async hire(): Promise<Actor> {
		this.hired += 1
		const username = `pedagog-${this.hired}`
		const model = await prisma.person.findFirstOrThrow({
			where: { username: MODEL },
			include: { engagements: true },
		})
		// Each person has a separate paper key.
		const { id: _, paperKey: _ofOthers, engagements, ...person } = model
		const { id: __, personId: ___, ...workplace } = engagements[0] ?? never()
		const { id } = await prisma.person.create({
			data: { ...person, username, email: emailOf(username) },
			select: { id: true },
		})
		await prisma.engagement.create({ data: { ...workplace, personId: id } })
		this.people[username] = await actorNamed(username)
		return of(this.people, username)
	}

	/** An application in this situation: an existing one, or one that is brought there. */
	async take(situation: Situation): Promise<Subject> {
		const [found] = this.waiting.get(situation)?.splice(0, 1) ?? []
		if (found) return found
		if (situation === "draft.formed @bare" || situation === "registered @simplified") {
			const owner = await this.hire()
			const simplified = situation === "registered @simplified"
			const until = simplified ? "registered" : "formed"
			return { owner, id: await bring(this.people, { teacher: owner.username, until, simplified }) }
		}
		const how = STEPS[situation] ?? stepOfPage(situation)
		if (!how?.from) throw new Error(`nobody waits in «${situation}», and nothing leads there`)
		const subject = await this.take(how.from)
		await how.go(this, subject.id, subject.owner)
		return subject
	}

	/** Lets another cell use the application. */
	put(situation: Situation, subject: Subject): void {
		this.waiting.set(situation, [...(this.waiting.get(situation) ?? []), subject])
	}

	/** Does what the calendar does. Otherwise a server would do it in the middle of a cell. */
	letFallDue = () => doWhatIsDue(LATER)

	/** A schedule is approved once, so all the applications needed are added before that. */
	async approve(count: number): Promise<void> {
		const subjects: Subject[] = []
		for (let number = 0; number < count; number += 1) {
			const subject = await this.take("registered")
			await assign(this.people, subject.id, CALENDAR.open, NOW)
			subjects.push(subject)
		}
		const schedule = await scheduleOf("tomsk", CALENDAR.open)
		await send(of(this.people, "municipal"), "schedule", schedule, "schedule.close")
		await send(of(this.people, "operator"), "schedule", schedule, "schedule.approve", ORDER)
		for (const subject of subjects) this.put("scheduled.approved", subject)
	}
}

function never(): never {
	throw new Error("the model teacher has no workplace")
}

async function heldSitting(actor: Actor): Promise<string> {
	const heldOn = `${CALENDAR.open}-04`
	return holdSitting({ actor, heldOn, orderDate: heldOn, planned: NOW, now: LATER })
}

/** The cookie of a signed-in person. It is made without checking a password, which would be slow. */
export async function cookieOf({ id }: Actor): Promise<string> {
	return (await openSession(id, false)).split(";")[0] ?? ""
}

/** A scan as a browser sends it. */
export async function scanBytes(name: string): Promise<Uint8Array> {
	const { hash } = await putScan(name, 1)
	return readFile(await fileStore().path(hash))
}
