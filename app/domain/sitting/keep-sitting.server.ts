import { randomUUID } from "node:crypto"
import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { dateField, ensureYearOfOrder } from "../application/application.schema.ts"

export const NewSittingSchema = z.object({ heldOn: dateField("Укажите дату заседания.") })

const count = (missing: string) =>
	z
		.string({ error: missing })
		.trim()
		.min(1, missing)
		.regex(/^[1-9]\d?$/, "Напишите целое число от 1 до 99.")
		.transform(Number)
const optional = (max: number) =>
	z
		.string()
		.trim()
		.max(max, `Сократите номер до ${max} знаков.`)
		.optional()
		.transform((text) => text || null)

export const SittingSchema = z
	.object({
		heldOn: dateField("Укажите дату заседания."),
		protocolNumber: optional(60),
		members: count("Укажите число членов комиссии."),
		present: count("Укажите, сколько членов комиссии присутствовало."),
		orderNumber: optional(60),
		orderDate: z
			.string()
			.trim()
			.optional()
			.transform((text) => text || null)
			.pipe(dateField("Укажите дату распоряжения.").nullable()),
	})
	.refine(({ members, present }) => present <= members, {
		path: ["present"],
		message: "Присутствовало больше, чем членов комиссии. Проверьте числа.",
	})
	.refine(({ heldOn, orderDate }) => !orderDate || orderDate >= heldOn, {
		path: ["orderDate"],
		message: "Распоряжение раньше заседания. Проверьте даты.",
	})

export async function createSitting({
	actor,
	heldOn,
	now,
}: {
	actor: Actor
	heldOn: string
	now: Date
}): Promise<{ id: string }> {
	if (!isOperator(actor, null, null)) throw forbidden()
	return prisma.sitting.create({
		data: { id: randomUUID(), heldOn, createdAt: now },
		select: { id: true },
	})
}

/** Saves the presence, protocol and order of a sitting. Once decisions rest on a value, it cannot be removed. */
export async function keepSitting({
	actor,
	id,
	now,
	...sitting
}: z.output<typeof SittingSchema> & { actor: Actor; id: string; now: Date }): Promise<void> {
	if (!isOperator(actor, null, null)) throw forbidden()
	const known = await prisma.sitting.findUnique({
		where: { id },
		include: { _count: { select: { applications: true } } },
	})
	if (!known) throw notFound()
	if (sitting.protocolNumber && sitting.heldOn > civilDate(now))
		throw invalid({ heldOn: "Заседание ещё не прошло: протокол вносят после него." })
	if (known._count.applications > 0 && known.heldOn !== sitting.heldOn)
		throw invalid({ heldOn: "По этому заседанию уже внесены решения: дату изменить нельзя." })
	if (sitting.orderDate) ensureYearOfOrder(sitting.orderDate, now)
	await prisma.sitting.update({ where: { id }, data: sitting })
}
