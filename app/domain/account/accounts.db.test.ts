import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import { invalidForm, submissionOf } from "#app/utils/http/form.server.ts"
import { FormFields } from "#app/utils/http/form-fields.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { CONSENT_VERSION } from "../person/consent.ts"
import { editProfile, problemsOfProfile } from "../person/edit-profile.server.ts"
import { RegisterTeacherSchema } from "../person/person.schema.ts"
import { viewNewWorkplace, viewProfile } from "../person/person.view.server.ts"
import { addWorkplace, removeWorkplace } from "../person/workplaces.server.ts"
import { confirmEmail, resendConfirmation, viewConfirmation } from "./confirm-email.server.ts"
import { createOperator, renewOperatorLink } from "./create-operator.server.ts"
import { explainTakenUsername, problemsOfRegistration, registerTeacher } from "./register-teacher.server.ts"
import { requestPasswordReset } from "./request-password-reset.server.ts"
import { resetPassword, viewResetLink } from "./reset-password.server.ts"
import { signIn } from "./sign-in.server.ts"
import {
	actorNamed,
	freshAddress,
	HOUR,
	later,
	lettersTo,
	NOW,
	newTeacher,
	PASSWORD,
	type SmallRegion,
	smallRegion,
	teacherForm,
	tokenOf,
	tokenSentTo,
} from "./test-accounts.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
})

const enter = (username: string, password = PASSWORD, address = freshAddress()) =>
	signIn({ username, password, address, device: null })
const register = (form: ReturnType<typeof teacherForm>, address = freshAddress()) =>
	registerTeacher({ form, address, now: NOW })

describe("registration", () => {
	test("stores the consent, the workplace and the forms of the name, and asks to confirm the address", async () => {
		await register(teacherForm(region, "maria"))
		const person = await prisma.person.findFirstOrThrow({
			where: { username: "maria" },
			include: { consents: true, engagements: true },
		})
		expect(person).toMatchObject({
			genitive: "Примеровой Марии Ивановны",
			dative: "Примеровой Марии Ивановне",
			sex: "f",
			searchName: "примерова мария ивановна",
			emailConfirmedAt: null,
			consents: [{ textVersion: CONSENT_VERSION, givenAt: NOW }],
			engagements: [{ role: "teacher", municipalityCode: "here", subjectId: region.mathematics.id }],
		})
		expect(person.passwordHash).toMatch(/^\$argon2id\$/)
		expect(await lettersTo("maria@school.example", "email-confirmation")).toBe(1)
	})

	test("refuses a taken login in any letter case, and stores nothing", async () => {
		await register(teacherForm(region, "Olesya"))
		await expect(register(teacherForm(region, "olesYa"))).rejects.toMatchObject({
			code: "invalid",
			fields: { username: "Имя olesYa уже занято." },
		})
		expect(
			await prisma.person.count({ where: { username: { equals: "olesya", mode: "insensitive" } } }),
		).toBe(1)
	})

	test("if two people choose one login at once, one of them is told that it is taken", async () => {
		const outcomes = await Promise.allSettled([
			register(teacherForm(region, "twins")),
			register(teacherForm(region, "Twins")),
		])
		const refused = outcomes.filter((outcome) => outcome.status === "rejected")
		expect(refused).toHaveLength(1)
		expect(refused[0]?.reason).toMatchObject({
			code: "invalid",
			fields: { username: expect.stringMatching(/занято/) },
		})
	})

	test("refuses a school of another municipality and a post without its subject", async () => {
		const form = teacherForm(region, "lost")
		await expect(register({ ...form, organisationId: region.schoolThere.id })).rejects.toMatchObject({
			fields: { organisationId: "Выберите организацию из списка этого муниципалитета." },
		})
		await expect(register({ ...form, subjectId: "" })).rejects.toMatchObject({
			fields: { subjectId: "К должности «учитель» выберите предмет." },
		})
	})

	test("tells everything in one round, in the order of the page, whatever is wrong", async () => {
		await newTeacher(region, "occupied")
		const form = { ...teacherForm(region, "occupied"), subjectId: "", password: "password123" }
		const told = {
			organisationId: "Выберите организацию из списка этого муниципалитета.",
			subjectId: "К должности «учитель» выберите предмет.",
			username: "Имя occupied уже занято.",
			password: expect.stringContaining("слишком распространён"),
		}
		const elsewhere = { ...form, organisationId: region.schoolThere.id }
		await expect(register(elsewhere)).rejects.toMatchObject({ fields: told })

		const typed = { ...elsewhere, mobilePhone: "12", emailAgain: "other@school.example", surname: "" }
		const passed = wellFormed(RegisterTeacherSchema, typed)
		expect(await problemsOfRegistration(passed, freshAddress())).toEqual(told)
		const submission = submissionOf(new FormFields(Object.entries(typed)), RegisterTeacherSchema)
		const { data } = invalidForm(submission as never, await problemsOfRegistration(passed, freshAddress()))
		expect(Object.keys(data.error ?? {}).filter(Boolean)).toEqual([
			"surname",
			"organisationId",
			"subjectId",
			"mobilePhone",
			"emailAgain",
			"username",
			"password",
		])
	})

	test("counts a refused form as an attempt only if the answer tells that a login is taken", async () => {
		await newTeacher(region, "listed")
		const address = freshAddress()
		for (let guess = 0; guess < 60; guess += 1)
			expect(await problemsOfRegistration({ username: "listed" }, address)).toHaveProperty("username")
		expect(await problemsOfRegistration({ username: "listed" }, address)).toEqual({})
	})

	test("drops the subject of a post that takes none", async () => {
		await register({ ...teacherForm(region, "nanny"), positionCode: "vospitatel" })
		expect((await actorNamed("nanny")).grants).toMatchObject([{ subjectId: null }])
	})

	test("says during typing that a login is taken, but stops answering somebody who collects logins", async () => {
		await newTeacher(region, "known")
		const address = freshAddress()
		expect(await explainTakenUsername("Known", address)).toBe("Имя Known уже занято.")
		expect(await explainTakenUsername("unknown", address)).toBeNull()
		for (let guess = 0; guess < 59; guess += 1) await explainTakenUsername("known", address)
		await expect(explainTakenUsername("known", address)).rejects.toThrow(/Слишком много попыток/)
	})
})

