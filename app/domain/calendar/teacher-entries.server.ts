import { prisma } from "#app/db/client.server.ts"
import type { Post } from "#app/documents/fill.ts"
import { paths } from "#app/utils/paths.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import type { DeadlineId } from "#machines/calendar/deadlines.ts"
import { period } from "#machines/calendar.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { nameLine } from "../person/post.ts"
import { ARRANGED, ARRANGEMENT, arrangedEntries } from "./arranged-entries.server.ts"
import { type CalendarEntry, entriesOf, entryOn } from "./calendar-entry.ts"
import { type Collecting, groupBy, numbersOf } from "./collecting.ts"

const ACTIVE = new Set(statesTagged(applicationLifecycle, "active"))
const REFUSED = new Set(statesTagged(applicationLifecycle, "refused"))

/** No teacher has more applications than this. */
const MOST_APPLICATIONS = 50

const ownRows = (personId: string) =>
	prisma.application.findMany({
		where: { teacherId: personId },
		orderBy: { createdAt: "desc" },
		take: MOST_APPLICATIONS,
		select: {
			id: true,
			state: true,
			form: true,
			positionCode: true,
			position: { select: { nominative: true } },
			attestationForm: true,
			currentCategory: true,
			currentEndsOn: true,
			claimedCategory: true,
			reviewDueOn: true,
			decidedOn: true,
			schedule: { select: { periodId: true } },
			organisation: { select: { name: true } },
			seats: { select: { ...ARRANGEMENT, post: true } },
			sittingCall: { select: { heldOn: true, startsAt: true, place: true, cancelledAt: true } },
		},
	})
type Own = Awaited<ReturnType<typeof ownRows>>[number]

/** The dates of a teacher: the open application, the categories, a refusal. */
export async function teacherEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const { id } = asked.actor
	const [own, categories] = await Promise.all([
		ownRows(id),
		prisma.category.findMany({
			where: { personId: id },
			orderBy: { setOn: "desc" },
			select: {
				positionCode: true,
				category: true,
				setOn: true,
				endsOn: true,
				position: { select: { nominative: true } },
			},
		}),
	])
	const active = own.filter(({ state }) => ACTIVE.has(state))
	const held = [...groupBy(categories, ({ positionCode }) => positionCode).values()].flatMap(([latest]) =>
		latest ? [{ ...latest, position: latest.position.nominative }] : [],
	)
	const known = new Set(held.map(({ positionCode }) => positionCode))
	const typed = [...groupBy(own, ({ positionCode }) => positionCode).values()]
		.flatMap(([latest]) => latest ?? [])
		.filter(({ positionCode }) => !known.has(positionCode))
		.map(categoryInForm)
	const filed = new Set(
		active
			.filter(({ state }) => isTagged(applicationLifecycle, state, "filed"))
			.map(({ positionCode }) => positionCode),
	)
	return [
		...active.flatMap((one) => applicationEntries(one, asked)),
		...[...held, ...typed].flatMap((one) => categoryEntries(one, asked, filed.has(one.positionCode))),
		...own.filter(({ state }) => REFUSED.has(state)).flatMap((one) => refusalEntries(one, asked)),
	]
}

const subjectOf = (own: Own, about: string) => ({
	role: "teacher" as const,
	key: own.id,
	about,
	to: paths.teacher(own.id),
})

/** Dates of the period that no longer matter once the application has reached a certain state. */
const DONE_AT: [
	tag: "awaitsTeacher" | "disputed" | "awaitsVerdict" | "awaitsDecision",
	deadlines: DeadlineId[],
][] = [
	// The specialists have prepared the conclusion, so the teacher no longer waits for it.
	["awaitsTeacher", ["conclusion", "evidence", "evidence-safe"]],
	["disputed", ["conclusion", "evidence", "evidence-safe"]],
	["awaitsVerdict", ["conclusion", "centre", "evidence", "evidence-safe"]],
	["awaitsDecision", ["conclusion", "centre", "evidence", "evidence-safe"]],
]

function applicationEntries(own: Own, asked: Collecting): CalendarEntry[] {
	const position = own.position.nominative
	const awaitsReview = isTagged(applicationLifecycle, own.state, "awaitsRegistration")
	const review =
		awaitsReview && own.reviewDueOn ? entryOn(subjectOf(own, position), "review", own.reviewDueOn) : []
	const sitting = [...meetingEntries(own, position), ...arrangedWith(own)]
	const periodId = own.schedule?.periodId
	if (!periodId) return [...review, ...sitting]
	const done = new Set(
		DONE_AT.filter(([tag]) => isTagged(applicationLifecycle, own.state, tag)).flatMap(([, ids]) => ids),
	)
	const preliminary = isTagged(applicationLifecycle, own.state, "unapproved") ? " (предварительный)" : ""
	const about = `период ${period(periodId).label}${preliminary}`
	const facts = { periodId, remote: own.attestationForm === "remote" }
	const dates = entriesOf(subjectOf(own, about), "period", facts, numbersOf(asked, periodId))
	return [...review, ...sitting, ...dates.filter(({ deadline }) => !done.has(deadline))]
}

/** The sitting that the teacher was invited to, with the time and place from the letter. */
function meetingEntries(own: Own, position: string): CalendarEntry[] {
	const call = own.sittingCall
	if (!call || call.cancelledAt) return []
	const { heldOn, startsAt, place } = call
	return entryOn(subjectOf(own, `${position}; ${place}`), "sitting", heldOn, startsAt).map((entry) => ({
		...entry,
		place,
	}))
}

/** The days that the experts have named. */
const arrangedWith = (own: Own): CalendarEntry[] =>
	ARRANGED.includes(own.state)
		? own.seats.flatMap(({ post, ...seat }) =>
				arrangedEntries(seat, {
					role: "teacher",
					applicationId: own.id,
					with: nameLine(post as Post),
					place: own.organisation.name,
					to: paths.teacher(own.id),
				}),
			)
		: []

interface HeldCategory {
	positionCode: string
	position: string
	category: string
	setOn: string | null
	endsOn: string | null
}

/** A category that the system did not grant is known only from the form. */
function categoryInForm(own: Own): HeldCategory {
	const form = own.form as FormDraft
	return {
		positionCode: own.positionCode,
		position: own.position.nominative,
		category: own.currentCategory,
		setOn: form.currentTerm === "indefinite" ? null : parseTypedDate(form.currentSetOn ?? ""),
		endsOn: own.currentEndsOn,
	}
}

const CATEGORY_WORDS: Readonly<Record<string, string>> = { first: "первая", highest: "высшая" }

/** While an application is open, advice on when to apply would only confuse. */
function categoryEntries(held: HeldCategory, asked: Collecting, filed: boolean): CalendarEntry[] {
	const { category, setOn, endsOn, position, positionCode } = held
	if (category !== "first" && category !== "highest") return []
	const about = `${CATEGORY_WORDS[category]} категория, ${position}`
	const subject = { role: "teacher" as const, key: positionCode, about, to: paths.teacherApplication() }
	const dates = entriesOf(subject, "category", { category, setOn, endsOn }, asked.numbersOn(asked.from))
	return filed ? dates.filter(({ deadline }) => deadline === "category-ends") : dates
}

function refusalEntries(own: Own, asked: Collecting): CalendarEntry[] {
	if (!own.decidedOn) return []
	const about = `${CATEGORY_WORDS[own.claimedCategory ?? ""] ?? ""} категория, ${own.position.nominative}`
	return entriesOf(
		subjectOf(own, about),
		"refusal",
		{ decidedOn: own.decidedOn },
		asked.numbersOn(own.decidedOn),
	)
}
