import { prisma } from "#app/db/client.server.ts"
import { auditQuery } from "#app/domain/audit/audit-query.ts"
import { viewOutbox } from "#app/letters/outbox.view.server.ts"
import { outboxQuery } from "#app/letters/outbox-query.ts"
import type { Actor } from "#app/policies/policy.ts"
import { viewBlocked } from "../account/block-account.server.ts"
import { AttestationQuerySchema, viewAttestation } from "../application/assessment/attestation.view.server.ts"
import {
	ExpertQuerySchema,
	viewExpertHome,
	viewExpertList,
} from "../application/assessment/expert-attestation.view.server.ts"
import {
	conclusionsQuery,
	viewConclusions,
} from "../application/assessment/operator-conclusions.view.server.ts"
import { viewInspection } from "../application/inspection/inspection.view.server.ts"
import { viewForOperator } from "../application/operator-application.view.server.ts"
import { viewMunicipalityHome } from "../application/overview/municipality-home.view.server.ts"
import {
	notSubmittedQuery,
	viewNotSubmitted,
} from "../application/overview/municipality-not-submitted.view.server.ts"
import { viewOperatorDashboard } from "../application/overview/operator-dashboard.view.server.ts"
import { listChoices, listForOperator } from "../application/overview/operator-list.view.server.ts"
import { operatorQuery } from "../application/overview/operator-query.ts"
import { schoolQuery } from "../application/overview/school-list.query.ts"
import { countSchool, schoolNames, viewSchoolList } from "../application/overview/school-list.view.server.ts"
import { viewSchoolTeachers } from "../application/overview/school-teachers.view.server.ts"
import { viewStatistics } from "../application/overview/statistics.view.server.ts"
import { viewForCoordinator } from "../application/registration/municipality-application.view.server.ts"
import { viewRegistration } from "../application/registration/registration.view.server.ts"
import { RegistrationQuerySchema } from "../application/registration/registration-query.ts"
import { pickedSeats, viewAssignment } from "../application/scheduling/assignment.view.server.ts"
import { pairChoices } from "../application/scheduling/plan-assignment.server.ts"
import { SchedulingQuerySchema, viewScheduling } from "../application/scheduling/scheduling.view.server.ts"
import { viewAudit } from "../audit/audit.view.server.ts"
import { nearestDates, viewCalendar } from "../calendar/calendar.view.server.ts"
import { viewMunicipalityPapers } from "../expert/group.view.server.ts"
import { GroupQuerySchema } from "../expert/group-query.ts"
import { viewMunicipalityExperts } from "../expert/municipality-experts.view.server.ts"
import { viewExperts } from "../expert/operator-experts.view.server.ts"
import { viewExtractions } from "../extraction/extraction.server.ts"
import { viewInvitations } from "../invitation/invitation.view.server.ts"
import { viewMachines } from "../machine/machine.view.server.ts"
import { listStanding } from "../machine/standing-list.view.server.ts"
import { viewCalls } from "../notice/calls.view.server.ts"
import { viewPeriods } from "../period/periods.view.server.ts"
import { viewSchedules as viewSchedulesOfRegion } from "../period/schedules.view.server.ts"
import { ListQuerySchema, viewList } from "../reference/lists/lists.view.server.ts"
import { viewSchedules } from "../schedule/schedule.view.server.ts"
import { viewSitting } from "../sitting/agenda.view.server.ts"
import { viewSittings } from "../sitting/sittings.view.server.ts"
import { ExclusionQuerySchema, viewExclusion } from "../withdrawal/exclusion.view.server.ts"
import { viewWithdrawals } from "../withdrawal/municipality-withdrawals.view.server.ts"
import { viewSchoolWithdrawals } from "../withdrawal/school-withdrawals.view.server.ts"

// Every list and dashboard page of the offices, as it is asked for beside a made-up region.

