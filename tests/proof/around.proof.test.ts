import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { type Actor, SYSTEM } from "#app/policies/policy.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { leafStates } from "#machines/lifecycle.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { emailOf, tokenIn } from "#prisma/demo/people.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { newWithdrawal, of, scheduleOf, send } from "#tests/factories.ts"
import { startServer, type TestServer } from "../setup/server.ts"
import { ONLY_CAUSED } from "./application.page.ts"
import {
	ANSWERS,
	carriesOut,
	expectRefusal,
	knownTo,
	MEMBERS,
	type Member,
	maySend,
	nothingChanges,
	Stage,
} from "./application-cells.ts"
import { note } from "./figures.ts"
import { closeConnections, type Fields, several } from "./http.ts"
import { PAGES } from "./other.pages.ts"
import { eventOf, type Line, lettersOf, linesAt, movesOf, notHere, type Refused } from "./page.ts"
import { assign, LATER, LATER_LOCAL, SPARE_PERIODS, type Subject, World } from "./world.ts"

// What lives around the applications, and what brings something into being: every cell over HTTP, as with the applications.

type Signed = Exclude<Member, "out">
let server: TestServer
let stage: Stage
let world: World

beforeAll(async () => {
	world = await World.open(["beginner"])
	await world.approve(5)
	await world.letFallDue()
	server = await startServer({ data: "own", env: { DEMO_NOW: LATER_LOCAL } })
	stage = new Stage(world, server.url)
}, 240_000)

afterAll(async () => {
	closeConnections()
	await server?.dispose()
	console.log(`cells around: ${stage?.executed} carried out, ${stage?.refused} refused`)
	note("cells-around", { executed: stage?.executed, refused: stage?.refused })
	await prisma.$disconnect()
})

interface Cell {
	event: string
	member: Member
	address: string
	fields: Fields
	says: Refused | "sign in"
}

/** All at once: each is refused with its words, and nothing at all has changed. */
async function refuses(cells: readonly Cell[], owner: Actor, what: string) {
	await nothingChanges(what, () =>
		several(
			cells.map(({ event, member, address, fields, says }) => async () => {
				const answer = await stage.send(member, address, fields, { owner })
				const cell = `${event} by ${member}: ${what}`
				if (says !== "sign in") return expectRefusal(answer, says, cell)
				expect(answer, cell).toMatchObject({ status: 303, location: expect.stringMatching(/^\/login/) })
			}),
		),
	)
	stage.refused += cells.length
}

const out = "sign in" as const
const samples = (line: Line | undefined) => line?.sends ?? {}

