import { addMonths } from "#app/utils/civil-date.ts"
import { counted, shortDate } from "#app/utils/russian.ts"
import type { Matter, Order } from "./orders.ts"

/** What the rules read. Dates are civil dates; «the position» is the one that the application names. */
export type RulebookFacts = {
	claimed: "first" | "highest"
	current: {
		category: "none" | "first" | "highest"
		setOn: string | null
		endsOn: string | null
		indefinite: boolean
	}
	/** The teacher has had a category before, perhaps an expired one. */
	everHeld: boolean
	/** The present category was granted for the position of the application. */
	samePosition: boolean
	/** When первая was granted for the position, if it was and the date is known. */
	firstSetOn: string | null
	positionCode: string
	organisationKind: "school" | "kindergarten" | "additional" | "vocational" | "special" | "other"
	/** The last refusal: its day and the category that was refused. */
	refusedOn: string | null
	refusedCategory: "first" | "highest" | null
}

/** What the region chose; the Order says nothing about it. The caller may pass other values from the settings. */
export const RULEBOOK_SETTINGS = {
	/** Days before the end of the category. With a later application the category may lapse for a time. */
	monthsBeforeEnd: 3,
	/** An application for the same category is «too early» while at least this much of its term is left. */
	tooEarlyMonths: 12,
}
export type RulebookSettings = typeof RULEBOOK_SETTINGS

/** Posts of vocational education that school teachers choose by mistake. */
const VOCATIONAL_POSITIONS: readonly string[] = ["prepodavatel"]

/** How long after a refusal the same category cannot be applied for. */
const REFUSAL_MONTHS = 12

const NOMINATIVE = { first: "первая", highest: "высшая" } as const
const ACCUSATIVE = { first: "первую", highest: "высшую" } as const

/** «через 2 года» */
const yearsOf = (count: number) => counted(count, ["год", "года", "лет"])
/** «менее 2 лет» */
const lessThanYears = (count: number) => counted(count, ["года", "лет", "лет"])

export type Rule = {
	/** The code of the typical reason for rejection, where one exists. */
	code: string
	severity: "blocks" | "warns"
	/** The matter of the Order that the finding cites. */
	matter: Matter
	/** A Russian sentence when the rule applies, else null. */
	finds: (facts: RulebookFacts, date: string, order: Order, settings: RulebookSettings) => string | null
}

const held = ({ everHeld, current }: RulebookFacts) => everHeld || current.category !== "none"

/** Высшая again, for the same position: the old Order does not require two years from its holder. */
const renewsHighest = ({ current, samePosition }: RulebookFacts) =>
	current.category === "highest" && samePosition

const waitsAfterFirst = (facts: RulebookFacts, order: Order) =>
	facts.claimed === "highest" &&
	order.highestMinYearsAfterFirst !== null &&
	held(facts) &&
	!renewsHighest(facts)

/**
 * Only a prohibition of the Order itself blocks an application. Dates only warn, because the ministry has stated that the calendar
 * may not restrict filing. Items whose number or wording has no public source only warn, too.
 */
