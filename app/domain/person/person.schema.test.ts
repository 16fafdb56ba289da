import { describe, expect, test } from "vitest"
import type { z } from "zod"
import { ProfileSchema, RegisterTeacherSchema, WorkplaceSchema } from "./person.schema.ts"

const typed = {
	username: "Olesya7",
	password: "Pass-word-1",
	surname: " Бонч-Бруевич ",
	name: "Мария",
	patronymic: "Ивановна",
	municipalityCode: "here",
	organisationId: "school",
	positionCode: "vospitatel",
	mobilePhone: "8 (900) 000 00 00",
	email: "olesya@school.example",
	emailAgain: "Olesya@school.example",
	consent: "on",
}

const profile = {
	surname: "Примеров",
	name: "Пётр",
	email: "primerov@school.example",
	mobilePhone: "+79000000000",
}

/** Messages by the field at which they are shown. */
function complaints(schema: z.ZodType, form: object): Record<string, string> {
	const result = schema.safeParse(form)
	if (result.success) return {}
	return Object.fromEntries(result.error.issues.map(({ path, message }) => [path.join("."), message]))
}
const registering = (change: object) => complaints(RegisterTeacherSchema, { ...typed, ...change })

describe("registration of a teacher", () => {
	test("accepts a complete form and tidies the name and the phone", () => {
		expect(RegisterTeacherSchema.parse(typed)).toMatchObject({
			surname: "Бонч-Бруевич",
			mobilePhone: "+7 900 000-00-00",
			subjectId: "",
		})
	})

	test("names every empty field in Russian", () => {
		expect(complaints(RegisterTeacherSchema, {})).toEqual({
			username: "Придумайте имя пользователя.",
			password: "Придумайте пароль.",
			surname: "Укажите фамилию.",
			name: "Укажите имя.",
			municipalityCode: "Выберите муниципалитет.",
			organisationId: "Выберите образовательную организацию.",
			positionCode: "Выберите должность.",
			mobilePhone: "Укажите мобильный телефон.",
			email: "Укажите адрес электронной почты.",
			emailAgain: "Наберите адрес электронной почты ещё раз.",
			consent: "Без согласия на обработку персональных данных зарегистрироваться нельзя: отметьте его.",
		})
	})

	test.each(["Олеся", "ole sya", "olesya_7", "olesya@x"])("refuses the login «%s»", (username) => {
		expect(registering({ username }).username).toBe(
			"Имя пользователя: только латинские буквы и цифры, без пробелов.",
		)
	})

	test("says which letters of a surname are Latin", () => {
		expect(registering({ surname: "Cидoрова" }).surname).toBe(
			"Фамилия: есть латинские буквы (C, o). Переключите клавиатуру и наберите русскими.",
		)
	})

	test.each(["Ан", "Ма́рия1", "-Мария", "Мария.", "М."])("checks the letters of the name «%s»", (name) => {
		expect(registering({ name }).name).toBe(
			name === "Ан" ? undefined : "Имя: допустимы русские буквы, дефис, апостроф и пробел между словами.",
		)
	})

	test.each(["Ариф кызы", "О'Коннор", "", undefined])("accepts the patronymic «%s»", (patronymic) => {
		expect(registering({ patronymic })).toEqual({})
	})

	test("refuses a short password", () => {
		expect(registering({ password: "1234567" }).password).toBe("Пароль: не короче 8 знаков.")
	})

	test("refuses two different addresses at the second one", () => {
		expect(registering({ emailAgain: "olesia@school.example" })).toEqual({
			emailAgain: "Адреса электронной почты не совпадают: наберите адрес ещё раз.",
		})
	})

	test.each([
		"12-34-56",
		"8 3822 00 00 00",
		"900 000",
		"позвоните",
	])("refuses the mobile «%s»", (mobilePhone) => {
		expect(registering({ mobilePhone }).mobilePhone).toContain("нужно 10 цифр")
	})
})

describe("profile", () => {
	test.each([
		["8 (38200) 0-00-00", "8 (38200) 0-00-00"],
		["(3822) 00-00-00 доб. 12", "(3822) 00-00-00, доб. 12"],
		["", ""],
	])("stores the work phone «%s»", (workPhone, kept) => {
		expect(ProfileSchema.parse({ ...profile, workPhone }).workPhone).toBe(kept)
	})

	test("refuses a work phone without its area code", () => {
		expect(complaints(ProfileSchema, { ...profile, workPhone: "0-00-00" }).workPhone).toContain(
			"вместе с кодом населённого пункта",
		)
	})
})

describe("a workplace", () => {
	const place = { municipalityCode: "here", organisationId: "school", positionCode: "vospitatel" }

	test("reads the date as it is written on paper", () => {
		expect(WorkplaceSchema.parse({ ...place, appointedOn: "1.09.2017" }).appointedOn).toBe("2017-09-01")
	})

	test("refuses a day that is not in the calendar", () => {
		expect(complaints(WorkplaceSchema, { ...place, appointedOn: "31.02.2020" }).appointedOn).toContain(
			"в виде 01.09.2017",
		)
	})
})
