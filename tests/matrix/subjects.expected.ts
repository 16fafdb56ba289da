// Who may open what belongs to one application, for every kind of application and every address with an id.

/** Actors of the eight kinds. «helped» is an operator who looks at the teacher's pages in order to help. */
export const ACTORS = {
	nobody: null,
	teacher: "pedagog17",
	school: "school",
	municipal: "municipal",
	expert: "expert1",
	head: "head",
	operator: "operator",
	helped: "operator2",
} as const
export type ActorName = keyof typeof ACTORS

/** How the application stands to the actors, its teacher, and who may read it. */
export const APPLICATIONS: Record<string, { teacher: string; readers: string }> = {
	own: { teacher: "pedagog17", readers: "teacher helped school municipal expert operator" },
	"of the same school": { teacher: "pedagog2", readers: "school municipal operator" },
	"of the same municipality": { teacher: "pedagog12", readers: "municipal operator" },
	"of another municipality": { teacher: "", readers: "operator" },
	// The expert assessed it; after the decision it is closed to them.
	finished: { teacher: "pedagog19", readers: "municipal operator" },
	withdrawn: { teacher: "pedagog21", readers: "school municipal operator" },
}

export interface PersonalAddress {
	/** In braces, what is replaced by an id of the application. */
	address: string
	/** The readers whom this address is for. Without it: all readers. */
	for?: string
	/** Sent as a form. Only people who may not read send it, unless it says that it does nothing. */
	post?: Record<string, string>
	/** Readers, too, get 404 where the application has come too far, or not far enough. */
	sometimes?: true
}

const NO_EVENT = { event: "application.explode" }
const all = (...addresses: PersonalAddress[]) => addresses

