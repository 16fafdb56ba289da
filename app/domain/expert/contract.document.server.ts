import { prisma } from "#app/db/client.server.ts"
import { declineName, fullName, initials } from "#app/documents/declension/decline-name.ts"
import { documentForms } from "#app/documents/forms.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { codeOfPaper } from "#app/documents/sheet-code/content-hash.ts"
import { type Actor, municipalitiesOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { counted, shortDate } from "#app/utils/russian.ts"
import type { AttestationForm, Category } from "#machines/application/application.facts.ts"
import { period } from "#machines/calendar.ts"
import { sexOf } from "../person/name-corrections.server.ts"
import { POST_SELECT, positionLine, postFrom } from "../person/post.ts"
import { PUBLISHED } from "../schedule/schedule.document.server.ts"
import { type HalfYear, halfYearLabel, periodsOf, rosterYearOf } from "./half-year.ts"

/** The number of the half-year. The region's own data sheets count from the first half of 2020, and so does this. */
const numberOf = ({ year, half }: HalfYear) => Math.max(0, (year - 2020) * 2 + half)

/**
 * Renders the data sheet of an expert's contract for a half-year. The system fills in what it knows. Passport and bank
 * account are blank lines.
 * @throws DomainError not-found unless the person is an expert of the coordinator's municipality
 */
export async function renderExpertContract({
	actor,
	expertId,
	halfYear,
}: {
	actor: Actor
	expertId: string
	halfYear: HalfYear
}) {
	const engagement = await prisma.engagement.findFirst({
		where: { personId: expertId, role: "expert", municipalityCode: { in: municipalitiesOf(actor) } },
		orderBy: [{ to: { sort: "desc", nulls: "first" } }, { from: "desc" }],
		select: {
			...POST_SELECT,
			municipalityCode: true,
			municipality: { select: { name: true } },
			person: true,
		},
	})
	if (!engagement?.municipalityCode) throw notFound()
	const { person, municipalityCode } = engagement
	const sex = sexOf(person.sex)
	const post = postFrom(person, engagement)
	notePeople([expertId])
	const assignments = await assignmentsOf(expertId, municipalityCode, halfYear)
	const fields = {
		half: halfYearLabel(halfYear),
		expert: {
			name: fullName(person),
			initials: initials(person),
			genitive: person.genitive || declineName({ ...person, sex }).genitive,
			position: positionLine(post),
			workplace: post.workplace,
			municipality: engagement.municipality?.name ?? "—",
			phone: person.mobilePhone || person.workPhone || null,
			email: person.email,
		},
		roster: await rosterLine(expertId, municipalityCode, halfYear),
		count: assignments.length > 0 ? counted(assignments.length, ["педагог", "педагога", "педагогов"]) : "нет",
		assignments: assignments.length > 0 ? { rows: assignments } : null,
	}
	return printDocument(documentForms["expert-contract"], fields, {
		code: codeOfPaper(person, "expert-contract", numberOf(halfYear), fields),
	})
}

async function rosterLine(expertId: string, municipalityCode: string, halfYear: HalfYear) {
	const schoolYear = rosterYearOf(halfYear)
	const entry = await prisma.rosterEntry.findUnique({
		where: { expertId_schoolYear_municipalityCode: { expertId, schoolYear, municipalityCode } },
		select: { order: true },
	})
	if (!entry) return null
	return entry.order ? `${schoolYear}, ${entry.order}` : schoolYear
}

/** The work paid by the contract: seats in approved schedules whose period begins in the half-year. */
async function assignmentsOf(expertId: string, municipalityCode: string, halfYear: HalfYear) {
	const seats = await prisma.seat.findMany({
		where: {
			expertId,
			application: {
				municipalityCode,
				state: { in: PUBLISHED },
				schedule: { periodId: periodsOf(halfYear) },
			},
		},
		orderBy: [{ application: { schedule: { periodId: "asc" } } }, { application: { searchName: "asc" } }],
		select: {
			application: {
				select: {
					fullName: true,
					claimedCategory: true,
					attestationForm: true,
					municipality: { select: { shortName: true } },
					schedule: { select: { periodId: true } },
					conclusions: {
						where: { voidedAt: null },
						orderBy: { number: "desc" },
						take: 1,
						select: { attachedAt: true },
					},
				},
			},
		},
	})
	return seats.map(({ application }, index) => ({
		number: String(index + 1),
		period: application.schedule ? period(application.schedule.periodId).label : "—",
		teacher: application.fullName,
		municipality: application.municipality.shortName,
		category: categoryPhrase((application.claimedCategory ?? "first") as Category, "nominative"),
		form: attestationFormPhrase((application.attestationForm ?? "in_person") as AttestationForm),
		conclusion: application.conclusions[0]
			? shortDate(civilDate(application.conclusions[0].attachedAt))
			: "нет",
	}))
}
