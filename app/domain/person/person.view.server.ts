import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { isOwnWorkplace, printsWorkPhone } from "#app/policies/profile.policy.ts"
import { shortDate } from "#app/utils/russian.ts"
import { pendingEmail } from "../account/change-email.server.ts"
import { personOf } from "./edit-profile.server.ts"
import { casesOfPerson } from "./name-corrections.server.ts"
import { questionAbout } from "./name-question.server.ts"

export interface ProfilePlace {
	id: string
	roleText: string
	municipality: string
	organisation: string
	/** «учитель, математика»; an administrative post in its own words. */
	post: string
	appointedOn: string
	/** May be removed by its owner; the others are changed by who may invite the role. */
	own: boolean
}

/** «Личный кабинет»: personal data, workplaces and roles of the one who looks. */
export async function viewProfile({ actor, now }: { actor: Actor; now: Date }) {
	const [person, engagements] = await Promise.all([personOf(actor), placesOf(actor.id, now)])
	const { casesConfirmedAt, emailConfirmedAt, ...shown } = person
	return {
		...shown,
		...(await casesOfPerson(prisma, person)),
		emailConfirmed: emailConfirmedAt !== null,
		/** Asked for instead of `email`; takes its place once it is confirmed. */
		pendingEmail: await pendingEmail(prisma, { id: actor.id, email: person.email }, now),
		casesConfirmed: casesConfirmedAt !== null,
		question: await questionAbout(prisma, person),
		workPhoneIsPrinted: printsWorkPhone(actor),
		places: engagements,
	}
}
export type ProfileView = Awaited<ReturnType<typeof viewProfile>>

async function placesOf(personId: string, now: Date): Promise<ProfilePlace[]> {
	const rows = await prisma.engagement.findMany({
		where: { personId, OR: [{ to: null }, { to: { gt: now } }] },
		select: {
			id: true,
			role: true,
			positionText: true,
			appointedOn: true,
			municipality: { select: { name: true } },
			organisation: { select: { name: true } },
			position: { select: { nominative: true } },
			subject: { select: { nominative: true } },
		},
		orderBy: [{ from: "asc" }, { id: "asc" }],
	})
	return rows.map((row) => ({
		id: row.id,
		roleText: roleText(row.role as Role),
		municipality: row.municipality?.name ?? "",
		organisation: row.organisation?.name ?? "",
		post: [row.position?.nominative ?? row.positionText, row.subject?.nominative].filter(Boolean).join(", "),
		appointedOn: row.appointedOn ? shortDate(row.appointedOn) : "",
		own: isOwnWorkplace(row),
	}))
}