export const PERSONAL: Record<string, PersonalAddress[]> = {
	"applications.$id.form[.]docx.ts": all({ address: "/applications/{application}/form.docx" }),
	"applications.$id.annex[.]docx.ts": all({ address: "/applications/{application}/annex.docx" }),
	"applications.$id.conclusion[.]docx.ts": all({ address: "/applications/{application}/conclusion.docx" }),
	"applications.$id.extract[.]docx.ts": all({ address: "/applications/{application}/extract.docx" }),
	"applications.$id.notice[.]docx.ts": all({ address: "/applications/{application}/notice.docx" }),
	"applications.$id.rejection[.]docx.ts": all({ address: "/applications/{application}/rejection.docx" }),
	"applications.$id.events.tsx": all({ address: "/applications/{application}/events", post: NO_EVENT }),
	"applications.$id.uploads.ts": all({ address: "/applications/{application}/uploads", post: NO_EVENT }),
	"applications.$id.withdrawals.tsx": all({
		address: "/applications/{application}/withdrawals",
		post: { reason: "" },
	}),
	"applications.$id.photos._index.tsx": all(
		{ address: "/applications/{application}/photos?kind=signed_application" },
		{ address: "/applications/{application}/photos?kind=signed_application", post: { intent: "explode" } },
	),
	"applications.$id.photos.uploads.ts": all({
		address: "/applications/{application}/photos/uploads?kind=signed_application",
		post: { intent: "explode" },
	}),
	"applications.$id.photos.$page.ts": all({ address: "/applications/{application}/photos/{photo}" }),
	"files.$id.ts": all({ address: "/files/{file}" }),
	"files.$id_.pages.$page[.]jpg.ts": all({ address: "/files/{file}/pages/1.jpg" }),
	"withdrawals.$id.form[.]docx.ts": all({
		address: "/withdrawals/{withdrawal}/form.docx",
		for: "teacher helped school municipal operator",
	}),
	"withdrawals.$id.events.tsx": all({
		address: "/withdrawals/{withdrawal}/events",
		for: "teacher helped school municipal operator",
		post: NO_EVENT,
	}),
	"withdrawals.$id.uploads.ts": all({
		address: "/withdrawals/{withdrawal}/uploads",
		for: "teacher helped school municipal operator",
		post: NO_EVENT,
	}),
	"schedules_.$id.events.tsx": all({
		address: "/schedules/{schedule}/events",
		for: "municipal operator",
		post: NO_EVENT,
	}),
	"teacher.application.tsx": all(
		{ address: "/teacher/application?application={application}", for: "teacher helped" },
		{ address: "/teacher/application?application={application}", post: NO_EVENT },
	),
	"teacher.submit.tsx": all({ address: "/teacher/submit?application={application}", for: "teacher helped" }),
	"teacher.documents.tsx": all({
		address: "/teacher/documents?application={application}",
		for: "teacher helped",
	}),
	"teacher.withdrawal.tsx": all({
		address: "/teacher/withdrawal?application={application}",
		for: "teacher helped",
	}),
	"teacher.receipt.tsx": all({
		address: "/teacher/receipt?application={application}",
		for: "teacher helped",
	}),
	"school.applications.$id.tsx": all({ address: "/school/applications/{application}", for: "school" }),
	"school.teachers.$id.help[.]docx.ts": all({
		address: "/school/teachers/{teacher}/help.docx",
		for: "school",
	}),
	"municipality.applications.$id.tsx": all({
		address: "/municipality/applications/{application}",
		for: "municipal",
	}),
	"municipality.registration.$id.tsx": all({
		address: "/municipality/registration/{application}",
		for: "municipal",
		sometimes: true,
	}),
	"municipality.scheduling_.$id.tsx": all({
		address: "/municipality/scheduling/{application}",
		for: "municipal",
		sometimes: true,
	}),
	// Only applications that a coordinator entered from paper; those of this table were sent by their teachers.
	"municipality.entry.$id.tsx": all({
		address: "/municipality/entry/{application}",
		for: "municipal",
		sometimes: true,
	}),
	"municipality.attestation_.$id.tsx": all({
		address: "/municipality/attestation/{application}",
		for: "municipal",
		sometimes: true,
	}),
	"municipality.withdrawals.$id.tsx": all({
		address: "/municipality/withdrawals/{withdrawal}",
		for: "municipal",
		sometimes: true,
	}),
	"municipality.experts.$id.contract[.]docx.ts": all({
		address: "/municipality/experts/{specialist}/contract.docx",
		for: "municipal",
	}),
	"expert.attestation.$id.tsx": all({ address: "/expert/attestation/{application}", for: "expert" }),
	"operator.applications.$id.tsx": all({ address: "/operator/applications/{application}", for: "operator" }),
	"operator.applications.$id_.inspect.tsx": all({
		address: "/operator/applications/{application}/inspect",
		for: "operator",
	}),
	"operator.conclusions_.$id.tsx": all({
		address: "/operator/conclusions/{application}",
		for: "operator",
		sometimes: true,
	}),
	"operator.scheduling.$id.tsx": all({
		address: "/operator/scheduling/{application}",
		for: "operator",
		sometimes: true,
	}),
	"operator.repair.$subject.$id.tsx": all(
		{ address: "/operator/repair/application/{application}", for: "operator" },
		{ address: "/operator/repair/withdrawal/{withdrawal}", for: "operator" },
	),
	"roles.$id.tsx": all({ address: "/roles/{job}", for: "operator" }),
	"roles.help.$personId.tsx": all({ address: "/roles/help/{teacher}", for: "operator" }),
	"roles.account.$personId.tsx": all({ address: "/roles/account/{teacher}", for: "operator" }),
	"roles.second-factor.$personId.tsx": all({ address: "/roles/second-factor/{teacher}", for: "operator" }),
	"roles.merge.$one.$other.tsx": all({ address: "/roles/merge/{teacher}/{specialist}", for: "" }),
	"municipality.batches.$id.tsx": all({ address: "/municipality/batches/{batch}", for: "" }),
	"operator.batches.$id.tsx": all({ address: "/operator/batches/{batch}", for: "" }),
	"operator.print.$id.tsx": all({ address: "/operator/print/{extraction}", for: "" }),
	"operator.print.$id_.file[.]pdf.ts": all({ address: "/operator/print/{extraction}/file.pdf", for: "" }),
}