export const RULES: readonly Rule[] = [
	{
		code: "highest_without_category",
		severity: "blocks",
		matter: "highestEligibility",
		finds: (facts, _date, { highestMinYearsAfterFirst: years }) => {
			if (facts.claimed !== "highest" || held(facts)) return null
			return years === null
				? "На высшую категорию может подать тот, кто имеет или имел первую или высшую категорию. Выберите первую категорию или укажите сведения о прежней."
				: `На высшую категорию подают не раньше чем через ${yearsOf(years)} после установления первой. Выберите первую категорию или укажите сведения о прежней.`
		},
	},
	{
		code: "highest_other_position",
		severity: "blocks",
		matter: "highestEligibility",
		finds: (facts, _date, order) =>
			waitsAfterFirst(facts, order) && order.highestSamePositionRequired && !facts.samePosition
				? "На высшую категорию можно подать только по той должности, по которой установлена первая. По другой должности сначала подают на первую."
				: null,
	},
	{
		code: "highest_before_term",
		severity: "blocks",
		matter: "highestEligibility",
		finds: (facts, date, order) => {
			if (!waitsAfterFirst(facts, order) || !facts.samePosition || !facts.firstSetOn) return null
			const years = order.highestMinYearsAfterFirst ?? 0
			const allowedFrom = addMonths(facts.firstSetOn, 12 * years)
			return date < allowedFrom
				? `Со дня установления первой категории (${shortDate(facts.firstSetOn)}) прошло менее ${lessThanYears(years)}. На высшую можно подать с ${shortDate(allowedFrom)}.`
				: null
		},
	},
	{
		code: "first_date_unknown",
		severity: "warns",
		matter: "highestEligibility",
		finds: (facts, _date, order) =>
			waitsAfterFirst(facts, order) && facts.samePosition && !facts.firstSetOn
				? `Дата установления первой категории не указана. Проверьте, что с того дня прошло не менее ${lessThanYears(order.highestMinYearsAfterFirst ?? 0)}.`
				: null,
	},
	{
		code: "category_ended",
		severity: "warns",
		matter: "reviewTerm",
		finds: ({ current }, date) =>
			current.category !== "none" && !current.indefinite && current.endsOn && current.endsOn < date
				? `Срок действия категории истёк ${shortDate(current.endsOn)}. Подать заявление можно, но до решения комиссии категории не будет.`
				: null,
	},
	{
		code: "category_ends_soon",
		severity: "warns",
		matter: "reviewTerm",
		finds: ({ current }, date, _order, { monthsBeforeEnd }) => {
			if (current.category === "none" || current.indefinite || !current.endsOn) return null
			const advisedUntil = addMonths(current.endsOn, -monthsBeforeEnd)
			return date > advisedUntil && date <= current.endsOn
				? `Категория действует до ${shortDate(current.endsOn)}. Советуем подавать не позднее чем за ${counted(monthsBeforeEnd, ["месяц", "месяца", "месяцев"])}, то есть до ${shortDate(advisedUntil)} включительно: теперь комиссия может не успеть до её окончания.`
				: null
		},
	},
	{
		code: "too_early",
		severity: "warns",
		matter: "reviewTerm",
		finds: ({ claimed, current, samePosition }, date, _order, { tooEarlyMonths, monthsBeforeEnd }) => {
			if (current.category !== claimed || !samePosition) return null
			if (current.indefinite)
				return `По этой должности уже установлена ${NOMINATIVE[claimed]} категория без срока действия, подтверждать её не нужно.`
			if (!current.endsOn || addMonths(date, tooEarlyMonths) > current.endsOn) return null
			return `Заявление подаётся на ту же категорию, а срок действующей истекает нескоро: ${shortDate(current.endsOn)}. Такое заявление могут отклонить; подавайте ближе к окончанию, не позднее ${shortDate(addMonths(current.endsOn, -monthsBeforeEnd))}.`
		},
	},
	{
		code: "refused_recently",
		severity: "warns",
		matter: "reapplyAfterRefusal",
		finds: ({ claimed, refusedOn, refusedCategory }, date) => {
			if (!refusedOn || refusedCategory !== claimed) return null
			const allowedFrom = addMonths(refusedOn, REFUSAL_MONTHS)
			return date < allowedFrom
				? `${shortDate(refusedOn)} комиссия отказала в установлении этой категории. Подать на ${ACCUSATIVE[claimed]} снова можно через год, с ${shortDate(allowedFrom)}.`
				: null
		},
	},
	{
		code: "position_error",
		severity: "warns",
		matter: "applicationContent",
		finds: ({ positionCode, organisationKind }) =>
			VOCATIONAL_POSITIONS.includes(positionCode) && organisationKind !== "vocational"
				? "Должность «преподаватель» относится к профессиональному образованию и школам искусств. Сверьте должность с трудовым договором: в школе это чаще всего «учитель»."
				: null,
	},
]
