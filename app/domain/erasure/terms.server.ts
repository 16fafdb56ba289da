import { z } from "zod"
import { type Db, prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { addMonths, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { DEFAULT_TERMS, ERASURE_KINDS, type ErasureCode, type ErasureTerms } from "./kinds.ts"

const KEY = "erasure"
const MOST_MONTHS = 1200

const Stored = z.object({
	automatic: z.boolean(),
	terms: z.record(z.string(), z.number().nullable()),
})

export interface ErasureSettings {
	/** Whether a run starts by itself every night. Off until an operator turns it on. */
	automatic: boolean
	terms: ErasureTerms
}

export async function erasureSettings(db: Db = prisma): Promise<ErasureSettings> {
	const found = await db.setting.findUnique({ where: { key: KEY }, select: { value: true } })
	if (!found) return { automatic: false, terms: DEFAULT_TERMS }
	const { automatic, terms } = Stored.parse(found.value)
	return { automatic, terms: { ...DEFAULT_TERMS, ...(terms as Partial<ErasureTerms>) } }
}

const months = z
	.string()
	.optional()
	.transform((text = "", context) => {
		const typed = text.trim()
		if (typed === "") return null
		const number = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
		if (number >= 1 && number <= MOST_MONTHS) return number
		context.addIssue({
			code: "custom",
			message: `Напишите число месяцев от 1 до ${MOST_MONTHS} или оставьте поле пустым.`,
		})
		return z.NEVER
	})

const fields = Object.fromEntries(ERASURE_KINDS.map(({ code }) => [code, months])) as Record<
	ErasureCode,
	typeof months
>

export const ErasureTermsSchema = z.object({
	...fields,
	mode: z.enum(["manual", "automatic"], "Выберите, кто начинает удаление."),
})

/** @throws DomainError not-found to everybody but operators, invalid with the fields */
export async function keepErasureTerms({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Readonly<Record<string, string>>
	now: Date
}): Promise<void> {
	if (!isOperator(actor, null, null)) throw notFound()
	const { mode, ...terms } = parseForm(ErasureTermsSchema, form)
	const automatic = mode === "automatic"
	await inTransaction(async (tx) => {
		const value = { automatic, terms }
		await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } })
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, what: "erasure-terms-changed", detail: value },
			select: { id: true },
		})
	})
}

/** The moment before which this kind is due. */
export const dueBefore = (now: Date, term: number): Date =>
	instantOf(`${addMonths(civilDate(now), -term)}T00:00`)
