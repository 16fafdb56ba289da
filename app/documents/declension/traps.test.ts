import { describe, expect, it } from "vitest"
import { declineName, type Sex } from "./decline-name.ts"

// Names whose letters do not show how they are declined, or whose sex is unclear. The person is asked, so that nothing on
// paper is a surprise.

const person = (surname: string, name: string, patronymic = "", sex: Sex | null = null) => ({
	surname,
	name,
	patronymic,
	sex,
})

describe("without a patronymic the sex is asked, whatever the first name looks like", () => {
	it.each([
		["Ким", "Сэсэг"],
		["О’Коннор", "Шинейд"],
		["Шмидт", "Анна"],
		["Иванов", "Иван"],
		["Ли", "Никита"],
		["Монгуш", "Айлаана"],
	])("%s %s", (surname, name) => {
		const asked = declineName(person(surname, name))
		expect(asked).toMatchObject({ sexKnown: false, sure: false })
		expect(asked.doubts.map(({ why }) => why)).toContain(
			"без отчества пол не виден, а от него зависят окончания",
		)
	})
	it("and once it is given, the surname follows it", () => {
		expect(declineName(person("Ким", "Сэсэг", "", "f")).genitive).toBe("Ким Сэсэг")
		expect(declineName(person("Иванов", "Иван", "", "m"))).toMatchObject({
			genitive: "Иванова Ивана",
			sure: true,
		})
	})
	it("a patronymic of another sex than the given one is asked about", () => {
		const { doubts } = declineName(person("Цой", "Саша", "Олегович", "f"))
		expect(doubts).toContainEqual({ word: "Олегович", why: "отчество не подходит к указанному полу" })
	})
})

describe("a surname that may be a noun is asked about", () => {
	it.each([
		["Шургая", "Нана", "Зурабовна", "Шургаи"],
		["Цулая", "Лали", "Отаровна", "Цулаи"],
		["Лордкая", "Нана", "Зурабовна", null],
		["Сергий", "Иван", "Петрович", "Сергия"],
		["Мокий", "Иван", "Петрович", "Мокия"],
		["Плохий", "Иван", "Петрович", "Плохия"],
		["Балухий", "Иван", "Петрович", null],
		["Устогий", "Иван", "Петрович", null],
		["Кащий", "Иван", "Петрович", null],
		["Шургая", "Зураб", "Отарович", "Шургаи"],
		["Изгой", "Иван", "Петрович", null],
	])("%s %s", (surname, name, patronymic, genitive) => {
		const asked = declineName(person(surname, name, patronymic))
		expect(asked.doubts.map(({ word }) => word)).toContain(surname)
		if (genitive) expect(asked.genitive.split(" ")[0]).toBe(genitive)
	})
	it.each(["Вознесенская", "Береговая", "Тихая", "Холодная", "Захожая"])("%s is none", (surname) => {
		expect(declineName(person(surname, "Анна", "Петровна")).sure).toBe(true)
	})
})

describe("a word of which one letter would be left", () => {
	it.each(["Ша", "Ца", "Ка", "Ой", "Жа"])("%s is asked about", (surname) => {
		expect(declineName(person(surname, "Иван", "Петрович")).sure).toBe(false)
	})
})

describe("a name of two parts", () => {
	it("is asked about, and in a Tuvan one only -оол changes", () => {
		const declined = declineName(person("Ондар", "Калдар-оол", "Шолбанович"))
		expect(declined).toMatchObject({ genitive: "Ондара Калдар-оола Шолбановича", sure: false })
		expect(declineName(person("Монгуш", "Анна-Мария", "Шолбановна")).sure).toBe(false)
	})
	it("gives a patronymic of which only the last part changes, without a question", () => {
		const declined = declineName(person("Ондар", "Аяна", "Калдар-ооловна"))
		expect(declined).toMatchObject({ dative: "Ондар Аяне Калдар-ооловне", sure: true })
	})
	it("as a surname changes only -оол, and only for a man", () => {
		expect(declineName(person("Чаш-оол", "Иван", "Петрович")).genitive).toBe("Чаш-оола Ивана Петровича")
		expect(declineName(person("Чаш-оол", "Анна", "Петровна")).genitive).toBe("Чаш-оол Анны Петровны")
	})
})

describe("a double surname whose first part may be no surname", () => {
	it.each([
		["Ходжа-Ахметов", "m"],
		["Мирза-Ахмедова", "f"],
		["Хан-Магомедов", "m"],
		["Баба-Заев", "m"],
		["Мин-Ахметов", "m"],
	] as const)("%s is asked about", (surname, sex) => {
		const named = sex === "m" ? person(surname, "Иван", "Петрович") : person(surname, "Анна", "Петровна")
		expect(declineName(named).sure).toBe(false)
	})
})

describe("a name typed without capitals", () => {
	it("is proposed with them, and the person is asked", () => {
		expect(declineName(person("иванова", "мария", "ивановна"))).toMatchObject({
			genitive: "Ивановой Марии Ивановны",
			sure: false,
		})
		expect(declineName(person("салтыкова-щедрина", "Анна", "Петровна")).dative).toBe(
			"Салтыковой-Щедриной Анне Петровне",
		)
	})
	it("keeps small what is written small", () => {
		expect(declineName(person("ван дейк", "Пётр", "Ильич")).genitive).toBe("ван Дейка Петра Ильича")
		expect(declineName(person("Мамедова", "Лейла", "ариф кызы")).genitive).toBe("Мамедовой Лейлы Ариф кызы")
	})
})

describe("a patronymic in -ыч", () => {
	it.each([
		["Силыч", "Силыча", "Силычу"],
		["Титыч", "Титыча", "Титычу"],
	])("%s is declined and shows a man", (patronymic, genitive, dative) => {
		const declined = declineName(person("Иванов", "Иван", patronymic))
		expect(declined).toMatchObject({ sex: "m", sexKnown: true, sure: true })
		expect(declined.genitive).toBe(`Иванова Ивана ${genitive}`)
		expect(declined.dative).toBe(`Иванову Ивану ${dative}`)
	})
})
