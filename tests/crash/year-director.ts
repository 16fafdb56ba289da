import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { prisma } from "#app/db/client.server.ts"
import { addDays, instantOf } from "#app/utils/civil-date.ts"
import { bring, type Cast, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { type LetterBox, startLetterBox } from "#tests/setup/letters.ts"
import type { Turn } from "./year-worker.ts"

// Plays a part of a region's year: every day people act at noon, and two workers check at eight and at twenty o'clock. An
// undisturbed play has one worker that never dies. A disturbed play kills workers at points chosen by the seed, takes the
// mail server away for a day, and moves the clock back by an hour and forward by a week. Both must inform the same people
// of the same things.

export interface Play {
	readonly seed: number
	readonly days: number
	readonly applications: number
	/** How many workers are killed. 0 plays undisturbed. */
	readonly kills: number
	/** The bundled worker. */
	readonly worker: string
}

export interface Played {
	/** One line for each notice of the ledger, sorted. */
	readonly ledger: readonly string[]
	readonly letters: readonly { id: string; key: string; state: string }[]
	/** The letters that the mail server accepted, with the number of the turn. */
	readonly received: readonly { id: string; turn: number }[]
	/** Letters about an application that had ended before the turn in which they arrived. */
	readonly tooLate: readonly string[]
	readonly killed: number
	/** The turn of each death. */
	readonly deaths: readonly number[]
	readonly turns: number
}

const FIRST_DAY = "2026-10-01"
/** A long play says now and then how far it is. */
const TOLD_EVERY = 30
/** Every turn has at least this many points, because it records the time that it assumes. */
const SURE_POINTS = 3
/** A busy turn has about this many points. */
const POINTS = 30
const { seed, days, applications, kills, worker }: Play = JSON.parse(process.env.YEAR ?? "{}")
const isDisturbed = kills > 0

/** Numbers between 0 and 1; the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
	let state = start
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
}

class Worker {
	private constructor(private readonly child: ChildProcess) {}

	static async start(mailUrl: string): Promise<Worker> {
		const child = spawn(process.execPath, [worker], {
			stdio: ["ignore", "ignore", "inherit", "ipc"],
			env: { ...process.env, MAIL_URL: mailUrl, LOG_LEVEL: "silent" },
		})
		await once(child, "message")
		return new Worker(child)
	}

	/** @returns whether the worker survived the turn */
	take(turn: Turn): Promise<boolean> {
		return new Promise((resolve, reject) => {
			const settle = (end: () => void) => {
				this.child.removeAllListeners("message")
				this.child.removeAllListeners("exit")
				end()
			}
			this.child.once("message", (answer: { failed?: string }) =>
				settle(() => (answer.failed ? reject(new Error(answer.failed)) : resolve(true))),
			)
			this.child.once("exit", (code, signal) =>
				settle(() =>
					signal === "SIGKILL"
						? resolve(false)
						: reject(new Error(`the worker ended with ${code} ${signal}`)),
				),
			)
			this.child.send(turn)
		})
	}

	stop() {
		this.child.kill("SIGKILL")
	}
}

class Year {
	private readonly acts = randomFrom(seed)
	private readonly deaths = randomFrom(seed + 1)
	private readonly ended = new Map<string, number>()
	private readonly received: { id: string; turn: number }[] = []
	private workers: Worker[] = []
	private readonly killedIn: number[] = []
	/** How many workers are to die in the turn that they have begun. They survive one that ends before that point. */
	private dying = 0
	private turns = 0

	constructor(
		private readonly people: Cast,
		private readonly cases: readonly { id: string; teacher: string }[],
		private readonly mail: LetterBox,
	) {}

	async play(): Promise<void> {
		const count = isDisturbed ? 2 : 1
		this.workers = await Promise.all(Array.from({ length: count }, () => Worker.start(this.mail.url)))
		for (let day = 0; day < days; day += 1) {
			if (day > 0 && day % TOLD_EVERY === 0)
				console.info(
					`${isDisturbed ? "disturbed" : "undisturbed"}: day ${day} of ${days}, ${this.killedIn.length} killed`,
				)
			const date = addDays(FIRST_DAY, day)
			const isOn = (share: number) => isDisturbed && day === Math.floor(days * share)
			this.mail.refuse(isOn(0.4))
			await this.turn(instantOf(`${date}T08:00`))
			await this.act(instantOf(`${date}T12:00`))
			await this.turn(instantOf(`${date}T20:00`))
			if (isOn(0.25)) await this.turn(instantOf(`${date}T19:00`))
			if (isOn(0.6)) await this.turn(instantOf(`${addDays(date, 7)}T20:00`))
		}
		this.mail.refuse(false)
		// What was postponed at the end is still sent.
		await this.turn(instantOf(`${addDays(FIRST_DAY, days)}T08:00`))
		for (const one of this.workers) one.stop()
	}

