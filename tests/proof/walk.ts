import { prisma } from "#app/db/client.server.ts"
import { beginApplication } from "#app/domain/application/form/begin-application.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { periodsBetween } from "#machines/calendar.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { putAnnex } from "#prisma/demo/papers.ts"
import { emailOf } from "#prisma/demo/people.ts"
import { of } from "#tests/factories.ts"
import { ONLY_CAUSED } from "./application.page.ts"
import { knownTo, maySend } from "./application-cells.ts"
import { lettersSince } from "./database.ts"
import { brokenInvariants, type Written, writtenSince } from "./invariants.ts"
import { PAGES } from "./other.pages.ts"
import { eventOf, linesAt } from "./page.ts"
import { goodInput } from "./walk-inputs.ts"
import { expectedLetters, lineOf } from "./walk-letters.ts"
import {
	type ApplicationPeople,
	holdSitting,
	type Place,
	type Random,
	type Region,
	randomOf,
	relationOf,
} from "./walk-region.ts"

// A random walk through the use cases. After each step the result is compared with the pages. A walk that fails reports its
// seed and the step. Every earlier step was correct, so this is the shortest failing walk for the seed.

export interface WalkedApplication extends ApplicationPeople {
	id: string
	state: string
	owner: Actor
	simplified: boolean
	period: string | null
	withdrawal: { id: string; state: string; by: string } | null
}

export interface Attempt {
	subject: SubjectName
	id: string
	event: string
	by: string
	application: WalkedApplication | null
	input: Record<string, unknown>
}

export class Broken extends Error {}

const MINUTE = 60_000

export class Walk {
	readonly random: Random
	now = instantOf("2026-09-01T08:00")
	step = 0
	happened = 0
	refused = 0
	applications: WalkedApplication[] = []
	private sitting = ""
	private sittings = 0
	/** The last known rows. Every later row was written by the step. */
	private last = { letter: "", entry: 0n }

	constructor(
		readonly region: Region,
		readonly seed: number,
	) {
		this.random = randomOf(seed)
	}

	/** @param minutes the average time between two steps */
	async go(steps: number, minutes: number): Promise<void> {
		await this.look()
		for (let count = 0; count < steps; count += 1) {
			this.step += 1
			this.now = new Date(this.now.getTime() + this.random.below(2 * minutes * MINUTE))
			if (this.step % 40 === 1) {
				await doWhatIsDue(this.now)
				await this.look()
			}
			if (this.step % 400 === 1) {
				this.sittings += 1
				this.sitting = await holdSitting(this.actor("operator"), this.now, this.sittings)
			}
			await this.attempt()
		}
	}

	actor(username: string): Actor {
		return of(this.region.people, username)
	}

	private fail(what: string, attempt: Attempt | string): never {
		const described =
			typeof attempt === "string"
				? attempt
				: `${attempt.event} on ${attempt.subject} ${attempt.application?.state ?? ""} by ${attempt.by}`
		throw new Broken(
			`${what}\n  at step ${this.step}: ${described}\n  walk it again: PROOF_SEED=${this.seed} PROOF_STEPS=${this.step} (every step before it held)`,
		)
	}

	private async attempt(): Promise<void> {
		const kind = this.random.next()
		if (this.applications.length === 0 || kind < 0.03) return this.begin()
		if (kind < 0.07) return this.scheduleEvent()
		const application = this.random.one(this.applications)
		if (kind < 0.1) return this.formWithdrawal(application)
		if (kind < 0.18 && application.withdrawal) return this.withdrawalEvent(application)
		return this.applicationEvent(application)
	}

	/** Mostly a person who may send the event, sometimes anybody. */
	private somebody(able: (username: string) => boolean): string {
		const { everybody } = this.region
		const those = everybody.filter(able)
		return those.length > 0 && this.random.chance(0.7) ? this.random.one(those) : this.random.one(everybody)
	}

	private async applicationEvent(application: WalkedApplication): Promise<void> {
		const { page } = PAGES.application
		const events = Object.keys(LIFECYCLES.application.events)
		const possible = events.filter(
			(event) => !ONLY_CAUSED[event] && linesAt(page, application.state, event).length > 0,
		)
		const event =
			possible.length > 0 && this.random.chance(0.6) ? this.random.one(possible) : this.random.one(events)
		const situation = `${application.state}${application.simplified ? " @simplified" : ""}`
		const allowed = (username: string) =>
			!ONLY_CAUSED[event] && maySend("application", event, situation, relationOf(username, application))
		const by = this.somebody(allowed)
		const key = this.wayOf(event)
		const input = this.random.chance(0.06) ? {} : await goodInput(this, application, key)
		const attempt: Attempt = { subject: "application", id: application.id, event, by, application, input }
		const known = knownTo(situation).has(relationOf(by, application))
		await this.tryOut(attempt, { known, allowed: allowed(by), has: possible.includes(event) })
	}

	/** One of the variants of an event, by chance. */
	private wayOf(event: string): string {
		const keys = Object.keys(PAGES.application.page).filter((key) => eventOf(key) === event)
		return this.random.one(keys)
	}