describe("withdrawals", () => {
	const { page, states } = PAGES.withdrawal
	const events = Object.keys(LIFECYCLES.withdrawal.events)
	const address = (id: string) => `/withdrawals/${id}/events`

	function refusalOf(state: string, situation: string, event: string, member: Member, by: string) {
		if (member === "out") return out
		// Registered, it leaves an application that is withdrawn; else one that is registered.
		if (!knownTo(situation).has(member)) return ANSWERS.strange
		if (!maySend("withdrawal", event, by, member)) return ANSWERS.forbidden
		return linesAt(page, state, event).length === 0
			? { status: 409, says: notHere(states[state] ?? "") }
			: null
	}

	async function bring(state: string, by: "" | "@school", from = "registered") {
		const application = await world.take(from)
		const former = by === "@school" ? of(world.people, "school") : application.owner
		const id = await newWithdrawal(former, application.id, state === "formed" ? "formed" : "submitted")
		const municipal = of(world.people, "municipal")
		const finish = {
			discarded: "withdrawal.discard",
			registered: "withdrawal.register",
			rejected: "withdrawal.reject",
		}[state]
		if (finish)
			await send(
				finish === "withdrawal.discard" ? former : municipal,
				"withdrawal",
				id,
				finish,
				{ reason: "На скане нет подписи" },
				LATER,
			)
		return { id, application }
	}

	const situations = leafStates(LIFECYCLES.withdrawal.machine).flatMap((state) =>
		(["", "@school"] as const).map((by) => ({ state, by })),
	)

	test.each(situations)("$state $by refuses everybody else, and whatever it does not have", async ({
		state,
		by,
	}) => {
		const { id, application } = await bring(state, by)
		const situation = state === "registered" ? "withdrawn" : "registered"
		const cells = events.flatMap((event) =>
			MEMBERS.flatMap((member): Cell[] => {
				const says = refusalOf(state, situation, event, member, by)
				const [, line] = linesAt(page, state, event)[0] ?? []
				return says
					? [{ event, member, address: address(id), fields: { event, ...samples(line) }, says }]
					: []
			}),
		)
		await refuses(cells, application.owner, `a withdrawal ${state} ${by}`)
	})

	const done = situations.flatMap(({ state, by }) =>
		Object.entries(page).flatMap(([key, line]) =>
			movesOf(line)
				.filter(([from]) => from === state)
				.flatMap(([, to]) =>
					MEMBERS.filter((member) => refusalOf(state, "registered", eventOf(key), member, by) === null).map(
						(member) => ({ state, by, key, line, to, member: member as Signed }),
					),
				),
		),
	)

	test.each(done)("$state $by: $key by $member", async ({ state, by, key, line, to, member }) => {
		// Registered, it withdraws the application: from each of the states in which it may be withdrawn.
		const from = key === "withdrawal.register" && by === "" ? WITHDRAWABLE : ["registered"]
		for (const situation of from) {
			const { id, application } = await bring(state, by, situation)
			const what = `${key} by ${member} for one that is ${situation}`
			const inner = line.brings
				? linesAt(PAGES.application.page, situation, "application.withdraw")[0]?.[1]
				: undefined
			await carriesOut({
				subject: "withdrawal",
				id,
				applicationId: application.id,
				owner: application.owner,
				key,
				line,
				to,
				by: stage.actor(member, application.owner),
				what,
				...(inner && { alsoLetters: lettersOf(inner) }),
				act: () =>
					stage.send(
						member,
						address(id),
						{ event: eventOf(key), ...samples(line) },
						{ owner: application.owner, ...(line.files && { file: `${what} ${id}` }) },
					),
			})
			stage.executed += inner ? 2 : 1
			if (inner)
				expect(await prisma.application.findUnique({ where: { id: application.id } })).toMatchObject({
					state: "withdrawn",
				})
		}
	})
})

const WITHDRAWABLE = ["submitted", "registered", "scheduled.preliminary", "scheduled.approved"]

describe("what comes into being", () => {
	const CANNOT = "Отозвать можно только поданное заявление, пока по нему нет итогового заключения."
	const ALREADY = "Заявление на отзыв уже сформировано: подайте его или нажмите «Не отзывать»."
	const states = leafStates(LIFECYCLES.application.machine)

	test.each(states)("a withdrawal of an application that is %s", async (situation) => {
		const subject = await world.take(situation)
		const { id, owner } = subject
		const address = `/applications/${id}/withdrawals`
		const fields = { reason: "Передумал" }
		const withdrawable = WITHDRAWABLE.includes(situation)
		const answers = MEMBERS.map((member) => {
			if (member === "out") return { member, says: out }
			if (!knownTo(situation).has(member)) return { member, says: ANSWERS.strange }
			if (!maySend("withdrawal", "withdrawal.form", situation, member))
				return { member, says: ANSWERS.forbidden }
			return { member, says: withdrawable ? null : { status: 409, says: CANNOT } }
		})
		const event = "withdrawal.form"
		const refused = answers.flatMap(({ member, says }): Cell[] =>
			says ? [{ event, member, address, fields, says }] : [],
		)
		await refuses(refused, owner, `forming a withdrawal of one that is ${situation}`)
		const able = answers.flatMap(({ member, says }) => (says === null ? [member as Signed] : []))
		expect(able).toEqual(withdrawable ? ["own", "sch", "mun"] : [])
		for (const member of able) {
			const actor = stage.actor(member, owner)
			expectRefusal(
				await stage.send(member, address, { reason: " " }, { owner }),
				{ status: 400, says: "Укажите причину отзыва заявления." },
				situation,
			)
			expect(await stage.send(member, address, fields, { owner })).toMatchObject({ status: 303 })
			const born = await prisma.withdrawal.findFirstOrThrow({ where: { applicationId: id, state: "formed" } })
			expect(born).toMatchObject({ formedById: actor.id, version: 1, reason: "Передумал" })
			expect(await prisma.journal.findMany({ where: { subjectId: born.id } })).toMatchObject([
				{ event, seq: 1, from: null, to: "formed", actorId: actor.id },
			])
			await refuses(
				able.map((again) => ({
					event,
					member: again,
					address,
					fields,
					says: { status: 409, says: ALREADY },
				})),
				owner,
				"a second one",
			)
			await send(actor, "withdrawal", born.id, "withdrawal.discard", {}, LATER)
			stage.executed += 1
		}
		world.put(situation, subject)
	})

	test("an application: for a teacher who has none for the position, and for nobody else", async () => {
		const { owner } = await world.take("rejected")
		const event = "application.begin"
		const OTHER = "По этой должности уже есть другое заявление на рассмотрении."
		const answers: Partial<Record<Member, Cell["says"]>> = { out, own: { status: 409, says: OTHER } }
		const teachers: Member[] = ["own", "oth"]
		const others = MEMBERS.filter((member) => !teachers.includes(member))
		const says = { status: 403, says: "Заявление подаёт педагог из своего кабинета." }
		const cells = [...others, "own" as const].map((member) => ({
			event,
			member,
			address: "/applications?index",
			fields: {},
			says: answers[member] ?? says,
		}))
		await refuses(cells, owner, "beginning an application")
		expect(await stage.send("oth", "/applications?index", {}, { owner })).toMatchObject({
			status: 303,
			location: "/teacher/application",
		})
		const born = await prisma.application.findMany({ where: { teacherId: of(world.people, "colleague").id } })
		expect(born).toMatchObject([{ state: "draft.editing", version: 1, attempt: 1 }])
		stage.executed += 1
		const again = {
			event,
			member: "oth" as const,
			address: "/applications?index",
			fields: {},
			says: { status: 409, says: OTHER },
		}
		await refuses([again], owner, "a second application")
	})

	test("schedules, with the periods of a school year: by operators", async () => {
		const { owner } = await world.take("rejected")
		const fields = { intent: "create", schoolYear: "2027/2028" }
		const cell = (member: Member): Cell => ({
			event: "schedule.open",
			member,
			address: "/operator/periods",
			fields,
			says: member === "out" ? out : { status: 404, says: "Такой страницы нет" },
		})
		await refuses(MEMBERS.filter((member) => member !== "opr").map(cell), owner, "opening schedules")
		const before = await prisma.schedule.count()
		expect(await stage.send("opr", "/operator/periods", fields, { owner })).toMatchObject({ status: 303 })
		const municipalities = await prisma.municipality.count()
		expect((await prisma.schedule.count()) - before).toBe(8 * municipalities)
		stage.executed += 1
	})
})

