import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { applicationSubject } from "#app/domain/application/application.subject.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { createSitting, keepSitting } from "#app/domain/sitting/keep-sitting.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { explain } from "#app/workflow/explain.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { instantOf } from "#machines/calendar.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	giveRole,
	NOW,
	newWithdrawal,
	ORDER,
	of,
	openRegion,
	scheduleOf,
	send,
	teachers,
} from "#tests/factories.ts"
import {
	CAST,
	type CastMember,
	EVENTS,
	STANDING_IN,
	STILL_KNOWN_TO,
	type Verdict,
	verdictsOf,
} from "./events.expected.ts"

// Lives are played event by event; before each event everybody of the cast tries it, and the answers are held against the
// table. What is refused is also refused by `dispatch` itself; what is allowed gets as far as an outdated version.

const NOBODY: Actor = { kind: "person", id: "nobody", username: "nobody", fullName: "Никто", grants: [] }
const LATER = instantOf(`${CALENDAR.open}-05T10:00`)
const OWNERS = ["own", "oco", "oop"] as const
type Owner = (typeof OWNERS)[number]
const NAMES: Record<Exclude<CastMember, "nob">, string> = {
	own: "teacher",
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
	oco: "bothcoordinates",
	oop: "bothoperates",
}
const MEMBERS = Object.keys(CAST) as CastMember[]

let people: Cast
let scan: Awaited<ReturnType<typeof putScan>>
/** An attachment of the application that is tried at the moment. */
let evidence = ""
const tried = new Map<string, number>()
const who = (member: CastMember): Actor => (member === "nob" ? NOBODY : of(people, NAMES[member]))
/** An owner's application is the others' to try only once; the other owners try their own. */
const tryingOn = (owner: Owner): CastMember[] =>
	owner === "own" ? MEMBERS.filter((member) => member !== "oco" && member !== "oop") : [owner]

const SAMPLES: Record<string, () => Record<string, unknown>> = {
	"attachment.add": () => ({ kind: "other", title: "Грамота", files: [scan] }),
	"attachment.remove": () => ({ attachmentId: evidence }),
	"application.receive": () => ({ source: "paper", receivedOn: "01.10.2026" }),
	"application.reject": () => ({ reasonCode: "no_signature", reason: "" }),
	"schedule.assign": () => ({ period: CALENDAR.open }),
	"expert.replace": () => ({ seat: "2", expert: of(people, "expert3").id, reason: "Болезнь" }),
	"expert.decline": () => ({ reason: "Отпуск" }),
	"conclusion.attach": () => ({ verdict: "meets", complete: "on", files: [scan] }),
	"conclusion.replace": () => ({ verdict: "meets", complete: "on", files: [scan] }),
	"conclusion.sign": () => ({ files: [scan] }),
	"conclusion.dispute": () => ({ comment: "Не учтён показатель" }),
	"conclusion.proceed": () => ({ reason: "Педагог не выходит на связь" }),
	"conclusion.assess": () => ({ verdict: "meets", complete: "on" }),
	"conclusion.return": () => ({ remark: "Нет второй подписи" }),
	"application.decide": () => ({ sitting: "none", decision: "granted" }),
	"procedure.change": () => ({ reason: "Основание не подтверждено" }),
	"withdrawal.submit": () => ({ files: [scan] }),
	"withdrawal.reject": () => ({ reason: "Нет подписи" }),
	"schedule.reopen": () => ({ reason: "Ошибка", until: "05.10.2026" }),
	"schedule.approve": () => ORDER,
	"letter.fail": () => ({ error: "450" }),
	"invitation.accept": () => ({
		organisationId: null,
		positionCode: null,
		subjectId: null,
		positionText: "",
	}),
}
const sampleOf = (subject: SubjectName, event: string) =>
	subject === "application" && event === "schedule.approve" ? {} : (SAMPLES[event]?.() ?? {})

/** What both the page's question and the act itself answer to one person. */
async function verdictFor(
	actor: Actor,
	subject: SubjectName,
	id: string,
	event: string,
	now: Date,
): Promise<string> {
	const told = await explain(actor, subject, id, now).then(
		({ events }) => (events[event]?.allowed ? "allowed" : "forbidden"),
		(error) => error.code,
	)
	const input = commandFor(subject, event)?.schema.parse(sampleOf(subject, event)) ?? {}
	const done = await dispatch({ actor, subject, id, event, input, now, version: -1 }).then(
		() => "done with an outdated version",
		(error) => (error.code === "stale" ? "allowed" : error.code),
	)
	return told === done ? told : `explained as ${told}, dispatched as ${done}`
}

