import { ROLES, type Role } from "#app/policies/policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { CONDITION_VALUES } from "#machines/rulebook/conditions.ts"
import { type AddedRule, ORDERS, type ProcedureRule, type RuleChange } from "#machines/rulebook/index.ts"
import { NUMBER_LIMITS, NUMBER_NAMES, type NumberName } from "#machines/rulebook/numbers.ts"
import { unknownPlaces } from "#machines/rulebook/wording.ts"

type Typed = Readonly<Record<string, string>>

const LONGEST = { title: 120, text: 2000, finding: 1000 } as const
const FIRST_DAY = ORDERS[0]?.inForceFrom ?? ""
const LAST_DAY = "2099-12-31"

/** Reads the fields of one rule and collects every error before it refuses. */
class RuleReader {
	readonly errors: Record<string, string> = {}
	constructor(private readonly typed: Typed) {}

	words(name: keyof typeof LONGEST, places: readonly string[]): string {
		const text = (this.typed[name] ?? "").replace(/[^\S\n]+/g, " ").trim()
		const [unknown] = unknownPlaces(text, places)
		if (text === "") this.errors[name] = "Заполните поле: пустое правило никто не поймёт."
		else if (text.length > LONGEST[name])
			this.errors[name] = `Слишком длинно: не больше ${LONGEST[name]} знаков, сейчас ${text.length}.`
		else if (unknown)
			this.errors[name] =
				`Система не знает, что поставить вместо ${unknown}. Верните прежние слова в фигурных скобках.`
		return text
	}

	day(name: "from" | "to"): string | null {
		const typed = (this.typed[name] ?? "").trim()
		if (typed === "" && name === "to") return null
		const date = parseTypedDate(typed)
		if (!date) this.errors[name] = "Напишите дату, например 01.09.2026."
		else if (date < FIRST_DAY || date > LAST_DAY)
			this.errors[name] = "Такой даты у правила быть не может. Проверьте год."
		return date
	}

	days(): { from: string; to: string | null } {
		const from = this.day("from")
		const to = this.day("to")
		if (from && to && to < from) this.errors.to = "Последний день раньше первого. Проверьте даты."
		return { from: from ?? "", to }
	}

	number(name: NumberName): number {
		const { min, max } = NUMBER_LIMITS[name]
		const typed = (this.typed[name] ?? "").trim()
		const value = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN
		if (!(value >= min && value <= max)) this.errors[name] = `Напишите целое число от ${min} до ${max}.`
		return value
	}

	done<Result>(result: Result): Result {
		if (Object.keys(this.errors).length > 0) throw invalid(this.errors)
		return result
	}
}

/** The numbers of a rule that operators may change. The region cannot choose the Order's own numbers. */
export const editableNumbers = ({ origin, numbers }: ProcedureRule): NumberName[] =>
	origin === "region"
		? NUMBER_NAMES.filter(
				(name) => numbers[name] !== undefined && NUMBER_LIMITS[name].min < NUMBER_LIMITS[name].max,
			)
		: []

/**
 * The rule from the form, compared with the rule that came with the program.
 * @returns only the differences, or null if there are none
 * @throws DomainError invalid by field
 */
export function changeOf(builtIn: ProcedureRule, typed: Typed): RuleChange | null {
	const reader = new RuleReader(typed)
	const title = reader.words("title", [])
	const text = reader.words("text", NUMBER_NAMES)
	const finding = builtIn.condition
		? reader.words("finding", [...NUMBER_NAMES, ...CONDITION_VALUES[builtIn.condition]])
		: null
	const { from, to } = reader.days()
	const numbers = editableNumbers(builtIn)
		.map((name) => [name, reader.number(name)] as const)
		.filter(([name, value]) => value !== builtIn.numbers[name])
	const change: RuleChange = {
		...(title !== builtIn.title && { title }),
		...(text !== builtIn.text && { text }),
		...(finding !== null && finding !== builtIn.finding && { finding }),
		...(from !== builtIn.from && { from }),
		...(to !== builtIn.to && { to }),
		...(numbers.length > 0 && { numbers: Object.fromEntries(numbers) }),
	}
	return reader.done(Object.keys(change).length > 0 ? change : null)
}

/** A rule of the region from the form. @throws DomainError invalid by field */
export function addedOf(id: string, typed: Typed): AddedRule {
	const reader = new RuleReader(typed)
	const title = reader.words("title", [])
	const text = reader.words("text", NUMBER_NAMES)
	const days = reader.days()
	const role = ROLES.find((one) => one === typed.role)
	const roles: readonly Role[] = role ? [role] : ROLES
	return reader.done({ id, group: "region" as const, title, text, roles, ...days })
}
