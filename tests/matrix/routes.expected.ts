// Who may open which address, written by hand from the list of roles, addresses and cabinets. Every file of `app/routes`
// has a row, or several if other objects answer differently. A route without a row fails the test.

/** The visitors, described by how they relate to the application of a teacher at a school of Томск. */
export const VISITORS = {
	nob: "nobody signed in",
	own: "the teacher",
	te2: "another teacher",
	sch: "school coordinator of the organisation",
	sc2: "school coordinator of another organisation of the municipality",
	sc3: "school coordinator in another municipality",
	mun: "municipal coordinator",
	mu3: "municipal coordinator of another municipality",
	exp: "assigned specialist",
	ex0: "specialist who is not assigned",
	hed: "head of the group of another subject",
	opr: "operator",
} as const
export type Visitor = keyof typeof VISITORS

const COLUMNS = "nob own te2 sch sc2 sc3 mun mu3 exp ex0 hed opr"

/** `+` 200, `L` 303 to the sign-in page, `H` 303 elsewhere, `.` 404, `-` 403, `4` 400, `9` 409, `1` 401. */
export const SIGNS: Record<string, string> = {
	"+": "200",
	L: "303 /login",
	H: "303",
	".": "404",
	"-": "403",
	"4": "400",
	"9": "409",
	"1": "401",
}

export interface Row {
	address: string
	signs: string
	/** Sent as a form instead of requested with GET. */
	post?: Record<string, string>
}

//                   nob own te2 sch sc2 sc3 mun mu3 exp ex0 hed opr
const EVERYBODY = "   +   +   +   +   +   +   +   +   +   +   +   +"
const STRANGERS = "   +   H   H   H   H   H   H   H   H   H   H   H"
const SIGNED_IN = "   L   +   +   +   +   +   +   +   +   +   +   +"
const NO_ONE = "      .   .   .   .   .   .   .   .   .   .   .   ."
const NO_ONE_IN = "   L   .   .   .   .   .   .   .   .   .   .   ."
const TEACHERS = "    L   +   +   .   .   .   .   .   .   .   .   ."
const SCHOOLS = "     L   .   .   +   +   +   .   .   .   .   .   ."
const COORDINATORS = "L   .   .   .   .   .   +   +   .   .   .   ."
const EXPERTS = "     L   .   .   .   .   .   .   .   +   +   .   ."
const GROUP_HEADS = " L   .   .   .   .   .   .   .   .   .   +   ."
const OPERATORS = "   L   .   .   .   .   .   .   .   .   .   .   +"
/** Readers from the approval of the schedule to the decision, and readers outside that time, when experts see nothing. */
const WHO_KNOWS = "   L   +   .   +   .   .   +   .   +   .   .   +"
const BUT_EXPERTS = " L   +   .   +   .   .   +   .   .   .   .   +"
const ITS_SCHOOL = "  L   .   .   +   .   .   .   .   .   .   .   ."
const ITS_COORDINATOR = "L .   .   .   .   .   +   .   .   .   .   ."
const ITS_EXPERT = "  L   .   .   .   .   .   .   .   +   .   .   ."
/** There is no such event: people who may read the application get this answer, the others get not-found. */
const KNOWS_EVENTS = "L   4   .   4   .   .   4   .   4   .   .   4"

/** The lists of a cabinet as files, for people who may open the cabinet. A list with another name does not exist. */
const filesOf = (cabinet: string, signs: string, lists: readonly string[]): Record<string, Row[]> =>
	Object.fromEntries(
		["csv", "xlsx"].map((ending) => [
			`${cabinet}.$list[.]${ending}.ts`,
			[
				...lists.map((list) => ({ address: `/${cabinet}/${list}.${ending}`, signs })),
				...["nothing", "constructor"].map((list) => ({
					address: `/${cabinet}/${list}.${ending}`,
					signs: signs.replaceAll("+", "."),
				})),
			],
		]),
	)

/** The lists of reference data as files. */
const filesOfLists: Record<string, Row[]> = Object.fromEntries(
	["csv", "xlsx"].map((ending) => [
		`operator.reference_.$list[.]${ending}.ts`,
		[
			{ address: `/operator/reference/organisations.${ending}`, signs: OPERATORS },
			{ address: `/operator/reference/nothing.${ending}`, signs: NO_ONE_IN },
		],
	]),
)

const NO_EVENT = { event: "application.explode" }

