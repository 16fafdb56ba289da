import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import { categoryPhrase } from "#app/documents/phrases.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { isOwnWorkplace, printsWorkPhone } from "#app/policies/profile.policy.ts"
import { shortDate } from "#app/utils/russian.ts"
import type { Category } from "#machines/application/application.facts.ts"
import { pendingEmail } from "../account/change-email.server.ts"
import { workplaceChoices } from "../organisation/organisation.view.server.ts"
import { personOf } from "./edit-profile.server.ts"
import { casesOfPerson } from "./name-corrections.server.ts"
import { questionAbout } from "./name-question.server.ts"

export interface ProfilePlace {
	id: string
	roleText: string
	municipality: string
	organisation: string
	/** «учитель, математика», or the words of an administrative post. */
	post: string
	appointedOn: string
	/** True if the owner may remove it. The others can be changed only by people who may invite that role. */
	own: boolean
}

/** «Личный кабинет»: personal data, workplaces and roles of the current person. */
export async function viewProfile({ actor, now }: { actor: Actor; now: Date }) {
	const [person, engagements, categories] = await Promise.all([
		personOf(actor),
		placesOf(actor.id, now),
		categoriesOf(actor.id),
	])
	const { casesConfirmedAt, emailConfirmedAt, ...shown } = person
	return {
		...shown,
		...(await casesOfPerson(prisma, person)),
		emailConfirmed: emailConfirmedAt !== null,
		/** The address that replaces `email` when it is confirmed. */
		pendingEmail: await pendingEmail(prisma, { id: actor.id, email: person.email }, now),
		casesConfirmed: casesConfirmedAt !== null,
		question: await questionAbout(prisma, person),
		workPhoneIsPrinted: printsWorkPhone(actor),
		places: engagements,
		categories,
	}
}
export type ProfileView = Awaited<ReturnType<typeof viewProfile>>

/** The form of one more workplace. A second position is usually in the same organisation, so that one is proposed. */
export async function viewNewWorkplace({ actor, now }: { actor: Actor; now: Date }) {
	const current = await prisma.engagement.findFirst({
		where: {
			personId: actor.id,
			OR: [{ to: null }, { to: { gt: now } }],
			organisation: { active: true },
		},
		select: { municipalityCode: true, organisationId: true },
		orderBy: [{ from: "desc" }, { id: "desc" }],
	})
	const municipalityCode = current?.municipalityCode ?? ""
	return {
		lists: await workplaceChoices(municipalityCode),
		proposed: { municipalityCode, organisationId: current?.organisationId ?? "" },
	}
}

/** The qualification categories granted by commissions, by position, newest first. */
async function categoriesOf(personId: string) {
	const rows = await prisma.category.findMany({
		where: { personId },
		orderBy: [{ setOn: "desc" }, { id: "desc" }],
		select: {
			category: true,
			setOn: true,
			endsOn: true,
			position: { select: { nominative: true } },
		},
	})
	const byPosition = new Map<string, string[]>()
	for (const { category, setOn, endsOn, position } of rows) {
		const term = endsOn ? `действует до ${shortDate(endsOn)}` : "бессрочно"
		const text = `${categoryPhrase(category as Category, "nominative")}, установлена ${shortDate(setOn)}, ${term}`
		byPosition.set(position.nominative, [...(byPosition.get(position.nominative) ?? []), text])
	}
	return [...byPosition].map(([position, [newest = "", ...earlier]]) => ({ position, newest, earlier }))
}

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
