import { withQuery } from "#app/utils/address.ts"
import { paths } from "#app/utils/paths.ts"

// Every list and dashboard page of the offices, as its people open it: the first page, the last page that a link leads to, one
// in the middle of a long list, a search that finds much and one that finds little, another order.

/** Whose session opens the page. */
export type Who = "operator" | "municipality" | "school" | "expert"

export interface Page {
	readonly who: Who
	readonly name: string
	readonly path: string
}

/** An application of the capital in a state. */
export type Found = (state: string) => string

export function pagesOf(found: Found): Page[] {
	const of = (who: Who, pages: Readonly<Record<string, string>>): Page[] =>
		Object.entries(pages).map(([name, path]) => ({ who, name, path }))
	const list = (path: string, changes: Record<string, string | number>) => withQuery(path, {}, changes)
	const LAST = { page: 100_000 }
	/** Half of the longest way from an end of a list: lists are counted up to 10,000 rows, and a page has 50. */
	const MIDDLE = { page: 100 }
	return [
		...of("operator", {
			home: paths.operator(),
			applications: paths.operatorApplications(),
			"applications, last page": list(paths.operatorApplications(), LAST),
			"applications, middle page": list(paths.operatorApplications(), MIDDLE),
			"applications, decided, middle page": list(paths.operatorApplications(), {
				state: "decided",
				...MIDDLE,
			}),
			"applications, no-experts, middle page": list(paths.operatorApplications(), {
				state: "no-experts",
				...MIDDLE,
			}),
			"applications, decided": paths.operatorApplications({ state: "decided" }),
			"applications, no-experts": paths.operatorApplications({ state: "no-experts" }),
			"applications, decided, last page": list(paths.operatorApplications(), { state: "decided", ...LAST }),
			"applications, two letters": list(paths.operatorApplications(), { name: "аб" }),
			"applications, two letters twice": list(paths.operatorApplications(), { name: "аб жа" }),
			"applications, a name": list(paths.operatorApplications(), { name: "Мария Крылова" }),
			"applications, by name": list(paths.operatorApplications(), { sort: "name" }),
			"applications, by claim, backwards": list(paths.operatorApplications(), { sort: "-claim" }),
			"applications, by period": list(paths.operatorApplications(), { sort: "period" }),
			"applications of the capital": paths.operatorApplications({ municipality: "tomsk" }),
			"applications of the capital, by name": list(paths.operatorApplications({ municipality: "tomsk" }), {
				sort: "name",
			}),
			conclusions: paths.operatorConclusions(),
			"conclusions for a sitting, last page": list(paths.operatorConclusions(), {
				show: "for-sitting",
				...LAST,
			}),
			"conclusions for a sitting, middle page": list(paths.operatorConclusions(), {
				show: "for-sitting",
				...MIDDLE,
			}),
			sittings: paths.operatorSittings(),
			"sitting that was held": paths.operatorSitting("sitting-held"),
			"next sitting": paths.operatorSitting("sitting-next"),
			periods: paths.operatorPeriods(),
			schedules: paths.operatorSchedules(),
			experts: paths.operatorExperts(),
			"experts of the capital": list(paths.operatorExperts(), { municipality: "tomsk" }),
			users: paths.operatorUsers(),
			mail: paths.operatorMail(),
			"mail, middle page": list(paths.operatorMail(), MIDDLE),
			"mail, sent, last page": list(paths.operatorMail(), { state: "sent", ...LAST }),
			audit: paths.operatorAudit(),
			"audit, middle page": list(paths.operatorAudit(), MIDDLE),
			"audit, last page": list(paths.operatorAudit(), LAST),
			statistics: paths.operatorStatistics(),
			machines: paths.operatorMachines(),
			"machine: application": paths.operatorMachine("application"),
			"machine: letter": paths.operatorMachine("letter"),
			"machine: one municipality": paths.operatorMachine("application", { municipality: "tomsk" }),
			"withdrawals that wait": paths.operatorMachineState("withdrawal", "submitted"),
			inspection: paths.operatorInspection(found("concluded.granted")),
			"one application": paths.operatorApplication(found("registered")),
			extraction: paths.operatorPrint(),
			organisations: paths.referenceList("organisations"),
			"organisations, last page": list(paths.referenceList("organisations"), LAST),
			repairs: paths.operatorRepairs(),
			replay: paths.operatorReplay(),
			deadlines: paths.operatorDeadlines(),
			"experts, last page": list(paths.operatorExperts(), { municipality: "tomsk", ...LAST }),
			"experts, most teachers first": list(paths.operatorExperts(), { municipality: "tomsk", sort: "-load" }),
			"one application with specialists": paths.operatorApplication(found("scheduled.approved")),
			erasure: paths.operatorErasure(),
			calendar: paths.calendar(),
			"schedules for everybody": paths.schedules(),
		}),
		...of("municipality", {
			home: paths.municipality(),
			"not submitted": paths.notSubmitted(),
			"not submitted, middle page": list(paths.notSubmitted(), MIDDLE),
			"not submitted, last page": list(paths.notSubmitted(), LAST),
			"not submitted, by organisation": list(paths.notSubmitted(), { sort: "organisation" }),
			registration: paths.registration(),
			"registration, middle page": list(paths.registration(), MIDDLE),
			"registration, last page": list(paths.registration(), LAST),
			"registration, two letters": list(paths.registration(), { q: "аб" }),
			"registration, by name": list(paths.registration(), { sort: "name" }),
			"registration, workbench": paths.registrationOf(found("submitted")),
			withdrawals: paths.municipalityWithdrawals(),
			scheduling: paths.scheduling(),
			"scheduling, middle page": list(paths.scheduling(), MIDDLE),
			"scheduling, last page": list(paths.scheduling(), LAST),
			"scheduling, two letters": list(paths.scheduling(), { q: "аб" }),
			"scheduling, one application": paths.schedulingOf(found("registered")),
			schedule: paths.municipalitySchedule(),
			"schedule, the last page": list(paths.municipalitySchedule(), LAST),
			attestation: paths.municipalityAttestation(),
			"attestation, middle page": list(paths.municipalityAttestation(), MIDDLE),
			"attestation, last page": list(paths.municipalityAttestation(), LAST),
			"attestation, one application": paths.attestationOf(found("concluded.signed")),
			exclusion: paths.exclusion(),
			"exclusion, middle page": list(paths.exclusion(), MIDDLE),
			"exclusion, last page": list(paths.exclusion(), LAST),
			experts: paths.municipalityExperts(),
			"experts, last page": list(paths.municipalityExperts(), LAST),
			"experts, most teachers first": list(paths.municipalityExperts(), { sort: "-load" }),
			invitations: paths.invitations(),
			"invitations, last page": list(paths.invitations(), LAST),
			"invitations, by login": list(paths.invitations(), { sort: "username" }),
			statistics: paths.municipalityStatistics(),
			"reminders sent": paths.municipalityCalls(),
			papers: paths.municipalityPapers(),
			calendar: paths.calendar(),
		}),
		...of("school", {
			home: paths.school(),
			applications: paths.schoolApplications(),
			teachers: paths.schoolTeachers(),
			withdrawals: paths.schoolWithdrawals(),
		}),
		...of("expert", { home: paths.expert(), attestation: paths.expertAttestation() }),
	]
}
