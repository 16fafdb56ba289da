import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import { type Actor, ROLES, type Role } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import {
	citation,
	editionOn,
	FACT_WORDS,
	isInEffect,
	numbersOn,
	ORDERS,
	orderInForce,
	type ProcedureRule,
	RULE_GROUPS,
	type RuleGroup,
	rulesOn,
	sourcesOf,
} from "#machines/rulebook/index.ts"
import { fill } from "#machines/rulebook/wording.ts"
import { REJECTION_REASONS, SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { loadRulebook } from "./rulebook.server.ts"

export interface RuleView {
	id: string
	title: string
	text: string
	/** «п. 30, приказ …» or «правило региона», oldest first, each with the days on which it contained the rule. */
	sources: { words: string; effect: string; holds: boolean }[]
	severity: ProcedureRule["severity"]
	/** What the check reads, in words. Empty if nothing is checked. */
	reads: string
}

export const effectWords = ({ from, to }: Pick<ProcedureRule, "from" | "to">): string =>
	to ? `с ${shortDate(from)} по ${shortDate(to)}` : `с ${shortDate(from)}`

const readsWords = ({ reads }: ProcedureRule) => reads.map((name) => FACT_WORDS[name]).join(", ")

const roleNamed = (asked: string | null): Role | null => ROLES.find((role) => role === asked) ?? null

/** A day before the first Order has no rules, so the page shows the first day that has some. */
const FIRST_DAY = ORDERS[0]?.inForceFrom ?? "2014-06-15"

/**
 * «Правила и сроки»: every rule of a day, as people read it. Without a role in the address it shows the rules for the
 * reader's own role, and those for teachers to a visitor.
 */
export async function viewRules({
	actor,
	asked,
	now,
}: {
	actor: Actor | null
	/** Whose rules to show: a role, or everybody's. */
	asked: { whose: string | null; date: string | null }
	now: Date
}) {
	const today = civilDate(now)
	const typed = (asked.date ?? "").trim()
	const parsed = typed === "" ? today : parseTypedDate(typed)
	const date = parsed && parsed >= FIRST_DAY ? parsed : today
	const role = asked.whose === EVERYBODYS.value ? null : (roleNamed(asked.whose) ?? ownRole(actor))
	const rulebook = await loadRulebook(prisma)
	const numbers = { ...numbersOn(rulebook, date) }
	const edition = editionOn(rulebook, date)
	const shown = rulesOn(rulebook, date).filter(({ roles }) => role === null || roles.includes(role))
	const view = (rule: ProcedureRule): RuleView => ({
		id: rule.id,
		title: rule.title,
		text: fill(rule.text, numbers),
		sources: sourcesOf(rule).map((source) => ({
			words: source.words,
			effect: effectWords(source),
			holds: isInEffect(source, date),
		})),
		severity: rule.severity,
		reads: readsWords(rule),
	})
	const groups = Object.keys(RULE_GROUPS) as RuleGroup[]
	return {
		date,
		day: longDate(date),
		typed: typed || shortDate(date),
		problem:
			parsed === null
				? "Не получилось прочитать дату. Напишите, например, 01.09.2023."
				: parsed < FIRST_DAY
					? `Правила известны с ${shortDate(FIRST_DAY)}.`
					: null,
		whose: role ?? EVERYBODYS.value,
		roles: [...ROLES.map((one) => ({ value: one as string, label: roleText(one) })), EVERYBODYS],
		order: citation(orderInForce(date)),
		edition: edition ? { number: edition.number, from: longDate(edition.inForceFrom) } : null,
		groups: groups
			.map((id) => ({
				id,
				title: RULE_GROUPS[id],
				rules: shown.filter(({ group }) => group === id).map(view),
			}))
			.filter(({ rules }) => rules.length > 0),
		grounds: SIMPLIFIED_GROUNDS.map(({ title, document }) => ({ title, document })),
		reasons: REJECTION_REASONS.map(({ title, fix }) => ({ title, fix })),
	}
}
export type RulesView = Awaited<ReturnType<typeof viewRules>>

const EVERYBODYS = { value: "all", label: "Все правила" }

const ownRole = (actor: Actor | null): Role => actor?.grants[0]?.role ?? "teacher"
