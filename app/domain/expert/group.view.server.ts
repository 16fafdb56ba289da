import { type Prisma, prisma } from "#app/db/client.server.ts"
import { literally } from "#app/db/search.server.ts"
import { categoryText } from "#app/documents/phrases.ts"
import { type Actor, groupsOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { searchWords, shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { daysLeft, isPeriodId, period } from "#machines/calendar.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import type { Rulebook } from "#machines/rulebook/index.ts"
import { loadApplications } from "../application/application.facts.server.ts"
import { type NamesBeside, withNamesBeside } from "../list/names-beside.server.ts"
import { pageOfApplications } from "../list/page-of-applications.server.ts"
import { nameLine } from "../person/post.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import type { GroupQuery } from "./group-query.ts"

/** From the approval of the schedule until the commission decides. */
const APPROVED = statesTagged(applicationLifecycle, "approved")

/** In-person conclusions that go through the head of a subject group. */
const THROUGH_GROUP = {
	state: { in: APPROVED },
	procedure: "general",
	attestationForm: "in_person",
	municipality: { hasGroupHeads: true },
} satisfies Prisma.ApplicationWhereInput

/** Applications in the actor's own subjects, each in its municipality. Nobody handles their own application. */
function ofGroupHead(actor: Actor): Prisma.ApplicationWhereInput {
	const groups = groupsOf(actor).map(({ municipalityCode, subjectId }) => ({
		municipalityCode,
		engagement: { subjectId },
	}))
	// An empty OR inside an AND would match the applications of everybody.
	if (groups.length === 0) return { id: { in: [] } }
	return { ...THROUGH_GROUP, teacherId: { not: actor.id }, OR: groups }
}

/** What each figure above the list counts, and filters by. */
function shownBy(show: GroupQuery["show"], today: string, rulebook: Rulebook): Prisma.ApplicationWhereInput {
	const notReceived = { paperReceivedOn: null }
	const notPassed = { paperReceivedOn: { not: null }, paperPassedOn: null }
	switch (show) {
		case "all":
			return {}
		case "to-receive":
			return notReceived
		case "to-pass":
			return notPassed
		case "passed":
			return { paperPassedOn: { not: null } }
		case "late":
			return {
				OR: [
					{ ...notReceived, schedule: { periodId: { in: periodsPast("groupHeadBy", today, rulebook) } } },
					{ ...notPassed, schedule: { periodId: { in: periodsPast("groupHeadPassesBy", today, rulebook) } } },
				],
			}
	}
}

/** Periods of the last two years whose last day for this step has passed. Nobody has to handle older papers any more. */
function periodsPast(step: "groupHeadBy" | "groupHeadPassesBy", today: string, rulebook: Rulebook): string[] {
	const [year = 0, month = 1] = today.split("-").map(Number)
	const months = Array.from({ length: 24 }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)))
	return months
		.map((day) => day.toISOString().slice(0, 7))
		.filter((id) => isPeriodId(id) && deadlinesBy(rulebook, id)[step] < today)
}

const columns = {
	id: true,
	state: true,
	fullName: true,
	claimedCategory: true,
	subjectNominative: true,
	paperReceivedOn: true,
	paperPassedOn: true,
} satisfies Prisma.ApplicationSelect

type Row = Prisma.ApplicationGetPayload<{ select: typeof columns }> & { beside: NamesBeside }

interface Asked {
	actor: Actor
	query: GroupQuery
	now: Date
}

/** «Бумажные заключения» of the groups that the actor leads, with the buttons «Получено» and «Передано». */
export const viewGroup = (asked: Asked) => viewPapers(asked, ofGroupHead(asked.actor))

/** The same list for the coordinator of the municipality, who sees what is late but does not mark it. */
export const viewMunicipalityPapers = ({
	municipalityCode,
	...asked
}: Asked & { municipalityCode: string }) => viewPapers(asked, { ...THROUGH_GROUP, municipalityCode })

async function viewPapers({ actor, query, now }: Asked, whose: Prisma.ApplicationWhereInput) {
	const today = civilDate(now)
	const rulebook = await loadRulebook(prisma)
	const named = searchWords(query.q).map((word) => ({ searchName: { contains: literally(word) } }))
	const where = { AND: [whose, shownBy(query.show, today, rulebook), ...named] }
	const count = (show: GroupQuery["show"]) =>
		prisma.application.count({ where: { AND: [whose, shownBy(show, today, rulebook)] } })
	const [{ rows, ...pages }, all, toReceive, toPass, late] = await Promise.all([
		pageOfApplications({
			page: query.page,
			where,
			orderBy: [{ schedule: { periodId: "asc" } }, { searchName: "asc" }, { id: "asc" }],
			select: columns,
		}),
		count("all"),
		count("to-receive"),
		count("to-pass"),
		count("late"),
	])
	const [withNames, loaded] = await Promise.all([
		withNamesBeside(rows),
		loadApplications(
			prisma,
			rows.map(({ id }) => id),
			now,
		),
	])
	return {
		rows: withNames.flatMap((row) => {
			const found = loaded.get(row.id)
			if (!found) return []
			const { version, events } = explainLoaded(actor, "application", found, now)
			return [{ ...paperOf(row, today, rulebook), version, events: eventsIn("group", "application", events) }]
		}),
		figures: { all, toReceive, toPass, late },
		query,
		...pages,
	}
}
export type GroupView = Awaited<ReturnType<typeof viewPapers>>
export type GroupRow = GroupView["rows"][number]

function paperOf(row: Row, today: string, rulebook: Rulebook) {
	const { paperReceivedOn: received, paperPassedOn: passed, beside } = row
	const dates = beside.periodId ? deadlinesBy(rulebook, beside.periodId) : null
	return {
		id: row.id,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		name: row.fullName,
		post: [beside.position, row.subjectNominative, beside.organisation].filter(Boolean).join(", "),
		category: categoryText(row.claimedCategory),
		period: beside.periodId ? period(beside.periodId).label : "",
		experts: beside.posts.map(nameLine),
		received: stepOf(received, dates?.groupHeadBy, today),
		// A paper must be received before it can be passed on.
		passed: stepOf(passed, received ? dates?.groupHeadPassesBy : undefined, today),
	}
}

/** One step of a paper: the day on which it was done, or the last day for it and the number of days left. */
function stepOf(doneOn: string | null, by: string | undefined, today: string) {
	return {
		on: doneOn ? shortDate(doneOn) : null,
		by: by ? shortDate(by) : null,
		left: !doneOn && by ? daysLeft(by, today) : null,
		wasLate: Boolean(doneOn && by && doneOn > by),
	}
}
