import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { holdSitting } from "#prisma/demo/commission.ts"
import { putAnnex } from "#prisma/demo/papers.ts"
import {
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
import {
	company,
	evidenceOf,
	gather,
	LATER,
	MEMBERS,
	OWNERS,
	type Owner,
	sampleOf,
	scanOf,
	tryingOn,
	who,
} from "./company.ts"
import { type CastMember, EVENTS } from "./events.expected.ts"
import { Life, tried, tryEvent, tryFinished, tryForming, verdictFor } from "./try-event.ts"

beforeAll(gather)

describe("every event of the table is possible for exactly the marked people", () => {
	const ids = {} as Record<Owner, string>

	test.each(OWNERS)("from the form to the preliminary schedule, for the owner %s", async (owner) => {
		const teacher = who(owner)
		const members = tryingOn(owner)
		const id = await bring(company.people, { teacher: teacher.username, until: "formed" })
		ids[owner] = id
		const act = (member: CastMember, event: string, input = sampleOf("application", event)) =>
			send(who(member), "application", id, event, input)
		const life = new Life(id, members, (member, event) => act(member === "own" ? owner : member, event))
		const attachBoth = async () => {
			await act(owner, "attachment.add", { kind: "signed_application", files: [await scanOf(id, "scan")] })
			await act("sch", "attachment.add", { kind: "results_annex", files: [await putAnnex(id, NOW)] })
		}
		await act(owner, "attachment.add")
		company.evidence = await evidenceOf(id)
		await life.attemptHere()
		await act(owner, "form.reopen")
		await life.attemptHere()
		await act(owner, "form.discard")
		await life.attemptHere()
		await act(owner, "form.restore")

		await setSource(id, "paper")
		await act("mun", "attachment.add", { kind: "signed_application", files: [await scanOf(id, "paper")] })
		await act("mun", "attachment.add", { kind: "results_annex", files: [await putAnnex(id, NOW)] })
		await life.attemptHere({ setting: "@entered" })
		await act("mun", "form.discard")
		await life.attemptHere({ setting: "@entered" })
		await act("mun", "form.restore")
		await setSource(id, "online")

		await act(owner, "form.save")
		await act(owner, "form.issue")
		await attachBoth()
		await life.attemptHere()
		await act("sch", "application.submit")
		await life.attemptHere()
		await act("mun", "application.reject")
		await life.attemptHere()
		await setSource(id, "paper")
		await life.attemptHere({ setting: "@entered" })
		await setSource(id, "online")
		await act(owner, "application.revise")
		await act(owner, "form.issue")
		await attachBoth()
		await act(owner, "application.submit")
		await act("mun", "application.register")
		await life.attemptHere()
		const [expert1, expert2] = [of(company.people, "expert1").id, of(company.people, "expert2").id]
		const seats = { period: CALENDAR.open, expert1, expert2 }
		await act("mun", "schedule.assign", seats)
		await life.attemptHere()
		await act("mun", "schedule.clear")
		await act("mun", "schedule.assign", seats)
	})

	test("for the schedule itself", async () => {
		const id = await scheduleOf("tomsk", CALENDAR.open)
		const attempt = (row: string) => tryEvent("schedule", id, row, MEMBERS)
		await attempt("schedule.close")
		await send(who("mun"), "schedule", id, "schedule.close")
		for (const row of ["schedule.reopen", "schedule.approve"]) await attempt(row)
		await send(who("opr"), "schedule", id, "schedule.reopen", sampleOf("schedule", "schedule.reopen"))
		await send(who("opr"), "schedule", id, "schedule.close")
		await send(who("opr"), "schedule", id, "schedule.approve", ORDER)
	})

	test.each(OWNERS)("from the approved schedule to the decision, for the owner %s", async (owner) => {
		const id = ids[owner]
		const members = tryingOn(owner)
		const act = (member: CastMember, event: string, input = sampleOf("application", event)) =>
			send(who(member), "application", id, event, input, LATER)
		const life = new Life(id, members, (member, event) => act(member === "own" ? owner : member, event))
		const attemptHere = () => life.attemptHere({ now: LATER })
		company.evidence = await evidenceOf(id)
		await attemptHere()
		await tryForming(id, "withdrawal.form @approved", members)
		await act("opr", "expert.replace")
		expect(await verdictFor(of(company.people, "expert2"), "application", id, "expert.accept", LATER)).toBe(
			"not-found",
		)
		await act("exp", "expert.accept")
		await send(
			of(company.people, "expert3"),
			"application",
			id,
			"expert.decline",
			{ reason: "Отпуск" },
			LATER,
		)
		await act("hed", "paper.receive")
		await attemptHere()
		await act("hed", "paper.pass")
		await act("hed", "paper.unmark")

		await act("exp", "conclusion.attach")
		await attemptHere()
		await act(owner, "conclusion.dispute")
		await attemptHere()
		await act("mun", "conclusion.replace")
		await act("sch", "conclusion.sign")
		await attemptHere()
		await act("opr", "conclusion.return")
		await act("opr", "conclusion.attach")
		await act("opr", "conclusion.proceed")
		await act("mun", "conclusion.assess")
		await tryEvent("application", id, "application.decide", members, { now: LATER, possible: false })
		await act("opr", "application.decide", {
			sitting: await heldSitting(),
			decision: owner === "own" ? "granted" : "refused",
		})
		await tryFinished("application", id, members, owner === "own" ? "concluded.granted" : "concluded.refused")
	})

	test.each(
		OWNERS,
	)("in the simplified procedure that ends with a withdrawal, for the owner %s", async (owner) => {
		const members = tryingOn(owner)
		const id = await bring(company.people, {
			teacher: who(owner).username,
			until: "registered",
			simplified: true,
		})
		const life = new Life(id, members, (member, event) =>
			send(who(member === "own" ? owner : member), "application", id, event, sampleOf("application", event)),
		)
		await send(who(owner), "application", id, "attachment.add", sampleOf("application", "attachment.add"))
		company.evidence = await evidenceOf(id)
		await life.attemptHere()
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
async function heldSitting(): Promise<string> {
	const heldOn = `${CALENDAR.open}-04`
	return holdSitting({ actor: who("opr"), heldOn, orderDate: heldOn, planned: NOW, now: LATER })
}
describe("every event besides those of applications", () => {
	test("of invitations is possible for exactly the marked people", async () => {
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

	test("of letters is possible for nobody of the cast, except that operators repeat a failed letter", async () => {
		const { id } = await prisma.letter.findFirstOrThrow({ select: { id: true } })
		for (const row of Object.keys(EVENTS.letter))
			await tryEvent("letter", id, row, MEMBERS, { possible: false })
	})
})

test("every row of the table was tried by the whole cast", () => {
	for (const [subject, rows] of Object.entries(EVENTS))
		for (const row of Object.keys(rows))
			expect(tried.get(`${subject} ${row}`) ?? 0, `${subject} ${row}`).toBeGreaterThanOrEqual(MEMBERS.length)
	const cells = [...tried.values()].reduce((sum, count) => sum + count, 0)
	expect(cells).toBeGreaterThan(900)
})
