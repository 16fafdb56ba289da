import { randomUUID } from "node:crypto"
import "#app/domain/index.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, type Role, SYSTEM } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { foldForSearch } from "#app/utils/russian.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { writeJournal } from "#app/workflow/journal.server.ts"
import { deadlinesOf, period } from "#machines/calendar.ts"
import { saveOffice } from "../reference/office.server.ts"
import { scheduleSubject } from "./schedule.subject.server.ts"

// Shared by the tests of scheduling: one municipality with its schools, schedules and experts, and applications that
// are already registered.

/** A moment one week before the November schedule closes and three weeks after the October schedule closed. */
export const NOW = instantOf("2026-10-05T09:00")
export const CLOSED = "2026-10"
export const NEAREST = "2026-11"
export const NEXT = "2026-12"
export const HERE = "here"

const cases = (word: string) => ({
	nominative: word,
	genitive: word,
	dative: word,
	accusative: word,
	instrumental: word,
	prepositional: word,
})

export async function schedulingRegion() {
	await prisma.municipality.create({
		data: {
			code: HERE,
			kind: "urban_okrug",
			name: "Город Примерный",
			shortName: "Примерный",
			genitive: "Города Примерного",
			prepositional: "Городе Примерном",
			paperConclusions: true,
			hasGroupHeads: false,
			sortOrder: 1,
		},
	})
	await prisma.position.create({ data: { code: "uchitel", ...cases("учитель"), subjectLink: "genitive" } })
	const school = (name: string) =>
		prisma.organisation.create({ data: { municipalityCode: HERE, name, kind: "school" } })
	const subject = await prisma.subject.create({
		data: { nominative: "математика", genitive: "математики", group: "exact" },
	})
	await saveOffice(prisma, {
		region: "Примерная область",
		commissionAccusative: "аттестационную комиссию Примерной области",
		commissionGenitive: "аттестационной комиссии Примерной области",
		departmentGenitive: "Департамента образования Примерной области",
		centreName: "Центр аттестации",
		orderNameGenitive: "Порядка проведения аттестации, утверждённого",
		coordinatorPost: "муниципальный координатор по аттестации",
		coordinatorPostGenitive: "муниципального координатора по аттестации",
		schoolCoordinatorPostGenitive: "координатора по аттестации в организации",
	})
	for (const periodId of [CLOSED, NEAREST, NEXT]) await openSchedule(periodId)
	return { school: await school("МАОУ СОШ № 901"), other: await school("МАОУ СОШ № 902"), subject }
}
export type SchedulingRegion = Awaited<ReturnType<typeof schedulingRegion>>

async function openSchedule(periodId: string) {
	await prisma.period.create({ data: { id: periodId, createdAt: NOW } })
	const { closesAfter } = deadlinesOf(periodId)
	await inTransaction((tx) =>
		createSubject(tx, {
			subject: scheduleSubject,
			id: randomUUID(),
			actor: SYSTEM,
			facts: { period: periodId, closesOn: closesAfter, withoutTwoExperts: [], withdrawalWaits: [] },
			columns: { periodId, municipalityCode: HERE, closesOn: closesAfter },
			now: NOW,
		}),
	)
}

export const scheduleOf = (periodId: string) =>
	prisma.schedule.findUniqueOrThrow({
		where: { municipalityCode_periodId: { municipalityCode: HERE, periodId } },
	})

interface Post {
	role: Role
	organisationId?: string
	positionCode?: string | null
	subjectId?: string
}