/** Holds one row against the answers that these members get. */
async function tryEvent(
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

const scanOf = (id: string, title: string) => putScan(`${title} ${id}`, 1)
const evidenceOf = async (applicationId: string) => {
	const where = { applicationId, role: "evidence", removedAt: null }
	return (await prisma.attachment.findFirstOrThrow({ where, select: { id: true } })).id
}
const setSource = (id: string, source: string) =>
	prisma.application.update({ where: { id }, data: { source }, select: { id: true } })

beforeAll(async () => {
	people = await openRegion(
		[...new Set(Object.values(NAMES)), "expert2", "expert3"],
		[
			...teachers(["colleague", "bothcoordinates", "bothoperates"]),
			...teachers(["head2"], {
				role: "group_head",
				organisation: "902",
				subject: "физика",
				inviter: "municipal",
			}),
			...teachers(["lonely"], { municipality: "parabelsky", organisation: "940" }),
		],
	)
	await giveRole(people, "bothcoordinates", "municipal_coordinator", "operator")
	await giveRole(people, "bothoperates", "operator", "operator")
	await giveRole(people, "lonely", "municipal_coordinator", "operator", "parabelsky")
	scan = await putScan("a document of the matrix", 1)
}, 120_000)

describe("a whole life", { timeout: 240_000 }, () => {
	const ids = {} as Record<Owner, string>

	test.each(OWNERS)("from the form to the preliminary schedule (%s)", async (owner) => {
		const teacher = who(owner)
		const members = tryingOn(owner)
		const id = await bring(people, { teacher: teacher.username, until: "formed" })
		ids[owner] = id
		const attempt = (row: string, more = {}) => tryEvent("application", id, row, members, more)
		const act = (member: CastMember, event: string, input = sampleOf("application", event)) =>
			send(who(member), "application", id, event, input)
		const attachBoth = async () => {
			await act(owner, "attachment.add", { kind: "signed_application", files: [await scanOf(id, "scan")] })
			await act("sch", "attachment.add", { kind: "results_annex", files: [await putAnnex(teacher, id, NOW)] })
		}
		await attempt("attachment.add")
		await act(owner, "attachment.add")
		evidence = await evidenceOf(id)
		for (const row of ["attachment.remove", "form.reopen"]) await attempt(row)
		await act(owner, "form.reopen")
		for (const row of ["form.save", "form.issue"]) await attempt(row)

		await setSource(id, "paper")
		await act("mun", "attachment.add", { kind: "signed_application", files: [await scanOf(id, "paper")] })
		await act("mun", "attachment.add", { kind: "results_annex", files: [await putAnnex(teacher, id, NOW)] })
		for (const row of ["form.save @entered", "attachment.add @entered", "application.receive @entered"])
			await attempt(row)
		await setSource(id, "online")

		await act(owner, "form.save")
		await act(owner, "form.issue")
		await attachBoth()
		await attempt("application.submit")
		await act("sch", "application.submit")
		for (const row of ["application.register", "application.reject", "application.withdraw"])
			await attempt(row)
		await act("mun", "application.reject")
		await attempt("application.revise")
		await setSource(id, "paper")
		await attempt("application.revise @entered")
		await setSource(id, "online")
		await act(owner, "application.revise")
		await act(owner, "form.issue")
		await attachBoth()
		await act(owner, "application.submit")
		await act("mun", "application.register")
		await attempt("schedule.assign")
		const [expert1, expert2] = [of(people, "expert1").id, of(people, "expert2").id]
		const seats = { period: CALENDAR.open, expert1, expert2 }
		await act("mun", "schedule.assign", seats)
		for (const row of ["schedule.clear", "schedule.approve", "application.withdraw"]) await attempt(row)
		await act("mun", "schedule.clear")
		await act("mun", "schedule.assign", seats)
	})

	test("of the schedule itself", async () => {
		const id = await scheduleOf("tomsk", CALENDAR.open)
		const attempt = (row: string) => tryEvent("schedule", id, row, MEMBERS)
		await attempt("schedule.close")
		await send(who("mun"), "schedule", id, "schedule.close")
		for (const row of ["schedule.reopen", "schedule.approve"]) await attempt(row)
		await send(who("opr"), "schedule", id, "schedule.reopen", sampleOf("schedule", "schedule.reopen"))
		await send(who("opr"), "schedule", id, "schedule.close")
		await send(who("opr"), "schedule", id, "schedule.approve", ORDER)
	})

	test.each(OWNERS)("from the approved schedule to the decision (%s)", async (owner) => {
		const id = ids[owner]
		const members = tryingOn(owner)
		const attempt = (row: string, more = {}) =>
			tryEvent("application", id, row, members, { now: LATER, ...more })
		const act = (member: CastMember, event: string, input = sampleOf("application", event)) =>
			send(who(member), "application", id, event, input, LATER)
		evidence = await evidenceOf(id)
		for (const row of [
			"expert.replace",
			"expert.accept",
			"expert.decline",
			"paper.receive",
			"conclusion.attach",
			"attachment.add @approved",
			"attachment.remove @approved",
			"application.withdraw @approved",
		])
			await attempt(row)
		await tryForming(id, "withdrawal.form @approved", members)
		await act("opr", "expert.replace")
		expect(await verdictFor(of(people, "expert2"), "application", id, "expert.accept", LATER)).toBe(
			"not-found",
		)
		await act("exp", "expert.accept")
		await send(of(people, "expert3"), "application", id, "expert.decline", { reason: "Отпуск" }, LATER)
		await act("hed", "paper.receive")
		await attempt("paper.pass")
		await act("hed", "paper.pass")

		await act("exp", "conclusion.attach")
		const arrived = ["conclusion.sign", "conclusion.replace", "conclusion.proceed"]
		for (const row of [...arrived, "conclusion.dispute"]) await attempt(row)
		await act(owner, "conclusion.dispute")
		for (const row of arrived) await attempt(row)
		await act("mun", "conclusion.replace")
		await act("sch", "conclusion.sign")
		for (const row of ["conclusion.replace", "conclusion.assess", "conclusion.return"]) await attempt(row)
		await act("opr", "conclusion.return")
		await act("opr", "conclusion.attach")
		await act("opr", "conclusion.proceed")
		await act("mun", "conclusion.assess")
		for (const row of ["conclusion.return", "application.decide"]) await attempt(row, { possible: false })
		await act("opr", "application.decide", {
			sitting: await heldSitting(),
			decision: owner === "own" ? "granted" : "refused",
		})
		await tryFinished("application", id, members, owner === "own" ? "concluded.granted" : "concluded.refused")
	})

	test.each(OWNERS)("of the simplified procedure, withdrawn in the end (%s)", async (owner) => {
		const members = tryingOn(owner)
		const id = await bring(people, { teacher: who(owner).username, until: "registered", simplified: true })
		for (const row of ["application.admit", "procedure.change"])
			await tryEvent("application", id, row, members)
		await send(who("opr"), "application", id, "application.admit")
		await send(who("opr"), "application", id, "conclusion.return", { remark: "Диплом не тот" })
		await send(who("opr"), "application", id, "procedure.change", { reason: "Диплом не тот" })

		await tryForming(id, "withdrawal.form", members)
		const bySchool = await newWithdrawal(who("sch"), id, "formed")
		for (const row of ["withdrawal.submit @school", "withdrawal.discard @school"])
			await tryEvent("withdrawal", bySchool, row, members)
		await send(who("sch"), "withdrawal", bySchool, "withdrawal.discard")
		await tryFinished("withdrawal", bySchool, members, "discarded")

		const own = await newWithdrawal(who(owner), id, "formed")
		for (const row of ["withdrawal.submit", "withdrawal.discard"])
			await tryEvent("withdrawal", own, row, members)
		await send(
			who(owner),
			"withdrawal",
			own,
			"withdrawal.submit",
			sampleOf("withdrawal", "withdrawal.submit"),
		)
		for (const row of ["withdrawal.discard", "withdrawal.register", "withdrawal.reject"])
			await tryEvent("withdrawal", own, row, members)
		await send(who("mun"), "withdrawal", own, "withdrawal.register")
		await tryFinished("withdrawal", own, members, "registered")
		await tryFinished("application", id, members, "withdrawn")
	})
})

/** Who may form a withdrawal is asked of the policy and, where it is refused, of the use case. */
async function tryForming(id: string, row: string, members: readonly CastMember[]) {
	const expected = verdictsOf(EVENTS.withdrawal[row] ?? "")
	const now = row.endsWith("@approved") ? LATER : NOW
	const loaded = await applicationSubject.load(prisma, id, now)
	if (!loaded) throw new Error("no application")
	for (const member of members) {
		const actor = who(member)
		const told = !applicationPolicy.read(actor, loaded.scope, null)
			? "not-found"
			: applicationPolicy.formWithdrawal(actor, loaded.scope, null)
				? "allowed"
				: "forbidden"
		expect(told, `${row}: ${CAST[member]}`).toBe(expected[member])
		if (told !== "allowed")
			await expect(
				formWithdrawal({ actor, applicationId: id, reason: "Передумал", now }),
			).rejects.toMatchObject({ code: told })
	}
	tried.set(`withdrawal ${row}`, (tried.get(`withdrawal ${row}`) ?? 0) + members.length)
}

/** Nothing is possible any more; those who knew of it still do, the others still do not. */
async function tryFinished(
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

async function heldSitting(): Promise<string> {
	const actor = who("opr")
	const heldOn = `${CALENDAR.open}-04`
	const { id } = await createSitting({ actor, heldOn, now: NOW })
	const presence = { protocolNumber: "3", members: 9, present: 7 }
	await keepSitting({ actor, id, heldOn, ...presence, orderNumber: "903-р", orderDate: heldOn, now: LATER })
	return id
}

describe("around the applications", () => {
	test("invitations", async () => {
		const invite = (actor: Actor, role: "expert" | "municipal_coordinator") =>
			sendInvitation({
				actor,
				form: { ...PREFILLED, email: `${role}@new.example`, role, municipalityCode: "tomsk" },
				now: NOW,
			})
		const { id } = await invite(who("mun"), "expert")
		for (const event of ["accept", "expire", "revoke", "resend"])
			await tryEvent("invitation", id, `invitation.${event}`, MEMBERS)
		const { id: coordinator } = await invite(who("opr"), "municipal_coordinator")
		for (const event of ["revoke", "resend"])
			await tryEvent("invitation", coordinator, `invitation.${event} @coordinator`, MEMBERS)
	})

	test("letters: senders are nobody of the cast, operators repeat what failed", async () => {
		const { id } = await prisma.letter.findFirstOrThrow({ select: { id: true } })
		for (const event of ["take", "deliver", "fail", "resend"])
			await tryEvent("letter", id, `letter.${event}`, MEMBERS, { possible: false })
	})

	test("where the teacher is the only coordinator an operator stands in, and the teacher may not", async () => {
		const [teacher, operator] = [of(people, "lonely"), of(people, "operator")]
		const plan = { teacher: "lonely", municipality: "parabelsky", until: "submitted" }
		const id = await bring(people, plan)
		const attempt = async (event: string, subject: "application" | "withdrawal", subjectId: string) =>
			expect(
				{
					teacher: (await verdictFor(teacher, subject, subjectId, event, NOW)) as Verdict,
					operator: (await verdictFor(operator, subject, subjectId, event, NOW)) as Verdict,
				},
				event,
			).toEqual(STANDING_IN[event])
		for (const event of ["application.register", "application.reject"])
			await attempt(event, "application", id)
		await send(operator, "application", id, "application.register")
		await attempt("schedule.assign", "application", id)
		await send(operator, "application", id, "schedule.assign", { period: CALENDAR.open })
		await attempt("schedule.clear", "application", id)
		const withdrawal = await newWithdrawal(teacher, id, "submitted")
		for (const event of ["withdrawal.register", "withdrawal.reject", "withdrawal.discard"])
			await attempt(event, "withdrawal", withdrawal)
		await send(operator, "withdrawal", withdrawal, "withdrawal.register")
	})

	test("a subject that does not exist answers as one that may not be known of", async () => {
		const { id } = await prisma.application.findFirstOrThrow({
			where: { teacherId: of(people, "lonely").id },
		})
		const answer = (applicationId: string) =>
			send(who("mun"), "application", applicationId, "application.register").catch((error) => ({
				code: error.code,
				message: error.message,
				reasons: error.reasons,
			}))
		expect(await answer(id)).toEqual(await answer("00000000-0000-4000-8000-000000000000"))
		expect(await answer(id)).toMatchObject({ code: "not-found" })
	})
})

describe("the table", () => {
	test.each(
		Object.keys(LIFECYCLES) as SubjectName[],
	)("has a row for every event of «%s», and no other", (name) => {
		const events = Object.keys(LIFECYCLES[name].events)
		if (name === "withdrawal") events.push(LIFECYCLES.withdrawal.birth.event)
		const rows = new Set(Object.keys(EVENTS[name]).map((row) => row.split(" ")[0]))
		expect([...rows].sort()).toEqual(events.sort())
	})

	test("every row was tried by the whole cast", () => {
		for (const [subject, rows] of Object.entries(EVENTS))
			for (const row of Object.keys(rows))
				expect(tried.get(`${subject} ${row}`) ?? 0, `${subject} ${row}`).toBeGreaterThanOrEqual(
					MEMBERS.length,
				)
		const cells = [...tried.values()].reduce((sum, count) => sum + count, 0)
		expect(cells).toBeGreaterThan(900)
	})
})