	private async withdrawalEvent(application: WalkedApplication): Promise<void> {
		const { withdrawal } = application
		if (!withdrawal) return
		const event = this.random.one(Object.keys(LIFECYCLES.withdrawal.events))
		const formersOwn = event === "withdrawal.submit" || event === "withdrawal.discard"
		const allowed = (username: string) =>
			formersOwn
				? username === withdrawal.by
				: maySend("withdrawal", event, "", relationOf(username, application))
		const by = this.somebody(allowed)
		const known = knownTo(application.state).has(relationOf(by, application))
		const input: Record<string, unknown> =
			event === "withdrawal.submit"
				? { files: [this.random.one(this.region.scans)] }
				: event === "withdrawal.reject" && this.random.chance(0.9)
					? { reason: "На скане нет подписи" }
					: {}
		await this.tryOut(
			{ subject: "withdrawal", id: withdrawal.id, event, by, application, input },
			{
				known,
				allowed: allowed(by),
				has: linesAt(PAGES.withdrawal.page, withdrawal.state, event).length > 0,
			},
		)
	}

	private async scheduleEvent(): Promise<void> {
		const today = civilDate(this.now)
		const near = periodsBetween(today, civilDate(new Date(this.now.getTime() + 80 * 1440 * MINUTE)))
		const place = this.random.one([...this.region.teachers.values()])
		if (near.length === 0) return this.begin()
		const found = await prisma.schedule.findFirst({
			where: { municipalityCode: place.municipality, periodId: this.random.one(near).id },
			select: { id: true, state: true },
		})
		if (!found) return
		const event = this.random.one([
			"schedule.approve",
			"schedule.approve",
			"schedule.close",
			"schedule.reopen",
		])
		const relation = (username: string) => relationOf(username, { teacher: "", place, seats: [] })
		const allowed = (username: string) => maySend("schedule", event, "", relation(username))
		// A schedule is rarely closed before its day, and it is approved only after the calendar has closed it.
		if (event === "schedule.close" && this.random.chance(0.9)) return this.begin()
		const by = this.somebody(allowed)
		const orders = { orderNumber: `${this.step}-р`, orderDate: today }
		const reopening = {
			reason: "Нет специалиста",
			until: civilDate(new Date(this.now.getTime() + 7 * 1440 * MINUTE)),
		}
		const input = event === "schedule.approve" ? orders : event === "schedule.reopen" ? reopening : {}
		await this.tryOut(
			{ subject: "schedule", id: found.id, event, by, application: null, input },
			{
				known: ["mun", "opr"].includes(relation(by)),
				allowed: allowed(by),
				has: linesAt(PAGES.schedule.page, found.state, event).length > 0,
			},
		)
	}

	private async begin(): Promise<void> {
		const { region, now } = this
		const by = this.random.chance(0.8)
			? this.random.one([...region.teachers.keys()])
			: this.random.one(region.everybody)
		const place = region.teachers.get(by)
		const active = this.applications.some(
			({ teacher, state }) =>
				teacher === by && state !== "discarded" && !PAGES.application.final.includes(state),
		)
		const expected = !place ? "forbidden" : active ? "not-allowed-now" : null
		await this.creation("application.begin", by, expected, async () => {
			const { id } = await beginApplication({ actor: this.actor(by), engagementId: null, now })
			if (!place) return
			this.applications.push({
				id,
				state: "draft.editing",
				teacher: by,
				owner: this.actor(by),
				place,
				seats: [],
				simplified: false,
				period: null,
				withdrawal: null,
			})
		})
	}

	private async formWithdrawal(application: WalkedApplication): Promise<void> {
		const situation = application.state
		const allowed = (username: string) =>
			maySend("withdrawal", "withdrawal.form", situation, relationOf(username, application))
		const by = this.somebody(allowed)
		const withdrawable = ["submitted", "registered", "scheduled.preliminary", "scheduled.approved"]
		const expected = !knownTo(`${situation}${application.simplified ? " @simplified" : ""}`).has(
			relationOf(by, application),
		)
			? "not-found"
			: !allowed(by)
				? "forbidden"
				: !withdrawable.includes(situation) || application.withdrawal
					? "not-allowed-now"
					: null
		const told = by === application.teacher ? [] : [`withdrawal-formed → ${emailOf(application.teacher)}`]
		const form = async () => {
			const asked = { actor: this.actor(by), applicationId: application.id, now: this.now }
			const { id } = await formWithdrawal({ ...asked, reason: "Передумал" })
			application.withdrawal = { id, state: "formed", by }
		}
		await this.creation("withdrawal.form", by, expected, form, told)
	}

	/** Creates a subject: this must succeed exactly when it is expected, with one journal row and these letters. */
	private async creation(
		event: string,
		by: string,
		expected: string | null,
		work: () => Promise<void>,
		letters: readonly string[] = [],
	) {
		const { letter } = this.last
		const code = await work().then(() => null, codeOf)
		const what = `${event} by ${by}`
		if (code !== expected) this.fail(`expected ${expected ?? "success"}, got ${code ?? "success"}`, what)
		if (code !== null) return this.nothingWritten(code, what)
		const written = await writtenSince(this.last.entry)
		if (written.length !== 1) this.fail(`${written.length} rows of the journal`, what)
		const sent = await lettersSince(letter)
		if (sent.join() !== letters.join()) this.fail(`letters: ${sent}, expected: ${letters}`, what)
		await this.settle(what)
	}

