import type { Db } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Post } from "#app/documents/fill.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { lowerFirst, paperDate, shortDate } from "#app/utils/russian.ts"
import type { AttestationForm } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesOf, period } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { REJECTION_REASONS, SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { positionLine } from "../person/post.ts"
import type { Office } from "../reference/office.server.ts"
import { addresseeOf, type FormedPaper, signatoryOf } from "./formed-paper.server.ts"

/** Blank lines for the number and date of a notice that is not issued yet. */
const DRAFT = { number: "________________", date: "«___» ____________ 20___ г." }

export type IssuedAs = { number: string; date: string } | null

const aboutApplication = ({ teacher, category, filedOn }: FormedPaper) => ({
	date: paperDate(filedOn),
	category: categoryPhrase(category, "genitive"),
	position: teacher.position.cases.nominative,
})

interface Registered {
	on: Date
	number: number
}

/** When the application was registered, or null while there is nothing to announce. */
export function registrationOf({ row }: FormedPaper): Registered | null {
	const registered = isTagged(applicationLifecycle, row.state, "registered") && row.registeredAt
	const placed = row.procedure === "simplified" || row.scheduleId
	return registered && row.journalNumber && placed ? { on: registered, number: row.journalNumber } : null
}

/** Everything that the notice of period, form and place prints. */
export async function noticeFields(
	db: Db,
	paper: FormedPaper,
	{ on, number }: Registered,
	office: Office,
	issued: IssuedAs,
) {
	const { row, draft } = paper
	const simplified = row.procedure === "simplified"
	const call = await db.sittingCall.findUnique({ where: { applicationId: row.id } })
	const ground = SIMPLIFIED_GROUNDS.find(({ code }) => code === row.groundCode)
	return {
		...addresseeOf(paper),
		...(issued ?? DRAFT),
		application: aboutApplication(paper),
		registration: { number: String(number), date: shortDate(civilDate(on)) },
		schedule: simplified ? null : await placeInSchedule(db, row, office),
		simplified: simplified ? { ground: lowerFirst(ground?.title ?? draft.groundDocument ?? "") } : null,
		commission: office.commissionGenitive,
		sitting: call && !call.cancelledAt ? paperDate(call.heldOn) : null,
		place: (call && !call.cancelledAt ? call.place : office.sittingPlace) || null,
		presence: draft.presence === "present" ? "в Вашем присутствии" : "без Вашего присутствия",
		coordinator: await signatoryOf(db, row.municipalityCode, office),
	}
}

async function placeInSchedule(db: Db, row: FormedPaper["row"], { departmentGenitive }: Office) {
	const schedule = await db.schedule.findUniqueOrThrow({ where: { id: row.scheduleId ?? "" } })
	const seats = await db.seat.findMany({
		where: { applicationId: row.id },
		orderBy: { seat: "asc" },
		select: { post: true },
	})
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
		// Nobody is told before the schedule is approved; until then they may still change.
		experts:
			approved && experts.length > 0
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

/** Everything that the notice of a rejection prints. */
export async function rejectionFields(db: Db, paper: FormedPaper, office: Office, issued: IssuedAs) {
	const { row } = paper
	const typical = REJECTION_REASONS.find(({ code }) => code === row.rejectionCode)
	const said = row.rejectionReason ?? ""
	return {
		...addresseeOf(paper),
		...(issued ?? DRAFT),
		application: aboutApplication(paper),
		rejectedOn: shortDate(civilDate(row.stateSince)),
		because: typical?.phraseAfterBecause ?? null,
		explanation: said && said !== typical?.title ? said : null,
		fix: typical?.fix ?? OWN_WORDS_FIX,
		coordinator: await signatoryOf(db, row.municipalityCode, office),
	}
}