describe("schedules", () => {
	const { page, states } = PAGES.schedule
	const events = Object.keys(LIFECYCLES.schedule.events)
	const address = (id: string) => `/schedules/${id}/events`
	const [period = "", unready = ""] = SPARE_PERIODS
	const KNOWN: readonly Member[] = ["mun", "opr"]
	const inIt: Subject[] = []
	let id = ""
	let stranger: Actor

	beforeAll(async () => {
		id = await scheduleOf("tomsk", period)
		stranger = of(world.people, "beginner")
		for (let count = 0; count < 2; count += 1) {
			const subject = await world.take("registered")
			await assign(world.people, subject.id, period)
			inIt.push(subject)
		}
	})

	function refusalOf(state: string, event: string, member: Member): Cell["says"] | null {
		if (member === "out") return out
		if (!KNOWN.includes(member)) return ANSWERS.strange
		if (!maySend("schedule", event, "", member)) return ANSWERS.forbidden
		return linesAt(page, state, event).length === 0
			? { status: 409, says: notHere(states[state] ?? "") }
			: null
	}

	async function refusesIn(state: string) {
		const cells = events.flatMap((event) =>
			MEMBERS.flatMap((member): Cell[] => {
				const says = refusalOf(state, event, member)
				return says
					? [{ event, member, address: address(id), fields: { event, ...samples(page[event]) }, says }]
					: []
			}),
		)
		await refuses(cells, stranger, `a schedule that is ${state}`)
	}

	async function does(key: string, member: Signed, to: string) {
		const line = page[key]
		if (!line) throw new Error(`no line «${key}»`)
		const approves = key === "schedule.approve"
		const inner = PAGES.application.page["schedule.approve"]
		const told = approves && inner ? lettersOf(inner) : []
		const letters = inIt.flatMap(({ owner }) =>
			told.map(([kind, audience]) =>
				audience === "teacher" ? ([kind, audience, owner] as const) : ([kind, audience, null] as const),
			),
		)
		await carriesOut({
			subject: "schedule",
			id,
			applicationId: null,
			owner: stranger,
			key,
			line: approves ? { ...line, touches: "Application" } : line,
			to,
			by: stage.actor(member, stranger),
			what: `${key} by ${member}`,
			exactLetters: letters.flatMap(([kind, audience, owner]) => {
				const reached = {
					teacher: [owner?.username ?? ""],
					experts: ["expert1", "expert2"],
					school: ["school"],
				}[audience as "teacher" | "experts" | "school"]
				return reached.map((username) => `${kind} → ${emailOf(username)}`)
			}),
			act: () => stage.send(member, address(id), { event: key, ...samples(line) }, { owner: stranger }),
		})
		stage.executed += 1
	}

	test("go from forming to closed and back, and are approved with everybody in them", async () => {
		await refusesIn("forming")
		for (const member of ["mun", "opr"] as const) {
			await does("schedule.close", member, "closed")
			await refusesIn("closed")
			await does("schedule.reopen", "opr", "forming")
		}
		await does("schedule.close", "mun", "closed")
		await refuses(
			[
				{ reason: " ", until: "01.03.2027" },
				{ reason: "Ошибка", until: "" },
			].map((fields) => ({
				event: "schedule.reopen",
				member: "opr" as const,
				address: address(id),
				fields: { event: "schedule.reopen", ...fields },
				says: { status: 400, says: "Исправьте ошибки в форме." },
			})),
			stranger,
			"reopening without a reason or a day",
		)
		await does("schedule.approve", "opr", "approved")
		stage.executed += inIt.length
		for (const subject of inIt)
			expect(await prisma.application.findUnique({ where: { id: subject.id } })).toMatchObject({
				state: "scheduled.approved",
			})
		await refusesIn("approved")
	})

	test("are not approved while one in them lacks a specialist, or a withdrawal waits; they are named", async () => {
		const schedule = await scheduleOf("tomsk", unready)
		const [lacking, leaving] = [await world.take("registered"), await world.take("registered")]
		await send(
			of(world.people, "municipal"),
			"application",
			lacking.id,
			"schedule.assign",
			{ period: unready, expert1: of(world.people, "expert1").id },
			LATER,
		)
		await assign(world.people, leaving.id, unready)
		await newWithdrawal(leaving.owner, leaving.id, "submitted")
		await send(of(world.people, "municipal"), "schedule", schedule, "schedule.close", {}, LATER)
		const says =
			"Назначены не оба специалиста: Примерова Мария Ивановна. Ждут решения заявления на отзыв: Примерова Мария Ивановна."
		const fields = { event: "schedule.approve", ...samples(page["schedule.approve"]) }
		const cell = { event: "schedule.approve", member: "opr" as const, address: address(schedule), fields }
		await refuses([{ ...cell, says: { status: 409, says } }], stranger, "a schedule that is not ready")
	})

	test("have no address for the approval of one application, which only comes with theirs", async () => {
		expect(Object.keys(ONLY_CAUSED)).toEqual(["schedule.approve", "application.withdraw"])
		const { id: one, owner } = await world.take("scheduled.preliminary")
		const fields = { event: "schedule.approve" }
		const cells = MEMBERS.map(
			(member): Cell => ({
				event: "schedule.approve",
				member,
				address: `/applications/${one}/events`,
				fields,
				says:
					member === "out"
						? out
						: knownTo("scheduled.preliminary").has(member)
							? ANSWERS.forbidden
							: ANSWERS.strange,
			}),
		)
		await refuses(cells, owner, "the approval of one application")
	})
})

