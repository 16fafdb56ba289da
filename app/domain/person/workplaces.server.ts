import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { checkWorkplace, workplaceChecks } from "#app/domain/organisation/check-workplace.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { isOwnWorkplace } from "#app/policies/profile.policy.ts"
import { DomainError, invalid, notFound } from "#app/utils/errors.ts"
import { alsoWrong, type Problems } from "#app/utils/http/one-round.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import type { WorkplaceForm } from "./person.schema.ts"

/**
 * Adds a teacher's workplace. Anybody may add one, because coordinators and experts who teach also apply for a category.
 * @throws DomainError invalid with the field
 */
export async function addWorkplace({ actor, form, now }: { actor: Actor; form: WorkplaceForm; now: Date }) {
	const workplace = await checkWorkplace(prisma, form)
	await inTransaction(async (tx) => {
		const mine = { personId: actor.id, role: "teacher" }
		// Two clicks on one button must not make two workplaces.
		await tx.$executeRaw`SELECT 1 FROM "Person" WHERE "id" = ${actor.id} FOR UPDATE`
		const same = await tx.engagement.count({ where: { ...workplace, ...mine, ...lasting(now) } })
		if (same > 0) throw invalid({ organisationId: "Это место работы и должность уже есть в Вашем профиле." })
		await tx.engagement.create({
			data: { ...workplace, ...mine, appointedOn: form.appointedOn, from: now },
			select: { id: true },
		})
	})
}

/** What is wrong with a workplace that its schema refuses. */
export const problemsOfWorkplace = (form: Partial<WorkplaceForm>): Promise<Problems> =>
	alsoWrong(workplaceChecks(prisma, form))

/**
 * Ends a workplace. Applications keep the workplace with which they were formed.
 * @throws DomainError not-found (another person's, or a role that came by invitation), not-allowed-now
 */
export async function removeWorkplace({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	await inTransaction(async (tx) => {
		await tx.$executeRaw`SELECT 1 FROM "Person" WHERE "id" = ${actor.id} FOR UPDATE`
		const own = await tx.engagement.findMany({
			where: { personId: actor.id, ...lasting(now) },
			select: { id: true, role: true },
		})
		const workplaces = own.filter(isOwnWorkplace)
		if (!workplaces.some((workplace) => workplace.id === id)) throw notFound()
		const active = await tx.application.count({
			where: { engagementId: id, state: { in: statesTagged(applicationLifecycle, "active") } },
		})
		if (active > 0) {
			throw new DomainError(
				"not-allowed-now",
				"По этому месту работы есть действующее заявление. Дождитесь решения или отзовите заявление.",
			)
		}
		if (own.length === 1) {
			throw new DomainError(
				"not-allowed-now",
				"Это Ваше единственное место работы. Сначала добавьте новое, затем удалите прежнее.",
			)
		}
		await tx.engagement.update({ where: { id }, data: { to: now }, select: { id: true } })
	})
}

const lasting = (now: Date) => ({ OR: [{ to: null }, { to: { gt: now } }] })
