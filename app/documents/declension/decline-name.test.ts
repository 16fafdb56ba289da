import { describe, expect, it } from "vitest"
import { declineName, fullName, initials, type Sex } from "./decline-name.ts"
import samples from "./samples.json"

function parse(nominative: string) {
	const [surname = "", name = "", ...rest] = nominative.split(" ")
	return { surname, name, patronymic: rest.join(" ") }
}
const forms = (nominative: string, sex?: Sex) => {
	const { genitive, dative, accusative } = declineName({ ...parse(nominative), sex: sex ?? null })
	return [genitive, dative, accusative]
}
const isSure = (nominative: string) => declineName(parse(nominative)).sure

describe("every sample of the reference table has the cases printed there", () => {
	it.each(samples.items)("$nominative ($why)", ({ nominative, genitive, dative, sex }) => {
		const declined = declineName(parse(nominative))
		expect(declined).toMatchObject({ genitive, dative, sex })
	})
	it.each(samples.items)("$nominative stays the same when the right sex is given by hand", (sample) => {
		const sex: Sex = sample.sex === "m" ? "m" : "f"
		expect(forms(sample.nominative, sex).slice(0, 2)).toEqual([sample.genitive, sample.dative])
	})
})

describe("names that both libraries decline wrongly", () => {
	it.each([
		["Заяц Пётр Ильич", "Зайца Петра Ильича", "Зайцу Петру Ильичу", "Зайца Петра Ильича"],
		["Бонч-Бруевич Олег Львович", "Бонч-Бруевича Олега Львовича", "Бонч-Бруевичу Олегу Львовичу"],
		["Бонч-Бруевич Анна Львовна", "Бонч-Бруевич Анны Львовны", "Бонч-Бруевич Анне Львовне"],
		["Цой Лия Маратовна", "Цой Лии Маратовны", "Цой Лие Маратовне", "Цой Лию Маратовну"],
		["Цой Виктор Робертович", "Цоя Виктора Робертовича", "Цою Виктору Робертовичу"],
		["Сычёва Инна Юрьевна", "Сычёвой Инны Юрьевны", "Сычёвой Инне Юрьевне", "Сычёву Инну Юрьевну"],
		["Хорошая Вера Ильинична", "Хорошей Веры Ильиничны", "Хорошей Вере Ильиничне"],
		["Чужая Вера Ильинична", "Чужой Веры Ильиничны", "Чужой Вере Ильиничне"],
		["Стрелец Глеб Ильич", "Стрельца Глеба Ильича", "Стрельцу Глебу Ильичу"],
		["Рыжиков Глеб Ильич", "Рыжикова Глеба Ильича", "Рыжикову Глебу Ильичу"],
		["Сова Мария Ивановна", "Совы Марии Ивановны", "Сове Марии Ивановне", "Сову Марию Ивановну"],
		["Ван Лев Игоревич", "Вана Льва Игоревича", "Вану Льву Игоревичу"],
		["Гулиа Нинель Ивановна", "Гулиа Нинели Ивановны", "Гулиа Нинели Ивановне", "Гулиа Нинель Ивановну"],
	])("%s has the forms that grammar gives", (nominative, ...expected) => {
		expect(forms(nominative).slice(0, expected.length)).toEqual(expected)
	})
})

it("particles of a foreign surname do not change", () => {
	const name = { surname: "ван Дейк", name: "Пётр", patronymic: "Ильич" }
	expect(declineName(name)).toMatchObject({ genitive: "ван Дейка Петра Ильича", sure: false })
	const oglu = { surname: "Мамед-оглы", name: "Ариф", patronymic: null }
	expect(declineName({ ...oglu, sex: "m" }).dative).toBe("Мамед-оглы Арифу")
})

describe("the accusative", () => {
	it.each([
		["Иванова Мария Ивановна", "Иванову Марию Ивановну"],
		["Толстая Софья Андреевна", "Толстую Софью Андреевну"],
		["Черных Любовь Ильинична", "Черных Любовь Ильиничну"],
		["Ким Виктор Олегович", "Кима Виктора Олеговича"],
		["Соловьёв Илья Петрович", "Соловьёва Илью Петровича"],
		["Мамедова Лейла Ариф кызы", "Мамедову Лейлу Ариф кызы"],
		["Шмидт Анна", "Шмидт Анну"],
	])("of %s is %s", (nominative, accusative) => expect(forms(nominative)[2]).toBe(accusative))
})

describe("the person is asked to check", () => {
	it.each([
		["a stressed -ия", "Ахметова Зульфия Рашидовна"],
		["a short -ия", "Иванова Лия Петровна"],
		["an indeclinable foreign name", "Иванова Кармен Петровна"],
		["a man's name in a vowel", "Иванов Отто Карлович"],
		["a surname with a fleeting vowel", "Кравец Иван Петрович"],
		["a surname in -а whose stress is not written", "Петипа Мария Ивановна"],
		["a name not in Russian letters", "Smith Anna"],
		["a surname of several words", "Гарсия Лопес Мария Ивановна"],
	])("about %s", (_, nominative) => expect(isSure(nominative)).toBe(false))

	it("a name that does not show its sex", () => {
		expect(declineName({ surname: "Ким", name: "Су" }).sure).toBe(false)
	})
	it("a patronymic that contradicts the given sex", () => {
		expect(declineName({ ...parse("Ким Саша Олегович"), sex: "f" }).sure).toBe(false)
	})
})

describe("the person is not asked about an ordinary name", () => {
	it.each([
		"Иванова Мария Ивановна",
		"Соловьёв Илья Петрович",
		"Ким Юлия Викторовна",
		"Черных Любовь Ильинична",
		"Шевченко Лидия Павловна",
		"Достоевский Пётр Ильич",
		"Петрова-Водкина Анастасия Сергеевна",
		"Захожая Татьяна Михайловна",
		"Шмидт Анна Карловна",
		"Кузьмина Дарья Алексеевна",
	])("%s", (nominative) => expect(isSure(nominative)).toBe(true))
})

describe("the spelling of the name is kept", () => {
	it("ё stays ё and е stays е", () => {
		expect(forms("Соловьева Алёна Фёдоровна")[0]).toBe("Соловьевой Алёны Фёдоровны")
	})
	it("capital letters stay capital", () => {
		expect(forms("ИВАНОВА МАРИЯ ИВАНОВНА")[0]).toBe("ИВАНОВОЙ МАРИИ ИВАНОВНЫ")
	})
	it("a missing patronymic leaves neither a double space nor a dot", () => {
		expect(fullName({ surname: " Шмидт ", name: "Анна", patronymic: "" })).toBe("Шмидт Анна")
		expect(initials({ surname: "Шмидт", name: "Анна", patronymic: null })).toBe("А. Шмидт")
		expect(forms("Шмидт Анна")[0]).toBe("Шмидт Анны")
	})
	it("initials come before the surname", () => {
		expect(initials(parse("Петрова-Водкина Анастасия Сергеевна"))).toBe("А. С. Петрова-Водкина")
		expect(initials(parse("Мамедова Лейла Ариф кызы"))).toBe("Л. А. Мамедова")
	})
})
