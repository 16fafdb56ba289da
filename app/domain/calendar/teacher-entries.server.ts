import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Post } from "#app/documents/fill.ts"
import { paths } from "#app/utils/paths.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import type { DeadlineId } from "#machines/calendar/deadlines.ts"
import { period } from "#machines/calendar.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { nameLine } from "../person/post.ts"
import { ARRANGED, type Arrangement, arrangedEntries } from "./arranged-entries.server.ts"
import { type CalendarEntry, entriesOf, entryOn } from "./calendar-entry.ts"
import { type Collecting, groupBy, numbersOf } from "./collecting.ts"

const ACTIVE = new Set(statesTagged(applicationLifecycle, "active"))
const REFUSED = new Set(statesTagged(applicationLifecycle, "refused"))

/** No teacher has more applications than this. */
const MOST_APPLICATIONS = 50

interface OwnDates {
	id: string
	state: string
	positionCode: string
	position: string
	organisation: string
	attestationForm: string | null
	claimedCategory: string | null
	currentCategory: string
	currentEndsOn: string | null
	/** As typed into the form. */
	currentTerm: string | null
	currentSetOn: string | null
	reviewDueOn: string | null
	decidedOn: string | null
	periodId: string | null
	seats: (Arrangement & { post: Post })[]
	call: { heldOn: string; startsAt: string; place: string; isCancelled: boolean } | null
}

const ownDates = (personId: string) =>
	rowsOf<OwnDates>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."state", a."positionCode", p."nominative" AS "position", o."name" AS "organisation", a."attestationForm",
			a."claimedCategory", a."currentCategory", a."currentEndsOn", a."form"->>'currentTerm' AS "currentTerm",
			a."form"->>'currentSetOn' AS "currentSetOn", a."reviewDueOn", a."decidedOn", s."periodId",
			coalesce((SELECT jsonb_agg(to_jsonb(taken) ORDER BY taken."seat") FROM "Seat" taken
				WHERE taken."applicationId" = a."id"), '[]') AS "seats",
			CASE WHEN c."applicationId" IS NOT NULL THEN jsonb_build_object('heldOn', c."heldOn", 'startsAt', c."startsAt",
				'place', c."place", 'isCancelled', c."cancelledAt" IS NOT NULL) END AS "call"
		FROM "Application" a
		JOIN "Position" p ON p."code" = a."positionCode"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		LEFT JOIN "SittingCall" c ON c."applicationId" = a."id"
		WHERE a."teacherId" = ${personId}
		ORDER BY a."createdAt" DESC LIMIT ${MOST_APPLICATIONS}`,
	)

/** The categories that the system knows, the latest first. */
const grantedCategories = (personId: string) =>
	rowsOf<HeldCategory>(
		prisma,
		Prisma.sql`
		SELECT c."positionCode", p."nominative" AS "position", c."category", c."setOn", c."endsOn"
		FROM "Category" c JOIN "Position" p ON p."code" = c."positionCode"
		WHERE c."personId" = ${personId} ORDER BY c."setOn" DESC`,
	)

/** The dates of a teacher: the open application, the categories, a refusal. */
export async function teacherEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const { id } = asked.actor
	const [own, categories] = await Promise.all([ownDates(id), grantedCategories(id)])
	const active = own.filter(({ state }) => ACTIVE.has(state))
	const held = [...groupBy(categories, ({ positionCode }) => positionCode).values()].flatMap(
		([latest]) => latest ?? [],
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

const subjectOf = (own: OwnDates, about: string) => ({
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

function applicationEntries(own: OwnDates, asked: Collecting): CalendarEntry[] {
	const position = own.position
	const awaitsReview = isTagged(applicationLifecycle, own.state, "awaitsRegistration")
	const review =
		awaitsReview && own.reviewDueOn ? entryOn(subjectOf(own, position), "review", own.reviewDueOn) : []
	const sitting = [...meetingEntries(own, position), ...arrangedWith(own)]
	const { periodId } = own
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
function meetingEntries(own: OwnDates, position: string): CalendarEntry[] {
	if (!own.call || own.call.isCancelled) return []
	const { heldOn, startsAt, place } = own.call
	return entryOn(subjectOf(own, `${position}; ${place}`), "sitting", heldOn, startsAt).map((entry) => ({
		...entry,
		place,
	}))
}

/** The days that the experts have named. */
const arrangedWith = (own: OwnDates): CalendarEntry[] =>
	ARRANGED.includes(own.state)
		? own.seats.flatMap(({ post, ...seat }) =>
				arrangedEntries(seat, {
					role: "teacher",
					applicationId: own.id,
					with: nameLine(post),
					place: own.organisation,
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
function categoryInForm(own: OwnDates): HeldCategory {
	return {
		positionCode: own.positionCode,
		position: own.position,
		category: own.currentCategory,
		setOn: own.currentTerm === "indefinite" ? null : parseTypedDate(own.currentSetOn ?? ""),
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

function refusalEntries(own: OwnDates, asked: Collecting): CalendarEntry[] {
	if (!own.decidedOn) return []
	const about = `${CATEGORY_WORDS[own.claimedCategory ?? ""] ?? ""} категория, ${own.position}`
	return entriesOf(
		subjectOf(own, about),
		"refusal",
		{ decidedOn: own.decidedOn },
		asked.numbersOn(own.decidedOn),
	)
}
