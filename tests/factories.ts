import { prisma } from "#app/db/client.server.ts"
import "#app/domain/index.server.ts"
import { acceptInvitation } from "#app/domain/invitation/accept-invitation.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { closeDueSchedules } from "#app/domain/period/close-period.server.ts"
import { createPeriods } from "#app/domain/period/create-periods.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { dispatch, type Outcome } from "#app/workflow/dispatch.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { schoolYearOf } from "#machines/calendar.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { calendarOf } from "#prisma/demo/calendar.ts"
import cast from "#prisma/demo/cast.json"
import { Life, type Plan } from "#prisma/demo/life.ts"
import { seedOrganisations } from "#prisma/demo/organisations.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { actorNamed, type Cast, emailOf, type Member, seedPeople, tokenIn } from "#prisma/demo/people.ts"

// People and applications for tests with a database, created by the use cases that people use. The region is the demo's
// (reference data, organisations, calendar). Each test requests the people that it needs.

export { actorNamed, type Cast, type Plan }

const TODAY = "2026-10-01"
export const NOW = instantOf(`${TODAY}T09:00`)
export const CALENDAR = calendarOf(TODAY)
export const ORDER = { orderNumber: "902-р", orderDate: "2026-10-15" }

const EXPERTS: Record<string, [string, string]> = {
	tomsk: ["expert1", "expert2"],
	kolpashevsky: ["expert4", "expert5"],
}
const COORDINATORS: Record<string, string> = { tomsk: "municipal", kolpashevsky: "municipal3" }

/** Creates reference data, the periods of a school year, the named people of the demo and the given teachers. */
export async function openRegion(
	usernames: readonly string[],
	more: readonly Member[] = [],
): Promise<Record<string, Actor>> {
	await loadReference(prisma)
	await seedOrganisations()
	const members = cast.items.filter(({ username }) => username === "operator" || usernames.includes(username))
	const people = await seedPeople(NOW, [...members, ...more])
	await createPeriods({ actor: of(people, "operator"), schoolYear: schoolYearOf(TODAY), now: NOW })
	for (const { username, role, municipality } of members)
		if (role === "expert")
			await prisma.rosterEntry.create({
				data: {
					expertId: of(people, username).id,
					municipalityCode: municipality,
					schoolYear: schoolYearOf(TODAY),
				},
			})
	return people
}

/** Teachers of mathematics at the demo's first school, with changes if given. */
export const teachers = (usernames: readonly string[], change: Partial<Member> = {}): Member[] =>
	usernames.map((username) => ({
		username,
		role: "teacher",
		surname: "Примерова",
		name: "Мария",
		patronymic: "Ивановна",
		municipality: "tomsk",
		organisation: "901",
		position: "uchitel",
		positionText: "",
		subject: "математика",
		inviter: "",
		...change,
	}))

/** Gives a person one more role, by an invitation that they accept while signed in. */
export async function giveRole(
	people: Cast,
	username: string,
	role: Role,
	inviter: string,
	municipalityCode = "tomsk",
): Promise<Actor> {
	const email = emailOf(username)
	const form = { ...PREFILLED, email, role, municipalityCode }
	await sendInvitation({ actor: of(people, inviter), form, now: NOW })
	await acceptInvitation({
		actor: of(people, username),
		token: await tokenIn("invitation", email),
		form: {
			organisationId: "",
			positionCode: "",
			subjectId: "",
			positionText: "",
			workPhone: "8 (3822) 00-00-01",
		},
		now: NOW,
	})
	people[username] = await actorNamed(username)
	return of(people, username)
}

/** Brings an application to the state that the plan names (`assigned` only with the period `open`). @returns its id */
export async function bring(people: Cast, plan: Plan): Promise<string> {
	if (plan.period === "running" || plan.period === "decided")
		throw new Error(`«${plan.period}»: bring to «assigned» in the open period, and approve its schedule`)
	const municipality = plan.municipality ?? "tomsk"
	const [expert1, expert2] = EXPERTS[municipality] ?? ["", ""]
	const teacher = of(people, plan.teacher)
	// People that the plan does not need may not exist.
	const earlier = await prisma.application.findMany({
		where: { teacherId: teacher.id },
		select: { id: true },
	})
	const orTeacher = (username: string) => people[username] ?? teacher
	await new Life(plan, CALENDAR, {
		teacher,
		coordinator: orTeacher(COORDINATORS[municipality] ?? ""),
		expert1: orTeacher(expert1),
		expert2: orTeacher(expert2),
		operator: of(people, "operator"),
	}).untilNow()
	const { id } = await prisma.application.findFirstOrThrow({
		where: { teacherId: teacher.id, id: { notIn: earlier.map((one) => one.id) } },
		select: { id: true },
	})
	return id
}

/** Sends an event as a form does: the command's own schema parses the input. */
export async function send(
	actor: Actor,
	subject: SubjectName,
	id: string,
	event: string,
	input: Record<string, unknown> = {},
	now = NOW,
): Promise<Outcome> {
	const parsed = commandFor(subject, event)?.schema.parse(input) ?? input
	return dispatch({ actor, subject, id, event, input: parsed, now })
}

/** As if the application had come on paper, for an account that nobody has taken over; or as if the teacher had filed it. */
export const setSource = (id: string, source: "paper" | "online") =>
	prisma.application.update({
		where: { id },
		data: {
			source,
			teacher: {
				update:
					source === "online"
						? { awaitsOwner: false, passwordHash: "of the teacher" }
						: { awaitsOwner: true, passwordHash: null },
			},
		},
		select: { id: true },
	})

/** Forms a withdrawal of an application and submits it if `until` says so. @returns its id */
export async function newWithdrawal(actor: Actor, applicationId: string, until: "formed" | "submitted") {
	const reason = "Перехожу на другую должность"
	const { id } = await formWithdrawal({ actor, applicationId, reason, now: NOW })
	if (until === "submitted")
		await send(actor, "withdrawal", id, "withdrawal.submit", {
			files: [await putScan(`withdrawal ${id}`, 1)],
		})
	return id
}

/** The last day of the open period passes, and the operator approves the schedule of Tomsk. */
export async function approveSchedule(people: Cast, at = instantOf("2026-10-15T10:00")): Promise<void> {
	await closeDueSchedules(instantOf("2026-10-13T10:00"))
	const schedule = await scheduleOf("tomsk", CALENDAR.open)
	await send(of(people, "operator"), "schedule", schedule, "schedule.approve", ORDER, at)
}

export async function scheduleOf(municipalityCode: string, periodId: string): Promise<string> {
	const { id } = await prisma.schedule.findUniqueOrThrow({
		where: { municipalityCode_periodId: { municipalityCode, periodId } },
		select: { id: true },
	})
	return id
}

export function of(people: Cast, username: string): Actor {
	const actor = people[username]
	if (!actor) throw new Error(`the test has nobody called «${username}»`)
	return actor
}
