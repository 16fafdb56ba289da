import { type Prisma, prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { notFound, stale } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { OFFICE_GROUPS, OfficeFormSchema } from "./office.fields.ts"
import { forgetOffice, keepOffice, lockOffice, OfficeSchema } from "./office.server.ts"

/** The settings as the operators' page shows them. @throws DomainError not-found for anybody else */
export async function viewOffice({ actor }: { actor: Actor }) {
	if (!referencePolicy.read(actor, null, null)) throw notFound()
	const { value, updatedAt } = await prisma.setting.findUniqueOrThrow({ where: { key: "office" } })
	const office = OfficeSchema.parse(value)
	return {
		/** Edition of the settings. The form sends it back so that we notice a change made meanwhile. */
		edition: updatedAt.toISOString(),
		groups: OFFICE_GROUPS.map(({ fields, ...group }) => ({
			...group,
			fields: fields.map(({ name, label, hint, long }) => ({ name, label, hint, long, value: office[name] })),
		})),
	}
}

/**
 * Saves new settings. Papers formed from now on use them; final papers keep the settings of their day.
 * @returns whether anything changed
 * @throws DomainError not-found; invalid by field; stale when another operator has changed them meanwhile
 */
export async function changeOffice({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Record<string, unknown>
	now: Date
}): Promise<boolean> {
	if (!referencePolicy.change(actor, null, null)) throw notFound()
	const typed = parseForm(OfficeFormSchema, form)
	const changed = await inTransaction(async (tx) => {
		const { office, edition } = await lockOffice(tx)
		if (edition !== form.edition) throw stale("Настройки изменил другой оператор. Проверьте их и повторите.")
		// Settings that the page no longer shows stay as they are.
		const next = OfficeSchema.parse({ ...office, ...typed })
		const names = (Object.keys(next) as (keyof typeof next)[]).filter((name) => next[name] !== office[name])
		if (names.length === 0) return false
		await keepOffice(tx, { before: office, office: next, now })
		const detail: Prisma.JsonObject = Object.fromEntries(
			names.map((name) => [name, { from: office[name], to: next[name] }]),
		)
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, what: "office-changed", detail },
			select: { id: true },
		})
		return true
	})
	forgetOffice()
	return changed
}
