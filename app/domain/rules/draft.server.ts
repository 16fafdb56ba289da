import { randomUUID } from "node:crypto"
import type { Db, Prisma, Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { rulebookPolicy } from "#app/policies/rulebook.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, invalid, notFound, stale } from "#app/utils/errors.ts"
import { inOneRound } from "#app/utils/http/one-round.ts"
import { shortDate } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { VersionSchema } from "#app/utils/typed/version.ts"
import {
	editionOn,
	RULES,
	type RuleChanges,
	type RuleDecision,
	rulebookOf,
} from "#machines/rulebook/index.ts"
import { forgetFindingsSince } from "../application/registration/findings.server.ts"
import { contradictionsOf } from "./contradictions.ts"
import { describeChanges } from "./describe-changes.ts"
import { RuleChangesSchema } from "./rule-changes.schema.ts"
import { addedOf, changeOf } from "./rule-form.ts"
import { forgetRulebook, latestChanges, loadDecisions } from "./rulebook.server.ts"

type Typed = Readonly<Record<string, string>>

/** The changes that operators are preparing. */
export interface RuleDraft {
	id: string
	/** The beginning of the draft. */
	base: RuleChanges
	changes: RuleChanges
	/** Grows with each change. A form made from an older version is refused. */
	version: number
	draftedAt: Date
}

export function ensureOperator(actor: Actor): void {
	if (!rulebookPolicy.change(actor, null, null)) throw notFound()
}

export async function loadDraft(db: Db): Promise<RuleDraft | null> {
	const row = await db.rulebookEdition.findFirst({
		where: { publishedAt: null },
		select: { id: true, base: true, changes: true, version: true, draftedAt: true },
	})
	return (
		row && {
			...row,
			base: RuleChangesSchema.parse(row.base),
			changes: RuleChangesSchema.parse(row.changes),
		}
	)
}

/** Whoever publishes, withdraws or drafts waits for the others, in every process. */
export async function lockRules(tx: Tx): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('rulebook draft'))`
}

/** Allows one operator at a time: the version from which the form was made must still be the current one. */
async function lockDraft(tx: Tx, version: string | undefined): Promise<RuleDraft | null> {
	const { data: seen } = VersionSchema.safeParse(version)
	if (seen === undefined) throw invalid({}, "Страница передана не целиком. Обновите её и повторите.")
	await lockRules(tx)
	const draft = await loadDraft(tx)
	if ((draft?.version ?? 0) !== seen)
		throw stale("Черновик правил изменил другой оператор. Проверьте его и повторите.")
	return draft
}

const stored = (changes: RuleChanges): Prisma.InputJsonValue => JSON.parse(JSON.stringify(changes))

interface Keeping {
	draft: RuleDraft | null
	base: RuleChanges
	changes: RuleChanges
	actor: Actor
	now: Date
}

async function keep(tx: Tx, { draft, base, changes, actor, now }: Keeping) {
	if (draft)
		await tx.rulebookEdition.update({
			where: { id: draft.id },
			data: { changes: stored(changes), version: draft.version + 1, draftedById: actor.id, draftedAt: now },
			select: { id: true },
		})
	else
		await tx.rulebookEdition.create({
			data: {
				id: randomUUID(),
				base: stored(base),
				changes: stored(changes),
				draftedById: actor.id,
				draftedAt: now,
			},
			select: { id: true },
		})
}

/** An id that no rule of the region has, and none of a withdrawn decision had: their history names it. */
async function newRuleId(tx: Tx, { added }: RuleChanges): Promise<string> {
	const earlier = await tx.rulebookEdition.findMany({ select: { changes: true } })
	const all = [...added, ...earlier.flatMap(({ changes }) => RuleChangesSchema.parse(changes).added)]
	return `region_${Math.max(0, ...all.map(({ id }) => Number(id.replace("region_", "")))) + 1}`
}

/**
 * Writes a change of one rule, or a new rule of the region («new»), into the draft. Nothing comes into force yet.
 * @throws DomainError not-found; invalid by field; stale when another operator has changed the draft meanwhile
 */
export async function changeRule({
	actor,
	ruleId,
	form,
	now,
}: {
	actor: Actor
	ruleId: string
	form: Typed
	now: Date
}): Promise<void> {
	ensureOperator(actor)
	await inTransaction(async (tx) => {
		const draft = await lockDraft(tx, form.version)
		const base = draft?.base ?? (await latestChanges(tx))
		const before = draft?.changes ?? base
		const id = ruleId === "new" ? await newRuleId(tx, before) : ruleId
		await keep(tx, { draft, base, changes: withRule(before, id, form, ruleId === "new"), actor, now })
	})
}

function withRule(before: RuleChanges, ruleId: string, form: Typed, isNew: boolean): RuleChanges {
	if (isNew) return { ...before, added: [...before.added, addedOf(ruleId, form)] }
	if (before.added.some(({ id }) => id === ruleId))
		return { ...before, added: before.added.map((one) => (one.id === ruleId ? addedOf(ruleId, form) : one)) }
	const builtIn = RULES.find(({ id }) => id === ruleId)
	if (!builtIn) throw notFound()
	const { [ruleId]: _, ...others } = before.rules
	const change = changeOf(builtIn, form)
	return { ...before, rules: change ? { ...others, [ruleId]: change } : others }
}

/** Deletes the draft. */
export async function discardDraft({ actor, version }: { actor: Actor; version: string | undefined }) {
	ensureOperator(actor)
	await inTransaction(async (tx) => {
		const draft = await lockDraft(tx, version)
		if (draft) await tx.rulebookEdition.delete({ where: { id: draft.id }, select: { id: true } })
	})
}

/** How many years ahead a change can be decided. */
const YEARS_AHEAD = 3

/**
 * The day from which a draft would be in force. What is already in force is not rewritten, so the day is never earlier than
 * that of the decision in force today. A decision whose day is still ahead does not matter.
 * @throws DomainError invalid at the field
 */
export function dayOfDraft(decisions: readonly RuleDecision[], typed: string, today: string): string {
	const day = parseTypedDate(typed)
	if (!day) throw invalid({ inForceFrom: "Напишите дату, с которой правила действуют, например 01.12.2026." })
	if (Number(day.slice(0, 4)) > Number(today.slice(0, 4)) + YEARS_AHEAD)
		throw invalid({ inForceFrom: "Дата слишком далеко. Проверьте год." })
	const earliest =
		editionOn(rulebookOf(decisions), today)?.inForceFrom ?? RULES.map(({ from }) => from).sort()[0] ?? ""
	if (day < earliest)
		throw invalid({
			inForceFrom: `Прежние правила действуют с ${shortDate(earliest)}: новые не могут действовать раньше.`,
		})
	return day
}

/**
 * Puts the draft in force from a day on. Applications of earlier days keep their rules. A day in the past changes the
 * findings of applications already filed, so it must be confirmed.
 * @throws DomainError invalid by field; not-allowed-now without a draft; stale when another operator was faster
 */
export async function publishDraft({ actor, form, now }: { actor: Actor; form: Typed; now: Date }) {
	ensureOperator(actor)
	const today = civilDate(now)
	const note = (form.note ?? "").trim()
	const published = await inTransaction(async (tx) => {
		const draft = await lockDraft(tx, form.version)
		if (!draft) throw new DomainError("not-allowed-now", "Черновика нет: сначала измените правило.")
		const decisions = await loadDecisions(tx)
		const day = () => dayOfDraft(decisions, form.inForceFrom ?? "", today)
		await inOneRound([
			() => {
				if (day() < today && form.past !== "on")
					throw invalid({
						past: "Дата прошла: изменятся замечания к уже поданным заявлениям. Посмотрите список и подтвердите.",
					})
			},
			() => {
				if (note === "" || note.length > 500)
					throw invalid({
						note: "Напишите, чем вызвано изменение: приказ, распоряжение. Не больше 500 знаков.",
					})
			},
		])
		const inForceFrom = day()
		if (describeChanges(draft.base, draft.changes).length === 0)
			throw new DomainError(
				"not-allowed-now",
				"В черновике ничего не изменено по сравнению с действующими правилами.",
			)
		const number = (await tx.rulebookEdition.count({ where: { publishedAt: { not: null } } })) + 1
		const contradictions = contradictionsOf({ ...draft, number, inForceFrom }, decisions)
		if (contradictions.length > 0)
			throw new DomainError("not-allowed-now", `Правила противоречат друг другу. ${contradictions.join(" ")}`)
		await tx.rulebookEdition.update({
			where: { id: draft.id },
			data: { number, inForceFrom, note, publishedById: actor.id, publishedAt: now },
			select: { id: true },
		})
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, what: "rules-changed", detail: { number, inForceFrom, note } },
			select: { id: true },
		})
		await forgetFindingsSince(tx, inForceFrom)
		return { number, inForceFrom }
	})
	forgetRulebook()
	return published
}