/** Creates a person with one role in the municipality. The made-up phone numbers show which one is the work phone. */
export async function person(surname: string, post: Post): Promise<Actor> {
	const name = { surname, name: "Анна", patronymic: "Петровна" }
	const fullName = Object.values(name).join(" ")
	const { role, organisationId = null, positionCode = "uchitel", subjectId = null } = post
	const municipalityCode = role === "operator" ? null : HERE
	const { id } = await prisma.person.create({
		data: {
			...name,
			username: `user${randomUUID().slice(0, 8)}`,
			searchName: foldForSearch(fullName),
			email: "someone@attestation.example",
			mobilePhone: "+7 900 000-00-01",
			workPhone: "8 (3822) 00-00-02",
			createdAt: NOW,
			engagements: { create: { role, municipalityCode, organisationId, positionCode, subjectId, from: NOW } },
		},
	})
	const grants = [{ role, municipalityCode, organisationId, subjectId }]
	return { kind: "person", id, username: surname, fullName, grants }
}

export const enrol = (expert: Actor, periodId = NEAREST) =>
	prisma.rosterEntry.create({
		data: { expertId: expert.id, municipalityCode: HERE, schoolYear: period(periodId).schoolYear },
	})

/** Creates an expert with a listed position who is on the roster of the school year. */
export async function rosterExpert(region: SchedulingRegion, surname: string): Promise<Actor> {
	const expert = await person(surname, {
		role: "expert",
		organisationId: region.other.id,
		subjectId: region.subject.id,
	})
	await enrol(expert)
	return expert
}

/** Creates a registered application of the general procedure directly, without sending the events before it. */
export async function registered(
	region: SchedulingRegion,
	surname: string,
	columns: { procedure?: string; currentEndsOn?: string; teacher?: Actor } = {},
): Promise<{ id: string; teacher: Actor }> {
	const { teacher = await person(surname, { role: "teacher", organisationId: region.school.id }), ...rest } =
		columns
	const id = randomUUID()
	const state = "registered"
	await inTransaction(async (tx) => {
		const engagement = await tx.engagement.findFirst({ where: { personId: teacher.id } })
		await tx.application.create({
			data: {
				id,
				state,
				stateSince: NOW,
				teacherId: teacher.id,
				engagementId: engagement?.id ?? null,
				createdAt: NOW,
				form: { surname, name: "Анна", patronymic: "Петровна", phone: "+7 900 000-00-01" },
				municipalityCode: HERE,
				organisationId: region.school.id,
				positionCode: "uchitel",
				subjectNominative: "математика",
				subjectGenitive: "математики",
				fullName: `${surname} Анна Петровна`,
				searchName: foldForSearch(`${surname} Анна Петровна`),
				claimedCategory: "highest",
				procedure: "general",
				attestationForm: "in_person",
				...rest,
			},
		})
		const entry = {
			subject: "application" as const,
			subjectId: id,
			seq: 1,
			event: "application.register",
			data: {},
			from: "submitted",
			to: state,
			at: NOW,
			reason: null,
			machineVersion: 1,
			actor: SYSTEM,
			onBehalfOf: null,
		}
		await writeJournal(tx, entry, undefined)
	})
	return { id, teacher }
}

export const assign = (
	actor: Actor,
	id: string,
	input: { period?: string; experts?: readonly (Actor | null)[]; reasons?: readonly string[] },
	now = NOW,
) =>
	dispatch({
		actor,
		subject: "application",
		id,
		event: "schedule.assign",
		now,
		input: {
			period: input.period ?? NEAREST,
			expert1: input.experts?.[0]?.id ?? null,
			expert2: input.experts?.[1]?.id ?? null,
			colleagueReason1: input.reasons?.[0] ?? "",
			colleagueReason2: input.reasons?.[1] ?? "",
		},
	})

export async function happenTo(actor: Actor, periodId: string, event: string, input = {}, now = NOW) {
	const { id } = await scheduleOf(periodId)
	return dispatch({ actor, subject: "schedule", id, event, input, now })
}

/** Closes the schedule as the coordinator and approves it as an operator. */
export async function approve(coordinator: Actor, operator: Actor, periodId = NEAREST) {
	await happenTo(coordinator, periodId, "schedule.close")
	return happenTo(operator, periodId, "schedule.approve", {
		orderNumber: "1522-р",
		orderDate: "2026-10-15",
	})
}