export const TODAY = "2026-11-20"
export const now = new Date(`${TODAY}T03:00:00Z`)
const actorAs = (role: Actor["grants"][number]["role"], municipalityCode: string | null): Actor => ({
	kind: "person",
	id: "0192f0c4-0000-7000-8000-0000000000aa",
	username: role,
	fullName: "Примерова Ольга Павловна",
	grants: [{ role, municipalityCode, organisationId: null, subjectId: null }],
})
export const operator = actorAs("operator", null)
export const coordinator = actorAs("municipal_coordinator", "tomsk")
export const municipalityCode = "tomsk"
export const asked = (text: string) => new URLSearchParams(text)
const list = (text: string) => () =>
	listForOperator({ actor: operator, query: operatorQuery(asked(text)), now })
const registration = (text: string) => () =>
	viewRegistration({
		actor: coordinator,
		municipalityCode,
		query: RegistrationQuerySchema.parse(Object.fromEntries(asked(text))),
		now,
	})
const notSubmitted = (text: string) => () =>
	viewNotSubmitted({ municipalityCode, query: notSubmittedQuery(asked(text)) })
const exclusion = (text: string) => () =>
	viewExclusion({ municipalityCode, query: ExclusionQuerySchema.parse(Object.fromEntries(asked(text))) })
const papers = (text: string) => () =>
	viewMunicipalityPapers({
		actor: coordinator,
		municipalityCode,
		query: GroupQuerySchema.parse(Object.fromEntries(asked(text))),
		now,
	})
const schoolList = (text: string) => async () => {
	const actor = await ofSchool()
	return Promise.all([viewSchoolList({ actor, query: schoolQuery(asked(text)) }), countSchool(actor)])
}
const users = (sort: string, q = "") =>
	Promise.all([viewInvitations({ actor: operator, sort, q, now }), viewBlocked(operator, sort)])
const expertList = (text: string) => async () =>
	viewExpertList({
		actor: await anExpert(),
		query: ExpertQuerySchema.parse(Object.fromEntries(asked(text))),
	})

