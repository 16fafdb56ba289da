import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Post } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError } from "#app/utils/errors.ts"
import { lowerFirst, paperDate, shortDate } from "#app/utils/russian.ts"
import type { AttestationForm } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesOf, period } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { REJECTION_REASONS, SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { positionLine } from "../person/post.ts"
import { loadOffice, type Office } from "../reference/office.server.ts"
import {
	addresseeOf,
	type FormedPaper,
	formedPaper,
	type PaperQuery,
	signatoryOf,
} from "./paper-facts.server.ts"

const aboutApplication = ({ teacher, category, filedOn }: FormedPaper) => ({
	date: paperDate(filedOn),
	category: categoryPhrase(category, "genitive"),
	position: teacher.position.cases.nominative,
})

/**
 * Renders the written notice of period, form and place that the Order demands, for people who may read the application.
 * @throws DomainError not-found; not-allowed-now before registration, and before a period is assigned where one is needed
 */
export async function renderNotice(query: PaperQuery) {
	const paper = await formedPaper(query)
	const { row, draft } = paper
	const simplified = row.procedure === "simplified"
	const registered = isTagged(applicationLifecycle, row.state, "registered") && row.registeredAt
	if (!registered || !row.journalNumber || (!simplified && !row.scheduleId))
		throw new DomainError(
			"not-allowed-now",
			"Уведомление о сроке составляют, когда заявление зарегистрировано и назначен аттестационный период.",
		)
	const office = await loadOffice(prisma)
	const sitting = row.sittingId ? await prisma.sitting.findUnique({ where: { id: row.sittingId } }) : null
	const ground = SIMPLIFIED_GROUNDS.find(({ code }) => code === row.groundCode)
	return printDocument(documentForms.notice, {
		...addresseeOf(paper),
		date: paperDate(civilDate(query.now)),
		application: aboutApplication(paper),
		registration: { number: String(row.journalNumber), date: shortDate(civilDate(registered)) },
		schedule: simplified ? null : await placeInSchedule(row, office),
		simplified: simplified ? { ground: lowerFirst(ground?.title ?? draft.groundDocument ?? "") } : null,
		commission: office.commissionGenitive,
		sitting: sitting && paperDate(sitting.heldOn),
		place: office.sittingPlace || null,
		presence: draft.presence === "present" ? "в Вашем присутствии" : "без Вашего присутствия",
		coordinator: await signatoryOf(row.municipalityCode, office),
	})
}

async function placeInSchedule(row: FormedPaper["row"], { departmentGenitive }: Office) {
	const [schedule, seats] = await Promise.all([
		prisma.schedule.findUniqueOrThrow({ where: { id: row.scheduleId ?? "" } }),
		prisma.seat.findMany({
			where: { applicationId: row.id },
			orderBy: { seat: "asc" },
			select: { post: true },
		}),
	])
	const { label, startsOn, endsOn } = period(schedule.periodId)
	const { orderNumber: number, orderDate: date } = schedule
	const approved = !isTagged(applicationLifecycle, row.state, "unapproved")
	const form = (row.attestationForm ?? "in_person") as AttestationForm
	const experts = seats.map(({ post }) => post as unknown as Post)
	return {
		period: label,
		startsOn: shortDate(startsOn),
		endsOn: shortDate(endsOn),
		order:
			approved && number && date ? { department: departmentGenitive, number, date: shortDate(date) } : null,
		form: attestationFormPhrase(form),
		experts:
			experts.length > 0
				? {
						rows: experts.map((expert) => ({
							name: fullName(expert.name),
							position: positionLine(expert),
							workplace: expert.workplace,
						})),
					}
				: null,
		materialsUntil: form === "remote" ? shortDate(deadlinesOf(schedule.periodId).evidenceUntil) : null,
	}
}

const OWN_WORDS_FIX = "исправить заявление, сформировать и подать его заново"

/**
 * Renders the notice of a rejection with its reason, until the application is filed anew.
 * @throws DomainError not-found; not-allowed-now if the application is not rejected
 */
export async function renderRejectionNotice(query: PaperQuery) {
	const paper = await formedPaper(query)
	const { row } = paper
	if (!isTagged(applicationLifecycle, row.state, "turnedBack"))
		throw new DomainError(
			"not-allowed-now",
			"Уведомление об отклонении есть только у отклонённого заявления. Это заявление не отклонено.",
		)
	const office = await loadOffice(prisma)
	const typical = REJECTION_REASONS.find(({ code }) => code === row.rejectionCode)
	const said = row.rejectionReason ?? ""
	return printDocument(documentForms["rejection-notice"], {
		...addresseeOf(paper),
		date: paperDate(civilDate(query.now)),
		application: aboutApplication(paper),
		rejectedOn: shortDate(civilDate(row.stateSince)),
		because: typical?.phraseAfterBecause ?? null,
		explanation: said && said !== typical?.title ? said : null,
		fix: typical?.fix ?? OWN_WORDS_FIX,
		coordinator: await signatoryOf(row.municipalityCode, office),
	})
}
