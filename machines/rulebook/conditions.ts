import { addMonths } from "#app/utils/civil-date.ts"
import { counted } from "#app/utils/russian.ts"
import type { RulebookFacts } from "./facts.ts"
import type { ProcedureNumbers } from "./numbers.ts"
import type { Values } from "./wording.ts"

/** Whether a rule applies on a day: null, or the values that its sentence shows. */
type Condition = (facts: RulebookFacts, date: string, numbers: ProcedureNumbers) => Values | null

/** Positions in vocational education that school teachers choose by mistake. */
const VOCATIONAL_POSITIONS: readonly string[] = ["prepodavatel"]

/** Positions in schools that teachers of kindergartens choose by mistake. Speech therapists and the like work in both. */
const SCHOOL_POSITIONS: readonly string[] = ["uchitel"]

type Workplace = Pick<RulebookFacts, "positionCode" | "organisationKind">

const isVocationalElsewhere = ({ positionCode, organisationKind }: Workplace) =>
	VOCATIONAL_POSITIONS.includes(positionCode) && organisationKind !== "vocational"

const isSchoolInKindergarten = ({ positionCode, organisationKind }: Workplace) =>
	SCHOOL_POSITIONS.includes(positionCode) && organisationKind === "kindergarten"

/** False for a position that people in such an organisation choose by mistake. It can still be right: a contract decides. */
export const isUsualPosition = (workplace: Workplace): boolean =>
	!isVocationalElsewhere(workplace) && !isSchoolInKindergarten(workplace)

const NOMINATIVE = { first: "первая", highest: "высшая" } as const
const ACCUSATIVE = { first: "первую", highest: "высшую" } as const
const NOTHING_TO_SHOW: Values = {}

const held = ({ everHeld, current }: RulebookFacts) => everHeld || current.category !== "none"

/** Высшая again for the same position. The old Order does not require such a teacher to wait two years. */
const renewsHighest = ({ current, samePosition }: RulebookFacts) =>
	current.category === "highest" && samePosition

const waitsAfterFirst = (facts: RulebookFacts) =>
	facts.claimed === "highest" && held(facts) && !renewsHighest(facts)

/** The last day of the current category, or null if there is none or it has no term. */
const endOf = ({ current }: RulebookFacts) =>
	current.category === "none" || current.indefinite ? null : current.endsOn

const claimsTheSame = ({ claimed, current, samePosition }: RulebookFacts) =>
	current.category === claimed && samePosition

/** «год», «2 года», «7 месяцев» */
function termInWords(months: number): string {
	if (months === 12) return "год"
	return months % 12 === 0
		? counted(months / 12, ["год", "года", "лет"])
		: counted(months, ["месяц", "месяца", "месяцев"])
}

/** The conditions that rules name. Which rule uses which condition, from when and with which words, is data. */
export const CONDITIONS = {
	"highest-without-category": (facts) =>
		facts.claimed === "highest" && !held(facts) ? NOTHING_TO_SHOW : null,

	"highest-other-position": (facts) =>
		waitsAfterFirst(facts) && !facts.samePosition ? NOTHING_TO_SHOW : null,

	"highest-before-term": (facts, date, { highestAfterYears }) => {
		if (!waitsAfterFirst(facts) || !facts.samePosition || !facts.firstSetOn) return null
		const allowedFrom = addMonths(facts.firstSetOn, 12 * highestAfterYears)
		return date < allowedFrom ? { setOn: facts.firstSetOn, allowedFrom } : null
	},

	"first-date-unknown": (facts) =>
		waitsAfterFirst(facts) && facts.samePosition && !facts.firstSetOn ? NOTHING_TO_SHOW : null,

	"category-ended": (facts, date) => {
		const endsOn = endOf(facts)
		return endsOn && endsOn < date ? { endsOn } : null
	},

	"category-ends-soon": (facts, date, { renewalMonths }) => {
		const endsOn = endOf(facts)
		if (!endsOn) return null
		const advisedUntil = addMonths(endsOn, -renewalMonths)
		return date > advisedUntil && date <= endsOn ? { endsOn, advisedUntil } : null
	},

	"same-category-too-early": (facts, date, { tooEarlyMonths, renewalMonths }) => {
		const endsOn = endOf(facts)
		if (!claimsTheSame(facts) || !endsOn || addMonths(date, tooEarlyMonths) > endsOn) return null
		return { endsOn, advisedUntil: addMonths(endsOn, -renewalMonths) }
	},

	"same-category-indefinite": (facts) =>
		claimsTheSame(facts) && facts.current.indefinite
			? { claimedNominative: NOMINATIVE[facts.claimed] }
			: null,

	"refused-recently": ({ claimed, refusedOn, refusedCategory }, date, { refusalMonths }) => {
		if (!refusedOn || refusedCategory !== claimed) return null
		const allowedFrom = addMonths(refusedOn, refusalMonths)
		return date < allowedFrom
			? { refusedOn, claimed: ACCUSATIVE[claimed], refusalTerm: termInWords(refusalMonths), allowedFrom }
			: null
	},

	"position-of-vocational-education": (facts) => (isVocationalElsewhere(facts) ? NOTHING_TO_SHOW : null),

	"school-position-in-kindergarten": (facts) => (isSchoolInKindergarten(facts) ? NOTHING_TO_SHOW : null),
} as const satisfies Record<string, Condition>

export type ConditionName = keyof typeof CONDITIONS

/** The values that the sentence of a condition may show in addition to the numbers of the procedure. */
export const CONDITION_VALUES: Readonly<Record<ConditionName, readonly string[]>> = {
	"highest-without-category": [],
	"highest-other-position": [],
	"highest-before-term": ["setOn", "allowedFrom"],
	"first-date-unknown": [],
	"category-ended": ["endsOn"],
	"category-ends-soon": ["endsOn", "advisedUntil"],
	"same-category-too-early": ["endsOn", "advisedUntil"],
	"same-category-indefinite": ["claimedNominative"],
	"refused-recently": ["refusedOn", "claimed", "refusalTerm", "allowedFrom"],
	"position-of-vocational-education": [],
	"school-position-in-kindergarten": [],
}