/** Addresses with a variable part that names nothing of one person, and where their own test is. */
export const IMPERSONAL: Record<string, string> = {
	"calendar.$token[.]ics.ts": "a secret: tokens.flow.test.ts",
	"email.confirm.$token.tsx": "a secret: tokens.flow.test.ts",
	"invite.$token.tsx": "a secret: tokens.flow.test.ts",
	"password.reset.$token.tsx": "a secret: tokens.flow.test.ts",
	"photos.$token.tsx": "a secret: tokens.flow.test.ts",
	"take.$token.tsx": "a secret: entry.db.test.ts",
	"$.tsx": "no page at all",
	"photos.$token_.uploads.ts": "a secret: tokens.flow.test.ts",
	"municipality.$list[.]csv.ts": "a list of the coordinator's own municipality",
	"municipality.$list[.]xlsx.ts": "a list of the coordinator's own municipality",
	"municipality.schedule.$period[.]docx.ts": "a period of the coordinator's own municipality",
	"school.$list[.]csv.ts": "a list of the coordinator's own organisations: lists.db.test.ts",
	"school.$list[.]xlsx.ts": "a list of the coordinator's own organisations: lists.db.test.ts",
	"expert.$list[.]csv.ts": "a list of the expert's own seats: lists.db.test.ts",
	"expert.$list[.]xlsx.ts": "a list of the expert's own seats: lists.db.test.ts",
	"operator.$list[.]csv.ts": "operators see the whole region",
	"operator.$list[.]xlsx.ts": "operators see the whole region",
	"operator.letters.$kind._index.tsx": "words of letters",
	"operator.letters.$kind.$version._index.tsx": "words of letters",
	"operator.letters.$kind.$version.preview[.]html.ts": "words of letters, with a sample person",
	"operator.machines.$machine.tsx": "drawings",
	"operator.machines.$machine[.]svg.ts": "drawings",
	"operator.machines.$machine_.$state.tsx": "operators see the whole region",
	"operator.reference_.$list._index.tsx": "lists of words",
	"operator.reference_.$list.import.tsx": "lists of words",
	"operator.reference_.$list[.]csv.ts": "lists of words",
	"operator.reference_.$list[.]xlsx.ts": "lists of words",
	"operator.reference_.imports.$id.tsx": "lists of words",
	"operator.rules.$rule.tsx": "rules",
	"operator.schedules.$period[.]docx.ts": "operators see the whole region",
	"operator.schedules.$period[.]xlsx.ts": "operators see the whole region",
	"operator.sittings.$id.tsx": "operators see the whole region",
	"operator.sittings.$id.agenda[.]docx.ts": "operators see the whole region",
	"operator.sittings.$id.order[.]docx.ts": "operators see the whole region",
	"operator.sittings.$id.protocol[.]docx.ts": "operators see the whole region",
	"operator.templates.$form._index.tsx": "empty forms",
	"operator.templates.$form.$version._index.tsx": "empty forms",
	"operator.templates.$form.$version.preview[.]docx.ts": "empty forms, with a sample person",
	"operator.templates.$form.$version.template[.]docx.ts": "empty forms",
	"schedules.$period.tsx": "published",
	"uploads.($id).ts": "files in pieces: a test of their own beside this table",
	"schedules.$period_.$municipality[.]docx.ts": "published",
}

export const readersOf = (application: string, { for: only }: PersonalAddress): ActorName[] =>
	(APPLICATIONS[application]?.readers ?? "")
		.split(" ")
		.filter((actor) => only === undefined || only.split(" ").includes(actor)) as ActorName[]