export const PAGES: Record<string, () => Promise<unknown>> = {
	"the operator's home": () =>
		Promise.all([
			viewOperatorDashboard({ actor: operator, now }),
			nearestDates({ actor: operator, role: "operator", now }),
		]),
	"the operator's calendar": () => viewCalendar({ actor: operator, asked: null, now }),
	machines: () => viewMachines({ actor: operator, now }),
	"withdrawals in one state": () =>
		listStanding({ actor: operator, name: "withdrawal", state: "submitted", page: 1 }),
	"all applications": list(""),
	"all applications, the last page": list("page=200"),
	"applications in a group": list("state=decided"),
	"applications without two experts": list("state=no-experts"),
	"applications of one procedure": list("procedure=simplified"),
	"applications by a name": list("name=Мария+Крылова"),
	"applications by two letters": list("name=аб"),
	"applications sorted by name": list("sort=name"),
	"applications sorted backwards": list("sort=-claim"),
	"applications sorted by period": list("sort=-period"),
	"applications of a municipality": list("municipality=tomsk&sort=name"),
	conclusions: () => viewConclusions({ actor: operator, query: conclusionsQuery(asked("")), now }),
	sittings: () => viewSittings({ actor: operator, now }),
	"sittings by how far they have come": () => viewSittings({ actor: operator, sort: "-state", now }),
	"sittings by protocol": () => viewSittings({ actor: operator, sort: "protocol", now }),
	"a sitting that was held": () => viewSitting({ actor: operator, id: "sitting-held", page: 1, now }),
	"the next sitting": () => viewSitting({ actor: operator, id: "sitting-next", page: 1, now }),
	"the operator's experts": () => viewExperts({ actor: operator, query: { municipality: "tomsk" }, now }),
	"the operator's experts, most teachers first": () =>
		viewExperts({ actor: operator, query: { municipality: "tomsk", sort: "-load" }, now }),
	"the operator's experts backwards": () =>
		viewExperts({ actor: operator, query: { municipality: "tomsk", sort: "-name" }, now }),
	users: () => Promise.all([viewInvitations({ actor: operator, now }), viewBlocked(operator)]),
	"users by login": () => users("username"),
	"users by role": () => users("-role"),
	"users found by name": () => users("", "Мария Крылова"),
	organisations: () => viewList({ actor: operator, name: "organisations", query: ListQuerySchema.parse({}) }),
	"organisations backwards": () =>
		viewList({
			actor: operator,
			name: "organisations",
			query: ListQuerySchema.parse({ sort: "-name" }),
		}),
	"what can be extracted": () =>
		Promise.all([viewExtractions({ actor: operator, query: operatorQuery(asked("")), now }), listChoices()]),
	"the way of one application": async () =>
		viewInspection({ actor: operator, id: await oneIn("concluded.granted"), now }),
	mail: () => viewOutbox({ actor: operator, query: outboxQuery(asked("state=sent")), now }),
	"mail, oldest first": () =>
		viewOutbox({ actor: operator, query: outboxQuery(asked("state=sent&sort=when")), now }),
	"all mail, oldest first": () =>
		viewOutbox({ actor: operator, query: outboxQuery(asked("sort=when")), now }),
	audit: () => viewAudit({ actor: operator, query: auditQuery(asked("")) }),
	"audit, oldest first": () => viewAudit({ actor: operator, query: auditQuery(asked("sort=at")) }),
	"audit from a day on, oldest first": () =>
		viewAudit({ actor: operator, query: auditQuery(asked("sort=at&from=2026-11-01")) }),
	"audit of steps until a day": () =>
		viewAudit({ actor: operator, query: auditQuery(asked("show=deeds&until=2026-11-01")) }),
	"audit of one kind of access": () =>
		viewAudit({ actor: operator, query: auditQuery(asked("show=accounts&act=role-ended")) }),
	"audit of one kind of step": () =>
		viewAudit({ actor: operator, query: auditQuery(asked("show=deeds&act=application.reject")) }),
	"a coordinator's home": () =>
		Promise.all([
			viewMunicipalityHome({ municipalityCode, now }),
			nearestDates({ actor: coordinator, role: "municipal_coordinator", now }),
		]),
	"a coordinator's calendar": () => viewCalendar({ actor: coordinator, asked: null, now }),
	registration: registration(""),
	"registration by two letters": registration("q=аб"),
	"registration sorted by name": registration("sort=name"),
	"registration of one school": registration("organisation=902"),
	withdrawals: () => viewWithdrawals({ actor: coordinator, municipalityCode, page: 1, now }),
	"withdrawals by a name": () =>
		viewWithdrawals({ actor: coordinator, municipalityCode, page: 1, q: "Мария Крылова", now }),
	"withdrawals sorted by name": () =>
		viewWithdrawals({ actor: coordinator, municipalityCode, page: 1, sort: "-name", now }),
	scheduling: () =>
		Promise.all([
			viewScheduling({ actor: coordinator, query: SchedulingQuerySchema.parse({}), now }),
			pairChoices(municipalityCode, ["2026-10", "2026-12"]),
		]),
	schedule: () => viewSchedules({ actor: coordinator, query: { period: "", municipality: "" }, now }),
	attestation: () => viewAttestation({ actor: coordinator, query: AttestationQuerySchema.parse({}), now }),
	"teachers who did not submit": notSubmitted(""),
	"teachers who did not submit, by organisation": notSubmitted("sort=organisation"),
	"the coordinator's experts": () => viewMunicipalityExperts({ municipalityCode, half: null, now }),
	"the coordinator's experts, most teachers first": () =>
		viewMunicipalityExperts({ municipalityCode, half: null, sort: "-load", now }),
	"the coordinator's experts backwards": () =>
		viewMunicipalityExperts({ municipalityCode, half: null, sort: "-name", now }),
	"the coordinator's experts by contract": () =>
		viewMunicipalityExperts({ municipalityCode, half: null, sort: "contract", now }),
	invitations: () => viewInvitations({ actor: coordinator, now }),
	"invitations backwards": () => viewInvitations({ actor: coordinator, sort: "-name", now }),
	"invitations by address": () => viewInvitations({ actor: coordinator, sort: "-email", now }),
	"invitations found by login": () => viewInvitations({ actor: coordinator, q: "krylova", now }),
	"statistics of the region": () =>
		viewStatistics({ actor: operator, municipalityCode: null, year: null, now }),
	"statistics of a municipality": () =>
		viewStatistics({ actor: coordinator, municipalityCode, year: null, now }),
	"period and experts of one application": async () =>
		viewAssignment({
			actor: coordinator,
			id: await oneIn("registered"),
			picked: pickedSeats(asked("")),
			list: SchedulingQuerySchema.parse({ municipality: municipalityCode }),
			now,
		}),
	"people whom no letter reaches": () => viewCalls({ actor: coordinator, municipalityCode }),
	"applications that can be withdrawn": exclusion(""),
	"applications that can be withdrawn, by claimed category": exclusion("sort=-claimed"),
	"applications that can be withdrawn, the last page": exclusion("page=200"),
	"papers of a municipality": papers(""),
	"papers of a municipality, by name": papers("sort=name"),
	"papers of a municipality, by the day received": papers("sort=-received"),
	"a school's home": async () => {
		const actor = await ofSchool()
		return Promise.all([
			countSchool(actor),
			schoolNames(actor),
			nearestDates({ actor, role: "school_coordinator", now }),
		])
	},
	"a school's applications": schoolList(""),
	"a school's applications, latest change first": schoolList("sort=-since"),
	"a school's applications, found by name": schoolList("name=Мария+Крылова"),
	"a school's teachers": async () =>
		viewSchoolTeachers({ actor: await ofSchool(), query: schoolQuery(asked("")) }),
	"a school's withdrawals": async () =>
		viewSchoolWithdrawals({ actor: await ofSchool(), query: schoolQuery(asked("")) }),
	"an expert's teachers": expertList(""),
	"an expert's teachers, found by name": expertList("q=Мария+Крылова&sort=-name"),
	"an expert's home": async () => {
		const actor = await anExpert()
		return Promise.all([viewExpertHome({ actor, now }), nearestDates({ actor, role: "expert", now })])
	},
	"one application, for operators": async () =>
		viewForOperator({ actor: operator, id: await oneIn("scheduled.approved"), now }),
	"one application on the workbench": async () =>
		viewForCoordinator({ actor: coordinator, id: await oneIn("submitted"), now }),
	"schedules of the region": () => viewSchedulesOfRegion({ actor: operator, periodId: "", now }),
	periods: () => viewPeriods({ actor: operator, now }),
}

