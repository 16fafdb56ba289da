import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalid } from "#app/utils/errors.ts"

export const REMINDER_CHOICES = [
	{ value: "atOnce", label: "Каждое письмо сразу" },
	{ value: "daily", label: "Одна сводка в день, утром" },
] as const

const Choice = z.enum(["atOnce", "daily"])

export async function reminderChoice(actor: Actor): Promise<string> {
	const { reminders } = await prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		select: { reminders: true },
	})
	return reminders
}

/** @throws DomainError invalid with the field */
export async function chooseReminders({ actor, choice }: { actor: Actor; choice: unknown }): Promise<void> {
	const parsed = Choice.safeParse(choice)
	if (!parsed.success) throw invalid({ reminders: "Выберите, как присылать напоминания." })
	await prisma.person.update({
		where: { id: actor.id },
		data: { reminders: parsed.data },
		select: { id: true },
	})
}
