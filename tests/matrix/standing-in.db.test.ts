import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	giveRole,
	NOW,
	newWithdrawal,
	of,
	openRegion,
	send,
	teachers,
} from "#tests/factories.ts"
import { STANDING_IN, type Verdict } from "./events.expected.ts"
import { verdictFor } from "./try-event.ts"

let people: Cast

beforeAll(async () => {
	people = await openRegion(
		["municipal", "operator"],
		teachers(["lonely"], { municipality: "parabelsky", organisation: "940" }),
	)
	await giveRole(people, "lonely", "municipal_coordinator", "operator", "parabelsky")
})

test("if the teacher is the only coordinator, an operator acts instead, and the teacher may not", async () => {
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
	for (const event of ["application.register", "application.reject"]) await attempt(event, "application", id)
	await send(operator, "application", id, "application.register")
	await attempt("schedule.assign", "application", id)
	await send(operator, "application", id, "schedule.assign", { period: CALENDAR.open })
	await attempt("schedule.clear", "application", id)
	const withdrawal = await newWithdrawal(teacher, id, "submitted")
	for (const event of ["withdrawal.register", "withdrawal.reject", "withdrawal.discard"])
		await attempt(event, "withdrawal", withdrawal)
	await send(operator, "withdrawal", withdrawal, "withdrawal.register")
})

test("a subject that does not exist gives the same answer as one that this person may not read", async () => {
	const { id } = await prisma.application.findFirstOrThrow({
		where: { teacherId: of(people, "lonely").id },
	})
	const answer = (applicationId: string) =>
		send(of(people, "municipal"), "application", applicationId, "application.register").catch((error) => ({
			code: error.code,
			message: error.message,
			reasons: error.reasons,
		}))
	expect(await answer(id)).toEqual(await answer("00000000-0000-4000-8000-000000000000"))
	expect(await answer(id)).toMatchObject({ code: "not-found" })
})
