import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { type Actor, ROLES } from "#app/policies/policy.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { longDate, longDateTime, shortDate, wholeDate } from "#app/utils/russian.ts"
import {
	type ProcedureRule,
	RULE_GROUPS,
	RULES,
	type RuleGroup,
	rulebookOf,
	rulesWith,
} from "#machines/rulebook/index.ts"
import { NUMBER_LIMITS } from "#machines/rulebook/numbers.ts"
import { changedAgainBy, contradictionsOf } from "./contradictions.ts"
import { describeChanges } from "./describe-changes.ts"
import { dayOfDraft, ensureOperator, loadDraft, type RuleDraft } from "./draft.server.ts"
import { affectedBy } from "./impact.server.ts"
import { movedDates } from "./moved-dates.server.ts"
import { RuleChangesSchema } from "./rule-changes.schema.ts"
import { editableNumbers } from "./rule-form.ts"
import { latestChanges, loadDecisions } from "./rulebook.server.ts"
import { effectWords } from "./rules.view.server.ts"

/** «Правила и сроки» for operators: the draft with its effects, every rule, and the history. */
export async function viewOperatorRules({
	actor,
	from,
	now,
}: {
	actor: Actor
	/** The typed day, from which the page shows the effects of the draft. */
	from: string | null
	now: Date
}) {
	ensureOperator(actor)
	const today = civilDate(now)
	const [draft, latest, history] = await Promise.all([
		loadDraft(prisma),
		latestChanges(prisma),
		historyOf(today),
	])
	const rules = rulesWith(draft?.changes ?? latest)
	const changed = new Set(draft ? describeChanges(draft.base, draft.changes).map(({ rule }) => rule) : [])
	const groups = Object.keys(RULE_GROUPS) as RuleGroup[]
	return {
		version: draft?.version ?? 0,
		draft: draft && {
			differences: describeChanges(draft.base, draft.changes),
			from: from ?? shortDate(addDays(today, 1)),
			preview: from === null ? null : await previewOf(draft, from, today),
		},
		groups: groups.map((id) => ({
			id,
			title: RULE_GROUPS[id],
			rules: rules
				.filter(({ group }) => group === id)
				.map((rule) => ({
					id: rule.id,
					title: rule.title,
					effect: effectWords(rule),
					origin: rule.origin === "order" ? "Порядок" : "регион",
					changed: changed.has(rule.id),
				})),
		})),
		history,
	}
}
export type OperatorRulesView = Awaited<ReturnType<typeof viewOperatorRules>>

/** The effects of the draft if it came into force on the typed day: findings, dates of periods, and objections. */
async function previewOf({ base, changes }: RuleDraft, typed: string, today: string) {
	try {
		const decisions = await loadDecisions(prisma)
		const day = dayOfDraft(decisions, typed, today)
		const number = Math.max(0, ...decisions.map((one) => one.number)) + 1
		const decision = { number, inForceFrom: day, base, changes }
		const [before, after] = [rulebookOf(decisions), rulebookOf([...decisions, decision])]
		const touched = new Set(describeChanges(base, changes).map(({ rule }) => rule))
		const others = decisions.map((one) => ({ ...one, touches: describeChanges(one.base, one.changes) }))
		return {
			problem: null,
			day: wholeDate(day),
			past: day < today,
			contradictions: contradictionsOf(decision, decisions),
			again: changedAgainBy(touched, day, others),
			dates: await movedDates({ before, after, today }),
			...(await affectedBy({ before, after, from: day, today })),
		}
	} catch (error) {
		if (!(error instanceof DomainError)) throw error
		const problem = error.fields.inForceFrom ?? error.message
		const nothing = { contradictions: [], again: [], dates: [], named: [] }
		return { problem, day: "", past: false, count: 0, examined: 0, ...nothing }
	}
}

/** The history shows this many editions. There are a few each year. */
const SHOWN = 50

async function historyOf(today: string) {
	const rows = await prisma.rulebookEdition.findMany({
		where: { publishedAt: { not: null } },
		orderBy: { number: "desc" },
		take: SHOWN,
		select: {
			number: true,
			inForceFrom: true,
			note: true,
			base: true,
			changes: true,
			publishedAt: true,
			publishedBy: { select: HAND },
			withdrawnAt: true,
			withdrawnBy: { select: HAND },
			withdrawnNote: true,
		},
	})
	return rows.map(({ number, inForceFrom, note, base, changes, ...row }) => ({
		number: number ?? 0,
		from: longDate(inForceFrom ?? ""),
		note,
		at: row.publishedAt ? longDateTime(row.publishedAt) : "",
		by: handOf(row.publishedBy),
		isAhead: (inForceFrom ?? "") > today,
		withdrawn: row.withdrawnAt && {
			at: longDateTime(row.withdrawnAt),
			by: handOf(row.withdrawnBy),
			why: row.withdrawnNote,
		},
		differences: describeChanges(RuleChangesSchema.parse(base), RuleChangesSchema.parse(changes)),
	}))
}

const HAND = { surname: true, name: true, patronymic: true, username: true } as const

const handOf = (person: (Parameters<typeof fullName>[0] & { username: string }) | null): string =>
	person ? fullName(person) || person.username : ""

/** One rule for its form; «new» is an empty rule of the region. */
export async function viewOperatorRule({ actor, ruleId, now }: { actor: Actor; ruleId: string; now: Date }) {
	ensureOperator(actor)
	const draft = await loadDraft(prisma)
	const rules = rulesWith(draft?.changes ?? (await latestChanges(prisma)))
	const rule = ruleId === "new" ? null : rules.find(({ id }) => id === ruleId)
	if (rule === undefined) throw notFound()
	const added = rule === null || !RULES.some(({ id }) => id === ruleId)
	return {
		version: draft?.version ?? 0,
		title: rule?.title ?? "Новое правило региона",
		added,
		values: {
			title: rule?.title ?? "",
			text: rule?.text ?? "",
			finding: rule?.finding ?? "",
			from: rule?.from ?? addDays(civilDate(now), 1),
			to: rule?.to ?? "",
			role: rule && rule.roles.length === 1 ? (rule.roles[0] ?? "") : "",
		},
		checks: rule?.condition != null,
		severity: rule?.severity ?? "informs",
		numbers: rule ? numbersView(rule) : [],
		roles: ROLES.map((role) => ({ value: role, label: roleText(role) })),
	}
}
export type OperatorRuleView = Awaited<ReturnType<typeof viewOperatorRule>>

const numbersView = (rule: ProcedureRule) =>
	editableNumbers(rule).map((name) => {
		const { label, unit, min, max } = NUMBER_LIMITS[name]
		return { name, label, hint: `От ${min} до ${max}, ${unit}`, value: String(rule.numbers[name]) }
	})
