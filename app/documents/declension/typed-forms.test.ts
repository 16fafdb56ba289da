import { describe, expect, it } from "vitest"
import { declineName } from "./decline-name.ts"
import { type CaseName, slipsIn } from "./typed-forms.ts"

/** What the owner of a name is told about one form that they typed. */
function slip(fullName: string, one: CaseName, typed: string): string | undefined {
	const [surname = "", name = "", patronymic = ""] = fullName.split(" ")
	const person = { surname, name, patronymic }
	const proposed = declineName(person)
	return slipsIn(person, proposed.sex, proposed, { [one]: typed })[one]
}

describe("a form that its owner types is questioned once", () => {
	it.each([
		[
			"Петрова Мария Ивановна",
			"genitive",
			"Петрову Марии Ивановны",
			"винительный падеж, а нужен родительный",
		],
		["Петров Иван Ильич", "genitive", "Петрову Ивана Ильича", "дательный падеж, а нужен родительный"],
		["Петров Иван Ильич", "dative", "Петрова Ивану Ильичу", "родительный падеж, а нужен дательный"],
		[
			"Петрова Мария Ивановна",
			"genitive",
			"Петрова Мария Ивановна",
			"именительный падеж, а нужен родительный",
		],
		["Петрова Мария Ивановна", "dative", "Пертовой Марии Ивановне", "не похоже на форму слова «Петрова»"],
		["Петрова Мария Ивановна", "dative", "Петровой М Ивановне", "не похоже"],
		["Петрова Мария Ивановна", "dative", "Петровой Марии 2", "не похоже на слово"],
		["Петрова Мария Ивановна", "dative", "asdf qwer zxcv", "не похоже на слово"],
		["Петрова Мария Ивановна", "dative", "Петровой Марии", "другое число слов"],
		["Петрова Мария Ивановна", "genitive", "петровой Марии Ивановны", "без заглавной буквы"],
		["Петров Иван Ильич", "genitive", "Петровом Ивана Ильича", "окончание не того падежа"],
		["Гребень Пётр Ильич", "genitive", "Гребню Петра Ильича", "дательный падеж"],
	] as const)("%s, %s «%s»: %s", (name, one, typed, told) => {
		expect(slip(name, one, typed)).toContain(told)
		expect(slip(name, one, typed)).toMatch(/Если написано верно, отправьте ещё раз\.$/)
	})

	it.each([
		["Гребень Пётр Ильич", "genitive", "Гребеня Петра Ильича"],
		["Алиева Зульфия Рашидовна", "dative", "Алиевой Зульфии Рашидовне"],
		["Калина Анна Петровна", "genitive", "Калиной Анны Петровны"],
		["Соловьёв Илья Петрович", "dative", "Соловьеву Илье Петровичу"],
		["Шургая Нана Зурабовна", "genitive", "Шургой Наны Зурабовны"],
		["Заяц Пётр Ильич", "dative", "Заяцу Петру Ильичу"],
	] as const)("but a family's own form is not: %s, %s «%s»", (name, one, typed) => {
		expect(slip(name, one, typed)).toBeUndefined()
	})
})
