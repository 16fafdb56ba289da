import { prisma } from "#app/db/client.server.ts"
import type { Teacher } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import { shortDate } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { nameLine, positionLine } from "../../person/post.ts"
import { signatureOf } from "../../reference/coordinator.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { rejectionInWords } from "./rejection-reason.ts"

const REGISTERED = "application.register"
const DECISIONS = [REGISTERED, "application.reject"]

interface Decision {
	event: string
	at: Date
	actorName: string
	/** The reason, if the decision was a rejection. */
	reason: string | null
	data: { reasonCode?: string | null }
	journalNumber: number | null
	/** The paper that was decided on, as it was formed. */
	paper: { teacher: Teacher; draft: FormDraft } | null
}

/** «Журнал регистрации заявлений…»: every decision of a year, including those on attempts that were filed again later. */
export async function renderRegistrationJournal({
	actor,
	municipality,
	year,
	now,
}: {
	actor: Actor
	municipality: { code: string; name: string }
	year: number
	now: Date
}) {
	const from = instantOf(`${year}-01-01T00:00`)
	const until = instantOf(`${year + 1}-01-01T00:00`)
	const decisions = await prisma.$queryRaw<Decision[]>`
		SELECT j."event", j."at", j."actorName", j."reason", j."data",
			CASE WHEN j."event" = ${REGISTERED} THEN a."journalNumber" END AS "journalNumber",
			(SELECT r."data" FROM "FormRevision" r WHERE r."applicationId" = a."id" AND r."formedAt" <= j."at"
				ORDER BY r."number" DESC LIMIT 1) AS "paper"
		FROM "Application" a
		JOIN "Journal" j ON j."subject" = 'application' AND j."subjectId" = a."id"
		WHERE a."municipalityCode" = ${municipality.code} AND j."event" = ANY (${DECISIONS})
			AND j."at" >= ${from} AND j."at" < ${until}
		ORDER BY j."at", j."id"`
	return printDocument(documentForms["registration-journal"], {
		municipality: municipality.name,
		year: String(year),
		rows: decisions.flatMap(({ paper, ...decision }) => (paper ? [{ ...decision, ...paper }] : [])).map(row),
		coordinator: await signatureOf(actor),
		printedOn: shortDate(civilDate(now)),
	})
}

function row(decision: Omit<Decision, "paper"> & { teacher: Teacher; draft: FormDraft }, index: number) {
	const { teacher, draft, journalNumber } = decision
	return {
		number: String(index + 1),
		register: journalNumber ? `№ ${journalNumber}` : "—",
		date: shortDate(civilDate(decision.at)),
		name: nameLine(teacher),
		position: positionLine(teacher),
		workplace: teacher.workplace,
		...currentOf(draft),
		category: categoryPhrase(draft.claimedCategory === "highest" ? "highest" : "first", "nominative"),
		form: attestationFormPhrase(draft.attestationForm === "remote" ? "remote" : "in_person"),
		decision: decision.event === REGISTERED ? "зарегистрировано" : "отклонено",
		reason:
			decision.event === REGISTERED
				? null
				: rejectionInWords(decision.data.reasonCode, decision.reason ?? ""),
		by: decision.actorName,
	}
}

function currentOf({ currentCategory, currentTerm, currentEndsOn }: FormDraft) {
	if (currentCategory !== "first" && currentCategory !== "highest")
		return { current: "не имею", currentEndsOn: "—" }
	const endsOn = parseTypedDate(currentEndsOn ?? "")
	return {
		current: categoryPhrase(currentCategory, "nominative"),
		currentEndsOn: currentTerm === "indefinite" ? "бессрочно" : endsOn ? shortDate(endsOn) : "—",
	}
}