	private async tryOut(attempt: Attempt, expected: { known: boolean; allowed: boolean; has: boolean }) {
		const { subject, id, event, by, application } = attempt
		const { letter, entry } = this.last
		const before = application && { ...application }
		const code = await this.send(attempt).then(() => null, codeOf)
		const must = !expected.known ? "not-found" : !expected.allowed ? "forbidden" : null
		if (must && code !== must && code !== "invalid")
			this.fail(`expected ${must}, got ${code ?? "success"}`, attempt)
		if (!expected.has && code === null) this.fail("a state has an event that it should not have", attempt)
		if (code !== null) return this.nothingWritten(code, attempt)
		const written = await writtenSince(entry)
		const letters = await lettersSince(letter)
		const last = written.at(-1)
		if (
			last?.subjectId !== id ||
			last.event !== event ||
			last.subject !== subject ||
			last.actorId !== this.actor(by).id
		)
			this.fail("the last journal row does not belong to this event", attempt)
		for (const row of written) if (!row.linked) this.fail(`row ${row.id} breaks the chain of hashes`, attempt)
		await this.follow(written)
		const onPages = written.flatMap((row) => {
			const about = this.applications.find(({ id }) => id === row.subjectId) ?? null
			return expectedLetters(row, { about, before, attempt })
		})
		if (JSON.stringify(onPages.sort()) !== JSON.stringify(letters))
			this.fail(
				`letters: ${letters.join("; ") || "none"}; expected: ${onPages.join("; ") || "none"}`,
				attempt,
			)
		await this.settle(event)
	}

	/** A refusal must write neither a journal row nor a letter. */
	private async nothingWritten(code: string, attempt: Attempt | string) {
		const { letter, entry } = this.last
		await this.look()
		if (this.last.letter !== letter || this.last.entry !== entry)
			this.fail(`refused (${code}), but something was written`, attempt)
		this.refused += 1
	}

	private async look() {
		const [found] = await prisma.$queryRaw<{ letter: string | null; entry: bigint | null }[]>`
			SELECT (SELECT max("id") FROM "Letter") AS "letter", (SELECT max("id") FROM "Journal") AS "entry"`
		this.last = { letter: found?.letter ?? "", entry: found?.entry ?? 0n }
	}

	private async settle(what: string) {
		this.happened += 1
		await this.look()
		const broken = await brokenInvariants()
		if (broken.length > 0) this.fail(`no longer holds: ${broken.join("; ")}`, what)
	}

	private async send({ subject, id, event, by, input }: Attempt): Promise<void> {
		const command = commandFor(subject, event)
		const parsed = command?.schema.safeParse(input)
		if (!parsed?.success) throw Object.assign(new Error("invalid"), { code: "invalid" })
		await dispatch({ actor: this.actor(by), subject, id, event, input: parsed.data, now: this.now })
	}

	/** Every written row must be a move of a page. The model makes the same move. */
	private async follow(written: readonly Written[]) {
		for (const row of written) {
			if (!lineOf(row)) this.fail(`no page knows ${row.from} → ${row.to}`, row.event)
			const ofWithdrawal = this.applications.find(({ withdrawal }) => withdrawal?.id === row.subjectId)
			if (row.subject === "withdrawal" && ofWithdrawal?.withdrawal)
				ofWithdrawal.withdrawal = ["formed", "submitted"].includes(row.to)
					? { ...ofWithdrawal.withdrawal, state: row.to }
					: null
			if (row.subject === "application") await this.lookAgain(row)
		}
	}

	private async lookAgain({ subjectId, to }: Written) {
		const application = this.applications.find(({ id }) => id === subjectId)
		if (!application) return
		const found = await prisma.application.findUniqueOrThrow({
			where: { id: subjectId },
			select: {
				state: true,
				procedure: true,
				schedule: { select: { periodId: true } },
				seats: { orderBy: { seat: "asc" }, select: { expert: { select: { username: true } } } },
			},
		})
		if (found.state !== to) this.fail(`stored is ${found.state}, the journal says ${to}`, subjectId)
		application.state = found.state
		application.simplified = found.procedure === "simplified"
		application.period = found.schedule?.periodId ?? null
		application.seats = found.seats.map(({ expert }) => expert.username)
	}

	/** A sitting that was held, for decisions. */
	get heldSitting(): string {
		return this.sitting
	}

	annexOf = ({ id }: WalkedApplication) => putAnnex(id, this.now)
}

/** The code of a refusal. Any other error is a defect of the program. */
function codeOf(error: unknown): string {
	const code = (error as { code?: unknown }).code
	const known = ["invalid", "forbidden", "not-found", "not-allowed-now", "stale"]
	if (typeof code === "string" && known.includes(code)) return code
	throw error
}

export type { Place }