describe("sign-in", () => {
	test("finds the account by its login in any letter case", async () => {
		const { id } = await newTeacher(region, "enters")
		expect(await enter("ENTERS")).toEqual({ personId: id, username: "enters" })
	})

	test("answers an unknown login and a wrong password alike", async () => {
		await newTeacher(region, "exists")
		const wrong = await enter("exists", "Wrong-word-1").catch((error: Error) => error.message)
		expect(await enter("nobody1").catch((error: Error) => error.message)).toBe(wrong)
		expect(wrong).toContain("не подходят")
	})

	test("refuses a blocked account, and says so only to a person who knows the password", async () => {
		const { id } = await newTeacher(region, "blocked")
		await prisma.person.update({ where: { id }, data: { blockedAt: NOW } })
		await expect(enter("blocked")).rejects.toMatchObject({ code: "forbidden" })
		await expect(enter("blocked", "Wrong-word-1")).rejects.toMatchObject({ code: "invalid" })
	})
})

describe("password reset", () => {
	const ask = async (username: string, now = NOW) => {
		const { written } = await requestPasswordReset({ username, address: freshAddress(), now })
		await written
	}
	const set = (token: string, now: Date, password = "New-word-22") =>
		resetPassword({ token, password, address: freshAddress(), now })

	test("the link sets a new password once and ends every session", async () => {
		const { id } = await newTeacher(region, "forgets")
		await enter("forgets")
		await ask("Forgets")
		const token = await tokenSentTo("forgets@school.example", "password-reset")
		expect(await viewResetLink(token, later(HOUR - 1))).toEqual({ username: "forgets" })
		await set(token, later(HOUR - 1))
		expect(await prisma.session.count({ where: { personId: id } })).toBe(0)
		await expect(enter("forgets")).rejects.toMatchObject({ code: "invalid" })
		await expect(enter("forgets", "New-word-22")).resolves.toMatchObject({ personId: id })
		await expect(set(token, later(HOUR - 1))).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("an unknown login is answered the same and nothing is written", async () => {
		const before = await prisma.letter.count()
		await expect(ask("nobody2")).resolves.toBeUndefined()
		expect(await prisma.letter.count()).toBe(before)
	})

	test("a link works until its hour is over or another one was used, not until somebody asks again", async () => {
		await newTeacher(region, "slow")
		await ask("slow")
		const first = await tokenSentTo("slow@school.example", "password-reset")
		expect(await viewResetLink(first, later(HOUR))).toBeNull()
		await ask("slow", later(60_000))
		const second = await tokenSentTo("slow@school.example", "password-reset")
		expect(await viewResetLink(first, later(60_000))).toEqual({ username: "slow" })
		await set(first, later(60_000))
		for (const link of [first, second]) {
			expect(await viewResetLink(link, later(60_000))).toBeNull()
			await expect(set(link, later(60_000))).rejects.toMatchObject({ code: "not-allowed-now" })
		}
	})

	test("a password that everybody tries is refused, and the link still works", async () => {
		await newTeacher(region, "lazy")
		await ask("lazy")
		const token = await tokenSentTo("lazy@school.example", "password-reset")
		await expect(set(token, NOW, "qwerty123")).rejects.toMatchObject({
			fields: { password: expect.stringMatching(/распространён/) },
		})
		await expect(set(token, NOW)).resolves.toMatchObject({ username: "lazy" })
	})

	test("if two links are used at once, one wins", async () => {
		await newTeacher(region, "twolinks")
		await ask("twolinks")
		const first = await tokenSentTo("twolinks@school.example", "password-reset")
		await ask("twolinks")
		const second = await tokenSentTo("twolinks@school.example", "password-reset")
		const outcomes = await Promise.allSettled([set(first, NOW), set(second, NOW)])
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
	})

	test("if a link is clicked twice at once, one click wins", async () => {
		await newTeacher(region, "double")
		await ask("double")
		const token = await tokenSentTo("double@school.example", "password-reset")
		const outcomes = await Promise.allSettled([set(token, NOW), set(token, NOW)])
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
	})

	test("only the hash of the link is stored", async () => {
		await newTeacher(region, "secret")
		await ask("secret")
		const token = await tokenSentTo("secret@school.example", "password-reset")
		expect(token).toHaveLength(43)
		expect(await prisma.token.count({ where: { hash: token } })).toBe(0)
	})
})

describe("confirmation of the address", () => {
	test("viewing changes nothing, and the button confirms", async () => {
		const { id } = await newTeacher(region, "confirms")
		const token = await tokenSentTo("confirms@school.example", "email-confirmation")
		expect(await viewConfirmation(token, NOW)).toMatchObject({ state: "waiting" })
		expect(await prisma.person.findUnique({ where: { id } })).toMatchObject({ emailConfirmedAt: null })
		await confirmEmail({ token, now: NOW })
		await confirmEmail({ token, now: NOW })
		expect(await viewConfirmation(token, NOW)).toMatchObject({ state: "confirmed" })
		expect(await prisma.person.findUnique({ where: { id } })).toMatchObject({ emailConfirmedAt: NOW })
	})

	test("after two requests either letter confirms", async () => {
		const actor = await newTeacher(region, "twice")
		const first = await tokenSentTo("twice@school.example", "email-confirmation")
		await resendConfirmation({ actor, now: later(120_000) })
		await confirmEmail({ token: first, now: later(130_000) })
		expect(await viewProfile({ actor, now: NOW })).toMatchObject({ emailConfirmed: true })
	})

	test("the letter is sent again, but not twice within a minute", async () => {
		const actor = await newTeacher(region, "again")
		await expect(resendConfirmation({ actor, now: later(1_000) })).rejects.toMatchObject({
			code: "not-allowed-now",
		})
		await resendConfirmation({ actor, now: later(120_000) })
		expect(await lettersTo("again@school.example", "email-confirmation")).toBe(2)
	})
})

const profileOf = (email: string) => ({
	surname: "Примерова",
	name: "Мария",
	patronymic: "Ивановна",
	genitive: "",
	dative: "",
	accusative: "",
	email,
	currentPassword: PASSWORD,
	mobilePhone: "+7 900 000-00-01",
	workPhone: "",
})

describe("profile", () => {
	test("the owner's own forms of the name win, and a new name is declined again", async () => {
		const actor = await newTeacher(region, "declined")
		const email = "declined@school.example"
		const own = { genitive: "", dative: "Примеровой Марие", accusative: "" }
		// Word forms that differ from the proposed ones are questioned once. `seen` confirms that the owner means them.
		await editProfile({ actor, form: { ...profileOf(email), ...own, seen: formsKey(own) }, now: NOW })
		const mine = await viewProfile({ actor, now: NOW })
		expect(mine).toMatchObject({ dative: "Примеровой Марие", genitive: "Примеровой Марии Ивановны" })
		const { genitive, dative, accusative } = mine
		const form = { ...profileOf(email), surname: "Образцова", genitive, dative, accusative }
		await editProfile({ actor, form, now: NOW })
		expect(await viewProfile({ actor, now: NOW })).toMatchObject({ dative: "Образцовой Марии Ивановне" })
	})

	test("everything that is wrong with it is told in one round", async () => {
		const actor = await newTeacher(region, "hurried")
		const { currentPassword: _, ...form } = profileOf("another@school.example")
		const coordinator = { ...actor, grants: [{ role: "municipal_coordinator" }] } as never
		expect(await problemsOfProfile(coordinator, form)).toEqual({
			currentPassword: expect.stringContaining("введите нынешний пароль"),
			workPhone: expect.stringContaining("Укажите рабочий телефон"),
		})
		expect(await problemsOfProfile(actor, profileOf("hurried@school.example"))).toEqual({})
	})

	test("a second workplace is proposed in the present organisation, added once and removed; the only one stays", async () => {
		const actor = await newTeacher(region, "busy")
		const form = {
			municipalityCode: "here",
			organisationId: region.otherSchool.id,
			positionCode: "vospitatel",
			subjectId: "",
			appointedOn: null,
		}
		const { organisationId, municipalityCode } = await prisma.engagement.findFirstOrThrow({
			where: { personId: actor.id },
		})
		const { proposed, lists } = await viewNewWorkplace({ actor, now: NOW })
		expect(proposed).toEqual({ municipalityCode, organisationId })
		expect(lists.organisations.map(({ value }) => value)).toContain(organisationId)
		await addWorkplace({ actor, form, now: NOW })
		await expect(addWorkplace({ actor, form, now: NOW })).rejects.toMatchObject({ code: "invalid" })
		const { places } = await viewProfile({ actor, now: later(1) })
		expect(places).toHaveLength(2)
		const [first, second] = places
		await removeWorkplace({ actor, id: first?.id ?? "", now: later(2) })
		await expect(removeWorkplace({ actor, id: second?.id ?? "", now: later(3) })).rejects.toMatchObject({
			code: "not-allowed-now",
		})
	})

	test("another person's workplace is not found", async () => {
		const [actor, other] = [await newTeacher(region, "mine1"), await newTeacher(region, "others1")]
		const { places } = await viewProfile({ actor: other, now: NOW })
		await expect(removeWorkplace({ actor, id: places[0]?.id ?? "", now: NOW })).rejects.toMatchObject({
			code: "not-found",
		})
	})
})

describe("the first operator", () => {
	test("sets the password by the printed link and cannot sign in before", async () => {
		const link = await createOperator({ username: "chief", email: "chief@centre.example", now: NOW })
		expect(link).toMatch(/^http.*\/password\/reset\/[\w-]{43}$/)
		await expect(enter("chief", "")).rejects.toMatchObject({ code: "invalid" })
		expect(await renewOperatorLink("chief", NOW)).not.toBe(link)
		const again = (await renewOperatorLink("chief", NOW)) ?? ""
		await resetPassword({ token: tokenOf(again), password: PASSWORD, address: freshAddress(), now: NOW })
		await expect(enter("chief")).resolves.toMatchObject({ username: "chief" })
		expect((await actorNamed("chief")).grants).toMatchObject([{ role: "operator" }])
	})

	test("an impossible login or address is refused", async () => {
		await expect(
			createOperator({ username: "шеф", email: "chief@centre.example", now: NOW }),
		).rejects.toThrow(/латинские буквы/)
		await expect(createOperator({ username: "chief2", email: "chief", now: NOW })).rejects.toThrow(
			/imya@example.ru/,
		)
	})
})
