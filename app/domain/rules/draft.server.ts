import { randomUUID } from "node:crypto"
import type { Db, Prisma, Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { rulebookPolicy } from "#app/policies/rulebook.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, invalid, notFound, stale } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { NO_CHANGES, RULES, type RuleChanges } from "#machines/rulebook/index.ts"
import { forgetFindingsSince } from "../application/registration/findings.server.ts"
import { describeChanges } from "./describe-changes.ts"
import { RuleChangesSchema } from "./rule-changes.schema.ts"
import { addedOf, changeOf } from "./rule-form.ts"
import { forgetRulebook, loadRulebook } from "./rulebook.server.ts"

type Typed = Readonly<Record<string, string>>

/** The changes that operators are preparing. */
export interface RuleDraft {
	id: string
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
		select: { id: true, changes: true, version: true, draftedAt: true },
	})
	return row && { ...row, changes: RuleChangesSchema.parse(row.changes) }
}

/** The latest changes in force, with which a draft begins. */
export async function latestChanges(db: Db): Promise<RuleChanges> {
	const row = await db.rulebookEdition.findFirst({
		where: { publishedAt: { not: null } },
		orderBy: { number: "desc" },
		select: { changes: true },
	})
	return row ? RuleChangesSchema.parse(row.changes) : NO_CHANGES
}

/** Allows one operator at a time: the version from which the form was made must still be the current one. */
async function lockDraft(tx: Tx, version: string | undefined): Promise<RuleDraft | null> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('rulebook draft'))`
	const draft = await loadDraft(tx)
	if (String(draft?.version ?? 0) !== version)
		throw stale("Черновик правил изменил другой оператор. Проверьте его и повторите.")
	return draft
}

async function keep(tx: Tx, draft: RuleDraft | null, changes: RuleChanges, actor: Actor, now: Date) {
	const stored: Prisma.InputJsonValue = JSON.parse(JSON.stringify(changes))
	if (draft)
		await tx.rulebookEdition.update({
			where: { id: draft.id },
			data: { changes: stored, version: draft.version + 1, draftedById: actor.id, draftedAt: now },
			select: { id: true },
		})
	else
		await tx.rulebookEdition.create({
			data: { id: randomUUID(), changes: stored, draftedById: actor.id, draftedAt: now },
			select: { id: true },
		})
}

const idOfAdded = ({ added }: RuleChanges) => {
	const numbers = added.map(({ id }) => Number(id.replace("region_", "")))
	return `region_${Math.max(0, ...numbers) + 1}`
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
		const before = draft?.changes ?? (await latestChanges(tx))
		await keep(tx, draft, withRule(before, ruleId, form), actor, now)
	})
}

function withRule(before: RuleChanges, ruleId: string, form: Typed): RuleChanges {
	if (ruleId === "new") return { ...before, added: [...before.added, addedOf(idOfAdded(before), form)] }
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
 * The day from which a draft would be in force. It is never earlier than the day of the previous changes, so of two
 * editions the later one always ends later.
 * @throws DomainError invalid at the field
 */
export async function dayOfDraft(db: Db, typed: string, today: string): Promise<string> {
	const day = parseTypedDate(typed)
	if (!day) throw invalid({ inForceFrom: "Напишите дату, с которой правила действуют, например 01.12.2026." })
	if (Number(day.slice(0, 4)) > Number(today.slice(0, 4)) + YEARS_AHEAD)
		throw invalid({ inForceFrom: "Дата слишком далеко. Проверьте год." })
	const last = (await loadRulebook(db)).at(-1)
	const earliest = last?.inForceFrom ?? RULES.map(({ from }) => from).sort()[0] ?? ""
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
		const inForceFrom = await dayOfDraft(tx, form.inForceFrom ?? "", today)
		if (note === "" || note.length > 500)
			throw invalid({ note: "Напишите, чем вызвано изменение: приказ, распоряжение. Не больше 500 знаков." })
		if (inForceFrom < today && form.past !== "on")
			throw invalid({
				past: "Дата прошла: изменятся замечания к уже поданным заявлениям. Посмотрите список и подтвердите.",
			})
		const before = await latestChanges(tx)
		if (describeChanges(before, draft.changes).length === 0)
			throw new DomainError(
				"not-allowed-now",
				"В черновике ничего не изменено по сравнению с действующими правилами.",
			)
		const number = (await tx.rulebookEdition.count({ where: { publishedAt: { not: null } } })) + 1
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
