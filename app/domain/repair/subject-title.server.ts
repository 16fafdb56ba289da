import { prisma } from "#app/db/client.server.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

/** The short word for a state. For a state that the machine does not know, the stored name itself. */
export function stateAsStored(subject: SubjectName, state: string): string {
	const states: Readonly<Record<string, { short: string }>> = LIFECYCLES[subject].states
	return states[state]?.short ?? state
}

/** The subject's name as its page shows it. It reads columns only, so it also works for a subject in an unknown state. */
export async function titleOf(subject: SubjectName, id: string): Promise<string> {
	if (subject === "letter") {
		const letter = await prisma.letter.findUnique({ where: { id }, select: { subject: true, to: true } })
		return letter ? `${letter.subject}, ${letter.to}` : id
	}
	if (subject === "invitation") {
		const invitation = await prisma.invitation.findUnique({ where: { id }, select: { email: true } })
		return invitation?.email ?? id
	}
	if (subject === "schedule") {
		const schedule = await prisma.schedule.findUnique({
			where: { id },
			select: { periodId: true, municipality: { select: { name: true } } },
		})
		return schedule ? `${schedule.municipality.name}, период ${schedule.periodId}` : id
	}
	const applicationId =
		subject === "application"
			? id
			: (await prisma.withdrawal.findUnique({ where: { id }, select: { applicationId: true } }))
					?.applicationId
	const application = applicationId
		? await prisma.application.findUnique({
				where: { id: applicationId },
				select: { fullName: true, teacher: { select: { surname: true, name: true, patronymic: true } } },
			})
		: null
	if (!application) return id
	const { surname, name, patronymic } = application.teacher
	return application.fullName || [surname, name, patronymic].filter(Boolean).join(" ")
}
