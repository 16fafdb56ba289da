import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { examine, type Finding, type Rulebook } from "#machines/rulebook/index.ts"
import { rulebookFactsOf } from "../application/application.rulebook.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { type RulebookHistory, rulebookHistory } from "../application/rulebook-history.sql.server.ts"

const ACTIVE = statesTagged(applicationLifecycle, "active")
/** Not submitted, or sent back, so the day of submission is still to come. */
const AHEAD = [
	...statesTagged(applicationLifecycle, "draft"),
	...statesTagged(applicationLifecycle, "turnedBack"),
]

/** Applications examined at once. */
const AT_ONCE = 1000
/** The page names this many; the count includes all. */
const NAMED = 100

interface Open extends RulebookHistory {
	id: string
	state: string
	name: string
	journalNumber: number | null
	journalYear: number | null
	municipality: string
	receivedOn: string | null
	positionCode: string
	organisationKind: string
	form: FormDraft
}

/** An open application for which the draft gives other findings. */
export interface Affected {
	id: string
	name: string
	number: string
	municipality: string
	appears: Finding[]
	disappears: Finding[]
}

/**
 * One page, by id, of the applications that the draft can affect. A filed application is judged by its day, so those filed
 * before the draft's day are left out.
 */
const pageOf = (after: string, from: string) =>
	rowsOf<Open>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."state", a."journalNumber", a."journalYear", m."name" AS "municipality", a."receivedOn", a."positionCode",
			o."kind" AS "organisationKind", to_jsonb(f) AS "form",
			coalesce(nullif(a."fullName", ''), ${personName("p")}) AS "name",
			${rulebookHistory("a")}
		FROM "Application" a
		JOIN "Person" p ON p."id" = a."teacherId"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		JOIN "Municipality" m ON m."code" = a."municipalityCode"
		CROSS JOIN jsonb_to_record(a."form") AS f("claimedCategory" text, "currentCategory" text, "currentSetOn" text,
			"currentTerm" text, "currentEndsOn" text, "heldBefore" text)
		WHERE a."state" = ANY (${ACTIVE}) AND a."id" > ${after}
			AND (a."state" = ANY (${AHEAD}) OR a."receivedOn" IS NULL OR a."receivedOn" >= ${from})
		ORDER BY a."id" LIMIT ${AT_ONCE}`,
	)

/** «№ 14 за 2026 год» */
const numberOf = ({ journalNumber, journalYear }: Open) =>
	journalNumber ? `№ ${journalNumber} за ${journalYear} год` : "без номера"

/**
 * Which open applications would get other findings if the changes came into force on a day. Applications not filed yet are
 * judged as if they were filed on that day, or today if the day has passed.
 */
export async function affectedBy({
	before,
	after,
	from,
	today,
}: {
	before: Rulebook
	after: Rulebook
	from: string
	today: string
}): Promise<{ count: number; examined: number; named: Affected[] }> {
	const named: Affected[] = []
	let count = 0
	let examined = 0
	for (let last = ""; ; ) {
		const rows = await pageOf(last, from)
		for (const row of rows) {
			const change = changeFor(row, { before, after, ahead: from > today ? from : today, today })
			if (!change) continue
			count += 1
			if (named.length < NAMED) named.push(change)
		}
		examined += rows.length
		last = rows.at(-1)?.id ?? ""
		if (rows.length < AT_ONCE) break
	}
	named.sort((a, b) => a.name.localeCompare(b.name, "ru"))
	return { count, examined, named }
}

interface Comparison {
	before: Rulebook
	after: Rulebook
	/** The day by which an application that is not filed yet is judged. */
	ahead: string
	today: string
}

function changeFor(row: Open, { before, after, ahead, today }: Comparison): Affected | null {
	const facts = rulebookFactsOf(row.form, row)
	if (!facts) return null
	const notFiled = AHEAD.includes(row.state)
	const day = notFiled ? ahead : (row.receivedOn ?? today)
	const was = examine(facts, day, before)
	const is = examine(facts, day, after)
	const only = (these: Finding[], those: Finding[]) =>
		these.filter(({ sentence }) => !those.some((one) => one.sentence === sentence))
	const [appears, disappears] = [only(is, was), only(was, is)]
	if (appears.length + disappears.length === 0) return null
	const { id, name, municipality } = row
	return { id, name, number: numberOf(row), municipality, appears, disappears }
}
