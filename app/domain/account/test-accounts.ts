import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import type { RegisterTeacherForm } from "../person/person.schema.ts"
import { createOperator } from "./create-operator.server.ts"
import { registerTeacher } from "./register-teacher.server.ts"
import { resetPassword } from "./reset-password.server.ts"

// Shared by the tests of accounts: a small region, people in it, and the links in their letters.

export const PASSWORD = "Pass-word-1"
export const NOW = new Date("2026-10-01T02:00:00Z")
export const HOUR = 3_600_000
export const later = (ms: number) => new Date(NOW.getTime() + ms)

let addresses = 0
/** Every test uses its own address, so that failures in one do not limit another. */
export function freshAddress(): string {
	addresses += 1
	return `10.0.0.${addresses}`
}

/** Two municipalities with one school each, two positions, two subjects. */
export async function smallRegion() {
	const place = (code: string, sortOrder: number) => ({
		code,
		kind: "urban_okrug",
		name: `Город ${code}`,
		shortName: code,
		genitive: code,
		prepositional: code,
		paperConclusions: false,
		hasGroupHeads: false,
		sortOrder,
	})
	await prisma.municipality.createMany({ data: [place("here", 1), place("there", 2)] })
	const cases = (word: string) => ({
		nominative: word,
		genitive: word,
		dative: word,
		accusative: word,
		instrumental: word,
		prepositional: word,
	})
	await prisma.position.createMany({
		data: [
			{ code: "uchitel", ...cases("учитель"), subjectLink: "genitive" },
			{ code: "vospitatel", ...cases("воспитатель"), subjectLink: "none" },
		],
	})
	const school = (municipalityCode: string, name: string) =>
		prisma.organisation.create({ data: { municipalityCode, name, kind: "school" } })
	const subject = (nominative: string) =>
		prisma.subject.create({ data: { nominative, genitive: nominative, group: "school" } })
	return {
		school: await school("here", "МАОУ «Школа 901»"),
		otherSchool: await school("here", "МАОУ «Школа 902»"),
		schoolThere: await school("there", "МАОУ «Школа 903»"),
		mathematics: await subject("математика"),
	}
}
export type SmallRegion = Awaited<ReturnType<typeof smallRegion>>

export const teacherForm = (region: SmallRegion, username: string): RegisterTeacherForm => ({
	username,
	password: PASSWORD,
	surname: "Примерова",
	name: "Мария",
	patronymic: "Ивановна",
	municipalityCode: "here",
	organisationId: region.school.id,
	positionCode: "uchitel",
	subjectId: region.mathematics.id,
	mobilePhone: "+7 900 000-00-00",
	email: `${username}@school.example`,
	emailAgain: `${username}@school.example`,
	consent: "on",
})

export async function newTeacher(region: SmallRegion, username: string): Promise<Actor> {
	await registerTeacher({ form: teacherForm(region, username), address: freshAddress(), now: NOW })
	return actorNamed(username)
}

export async function newOperator(username: string): Promise<Actor> {
	const link = await createOperator({ username, email: `${username}@centre.example`, now: NOW })
	await resetPassword({ token: tokenOf(link), password: PASSWORD, address: freshAddress(), now: NOW })
	return actorNamed(username)
}

export async function actorNamed(username: string): Promise<Actor> {
	const person = await prisma.person.findFirstOrThrow({
		where: { username },
		include: { engagements: { where: { to: null } } },
	})
	const grants = person.engagements.map(({ role, municipalityCode, organisationId, subjectId }) => ({
		role: role as Role,
		municipalityCode,
		organisationId,
		subjectId,
	}))
	return { kind: "person", id: person.id, username, fullName: username, grants }
}

export const tokenOf = (link: string) => link.split("/").at(-1) ?? ""

/** The token of the link in the latest letter of a kind to an address. */
export async function tokenSentTo(email: string, kind: string): Promise<string> {
	const letter = await prisma.letter.findFirstOrThrow({
		where: { to: email, kind },
		orderBy: { id: "desc" },
		select: { text: true },
	})
	return /\/(?:reset|confirm|invite)\/([\w-]{43})/.exec(letter.text)?.[1] ?? ""
}

export const lettersTo = (email: string, kind: string) => prisma.letter.count({ where: { to: email, kind } })