describe("invitations", () => {
	const { page, states } = PAGES.invitation
	const AGAIN = "Обновите страницу и нажмите кнопку ещё раз."
	const events = Object.keys(LIFECYCLES.invitation.events)
	let number = 0

	async function invite(role: "expert" | "municipal_coordinator") {
		number += 1
		const email = `invited-${number}@new.example`
		const by = of(world.people, role === "expert" ? "municipal" : "operator")
		const form = { ...PREFILLED, email, role, municipalityCode: "tomsk" }
		const { id } = await sendInvitation({ actor: by, form, now: LATER })
		return { id, token: await tokenIn("invitation", email), email }
	}

	async function bring(state: string, role: "expert" | "municipal_coordinator" = "expert") {
		const one = await invite(role)
		const by = of(world.people, role === "expert" ? "municipal" : "operator")
		const dayAfter = new Date(LATER.getTime() + 25 * 3_600_000)
		if (state === "revoked") await send(by, "invitation", one.id, "invitation.revoke", {}, LATER)
		if (state === "expired") await send(SYSTEM, "invitation", one.id, "invitation.expire", {}, dayAfter)
		if (state === "accepted") {
			const accepted = await stage.send("nob", `/invite/${one.token}`, await placeOf(), {
				owner: of(world.people, "nobody"),
			})
			expect(accepted.status).toBe(303)
			await prisma.engagement.deleteMany({ where: { personId: of(world.people, "nobody").id } })
		}
		return one
	}

	async function placeOf(): Promise<Fields> {
		const found = await prisma.organisation.findFirstOrThrow({
			where: { municipalityCode: "tomsk", name: { contains: "№ 903" } },
		})
		const taught = await prisma.subject.findFirstOrThrow({ where: { nominative: "математика" } })
		return {
			intent: "accept",
			organisationId: found.id,
			positionCode: "uchitel",
			subjectId: taught.id,
			positionText: "",
			workPhone: "",
		}
	}

	/** The page of those who invite, or the one that others would try. */
	const pageOf = (member: Member) => (member === "opr" ? "/operator/users" : "/municipality/invitations")

	function refusalOf(state: string, way: string, event: string, member: Member): Cell["says"] | null {
		if (member === "out") return out
		if (!["mun", "mu3", "opr"].includes(member)) return { status: 404, says: "Такой страницы нет" }
		// Accepting needs the link, expiring the calendar: the page has no form for them.
		if (!["invitation.resend", "invitation.revoke"].includes(event)) return { status: 400, says: AGAIN }
		if (member === "mu3") return { status: 404, says: "Такой страницы нет" }
		if (!maySend("invitation", event, way, member)) return ANSWERS.forbidden
		return linesAt(page, state, event).length === 0
			? { status: 409, says: notHere(states[state] ?? "") }
			: null
	}

	const situations = leafStates(LIFECYCLES.invitation.machine).flatMap((state) =>
		(["", "@coordinator"] as const)
			.filter((way) => way === "" || state !== "accepted")
			.map((way) => ({ state, way })),
	)

	test.each(situations)("$state $way", async ({ state, way }) => {
		const role = way === "" ? "expert" : "municipal_coordinator"
		const { id: invitationId } = await bring(state, role)
		const owner = of(world.people, "beginner")
		const all = events.flatMap((event) => MEMBERS.map((member) => ({ event, member })))
		const cells = all.flatMap(({ event, member }): Cell[] => {
			const says = refusalOf(state, way, event, member)
			return says ? [{ event, member, address: pageOf(member), fields: { event, invitationId }, says }] : []
		})
		await refuses(cells, owner, `an invitation ${way} that is ${state}`)
		for (const { event, member } of all) {
			if (refusalOf(state, way, event, member) !== null) continue
			const one = await bring(state, role)
			const [[key, line] = ["", undefined]] = linesAt(page, state, event)
			if (!line) throw new Error(`no line for ${event}`)
			await carriesOut({
				subject: "invitation",
				id: one.id,
				applicationId: null,
				owner,
				key,
				line,
				to: movesOf(line).find(([from]) => from === state)?.[1] ?? "",
				by: stage.actor(member as Signed, owner),
				what: `${event} by ${member}`,
				exactLetters: event === "invitation.resend" ? [`invitation → ${one.email}`] : [],
				act: () => stage.send(member, pageOf(member), { event, invitationId: one.id }, { owner }),
			})
			stage.executed += 1
		}
	})

	test("are accepted by whoever holds the link, once, and not after it was sent anew", async () => {
		const owner = of(world.people, "nobody")
		const one = await bring("sent")
		const line = page["invitation.accept"]
		if (!line) throw new Error("no line for accepting")
		const fields = await placeOf()
		await refuses(
			[{ event: "invitation.accept", member: "out", address: `/invite/${one.token}`, fields, says: out }],
			owner,
			"accepting without signing in",
		)
		await carriesOut({
			subject: "invitation",
			id: one.id,
			applicationId: null,
			owner,
			key: "invitation.accept",
			line,
			to: "accepted",
			by: owner,
			what: "accepting",
			exactLetters: [],
			act: () => stage.send("nob", `/invite/${one.token}`, fields, { owner }),
		})
		stage.executed += 1
		const again = await bring("sent")
		await send(of(world.people, "municipal"), "invitation", again.id, "invitation.resend", {}, LATER)
		await nothingChanges("a link that is used, or was sent anew", async () => {
			for (const { token } of [one, again])
				expect((await stage.send("nob", `/invite/${token}`, fields, { owner })).status).toBe(200)
		})
		await prisma.engagement.deleteMany({ where: { personId: owner.id } })
	})
})

