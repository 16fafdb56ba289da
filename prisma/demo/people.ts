import { prisma } from "#app/db/client.server.ts"
import { confirmEmail } from "#app/domain/account/confirm-email.server.ts"
import { createOperator } from "#app/domain/account/create-operator.server.ts"
import { registerTeacher } from "#app/domain/account/register-teacher.server.ts"
import { resetPassword } from "#app/domain/account/reset-password.server.ts"
import { registerInvited } from "#app/domain/invitation/accept-invitation.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { editProfile } from "#app/domain/person/edit-profile.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { addDays, civilDate, instantOf } from "#app/utils/civil-date.ts"
import cast from "./cast.json"

/** The password of every demo account. Accounts with this password exist only in the demo. */
export const DEMO_PASSWORD = "Attestation-2026"
const ADDRESS = "127.0.0.1"

export type Member = (typeof cast.items)[number]
export type Cast = Record<string, Actor>

export async function actorNamed(username: string): Promise<Actor> {
	const person = await prisma.person.findFirstOrThrow({
		where: { username },
		include: { engagements: { where: { to: null } } },
	})
	return {
		kind: "person",
		id: person.id,
		username,
		fullName: [person.surname, person.name, person.patronymic].filter(Boolean).join(" "),
		grants: person.engagements.map(({ role, municipalityCode, organisationId, subjectId }) => ({
			role: role as Role,
			municipalityCode,
			organisationId,
			subjectId,
		})),
	}
}

export const emailOf = (username: string) => `${username}@demo.example`
const phoneOf = (index: number) =>
	`+7 900 000-${String(10 + Math.floor(index / 100))}-${String(index % 100).padStart(2, "0")}`
const workPhoneOf = (index: number) =>
	`8 (3822) 00-0${Math.floor(index / 10) % 10}-${String(index % 100).padStart(2, "0")}`

/**
 * Creates the people in their real order: the first operator from the command line, the others by invitation, teachers by
 * registration.
 */
export async function seedPeople(start: Date, members: readonly Member[] = cast.items): Promise<Cast> {
	const dayBefore = instantOf(`${addDays(civilDate(start), -150)}T09:00`)
	for (const [index, member] of members.entries()) {
		const now = new Date(dayBefore.getTime() + index * 60_000)
		if (member.role === "teacher") await comeAsTeacher(member, index, now)
		else if (member.inviter === "") await comeAsFirstOperator(member, index, now)
		else await comeByInvitation(member, index, now)
	}
	const actors = await Promise.all(members.map(({ username }) => actorNamed(username)))
	return Object.fromEntries(actors.map((actor) => [actor.username, actor]))
}

async function comeAsFirstOperator({ username, ...member }: Member, index: number, now: Date) {
	const link = await createOperator({ username, email: emailOf(username), now })
	const token = link.split("/").at(-1) ?? ""
	await resetPassword({ token, password: DEMO_PASSWORD, address: ADDRESS, now })
	await editProfile({ actor: await actorNamed(username), form: profileOf(member, username, index), now })
}

async function comeByInvitation({ username, ...member }: Member, index: number, now: Date) {
	const inviter = await actorNamed(member.inviter)
	const email = emailOf(username)
	const role = member.role as Role
	const municipalityCode = member.municipality
	await sendInvitation({ actor: inviter, form: { ...PREFILLED, role, email, municipalityCode }, now })
	const token = await tokenIn("invitation", email)
	const place = await placeOf(member)
	const form = {
		...profileOf(member, username, index),
		...place,
		username,
		password: DEMO_PASSWORD,
		consent: "on" as const,
	}
	await registerInvited({ token, form, address: ADDRESS, now })
	// A person with two roles would be invited twice; the demo has none.
}

async function comeAsTeacher({ username, ...member }: Member, index: number, now: Date) {
	const { positionText: _, ...workplace } = await placeOf(member)
	const email = emailOf(username)
	await registerTeacher({
		form: {
			...profileOf(member, username, index),
			...workplace,
			municipalityCode: member.municipality,
			username,
			password: DEMO_PASSWORD,
			emailAgain: email,
			consent: "on",
		},
		address: ADDRESS,
		now,
	})
	await confirmEmail({ token: await tokenIn("email-confirmation", email), now })
	const { id } = await actorNamed(username)
	await prisma.engagement.updateMany({ where: { personId: id }, data: { appointedOn: "2017-09-01" } })
}

function profileOf(member: Omit<Member, "username">, username: string, index: number) {
	return {
		surname: member.surname,
		name: member.name,
		patronymic: member.patronymic,
		genitive: "",
		dative: "",
		accusative: "",
		email: emailOf(username),
		mobilePhone: phoneOf(index),
		workPhone: workPhoneOf(index),
	}
}

async function placeOf({
	municipality,
	organisation,
	position,
	positionText,
	subject,
}: Omit<Member, "username">) {
	const found = organisation
		? await prisma.organisation.findFirstOrThrow({
				where: { municipalityCode: municipality, name: { contains: `№ ${organisation}` } },
				select: { id: true },
			})
		: null
	const taught = subject
		? await prisma.subject.findUniqueOrThrow({ where: { nominative: subject }, select: { id: true } })
		: null
	return {
		organisationId: found?.id ?? "",
		positionCode: position,
		positionText,
		subjectId: taught?.id ?? "",
	}
}

export async function tokenIn(kind: string, to: string): Promise<string> {
	const letter = await prisma.letter.findFirstOrThrow({
		where: { kind, to },
		orderBy: { createdAt: "desc" },
		select: { links: true },
	})
	const [link] = letter.links as string[]
	return link?.split("/").at(-1) ?? ""
}