/**
 * Objects in braces: `filed` is an application in an approved schedule; `draft`, `preliminary`, `decided` and `withdrawn`
 * are applications too. `file` is an attachment of `filed`, `withdrawal` belongs to `withdrawn`; `schedule`, `period`,
 * `teacher`, `job`, `specialist` and `role` belong to `filed`; `open` is a period whose schedule is not approved.
 */
export const ROUTES: Record<string, Row[]> = {
	"_index.tsx": [{ address: "/", signs: STRANGERS }],
	"$.tsx": [
		{ address: "/nowhere/at/all", signs: ". . . . . . . . . . . ." },
		{ address: "/nowhere", post: NO_EVENT, signs: ". . . . . . . . . . . ." },
	],
	"login.tsx": [{ address: "/login", signs: STRANGERS }],
	"register.tsx": [{ address: "/register", signs: STRANGERS }],
	"register_.username.ts": [{ address: "/register/username?username=somebody", signs: EVERYBODY }],
	"reference.organisations.ts": [
		{ address: "/reference/organisations?municipality=tomsk", signs: EVERYBODY },
	],
	"logout.ts": [{ address: "/logout", signs: "H H H H H H H H H H H H" }],
	"password.forgot.tsx": [{ address: "/password/forgot", signs: EVERYBODY }],
	"login_.name.tsx": [
		{ address: "/login/name", signs: EVERYBODY },
		{ address: "/login/name", post: { email: "no address" }, signs: "4 4 4 4 4 4 4 4 4 4 4 4" },
	],
	// A link that is expired, used or invented shows a page that says whom to ask.
	"password.reset.$token.tsx": [{ address: "/password/reset/unknown", signs: EVERYBODY }],
	"invite.$token.tsx": [{ address: "/invite/unknown", signs: EVERYBODY }],
	"email.confirm.$token.tsx": [{ address: "/email/confirm/unknown", signs: EVERYBODY }],
	// The people who may give roles: coordinators and operators.
	"roles._index.tsx": [{ address: "/roles", signs: "L . . . . . + + . . . +" }],
	"roles.$id.tsx": [
		{ address: "/roles/{role}", signs: "L . . . . . + . . . . +" },
		// Teachers end their own jobs. An operator may see them, so the answer is that this is not the way.
		{ address: "/roles/{job}", signs: "L . . . . . . . . . . -" },
	],
	// No visitor here has just proved a password.
	"login_.code.tsx": [{ address: "/login/code", signs: "L L L L L L L L L L L L" }],
	"profile_.second-factor.tsx": [{ address: "/profile/second-factor", signs: SIGNED_IN }],
	"roles.help.$personId.tsx": [{ address: "/roles/help/{teacher}", signs: OPERATORS }],
	"roles.account.$personId.tsx": [
		// The coordinator who invites this expert, and an operator. For a teacher, whom nobody invites, only the operator.
		{ address: "/roles/account/{specialist}", signs: ITS_COORDINATOR.replace(/\.$/, "+") },
		{ address: "/roles/account/{teacher}", signs: OPERATORS },
		{ address: "/roles/account/nobody", signs: NO_ONE_IN },
	],
	"roles.second-factor.$personId.tsx": [
		{ address: "/roles/second-factor/{teacher}", signs: OPERATORS },
		{ address: "/roles/second-factor/nobody", signs: NO_ONE_IN },
	],
	// These two are not one person's accounts.
	"roles.merge.$one.$other.tsx": [
		{ address: "/roles/merge/{teacher}/{specialist}", signs: NO_ONE_IN },
		{ address: "/roles/merge/{teacher}/nobody", post: { reason: "x" }, signs: NO_ONE_IN },
	],
	"roles.help.end.ts": [{ address: "/roles/help/end", signs: "H H H H H H H H H H H H" }],
	"profile.tsx": [{ address: "/profile", signs: SIGNED_IN }],
	"profile_.reminders.tsx": [{ address: "/profile/reminders", signs: SIGNED_IN }],
	"profile_.sessions.tsx": [{ address: "/profile/sessions", signs: SIGNED_IN }],
	"profile_.views.tsx": [
		{ address: "/profile/views", signs: SIGNED_IN },
		{ address: "/profile/views?of=/municipality/registration", signs: COORDINATORS },
		{ address: "/profile/views?of=/operator/applications", signs: OPERATORS },
	],
	"profile_.consent[.]docx.ts": [{ address: "/profile/consent.docx", signs: SIGNED_IN }],
	"profile_.consent.tsx": [{ address: "/profile/consent", signs: SIGNED_IN }],
	"profile_.access.tsx": [{ address: "/profile/access", signs: SIGNED_IN }],
	"profile_.data[.]zip.ts": [{ address: "/profile/data.zip", signs: SIGNED_IN }],

	"help._index.tsx": [{ address: "/help", signs: EVERYBODY }],
	"help.rules.tsx": [
		{ address: "/help/rules", signs: EVERYBODY },
		{ address: "/help/rules?role=expert&date=31.08.2023", signs: EVERYBODY },
		{ address: "/help/rules?role=nobody&date=never", signs: EVERYBODY },
	],
	"calendar._index.tsx": [
		{ address: "/calendar", signs: SIGNED_IN },
		{ address: "/calendar?month=2027-02", signs: SIGNED_IN },
		{ address: "/calendar?month=9999-99", signs: SIGNED_IN },
		{ address: "/calendar", post: { intent: "explode" }, signs: "L 4 4 4 4 4 4 4 4 4 4 4" },
	],
	"calendar.$token[.]ics.ts": [{ address: "/calendar/unknown.ics", signs: NO_ONE }],

	"schedules._index.tsx": [{ address: "/schedules", signs: EVERYBODY }],
	"schedules.$period.tsx": [
		{ address: "/schedules/{period}", signs: EVERYBODY },
		{ address: "/schedules/1999-01", signs: NO_ONE },
	],
	"schedules.$period_.$municipality[.]docx.ts": [
		{ address: "/schedules/{period}/tomsk.docx", signs: EVERYBODY },
		{ address: "/schedules/{open}/tomsk.docx", signs: NO_ONE },
	],
	"demo._index.tsx": [{ address: "/demo", signs: EVERYBODY }],
	"demo.clock.tsx": [{ address: "/demo/clock", signs: EVERYBODY }],
	"demo_.mail.tsx": [{ address: "/demo/mail", signs: EVERYBODY }],
	"demo_.mail[.]json.ts": [{ address: "/demo/mail.json?to=nobody@demo.example", signs: EVERYBODY }],

	"files.$id.ts": [{ address: "/files/{file}", signs: WHO_KNOWS }],
	"files.$id_.pages.$page[.]jpg.ts": [
		{ address: "/files/{file}/pages/1.jpg", signs: WHO_KNOWS },
		{ address: "/files/{file}/pages/1.jpg?turn=3", signs: WHO_KNOWS },
		{ address: "/files/{file}/pages/99.jpg", signs: NO_ONE_IN },
		{ address: "/files/{file}/pages/0.jpg", signs: NO_ONE_IN },
		{ address: "/files/nothing/pages/1.jpg", signs: NO_ONE_IN },
	],
	"applications._index.tsx": [
		// Only teachers may create an application, and only for one of their own workplaces.
		{
			address: "/applications?index",
			post: { engagementId: "somebody else's" },
			signs: "L 4 4 - - - - - - - - -",
		},
	],
	"applications.$id.form[.]docx.ts": [
		{ address: "/applications/{filed}/form.docx", signs: WHO_KNOWS },
		{ address: "/applications/{draft}/form.docx", signs: BUT_EXPERTS },
		{ address: "/applications/{decided}/form.docx", signs: BUT_EXPERTS },
		{ address: "/applications/{withdrawn}/form.docx", signs: BUT_EXPERTS },
	],
	"applications.$id.annex[.]docx.ts": [{ address: "/applications/{filed}/annex.docx", signs: WHO_KNOWS }],
	"applications.$id.conclusion[.]docx.ts": [
		{ address: "/applications/{filed}/conclusion.docx", signs: WHO_KNOWS },
	],
	// People who may read the application get the paper, or the reason why there is none yet.
	"applications.$id.notice[.]docx.ts": [
		{ address: "/applications/{filed}/notice.docx", signs: WHO_KNOWS },
		{ address: "/applications/{preliminary}/notice.docx", signs: BUT_EXPERTS },
		{ address: "/applications/{draft}/notice.docx", signs: "L 9 . 9 . . 9 . . . . 9" },
	],
	"applications.$id.rejection[.]docx.ts": [
		{ address: "/applications/{filed}/rejection.docx", signs: "L 9 . 9 . . 9 . 9 . . 9" },
	],
	"applications.$id.extract[.]docx.ts": [
		{ address: "/applications/{decided}/extract.docx", signs: BUT_EXPERTS },
		{ address: "/applications/{filed}/extract.docx", signs: "L 9 . 9 . . 9 . 9 . . 9" },
	],
	"applications.$id.events.tsx": [
		{ address: "/applications/{filed}/events", post: NO_EVENT, signs: KNOWS_EVENTS },
		{
			address: "/applications/{decided}/events",
			post: NO_EVENT,
			signs: "L 4 . 4 . . 4 . . . . 4",
		},
		{ address: "/applications/{filed}/events", signs: NO_ONE },
	],
	"applications.$id.uploads.ts": [
		{ address: "/applications/{filed}/uploads", post: NO_EVENT, signs: "1 4 . 4 . . 4 . 4 . . 4" },
	],
	"applications.$id.withdrawals.tsx": [
		// It already has a conclusion. People who could attach one get this reason.
		{
			address: "/applications/{filed}/withdrawals",
			post: { reason: "Передумал" },
			signs: "L 9 . 9 . . 9 . - . . -",
		},
	],
	"withdrawals.$id.form[.]docx.ts": [{ address: "/withdrawals/{withdrawal}/form.docx", signs: BUT_EXPERTS }],
	"withdrawals.$id.events.tsx": [
		{ address: "/withdrawals/{withdrawal}/events", post: NO_EVENT, signs: "L 4 . 4 . . 4 . . . . 4" },
	],
	"withdrawals.$id.uploads.ts": [
		{ address: "/withdrawals/{withdrawal}/uploads", post: NO_EVENT, signs: "1 4 . 4 . . 4 . . . . 4" },
	],
	"schedules_.$id.events.tsx": [
		{ address: "/schedules/{schedule}/events", post: NO_EVENT, signs: "L . . . . . 4 . . . . 4" },
	],

	"teacher.tsx": [{ address: "/teacher", signs: TEACHERS }],
	"teacher._index.tsx": [{ address: "/teacher", signs: TEACHERS }],
	"teacher.application.tsx": [{ address: "/teacher/application", signs: TEACHERS }],
	"teacher.submit.tsx": [{ address: "/teacher/submit", signs: TEACHERS }],
	"teacher.documents.tsx": [{ address: "/teacher/documents", signs: TEACHERS }],
	"teacher.withdrawal.tsx": [{ address: "/teacher/withdrawal", signs: TEACHERS }],
	"teacher.history.tsx": [{ address: "/teacher/history", signs: TEACHERS }],

	"school.tsx": [{ address: "/school", signs: SCHOOLS }],
	"school._index.tsx": [{ address: "/school", signs: SCHOOLS }],
	"school.applications._index.tsx": [{ address: "/school/applications", signs: SCHOOLS }],
	"school.applications.$id.tsx": [{ address: "/school/applications/{filed}", signs: ITS_SCHOOL }],
	"school.teachers._index.tsx": [{ address: "/school/teachers", signs: SCHOOLS }],
	"school.teachers.$id.help[.]docx.ts": [
		{ address: "/school/teachers/{teacher}/help.docx", signs: ITS_SCHOOL },
	],
	...filesOf("school", SCHOOLS, ["applications", "teachers", "withdrawals"]),
	"school.withdrawals.tsx": [{ address: "/school/withdrawals", signs: SCHOOLS }],

	"municipality.tsx": [{ address: "/municipality", signs: COORDINATORS }],
	"municipality._index.tsx": [{ address: "/municipality", signs: COORDINATORS }],
	"municipality.applications._index.tsx": [{ address: "/municipality/applications", signs: COORDINATORS }],
	"municipality.applications.$id.tsx": [
		{ address: "/municipality/applications/{filed}", signs: ITS_COORDINATOR },
		{ address: "/municipality/applications/{decided}", signs: ITS_COORDINATOR },
		{ address: "/municipality/applications/{withdrawn}", signs: ITS_COORDINATOR },
	],
	"municipality.calls.tsx": [{ address: "/municipality/calls", signs: COORDINATORS }],
	"municipality.not-submitted_.notify.tsx": [
		{ address: "/municipality/not-submitted/notify", signs: COORDINATORS },
		{ address: "/municipality/not-submitted/notify?to=nobody", signs: NO_ONE_IN },
	],
	"municipality.not-submitted.tsx": [{ address: "/municipality/not-submitted", signs: COORDINATORS }],
	"municipality.registration._index.tsx": [{ address: "/municipality/registration", signs: COORDINATORS }],
	"municipality.registration.$id.tsx": [
		{ address: "/municipality/registration/{filed}", signs: ITS_COORDINATOR },
		{ address: "/municipality/registration/{filed}?show=clean&sheet=2&turn=1", signs: ITS_COORDINATOR },
		{
			address: "/municipality/registration/{filed}",
			signs: "L . . . . . 9 . . . . .",
			post: { event: "application.register" },
		},
	],
	"municipality.registration.journal[.]docx.ts": [
		{ address: "/municipality/registration/journal.docx", signs: COORDINATORS },
	],
	"municipality.withdrawals._index.tsx": [{ address: "/municipality/withdrawals", signs: COORDINATORS }],
	"municipality.withdrawals.$id.tsx": [
		{ address: "/municipality/withdrawals/{withdrawal}", signs: ITS_COORDINATOR },
		{ address: "/municipality/withdrawals/nothing", signs: NO_ONE_IN },
	],
	"municipality.withdrawals.journal[.]docx.ts": [
		{ address: "/municipality/withdrawals/journal.docx", signs: COORDINATORS },
	],
	"municipality.scheduling.tsx": [{ address: "/municipality/scheduling", signs: COORDINATORS }],
	"municipality.scheduling_.$id.tsx": [
		{ address: "/municipality/scheduling/{preliminary}", signs: ITS_COORDINATOR },
	],
	"municipality.schedule._index.tsx": [{ address: "/municipality/schedule", signs: COORDINATORS }],
	"municipality.schedule.$period[.]docx.ts": [
		{ address: "/municipality/schedule/{period}.docx", signs: COORDINATORS },
	],
	"municipality.entry._index.tsx": [{ address: "/municipality/entry", signs: COORDINATORS }],
	// What was filed in the system was not entered for anybody.
	"municipality.entry.$id.tsx": [{ address: "/municipality/entry/{filed}", signs: NO_ONE_IN }],
	"take.$token.tsx": [{ address: "/take/unknown", signs: EVERYBODY }],
	"municipality.attestation.tsx": [{ address: "/municipality/attestation", signs: COORDINATORS }],
	"municipality.attestation_.$id.tsx": [
		{ address: "/municipality/attestation/{filed}", signs: ITS_COORDINATOR },
	],
	"municipality.statistics.tsx": [{ address: "/municipality/statistics", signs: COORDINATORS }],
	...filesOf("municipality", COORDINATORS, [
		"not-submitted",
		"registration",
		"withdrawals",
		"scheduling",
		"attestation",
		"exclusion",
		"papers",
		"experts",
		"invitations",
		"statistics",
	]),
	// A batch belongs to the person who requested it. This one exists for nobody.
	"municipality.batches.$id.tsx": [{ address: "/municipality/batches/unknown", signs: NO_ONE_IN }],
	"municipality.papers.tsx": [{ address: "/municipality/papers", signs: COORDINATORS }],
	"municipality.experts._index.tsx": [{ address: "/municipality/experts", signs: COORDINATORS }],
	"municipality.experts.$id.contract[.]docx.ts": [
		{ address: "/municipality/experts/{specialist}/contract.docx", signs: ITS_COORDINATOR },
	],
	"municipality.exclusion.tsx": [{ address: "/municipality/exclusion", signs: COORDINATORS }],
	"municipality.invitations.tsx": [{ address: "/municipality/invitations", signs: COORDINATORS }],

	// Photographs are collected by people who may attach the paper now. The application of the matrix is past that.
	"uploads.($id).ts": [
		{ address: "/uploads", signs: NO_ONE_IN },
		{ address: "/uploads/unknown", post: {}, signs: NO_ONE_IN },
	],
	"applications.$id.photos._index.tsx": [
		{ address: "/applications/{filed}/photos?kind=signed_application", signs: "L 9 . 9 . . - . - . . -" },
		{ address: "/applications/{filed}/photos?kind=other", signs: NO_ONE_IN },
		{ address: "/applications/unknown/photos?kind=signed_application", signs: NO_ONE_IN },
	],
	"applications.$id.photos.uploads.ts": [
		{
			address: "/applications/{filed}/photos/uploads?kind=signed_application",
			post: NO_EVENT,
			signs: "1 9 . 9 . . - . - . . -",
		},
	],
	"applications.$id.photos.$page.ts": [{ address: "/applications/{filed}/photos/unknown", signs: NO_ONE_IN }],
	// An unknown link says what to do, as an expired one does.
	"photos.$token.tsx": [
		{ address: "/photos/unknown", signs: EVERYBODY },
		{ address: "/photos/unknown", post: { intent: "add" }, signs: "9 9 9 9 9 9 9 9 9 9 9 9" },
	],
	"photos.$token_.uploads.ts": [
		{ address: "/photos/unknown/uploads", post: NO_EVENT, signs: "9 9 9 9 9 9 9 9 9 9 9 9" },
	],
	"teacher.receipt.tsx": [
		{ address: "/teacher/receipt?application={filed}", signs: "L + . . . . . . . . . ." },
		{ address: "/teacher/receipt?application=unknown", signs: NO_ONE_IN },
	],
	"expert.tsx": [{ address: "/expert", signs: EXPERTS }],
	"expert._index.tsx": [
		{ address: "/expert", signs: EXPERTS },
		{ address: "/expert?index", post: { intent: "leave", reason: " " }, signs: "L . . . . . . . 4 4 . ." },
	],
	"expert.attestation._index.tsx": [{ address: "/expert/attestation", signs: EXPERTS }],
	"expert.attestation.$id.tsx": [
		{ address: "/expert/attestation/{filed}", signs: ITS_EXPERT },
		// Visible from the approval of the schedule to the decision only.
		{ address: "/expert/attestation/{preliminary}", signs: "L . . . . . . . . . . ." },
		{ address: "/expert/attestation/{decided}", signs: "L . . . . . . . . . . ." },
	],
	...filesOf("expert", EXPERTS, ["attestation"]),
	"expert.conclusion[.]docx.ts": [
		{ address: "/expert/conclusion.docx?category=first&form=in_person", signs: EXPERTS },
	],

	"operator.tsx": [{ address: "/operator", signs: OPERATORS }],
	"operator._index.tsx": [{ address: "/operator", signs: OPERATORS }],
	"operator.applications._index.tsx": [{ address: "/operator/applications", signs: OPERATORS }],
	"operator.applications.$id.tsx": [
		{ address: "/operator/applications/{filed}", signs: OPERATORS },
		{ address: "/operator/applications/{withdrawn}", signs: OPERATORS },
	],
	"operator.applications.$id_.inspect.tsx": [
		{ address: "/operator/applications/{filed}/inspect", signs: OPERATORS },
		{ address: "/operator/applications/{decided}/inspect?at=2&to=4", signs: OPERATORS },
		{ address: "/operator/applications/unknown/inspect", signs: "L . . . . . . . . . . ." },
	],
	"operator.periods.tsx": [{ address: "/operator/periods", signs: OPERATORS }],
	"operator.schedules.tsx": [{ address: "/operator/schedules", signs: OPERATORS }],
	"operator.schedules.$period[.]docx.ts": [
		{ address: "/operator/schedules/{period}.docx", signs: OPERATORS },
		{ address: "/operator/schedules/1999-01.docx", signs: "L . . . . . . . . . . ." },
	],
	"operator.schedules.$period[.]xlsx.ts": [
		{ address: "/operator/schedules/{period}.xlsx", signs: OPERATORS },
		{ address: "/operator/schedules/1999-01.xlsx", signs: "L . . . . . . . . . . ." },
	],
	"operator.conclusions.tsx": [{ address: "/operator/conclusions", signs: OPERATORS }],
	"operator.conclusions_.$id.tsx": [{ address: "/operator/conclusions/{filed}", signs: OPERATORS }],
	"operator.statistics.tsx": [{ address: "/operator/statistics", signs: OPERATORS }],
	...filesOf("operator", OPERATORS, [
		"applications",
		"conclusions",
		"sittings",
		"experts",
		"users",
		"mail",
		"audit",
		"statistics",
	]),
	"operator.batches.$id.tsx": [{ address: "/operator/batches/unknown", signs: NO_ONE_IN }],
	"operator.scheduling.$id.tsx": [{ address: "/operator/scheduling/{preliminary}", signs: OPERATORS }],
	"group.tsx": [{ address: "/group", signs: GROUP_HEADS }],
	"group[.]csv.ts": [{ address: "/group.csv", signs: GROUP_HEADS }],
	"group[.]xlsx.ts": [{ address: "/group.xlsx", signs: GROUP_HEADS }],
	"group._index.tsx": [
		{ address: "/group", signs: GROUP_HEADS },
		{ address: "/group?index", post: { applicationId: "unknown" }, signs: NO_ONE_IN },
	],
	"operator.commission.tsx": [{ address: "/operator/commission", signs: OPERATORS }],
	"operator.sittings._index.tsx": [{ address: "/operator/sittings", signs: OPERATORS }],
	"operator.sittings.$id.tsx": [{ address: "/operator/sittings/{sitting}", signs: OPERATORS }],
	"operator.sittings.$id.agenda[.]docx.ts": [
		{ address: "/operator/sittings/{sitting}/agenda.docx", signs: OPERATORS },
	],
	"operator.sittings.$id.protocol[.]docx.ts": [
		{ address: "/operator/sittings/{sitting}/protocol.docx", signs: OPERATORS },
	],
	"operator.sittings.$id.order[.]docx.ts": [
		{ address: "/operator/sittings/{sitting}/order.docx", signs: OPERATORS },
	],
	"operator.experts.tsx": [{ address: "/operator/experts", signs: OPERATORS }],
	"operator.erasure._index.tsx": [
		{ address: "/operator/erasure", signs: OPERATORS },
		{ address: "/operator/erasure?plan=1", signs: OPERATORS },
		{ address: "/operator/erasure", post: {}, signs: "L . . . . . . . . . . 4" },
	],
	"operator.erasure.terms.tsx": [
		{ address: "/operator/erasure/terms", signs: OPERATORS },
		{ address: "/operator/erasure/terms", post: {}, signs: "L . . . . . . . . . . 4" },
	],
	"operator.audit.tsx": [{ address: "/operator/audit", signs: OPERATORS }],
	"operator.users.tsx": [{ address: "/operator/users", signs: OPERATORS }],
	"operator.machines._index.tsx": [{ address: "/operator/machines", signs: OPERATORS }],
	"operator.machines.$machine.tsx": [
		{ address: "/operator/machines/application", signs: OPERATORS },
		{ address: "/operator/machines/invitation?who=1", signs: OPERATORS },
		{ address: "/operator/machines/toString", signs: "L . . . . . . . . . . ." },
	],
	"operator.machines.$machine[.]svg.ts": [{ address: "/operator/machines/letter.svg", signs: OPERATORS }],
	"operator.machines.$machine_.$state.tsx": [
		{ address: "/operator/machines/withdrawal/submitted", signs: OPERATORS },
		// Applications and letters have their own list pages.
		{ address: "/operator/machines/letter/sent", signs: "L . . . . . . . . . . ." },
		{ address: "/operator/machines/schedule/constructor", signs: "L . . . . . . . . . . ." },
	],
	"operator.names.tsx": [
		{ address: "/operator/names", signs: OPERATORS },
		{ address: "/operator/names", post: { id: "no-such" }, signs: NO_ONE_IN },
	],
	"operator.print._index.tsx": [
		{ address: "/operator/print", signs: OPERATORS },
		{ address: "/operator/print?index&name=%D1%8F%D1%8F%D1%8F", post: {}, signs: "L . . . . . . . . . . 9" },
	],
	"operator.print.$id.tsx": [{ address: "/operator/print/nothing", signs: NO_ONE_IN }],
	"operator.print.$id_.file[.]pdf.ts": [{ address: "/operator/print/nothing/file.pdf", signs: NO_ONE_IN }],
	"operator.print[.]pdf.ts": [{ address: "/operator/print.pdf?municipality=tomsk", signs: OPERATORS }],
	"operator.print[.]zip.ts": [
		{ address: "/operator/print.zip?municipality=tomsk", signs: OPERATORS },
		{ address: "/operator/print.zip?name=%D1%8F%D1%8F%D1%8F", signs: "L . . . . . . . . . . 9" },
	],
	"operator.reference.tsx": [{ address: "/operator/reference", signs: OPERATORS }],
	"operator.reference_.$list._index.tsx": [
		...["municipalities", "organisations", "positions", "subjects"].map((list) => ({
			address: `/operator/reference/${list}`,
			signs: OPERATORS,
		})),
		{ address: "/operator/reference/organisations?q=903&show=all&municipality=tomsk", signs: OPERATORS },
		{ address: "/operator/reference/nothing", signs: NO_ONE_IN },
		{
			address: "/operator/reference/subjects?index",
			post: { intent: "add" },
			signs: "L . . . . . . . . . . 4",
		},
	],
	"operator.reference_.$list.import.tsx": [
		{ address: "/operator/reference/subjects/import", signs: OPERATORS },
		{ address: "/operator/reference/nothing/import", signs: NO_ONE_IN },
	],
	"operator.reference_.imports.$id.tsx": [
		{ address: "/operator/reference/imports/nothing", signs: NO_ONE_IN },
	],
	...filesOfLists,
	"operator.rules._index.tsx": [
		{ address: "/operator/rules", signs: OPERATORS },
		{ address: "/operator/rules", post: { intent: "explode" }, signs: "L . . . . . . . . . . 4" },
	],
	"operator.rules.$rule.tsx": [
		{ address: "/operator/rules/too_early", signs: OPERATORS },
		{ address: "/operator/rules/new", signs: OPERATORS },
		{ address: "/operator/rules/no-such", signs: NO_ONE_IN },
	],
	"operator.templates._index.tsx": [{ address: "/operator/templates", signs: OPERATORS }],
	"operator.templates.$form._index.tsx": [
		{ address: "/operator/templates/application", signs: OPERATORS },
		{ address: "/operator/templates/no-such-form", signs: NO_ONE_IN },
	],
	"operator.templates.$form.$version._index.tsx": [
		{ address: "/operator/templates/application/0", signs: OPERATORS },
		{ address: "/operator/templates/application/99", signs: NO_ONE_IN },
	],
	"operator.templates.$form.$version.template[.]docx.ts": [
		{ address: "/operator/templates/withdrawal/0/template.docx", signs: OPERATORS },
	],
	"operator.templates.$form.$version.preview[.]docx.ts": [
		{ address: "/operator/templates/withdrawal/0/preview.docx?sample=0", signs: OPERATORS },
	],
	"operator.letters._index.tsx": [{ address: "/operator/letters", signs: OPERATORS }],
	"operator.letters.$kind._index.tsx": [
		{ address: "/operator/letters/digest", signs: OPERATORS },
		{ address: "/operator/letters/toString", signs: NO_ONE_IN },
	],
	"operator.letters.$kind.$version._index.tsx": [
		{ address: "/operator/letters/digest/0", signs: OPERATORS },
		{ address: "/operator/letters/digest/99", signs: NO_ONE_IN },
	],
	"operator.letters.$kind.$version.preview[.]html.ts": [
		{ address: "/operator/letters/digest/0/preview.html?sample=1", signs: OPERATORS },
		{ address: "/operator/letters/toString/0/preview.html", signs: NO_ONE_IN },
	],
	"operator.deadlines.tsx": [{ address: "/operator/deadlines", signs: OPERATORS }],
	"operator.mail.tsx": [{ address: "/operator/mail", signs: OPERATORS }],
	"operator.repair._index.tsx": [{ address: "/operator/repair", signs: OPERATORS }],
	"operator.repair.$subject.$id.tsx": [
		{ address: "/operator/repair/application/{filed}", signs: OPERATORS },
		{ address: "/operator/repair/schedule/{schedule}", signs: OPERATORS },
		{ address: "/operator/repair/complaint/{filed}", signs: "L . . . . . . . . . . ." },
		{
			address: "/operator/repair/application/{filed}",
			post: { intent: "explode" },
			signs: "L . . . . . . . . . . 4",
		},
	],
	"operator.replay.tsx": [
		{ address: "/operator/replay", signs: OPERATORS },
		{ address: "/operator/replay", post: {}, signs: "L . . . . . . . . . . H" },
	],
}

/** The expected answer for each visitor, in words. */
export function answersOf({ signs }: Row): Record<Visitor, string> {
	const visitors = COLUMNS.split(" ") as Visitor[]
	const given = signs.trim().split(/\s+/)
	if (given.length !== visitors.length) throw new Error(`a row needs ${visitors.length} signs: «${signs}»`)
	return Object.fromEntries(
		visitors.map((visitor, index) => {
			const answer = SIGNS[given[index] ?? ""]
			if (!answer) throw new Error(`unknown sign in «${signs}»`)
			return [visitor, answer]
		}),
	) as Record<Visitor, string>
}