describe("letters", () => {
	const { page, states } = PAGES.letter
	const events = Object.keys(LIFECYCLES.letter.events)
	const CHOOSE = "Письмо не выбрано. Обновите страницу и нажмите кнопку ещё раз."
	/** A try has just failed, or a sender is at work, so the server's own senders leave it alone for a while. */
	const soon = new Date(LATER.getTime() + 2 * 3_600_000)
	let number = 0

	async function bring(state: string): Promise<string> {
		number += 1
		const email = `letter-${number}@new.example`
		// Its job goes with it in one transaction: no sender of the server ever sees it.
		const id = await inTransaction(async (tx) => {
			const data = LETTERS["application-registered"].sample
			const written = await writeLetter(tx, {
				kind: "application-registered",
				to: { email },
				data,
				now: LATER,
			})
			await tx.$executeRaw`DELETE FROM pgboss.job WHERE name = 'letter.send'`
			return written
		})
		const act = (event: string) => send(SYSTEM, "letter", id, event, { error: "450" }, soon)
		await act("letter.take")
		if (state === "sent") await act("letter.deliver")
		if (state === "queued") await act("letter.fail")
		for (let tries = 1; state === "failed" && tries <= LETTER_TRIES; tries += 1) {
			await act("letter.fail")
			if (tries < LETTER_TRIES) await act("letter.take")
		}
		expect(await prisma.letter.findUnique({ where: { id } })).toMatchObject({ state })
		return id
	}

	test.each(leafStates(LIFECYCLES.letter.machine))("%s", async (state) => {
		const owner = of(world.people, "beginner")
		const id = await bring(state)
		const all = events.flatMap((event) => MEMBERS.map((member) => ({ event, member })))
		const refusalOf = (event: string, member: Member): Cell["says"] | null => {
			if (member === "out") return out
			// Senders are processes of the house: nobody else can say that a letter has left.
			if (event !== "letter.resend")
				return {
					status: member === "opr" ? 400 : 404,
					says: member === "opr" ? CHOOSE : "Такой страницы нет",
				}
			if (!maySend("letter", event, "", member)) return { status: 404, says: "Такой страницы нет" }
			return linesAt(page, state, event).length === 0
				? { status: 409, says: notHere(states[state] ?? "") }
				: null
		}
		const cells = all.flatMap(({ event, member }): Cell[] => {
			const says = refusalOf(event, member)
			return says ? [{ event, member, address: "/operator/mail", fields: { event, id }, says }] : []
		})
		await refuses(cells, owner, `a letter that is ${state}`)
		expect(await prisma.letter.findUnique({ where: { id } })).toMatchObject({ state })
		for (const { event, member } of all) {
			if (refusalOf(event, member) !== null) continue
			const fields = { event, id }
			expect(await stage.send(member, "/operator/mail", fields, { owner })).toMatchObject({ status: 303 })
			const [entry] = await prisma.journal.findMany({ where: { subjectId: id, event } })
			expect(entry).toMatchObject({
				from: "failed",
				to: "queued",
				actorId: of(world.people, "operator").id,
			})
			await server.mail.requireLetter(`letter-${number}@new.example`)
			stage.executed += 1
		}
	})
})

describe("what the calendar does by itself", () => {
	test("closes schedules after their last day and ends invitations after 24 hours, and nobody else can", async () => {
		const form = {
			...PREFILLED,
			email: "late@new.example",
			role: "expert" as const,
			municipalityCode: "tomsk",
		}
		const { id } = await sendInvitation({ actor: of(world.people, "municipal"), form, now: LATER })
		const schedule = await scheduleOf("tomsk", "2027-01")
		expect(await prisma.schedule.findUnique({ where: { id: schedule } })).toMatchObject({ state: "forming" })
		const owner = of(world.people, "beginner")
		expect(await stage.send("out", "/demo/clock", { now: "2026-12-13T09:00" }, { owner })).toMatchObject({
			status: 303,
		})
		const last = (subjectId: string) =>
			prisma.journal.findFirst({ where: { subjectId }, orderBy: { seq: "desc" } })
		expect(await last(id)).toMatchObject({ event: "invitation.expire", to: "expired", actorId: null })
		expect(await last(schedule)).toMatchObject({ event: "schedule.close", to: "closed", actorId: null })
		stage.executed += 2
	})
})
