import { withQuery } from "./address.ts"

/** Which of a machine's subjects are counted: those of a municipality, of a period. */
type Standing = { municipality?: string; period?: string }

/** Every address of the system. No other file builds addresses by hand. */
export const paths = {
	home: () => "/",
	/** `again`: a form was sent after the session had ended. */
	login: (returnTo?: string, again = false) => withQuery("/login", { returnTo, again: again ? "1" : null }),
	loginCode: (returnTo?: string | null) => withQuery("/login/code", { returnTo }),
	profileSecondFactor: () => "/profile/second-factor",
	logout: () => "/logout",
	register: () => "/register",
	loginForgot: () => "/login/name",
	passwordForgot: () => "/password/forgot",
	passwordReset: (token: string) => `/password/reset/${token}`,
	invite: (token: string) => `/invite/${token}`,
	/** Gives a person the application that was entered for them. */
	takeOver: (token: string) => `/take/${token}`,
	emailConfirm: (token: string) => `/email/confirm/${token}`,
	profile: (edit?: "workplace") => withQuery("/profile", { edit }),
	profileReminders: () => "/profile/reminders",
	/** `of`: only the views of this list. `query`: how it is set now, to be saved. */
	profileViews: (asked: { of?: string; query?: string } = {}) => withQuery("/profile/views", asked),
	profileSessions: () => "/profile/sessions",
	profileConsent: () => "/profile/consent.docx",
	profileWithdrawConsent: () => "/profile/consent",
	profileAccess: () => "/profile/access",
	profileData: () => "/profile/data.zip",
	file: (attachmentId: string) => `/files/${attachmentId}`,
	/** A page of it as an image, with so many quarter turns. */
	filePage: (attachmentId: string, page: number, turn = 0) =>
		withQuery(`/files/${attachmentId}/pages/${page}.jpg`, { turn: turn || null }),
	roles: (name?: string) => withQuery("/roles", { name }),
	helpPerson: (personId: string) => `/roles/help/${personId}`,
	resetSecondFactor: (personId: string) => `/roles/second-factor/${personId}`,
	/** The first account is to stay unless the operator chooses the other one. */
	mergeAccounts: (one: string, other: string) => `/roles/merge/${one}/${other}`,
	accountInCare: (personId: string) => `/roles/account/${personId}`,
	helpEnd: () => "/roles/help/end",
	role: (engagementId: string) => `/roles/${engagementId}`,
	help: (role?: string) => withQuery("/help", { role }),
	/** `rule`: the rule to which the page scrolls. The page then lists the rules of all roles, so that the link always finds its rule. */
	rules: ({ rule, ...asked }: { role?: string; date?: string; rule?: string } = {}) =>
		withQuery("/help/rules", rule ? { role: "all", ...asked } : asked) + (rule ? `#${rule}` : ""),
	/** `month` is «2026-10». */
	calendar: (month?: string) => withQuery("/calendar", { month }),
	calendarFeed: (token: string) => `/calendar/${token}.ics`,

	applications: () => "/applications",
	applicationPhotos: (id: string, kind: string) => withQuery(`/applications/${id}/photos`, { kind }),
	/** The same forms for a script that shows progress. */
	applicationPhotosUploads: (id: string, kind: string) =>
		withQuery(`/applications/${id}/photos/uploads`, { kind }),
	applicationPhoto: (id: string, page: string) => `/applications/${id}/photos/${page}`,
	/** Receives a file in pieces, before the form that it belongs to. */
	uploads: () => "/uploads",
	/** For a phone: accepts photos of one paper for half an hour. */
	photoLink: (token: string) => `/photos/${token}`,
	photoLinkUploads: (token: string) => `/photos/${token}/uploads`,
	applicationEvents: (id: string) => `/applications/${id}/events`,
	/** The same events for a script that shows progress. */
	applicationUploads: (id: string) => `/applications/${id}/uploads`,
	applicationWithdrawals: (id: string) => `/applications/${id}/withdrawals`,
	applicationForm: (id: string) => `/applications/${id}/form.docx`,
	applicationAnnex: (id: string) => `/applications/${id}/annex.docx`,
	applicationConclusion: (id: string) => `/applications/${id}/conclusion.docx`,
	/** `issued`: one of several notices. By default the latest. */
	applicationNotice: (id: string, issued?: string) =>
		withQuery(`/applications/${id}/notice.docx`, { issued }),
	applicationRejection: (id: string, issued?: string) =>
		withQuery(`/applications/${id}/rejection.docx`, { issued }),
	applicationExtract: (id: string) => `/applications/${id}/extract.docx`,
	withdrawalEvents: (id: string) => `/withdrawals/${id}/events`,
	withdrawalUploads: (id: string) => `/withdrawals/${id}/uploads`,
	withdrawalForm: (id: string) => `/withdrawals/${id}/form.docx`,
	scheduleEvents: (id: string) => `/schedules/${id}/events`,

	/** `application` is present only if the teacher has several. */
	teacher: (application?: string | null) => withQuery("/teacher", { application }),
	teacherApplication: (step?: string, application?: string | null) =>
		withQuery("/teacher/application", { step, application }),
	teacherSubmit: (application?: string | null) => withQuery("/teacher/submit", { application }),
	teacherDocuments: (application?: string | null) => withQuery("/teacher/documents", { application }),
	teacherWithdrawal: (application?: string | null) => withQuery("/teacher/withdrawal", { application }),
	teacherReceipt: (application: string) => withQuery("/teacher/receipt", { application }),
	teacherHistory: () => "/teacher/history",

	school: () => "/school",
	schoolApplications: (asked: { group?: string } = {}) => withQuery("/school/applications", asked),
	schoolWithdrawals: (applicationId?: string) =>
		applicationId ? `/school/withdrawals?application=${applicationId}` : "/school/withdrawals",
	schoolApplication: (id: string) => `/school/applications/${id}`,
	schoolTeachers: () => "/school/teachers",
	teacherHelpSheet: (teacherId: string) => `/school/teachers/${teacherId}/help.docx`,

	municipality: () => "/municipality",
	municipalityWork: () => "/municipality/applications",
	municipalityApplication: (id: string) => `/municipality/applications/${id}`,
	registration: (asked: Readonly<Record<string, string>> = {}) =>
		withQuery("/municipality/registration", asked),
	/** A waiting one next to its scan. `list`: the filters of the list from which it was opened. */
	registrationOf: (id: string, list: Readonly<Record<string, string>> = {}) =>
		withQuery(`/municipality/registration/${id}`, list),
	registrationJournal: () => "/municipality/registration/journal.docx",
	/** Applications that came on paper or through a portal. */
	paperEntries: () => "/municipality/entry",
	paperEntry: (id: string) => `/municipality/entry/${id}`,
	municipalityWithdrawals: () => "/municipality/withdrawals",
	/** A waiting one next to its scan. */
	withdrawalBench: (id: string) => `/municipality/withdrawals/${id}`,
	withdrawalsJournal: () => "/municipality/withdrawals/journal.docx",
	/** `period` may be «none»; `experts` is how many are assigned. */
	scheduling: (asked: { period?: string; experts?: string } = {}) =>
		withQuery("/municipality/scheduling", asked),
	schedulingOf: (id: string, list = "") => `/municipality/scheduling/${id}${list}`,
	municipalitySchedule: (period?: string) =>
		period ? `/municipality/schedule?period=${period}` : "/municipality/schedule",
	municipalityScheduleDocument: (period: string, version?: "unapproved" | "approved") =>
		`/municipality/schedule/${period}.docx${version ? `?version=${version}` : ""}`,
	municipalityAttestation: () => "/municipality/attestation",
	attestationOf: (id: string, list = "") => `/municipality/attestation/${id}${list}`,
	exclusion: (application?: string) => withQuery("/municipality/exclusion", { application }),
	notSubmitted: () => "/municipality/not-submitted",
	notifyNotSubmitted: (to: string) => withQuery("/municipality/not-submitted/notify", { to }),
	municipalityCalls: () => "/municipality/calls",
	invitations: () => "/municipality/invitations",
	municipalityStatistics: () => "/municipality/statistics",
	municipalityPapers: () => "/municipality/papers",
	municipalityBatch: (id: string) => `/municipality/batches/${id}`,
	municipalityExperts: () => "/municipality/experts",
	/** `half` is «2026-2». By default it is the half-year whose contracts are being signed. */
	expertContract: (expertId: string, half?: string) =>
		withQuery(`/municipality/experts/${expertId}/contract.docx`, { half }),

	expert: () => "/expert",
	expertAttestation: () => "/expert/attestation",
	expertApplication: (id: string) => `/expert/attestation/${id}`,
	expertConclusionTemplate: (category: "first" | "highest", form: "in_person" | "remote") =>
		`/expert/conclusion.docx?category=${category}&form=${form}`,
	group: () => "/group",

	operator: () => "/operator",
	operatorApplications: (asked: Standing & { state?: string } = {}) =>
		withQuery("/operator/applications", asked),
	operatorApplication: (id: string) => `/operator/applications/${id}`,
	/** `at`, `to`: numbers of the journal, for a moment and for the one it is compared with. */
	operatorInspection: (id: string, moment: { at?: number | null; to?: number | null } = {}) =>
		withQuery(`/operator/applications/${id}/inspect`, {
			at: moment.at || null,
			to: moment.to || null,
		}),
	operatorPeriods: (period?: string) => withQuery("/operator/periods", { period }),
	operatorSchedules: (period?: string | null) => withQuery("/operator/schedules", { period }),
	consolidatedSchedule: (period: string, file: "docx" | "xlsx") => `/operator/schedules/${period}.${file}`,
	operatorConclusions: (asked: { show?: string; municipality?: string; name?: string } = {}) =>
		withQuery("/operator/conclusions", asked),
	/** One to check, next to its scan. `list`: the filters of the list from which it was opened. */
	conclusionBench: (id: string, list: Readonly<Record<string, string>> = {}) =>
		withQuery(`/operator/conclusions/${id}`, list),
	/** `member`: the member whose form is open. */
	operatorCommission: (asked: { member?: string } = {}) => withQuery("/operator/commission", asked),
	operatorSittings: () => "/operator/sittings",
	operatorSitting: (id: string) => `/operator/sittings/${id}`,
	sittingPaper: (id: string, paper: "agenda" | "protocol" | "order") =>
		`/operator/sittings/${id}/${paper}.docx`,
	/** Where an operator acts for a coordinator in a municipality that has none. */
	operatorScheduling: (id: string) => `/operator/scheduling/${id}`,
	operatorStatistics: () => "/operator/statistics",
	operatorBatch: (id: string) => `/operator/batches/${id}`,
	operatorExperts: () => "/operator/experts",
	operatorUsers: () => "/operator/users",
	/** The form that closes an account or opens it again, filled in with its login. */
	accessOf: (username: string) => `/operator/users?access=${encodeURIComponent(username)}#access`,
	operatorLetters: () => "/operator/letters",
	operatorLetter: (kind: string) => `/operator/letters/${kind}`,
	/** Version 0 has the words that came with the program. `sample` chooses the made-up data for it. */
	letterVersion: (kind: string, version: number, sample = 0) =>
		withQuery(`/operator/letters/${kind}/${version}`, { sample: sample || null }),
	letterPreview: (kind: string, version: number, sample = 0) =>
		withQuery(`/operator/letters/${kind}/${version}/preview.html`, { sample: sample || null }),
	operatorDeadlines: () => "/operator/deadlines",
	operatorMail: (asked: { state?: string; case?: string } = {}) => withQuery("/operator/mail", asked),
	operatorReplay: () => "/operator/replay",
	/** `plan`: shows what would be erased now. */
	operatorErasure: (plan = false) => withQuery("/operator/erasure", { plan: plan ? "1" : null }),
	operatorErasureTerms: () => "/operator/erasure/terms",
	operatorAudit: (asked: { show?: string; whose?: string } = {}) => withQuery("/operator/audit", asked),
	operatorMachines: () => "/operator/machines",
	/** `who`: shows also who may send each event. */
	operatorMachine: (name: string, asked: Standing = {}, who = false) =>
		withQuery(`/operator/machines/${name}`, { ...asked, who: who ? "1" : null }),
	operatorMachineSvg: (name: string, asked: Standing = {}, who = false) =>
		withQuery(`/operator/machines/${name}.svg`, { ...asked, who: who ? "1" : null }),
	operatorMachineState: (name: string, state: string, asked: Standing = {}) =>
		withQuery(`/operator/machines/${name}/${state}`, asked),
	operatorPrint: () => "/operator/print",
	operatorPrintZip: () => "/operator/print.zip",
	/** How far one PDF of many scans is. */
	operatorExtraction: (id: string) => `/operator/print/${id}`,
	operatorExtractionFile: (id: string) => `/operator/print/${id}/file.pdf`,
	operatorReference: () => "/operator/reference",
	/** `edit`: whose form is open. */
	referenceList: (list: string, asked: { edit?: string } = {}) =>
		withQuery(`/operator/reference/${list}`, asked),
	referenceImport: (list: string) => `/operator/reference/${list}/import`,
	/** What a file would change. */
	referencePlan: (id: string) => `/operator/reference/imports/${id}`,
	operatorNames: () => "/operator/names",
	/** `from`: the day on which the draft would come into force. */
	operatorRules: (asked: { from?: string } = {}) => withQuery("/operator/rules", asked),
	operatorRule: (id: string) => `/operator/rules/${id}`,
	operatorTemplates: () => "/operator/templates",
	operatorTemplate: (form: string) => `/operator/templates/${form}`,
	/** Version 0 is the template that came with the program. `sample` chooses the made-up data for it. */
	templateVersion: (form: string, version: number, sample = 0) =>
		withQuery(`/operator/templates/${form}/${version}`, { sample: sample || null }),
	templateFile: (form: string, version: number) => `/operator/templates/${form}/${version}/template.docx`,
	templatePreview: (form: string, version: number, sample: number) =>
		withQuery(`/operator/templates/${form}/${version}/preview.docx`, { sample }),
	operatorRepairs: () => "/operator/repair",
	operatorRepairOf: (subject: string, id: string) => `/operator/repair/${subject}/${id}`,

	schedules: () => "/schedules",
	publicSchedule: (period: string, municipality?: string) =>
		withQuery(`/schedules/${period}`, { municipality }),
	publicScheduleDocument: (period: string, municipality: string) =>
		`/schedules/${period}/${municipality}.docx`,

	demo: () => "/demo",
	demoClock: () => "/demo/clock",
	demoMail: () => "/demo/mail",
}
