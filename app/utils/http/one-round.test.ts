import { describe, expect, test } from "vitest"
import { z } from "zod"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { alsoWrong, has, inOneRound, onceWellFormed, wellFormed } from "./one-round.ts"
import { parseChecked } from "./parse-form.ts"
import { TooManyAttempts } from "./too-many-attempts.ts"

const Schema = z
	.object({
		surname: z.string("Укажите фамилию.").min(1, "Укажите фамилию."),
		login: z.string("Придумайте логин.").min(3, "Логин: не короче 3 знаков."),
		from: z.coerce.number("Укажите начало."),
		until: z.coerce.number("Укажите конец."),
		place: z.string("Укажите место.").min(1, "Укажите место."),
	})
	.refine(({ from, until }) => from <= until, {
		path: ["until"],
		error: "Конец раньше начала.",
		...onceWellFormed("from", "until"),
	})
type Form = z.output<typeof Schema>

const refuse = (fields: Record<string, string>) => () => {
	throw invalid(fields)
}
const checksOf = (form: Partial<Form>) => [
	() => has(form, "login") && form.login === "taken" && refuse({ login: "Занято." })(),
	() => has(form, "surname", "place") && refuse({ place: `${form.surname} здесь уже работает.` })(),
]
const fieldsOf = (work: Promise<unknown>) =>
	work.then(
		() => ({}),
		(error) => error.fields,
	)

describe("a form that is wrong in several ways", () => {
	test("is told all of them in one round, in the order of the page", async () => {
		const typed = { surname: "", login: "taken", from: "5", until: "1", place: "школа" }
		const told = await fieldsOf(parseChecked(Schema, typed, checksOf))
		expect(Object.entries(told)).toEqual([
			["surname", "Укажите фамилию."],
			["login", "Занято."],
			["until", "Конец раньше начала."],
		])
	})

	test("is told of a malformed field once, in the words of its schema", async () => {
		const typed = { surname: "Ёлкина", login: "", from: "1", until: "x", place: "школа" }
		expect(await fieldsOf(parseChecked(Schema, typed, checksOf))).toEqual({
			login: "Логин: не короче 3 знаков.",
			until: "Укажите конец.",
			place: "Ёлкина здесь уже работает.",
		})
	})

	test("is refused once by checks of a well-formed form", async () => {
		const checks = [
			refuse({ login: "Занято." }),
			() => undefined,
			refuse({ login: "Нельзя.", place: "Нет." }),
		]
		expect(await fieldsOf(inOneRound(checks))).toEqual({ login: "Занято.", place: "Нет." })
		await expect(inOneRound([() => 1])).resolves.toBeUndefined()
	})
})

test("a rule that is not about a field waits until the form is well formed", async () => {
	const closed = () => {
		throw new DomainError("not-allowed-now", "Закрыто.")
	}
	expect(await alsoWrong([refuse({ login: "Занято." })])).toEqual({ login: "Занято." })
	expect(await alsoWrong([closed])).toEqual({})
	const limited = () => Promise.reject(new TooManyAttempts("Подождите.", 60))
	expect(await alsoWrong([refuse({ login: "Занято." })], limited)).toEqual({})
	await expect(inOneRound([closed])).rejects.toThrow("Закрыто.")
	await expect(alsoWrong([() => Promise.reject(new Error("the database is gone"))])).rejects.toThrow("gone")
})

test("fields are read one by one, and an empty one counts as absent", () => {
	expect(wellFormed(Schema, { surname: "Ёлкина", login: "", from: "1", until: "x" })).toEqual({
		surname: "Ёлкина",
		from: 1,
	})
})
