import { procedurePhrase } from "#app/documents/phrases.ts"
import type { Actor } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { isPaper } from "#machines/application/document-purpose.ts"
import { viewApplication } from "./application.view.server.ts"
import { evidenceOf } from "./filing/evidence.view.server.ts"
import { filingOf } from "./filing/filing.view.server.ts"
import { linesOf } from "./history.view.server.ts"

/** One application for the school coordinator: its data, what can be attached for the teacher, and the history. */
export async function viewSchoolApplication({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	const view = await viewApplication({ actor, id, now })
	return {
		fullName: view.fullName || "Педагог ещё не заполнил имя",
		data: {
			position: view.position,
			organisation: view.organisation,
			phone: view.phone,
			email: view.email,
			currentCategory: view.currentCategory,
			claimedCategory: view.claimedCategory,
			attestationForm: view.attestationForm,
			procedure: procedurePhrase(view.procedure ?? "general"),
			ground: view.ground,
			experience: view.experience,
			appointedOn: view.appointedOn,
			period: view.period,
		},
		experts: view.experts.map(({ id: expertId, name, post }) => ({ id: expertId, name, post })),
		/** Papers that have been filed and can no longer be changed on this page. */
		filed: view.documents.filter(({ purpose }) => isPaper(purpose)),
		formHref: view.formedOn ? paths.applicationForm(view.id) : null,
		filing: await filingOf(view, "school"),
		evidence: evidenceOf(view, now),
		history: linesOf(view.history),
	}
}