/** An example is looked up once, so that a page's own statements are counted. */
const lookUp = <T>(what: () => Promise<T>) => {
	let known: Promise<T> | undefined
	return () => {
		known ??= what()
		return known
	}
}
const examples = lookUp(async () => {
	const rows = await prisma.application.findMany({
		where: { municipalityCode },
		orderBy: { id: "asc" },
		select: { id: true, state: true },
	})
	return new Map(rows.toReversed().map(({ id, state }) => [state, id]))
})
export const oneIn = async (state: string) => (await examples()).get(state) ?? ""
const ofSchool = lookUp(async (): Promise<Actor> => {
	const { id: organisationId } = await prisma.organisation.findFirstOrThrow({ where: { municipalityCode } })
	const grant = { role: "school_coordinator" as const, municipalityCode, organisationId, subjectId: null }
	return { ...actorAs("school_coordinator", municipalityCode), grants: [grant] }
})
const anExpert = lookUp(async (): Promise<Actor> => {
	const { expertId } = await prisma.seat.findFirstOrThrow({ orderBy: { applicationId: "asc" } })
	return { ...actorAs("expert", municipalityCode), id: expertId }
})

/** Looks up what the pages are asked about. */
export const knowExamples = () => Promise.all([examples(), ofSchool(), anExpert()])
