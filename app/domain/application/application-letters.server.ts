import type { Tx } from "#app/db/client.server.ts"
import { categoryPhrase } from "#app/documents/phrases.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { env } from "#app/utils/env.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { Category, Decision, Verdict } from "#machines/application/application.facts.ts"
import type { Audience as MachineAudience } from "#machines/application/application.setup.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { period } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import type { Rulebook } from "#machines/rulebook/index.ts"
import { REJECTION_REASONS } from "#prisma/data/index.ts"
import type { ApplicationLetterData } from "#templates/letters/application-data.ts"
import { isApplicationLetter } from "#templates/letters/index.ts"
import { sexOf } from "../person/name-corrections.server.ts"
import { fullNameOf, nameLine, postLine } from "../person/post.ts"
import { loadOffice } from "../reference/office.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import {
	type Addressed,
	type LetterFacts,
	loadLetterFacts,
	type Reachable,
	type Recipient,
} from "./application-letters.sql.server.ts"

export type Audience = MachineAudience

export interface ApplicationLetterOrder extends Addressed {
	letter: string
	now: Date
	actor: Actor
	reason?: string | null
	decision?: Decision | null
	formedBy?: string | null
	dueOn?: string | null
	/** The days on which an expert comes, in the letter about that. */
	visits?: readonly string[]
	/** When and where the commission sits, in letters about the sitting. */
	sitting?: { heldOn: string; startsAt: string; place: string } | null
}

/** Writes one letter to each recipient in the audience. It describes the application as it is at the end of the transaction. */
export async function writeApplicationLetter(tx: Tx, order: ApplicationLetterOrder): Promise<void> {
	const { letter, audience, applicationId, now } = order
	if (!isApplicationLetter(letter)) throw new Error(`no letter «${letter}»`)
	const application = await loadLetterFacts(tx, order)
	const office = await loadOffice(tx)
	const { form } = application
	const common = {
		audience,
		teacherName: application.fullName || [form.surname, form.name, form.patronymic].filter(Boolean).join(" "),
		teacherGenitive: form.genitive || null,
		position: [application.position, application.subjectGenitive].filter(Boolean).join(" "),
		category: categoryPhrase((application.claimedCategory ?? "first") as Category, "accusative"),
		attestationForm: application.attestationForm === "remote" ? "remote" : "in_person",
		municipality: application.municipality,
		simplified: application.procedure === "simplified",
		period: application.schedule ? period(application.schedule.periodId).label : null,
		// Nobody is told before the schedule is approved; until then they may still change.
		experts: isTagged(applicationLifecycle, application.state, "unapproved")
			? []
			: application.posts.map((post) => ({ name: nameLine(post), post: postLine(post) })),
		...rejectionIn(letter, application.rejectionCode, order.reason ?? null),
		journalNumber: application.journalNumber,
		order: actOf(application),
		verdict: application.proposedVerdict as Verdict | null,
		decision: order.decision ?? null,
		sitting: order.sitting ?? null,
		visits: [...(order.visits ?? [])],
		formedBy: order.formedBy ?? null,
		by: order.actor.fullName,
		dueOn: ahead(order.dueOn ?? dueOf(letter, application, await loadRulebook(tx)), now),
		url: `${env.PUBLIC_URL}${pageOf(audience, letter, applicationId)}`,
		centreName: office.centreName,
		contact: contactFor(audience, application, office.centreName),
	} satisfies Partial<ApplicationLetterData>
	const writeTo = ({ id, email, name, patronymic, sex }: Recipient) =>
		writeLetter(tx, {
			kind: letter,
			to: { email, personId: id },
			data: {
				...common,
				recipientName: [name, patronymic].filter(Boolean).join(" "),
				recipientSex: sexOf(sex),
			},
			cause: { kind: "application", id: applicationId },
			now,
		})
	for (const recipient of application.recipients) await writeTo(recipient)
}

/** Why: the typical reason as a phrase, and what a person wrote. A typical reason without own words is said once. */
function rejectionIn(letter: string, code: string | null, reason: string | null) {
	const typical =
		letter === "application-rejected" ? REJECTION_REASONS.find((one) => one.code === code) : undefined
	const because = typical?.phraseAfterBecause ?? null
	return { because, reason: because !== null && reason === typical?.title ? null : reason }
}

/** The order that a letter quotes: the order of the decision if there is one, otherwise the order that approved the schedule. */
function actOf({ decisionNumber, decisionDate, schedule }: LetterFacts) {
	if (decisionNumber && decisionDate) return { number: decisionNumber, date: decisionDate }
	if (schedule?.orderNumber && schedule.orderDate)
		return { number: schedule.orderNumber, date: schedule.orderDate }
	return null
}

/** Null for a past day. An expert may be assigned after the days of preparation and must not get a past deadline. */
const ahead = (day: string | null, now: Date) => (day !== null && day >= civilDate(now) ? day : null)

function dueOf(letter: string, { reviewDueOn, schedule }: LetterFacts, rulebook: Rulebook): string | null {
	const dates = schedule && deadlinesBy(rulebook, schedule.periodId)
	switch (letter) {
		case "application-arrived":
		case "application-submitted":
			return reviewDueOn
		case "conclusion-arrived":
		case "conclusion-disputed":
		case "conclusion-returned":
		case "conclusion-signed":
			return dates?.centreBy ?? null
		case "schedule-assigned":
		case "schedule-approved":
			return dates?.evidenceUntil ?? null
		case "expert-assigned":
		case "expert-declined":
			return dates?.expertsStudyBy ?? null
		default:
			return null
	}
}

/**
 * Whom the reader can ask. Teachers, schools and experts ask the municipality's coordinator, by the work phone that
 * schedules print anyway. Coordinators and operators ask the regional centre.
 */
function contactFor(audience: Audience, { coordinator, operator }: LetterFacts, centreName: string): string {
	const centre = `в региональный центр (${centreName})`
	if (audience === "operators") return centre
	if (audience === "coordinators") return operator ? `${centre}: ${reachOf(operator)}` : centre
	return coordinator ? `к муниципальному координатору: ${reachOf(coordinator)}` : centre
}

const reachOf = (person: Reachable) =>
	[fullNameOf(person), person.workPhone ? `телефон ${person.workPhone}` : person.email]
		.filter(Boolean)
		.join(", ")

function pageOf(audience: Audience, letter: string, id: string): string {
	switch (audience) {
		case "teacher":
			return letter.startsWith("withdrawal")
				? paths.teacherWithdrawal(id)
				: letter.startsWith("conclusion")
					? paths.teacherSubmit(id)
					: letter === "materials-asked"
						? paths.teacherDocuments(id)
						: paths.teacher(id)
		case "experts":
			return paths.expertApplication(id)
		case "released":
			return paths.expert()
		case "coordinators":
			return letter === "withdrawal-arrived"
				? paths.municipalityWithdrawals()
				: paths.municipalityApplication(id)
		case "school":
			return paths.schoolApplication(id)
		case "operators":
			return paths.operatorApplication(id)
	}
}