	private async turn(at: Date) {
		this.turns += 1
		const before = this.mail.letters.length
		await Promise.all(this.workers.map((_, index) => this.look(index, at)))
		for (const { messageId } of this.mail.letters.slice(before))
			this.received.push({ id: messageId.replace(/^<|@.*$/g, ""), turn: this.turns })
	}

	/** A worker that died is started again, as the service manager does, and checks the same moment again. */
	private async look(index: number, at: Date): Promise<void> {
		for (;;) {
			const killAt = this.nextDeath()
			if (killAt !== null) this.dying += 1
			const survived = await this.workers[index]?.take({ at: at.toISOString(), killAt })
			if (killAt !== null) this.dying -= 1
			if (survived) return
			this.killedIn.push(this.turns)
			this.workers[index] = await Worker.start(this.mail.url)
		}
	}

	/** Deaths are spread over the remaining turns. Half of them come early in a turn, half anywhere. */
	private nextDeath(): number | null {
		const looksLeft = Math.max(1, 2 * (2 * days - this.turns))
		const due = kills - this.killedIn.length - this.dying
		if (due <= 0 || this.deaths() > (2 * due) / looksLeft) return null
		const points = this.deaths() < 0.5 || due >= looksLeft ? SURE_POINTS : POINTS
		return 1 + Math.floor(this.deaths() * points)
	}

	/** Every few days somebody registers an application, rejects it or withdraws it. */
	private async act(now: Date) {
		if (this.acts() > this.cases.length / days) return
		const chosen = this.cases[Math.floor(this.acts() * this.cases.length)]
		const what = this.acts()
		if (!chosen) return
		const { id, teacher } = chosen
		const { state } = await prisma.application.findUniqueOrThrow({ where: { id }, select: { state: true } })
		const coordinator = of(this.people, "municipal")
		if (state === "submitted" && what < 0.5)
			await send(coordinator, "application", id, "application.register", {}, now)
		else if (state === "submitted" && what < 0.7) {
			await send(coordinator, "application", id, "application.reject", { reason: "Нет второй страницы" }, now)
			this.ended.set(id, this.turns)
		} else if (state === "submitted" || state === "registered") {
			const withdrawal = await newWithdrawal(of(this.people, teacher), id, "submitted")
			await send(coordinator, "withdrawal", withdrawal, "withdrawal.register", {}, now)
			this.ended.set(id, this.turns)
		}
	}

	async result(): Promise<Played> {
		const names = await this.names()
		const named = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? id)
		const notices = await prisma.notice.findMany()
		const letters = await prisma.letter.findMany({ orderBy: { id: "asc" } })
		const aboutWhat = new Map(letters.map(({ id, causeId }) => [id, causeId]))
		const told = new Set(notices.map(({ letterId }) => letterId))
		return {
			ledger: notices
				.map(({ rule, deadline, subjectId, personId }) =>
					named([rule, deadline, subjectId, personId].join(" ")),
				)
				.sort(),
			letters: letters.map(({ id, kind, to, subject, state }) => ({
				id,
				key: `${kind} ${to} ${subject}`,
				state,
			})),
			received: this.received,
			tooLate: this.received
				.filter(({ id, turn }) => told.has(id) && turn > (this.ended.get(aboutWhat.get(id) ?? "") ?? turn))
				.map(({ id }) => id),
			killed: this.killedIn.length,
			deaths: this.killedIn,
			turns: this.turns,
		}
	}

	/** People and subjects under names that are the same in every play. */
	private async names(): Promise<Map<string, string>> {
		const [people, schedules] = await Promise.all([
			prisma.person.findMany({ select: { id: true, username: true } }),
			prisma.schedule.findMany({ select: { id: true, municipalityCode: true, periodId: true } }),
		])
		return new Map([
			...people.map(({ id, username }): [string, string] => [id, username]),
			...schedules.map((one): [string, string] => [one.id, `${one.municipalityCode}/${one.periodId}`]),
			...this.cases.map(({ id, teacher }): [string, string] => [id, `application of ${teacher}`]),
		])
	}
}

const usernames = Array.from({ length: applications }, (_, index) => `teacher${index + 1}`)
const people = await openRegion(["municipal", "expert1", "expert2"], teachers(usernames))
const cases: { id: string; teacher: string }[] = []
for (const [index, teacher] of usernames.entries())
	cases.push({ teacher, id: await bring(people, { teacher, until: "submitted", age: 5 + 3 * (index % 8) }) })
await prisma.person.updateMany({ where: { username: "operator" }, data: { reminders: "daily" } })
// Letters from the preparation do not belong to the play.
await prisma.letter.deleteMany()
const mail = await startLetterBox()
const year = new Year(people, cases, mail)
await year.play()
process.send?.(await year.result())
await mail.stop()
await prisma.$disconnect()
