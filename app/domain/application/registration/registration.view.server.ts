import { prisma } from "#app/db/client.server.ts"
import { attestationFormText, type Category, categoryPhrase, categoryText } from "#app/documents/phrases.ts"
import type { Actor } from "#app/policies/policy.ts"
import { shortDate } from "#app/utils/russian.ts"
import { explainOne } from "#app/workflow/explain.server.ts"
import { REJECTION_REASONS } from "#prisma/data/index.ts"
import { loadApplications } from "../application.facts.server.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { countPending, findingsOfPending, type Pending, pageOfPending } from "./pending.server.ts"
import type { Check } from "./registration-check.ts"
import type { RegistrationQuery } from "./registration-query.ts"

export const REGISTRATION_PAGE = 50

/** An application that waits to be registered or rejected. */
export interface RegistrationRow {
	id: string
	fullName: string
	position: string
	organisation: string
	/** «первая», «не имею» */
	current: string
	/** «до 30.11.2026», «бессрочно», or empty without a category */
	currentUntil: string
	claimedLabel: string
	formLabel: string
	/** «14.08.2026» */
	receivedOn: string
	/** Days left of the thirty. Negative when the term has passed. */
	daysLeft: number
	findings: Pick<Check, "id" | "tone" | "short" | "source">[]
	/** Whether this actor may register it now, and if not, why. */
	register: { possible: boolean; reasons: string[] }
	/** The reader's own application: somebody else registers or rejects it. */
	own: boolean
}

/** The applications that wait for registration, with their findings, overdue ones first. */
export async function viewRegistration({
	actor,
	municipalityCode,
	query,
	now,
}: {
	actor: Actor
	municipalityCode: string
	query: RegistrationQuery
	now: Date
}) {
	const [figures, { rows, ...pages }] = await Promise.all([
		countPending(municipalityCode, now),
		pageOfPending(municipalityCode, query, { size: REGISTRATION_PAGE, now }),
	])
	const ids = rows.map(({ id }) => id)
	const [found, loaded] = await Promise.all([
		findingsOfPending(rows, now),
		loadApplications(prisma, ids, now),
	])
	return {
		figures,
		reasons: REJECTION_REASONS.map(({ code, title }) => ({ value: code, label: title })),
		rows: rows.flatMap((one) => {
			const application = loaded.get(one.id)
			if (!application) return []
			const own = application.scope.teacherId === actor.id
			return [{ ...present(one, found.get(one.id) ?? [], registrationOf(actor, application, now)), own }]
		}),
		...pages,
	}
}
export type RegistrationView = Awaited<ReturnType<typeof viewRegistration>>

const present = (
	one: Pending,
	findings: readonly Check[],
	register: RegistrationRow["register"],
): Omit<RegistrationRow, "own"> => ({
	id: one.id,
	fullName: one.fullName,
	position: [one.position, one.subjectGenitive].filter(Boolean).join(" "),
	organisation: one.organisation,
	...currentOf(one),
	claimedLabel: categoryText(one.claimedCategory),
	formLabel: [attestationFormText(one.attestationForm), one.procedure === "simplified" && "упрощённая"]
		.filter(Boolean)
		.join(", "),
	receivedOn: one.receivedOn ? shortDate(one.receivedOn) : "",
	daysLeft: one.daysLeft,
	findings: findings.map(({ id, tone, short, source }) => ({ id, tone, short, source })),
	register,
})

function currentOf(row: { currentCategory: string; currentEndsOn: string | null }) {
	if (row.currentCategory === "none") return { current: "не имею", currentUntil: "" }
	return {
		current: categoryPhrase(row.currentCategory as Category, "nominative"),
		currentUntil: row.currentEndsOn ? `до ${shortDate(row.currentEndsOn)}` : "бессрочно",
	}
}

/** Whether this person may register an application from the list now, and if not, why. */
function registrationOf(actor: Actor, loaded: LoadedApplication, now: Date): RegistrationRow["register"] {
	const explained = explainOne(actor, "application", loaded, "application.register", now)
	const { allowed = false, possible = false, reasons = [] } = explained ?? {}
	return { possible, reasons: allowed ? reasons : reasons.slice(0, 1) }
}
