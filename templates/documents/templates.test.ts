import Docxtemplater from "docxtemplater"
import InspectModule from "docxtemplater/js/inspect-module.js"
import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { type DocumentFormId, documentForms } from "#app/documents/forms.ts"
import { readTemplate, renderDocument } from "#app/documents/render.server.ts"
import { nestTags, schemaTags, type TagTree } from "#app/documents/template/template-tags.ts"
import { paragraphsOf, readWord } from "#app/documents/test-word.ts"
import { descendants, type Element, elements } from "#app/documents/test-xml.ts"
import type { DocumentForm } from "#templates/form.ts"

// This file checks the words of each form; structure.test.ts checks how it is built.

describe.each<DocumentForm>(Object.values(documentForms))("template $id", ({ id, fields }) => {
	it("has exactly the tags its fields describe", async () => {
		const inspector = new InspectModule()
		new Docxtemplater(new PizZip(await readTemplate(id)), { modules: [inspector], paragraphLoop: true })
		expect(sorted(nestTags(inspector.getAllStructuredTags()))).toEqual(sorted(schemaTags(fields)))
	})
})

/** The order of keys does not matter in a template. */
function sorted(tree: TagTree): unknown[] {
	return [...tree].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { inner }]) => [name, sorted(inner)])
}

async function print(id: DocumentFormId, variant: string) {
	const form: DocumentForm = documentForms[id]
	const data = form.samples[variant]
	if (!data) throw new Error(`No sample «${variant}»`)
	const { bytes, fileName } = await renderDocument(form, data)
	return { ...readWord(bytes), fileName }
}
const lines = (part: Element | undefined) =>
	part ? paragraphsOf(part).join("\n").replaceAll("\u00a0", " ") : ""
const words = async (id: DocumentFormId, variant: string) => lines((await print(id, variant)).body)
const tables = (body: Element) => descendants(body, "w:tbl")
const rows = (table: Element | undefined) => (table ? elements(table, "w:tr") : [])

describe("the application", () => {
	it("names the position without the subject in the request, with it in the header", async () => {
		const text = await words("application", "первая, общие основания")
		expect(text).toContain("от Ивановой Марии Ивановны,\nучителя математики,")
		expect(text).toContain(
			"Прошу аттестовать меня на первую квалификационную категорию по должности «учитель».",
		)
		expect(text).toContain("В настоящее время квалификационной категории не имею.")
	})
	it("describes the person first, then the grounds, the form of attestation and the wish for the sitting", async () => {
		const text = await words("application", "высшая, упрощённая форма, бессрочная категория")
		const order = [
			"Прошу аттестовать",
			"В настоящее время",
			"Образование",
			"Стаж работы",
			"Награды",
			"Приложение",
			"Форма аттестации",
			"по упрощённой форме",
			"на заседании",
		]
		const places = order.map((part) => text.indexOf(part))
		expect(places).toEqual([...places].sort((a, b) => a - b))
		expect(places).not.toContain(-1)
	})
	it("says when the present category ends, or that it has no end", async () => {
		expect(await words("application", "высшая, общие основания, категория действует")).toContain(
			"имею первую квалификационную категорию, срок её действия: до 30.04.2027.",
		)
		const simplified = await words("application", "высшая, упрощённая форма, бессрочная категория")
		expect(simplified).toContain("имею высшую квалификационную категорию, срок её действия: бессрочно.")
		expect(simplified).toContain("по упрощённой форме. Основание: победитель или призёр")
	})
	it("has ruled lines where education is written in by hand", async () => {
		const { body } = await print(
			"application",
			"первая, образование от руки, без стажа в организации, категория истекла",
		)
		const styles = descendants(body, "w:pStyle").map(({ attributes }) => attributes.get("w:val"))
		expect(styles.filter((style) => style === "Ruled")).toHaveLength(3)
		expect(lines(body)).not.toContain("Образовательная организация")
		expect(lines(body)).toContain("Приложение: таблицы результатов профессиональной деятельности на ____ л.")
		expect(lines(body)).toContain("категории не имею. Срок действия имевшейся первой")
	})
})

describe("the withdrawal", () => {
	it("names the author once if it is the teacher's own", async () => {
		const text = await words("withdrawal", "педагог отзывает своё зарегистрированное заявление")
		expect(text).toContain(
			"Прошу отозвать моё заявление от «12» сентября 2026 г. о проведении аттестации в целях установления первой квалификационной категории по должности «учитель» (зарегистрировано 15.09.2026 под № 17).",
		)
		expect(text).toContain("Причина отзыва: По состоянию здоровья.")
	})
	it("names the coordinator who formed it, and the teacher in the genitive", async () => {
		const text = await words("withdrawal", "школьный координатор отзывает заявление педагога")
		expect(text).toContain("от Лебедева Льва Игоревича,\nзаместителя директора")
		expect(text).toContain("Прошу отозвать заявление Ивановой Марии Ивановны, учителя математики")
		expect(text).toContain("Л. И. Лебедев")
	})
})

describe("the schedule", () => {
	it("is marked on every page until it is approved", async () => {
		const draft = await print("schedule", "не утверждён, у двоих эксперты назначены не полностью")
		expect(draft.margins.map(lines).join()).toContain("Не утверждён")
		expect(lines(draft.body)).not.toContain("Приложение")
		expect(lines(draft.body)).toContain("не назначены")
		expect(draft.fileName).toContain("(не утверждён)")
	})
	it("names the order that approved it and then has no mark", async () => {
		const approved = await print("schedule", "утверждён, 500 строк на многих листах")
		expect(approved.margins.map(lines).join()).not.toContain("Не утверждён")
		expect(lines(approved.body)).toContain("от 14.12.2026 № 1522-р")
		expect(rows(tables(approved.body)[0])).toHaveLength(501)
	})
	it("prints each expert on a separate line, and the work phone", async () => {
		const text = await words("schedule", "утверждён, одна строка")
		expect(text).toContain(
			"Лебедев Лев Игоревич, учитель математики, МБОУ СОШ № 921 г. Томска\nПетрова-Водкина Анастасия Сергеевна, старший методист,",
		)
		expect(text).toContain("рабочий телефон: 8 (3822) 00-00-03")
	})
})

describe("the journals", () => {
	it("list the decision on each application, the reason of a rejection and who decided", async () => {
		const text = await words("registration-journal", "четыре решения, одно заявление отклонено")
		expect(text).toContain("муниципального образования «Город Томск»")
		expect(text).toContain(
			"отклонено\nПричина: Отсутствие подписи подавшего заявление\nШевченко Лариса Павловна",
		)
		expect(text.match(/Причина: /g)).toHaveLength(1)
	})
	it("say so when they are empty", async () => {
		expect(await words("registration-journal", "решений ещё нет")).toContain(
			"Решений по заявлениям за этот год нет.",
		)
		expect(await words("withdrawals-journal", "отзывов ещё нет")).toContain(
			"Отозванных заявлений за этот год нет.",
		)
	})
	it("name why and by whom an application was withdrawn", async () => {
		const text = await words("withdrawals-journal", "три отзыва")
		expect(text).toContain("увольнение\nкоординатором: Шевченко Лариса Павловна")
	})
})

describe("the conclusion", () => {
	it("has a row for each criterion of the claimed category", async () => {
		const first = await print("conclusion", "первая, очно, пустое для заполнения")
		const highest = await print("conclusion", "высшая, дистанционно, заполненное")
		expect(rows(tables(first.body)[1])).toHaveLength(1 + 4)
		expect(rows(tables(highest.body)[1])).toHaveLength(1 + 5)
	})
	it("leaves the verdict open or prints the given one", async () => {
		const open = await words("conclusion", "первая, очно, пустое для заполнения")
		expect(open).toContain("соответствуют / не соответствуют требованиям, предъявляемым к первой")
		const fails = await words("conclusion", "первая, очно, не соответствует")
		expect(fails).toContain("деятельности не соответствуют требованиям, предъявляемым к первой")
		expect(fails).toContain("Даты посещений: 05.10.2026, 12.10.2026")
	})
	it("asks for two recorded lessons in the remote form only", async () => {
		const remote = await words("conclusion", "высшая, дистанционно, заполненное")
		expect(remote).toContain("Запись занятия 2: https://video.example.org/lessons/2026/10/12")
		expect(remote).not.toContain("Даты посещений")
		expect(await words("conclusion", "первая, очно, не соответствует")).not.toContain("Запись занятия")
	})
})

describe("the tables of results", () => {
	it("are four for the first category and five for the highest, and about groups of children where no subject is taught", async () => {
		const first = await words("annex", "первая, учитель")
		expect(first).not.toContain("Таблица 5")
		expect(first).toContain("Успеваемость, %")
		const highest = await words("annex", "высшая, воспитатель детского сада")
		expect(highest).toContain("Таблица 5. Активное участие")
		expect(highest).not.toContain("Успеваемость, %")
		expect(first).not.toContain("Группа, возраст детей")
		expect(highest).toContain("Группа, возраст детей")
	})
})

describe("the consolidated schedule", () => {
	it("adds the municipality to each row and counts categories and forms", async () => {
		const { body, margins } = await print(
			"consolidated-schedule",
			"утверждён, 12 строк в четырёх муниципалитетах",
		)
		expect(margins.map(lines).join()).not.toContain("Не утверждён")
		expect(lines(body)).toContain(
			"Приложение\nк распоряжению Департамента образования Примерной области\nот 14.12.2026 № 1522-р",
		)
		const [schedule, totals] = tables(body)
		expect(lines(rows(schedule)[4])).toContain("4\nг. Северск\nКим Юлия Викторовна\nвысшая\nочно")
		expect(rows(totals).map((row) => lines(row).split("\n"))).toEqual([
			[
				"Муниципалитет",
				"Первая, очно",
				"Первая, дистанционно",
				"Высшая, очно",
				"Высшая, дистанционно",
				"Всего",
			],
			["г. Томск", "2", "0", "0", "1", "3"],
			["г. Северск", "1", "1", "1", "0", "3"],
			["Колпашевский район", "1", "0", "1", "1", "3"],
			["Областные организации", "1", "1", "0", "1", "3"],
			["Всего", "5", "2", "2", "3", "12"],
		])
	})
	it("is marked on every page until all municipalities are approved", async () => {
		const { margins } = await print("consolidated-schedule", "не утверждён, специалисты назначены не всем")
		expect(margins.map(lines).join()).toContain("Не утверждён")
	})
})

describe("the notices", () => {
	it("greet in the nominative, address in the dative, and state what is known", async () => {
		const text = await words("notice", "график утверждён, дистанционно, заседание назначено")
		expect(text).toContain("Достоевскому Петру Ильичу,\nпедагогу дополнительного образования (хореография),")
		expect(text).toContain("Уважаемый Пётр Ильич!")
		expect(text).toContain("Аттестационный период: октябрь-ноябрь 2026 (с 01.10.2026 по 30.11.2026).")
		expect(text).toContain("распоряжением Департамента образования Примерной области от 15.09.2026 № 1522-р.")
		expect(text).toContain("— Лебедев Лев Игоревич, учитель математики, МБОУ СОШ № 921 г. Томска")
		expect(text).toContain("прикрепите в личном кабинете не позднее 01.10.2026.")
		expect(text).toContain("состоится «27» ноября 2026 г. в")
	})
	it("say that a period may change, and leave a line for the sitting", async () => {
		const text = await words("notice", "период предварительный, специалисты не назначены")
		expect(text).toContain("Период предварительный: он может измениться до утверждения графика.")
		expect(text).toContain("Специалисты по аттестации будут назначены до утверждения графика.")
		expect(text).toContain("состоится «___» ____________ 20___ г. в ___ ч. ___ мин. по адресу: ____")
		expect(text).not.toContain("Материалы")
	})
	it("name the ground and no experts under the simplified procedure", async () => {
		const text = await words("notice", "упрощённая форма, очень длинное имя, телефона нет")
		expect(text).toContain("Аттестация проводится по упрощённой форме")
		expect(text).not.toContain("Аттестационный период")
		expect(text).not.toContain("Рабочий телефон")
	})
	it("of a rejection give the typical reason or the coordinator's words, and say what to do", async () => {
		const known = await words("rejection-notice", "причина из справочника")
		expect(known).toContain("по должности «учитель» отклонено 15.09.2026 в связи с отсутствием подписи.")
		expect(known).not.toContain("Причина:")
		expect(known).toContain("следует распечатать заявление, подписать его")
		const own = await words("rejection-notice", "причина своими словами, имя без отчества, телефона нет")
		expect(own).toContain("отклонено 15.09.2026.")
		expect(own).toContain("Причина: Название организации")
		expect(own).toContain("Уважаемая Анна!")
	})
})

describe("the papers of a sitting", () => {
	it("include an agenda that separates the two procedures and repeats the remarks", async () => {
		const { body } = await print("agenda", "четверо на общих основаниях, одна по упрощённой форме")
		expect(lines(body)).toContain("соответствует\nПедагог не подписал: на длительном лечении")
		expect(tables(body).map((table) => rows(table).length)).toEqual([1 + 4, 1 + 1, 1])
		expect(await words("agenda", "никого нет, место и секретарь не известны")).toContain(
			"Заявлений по упрощённой форме нет.",
		)
	})
	it("include a protocol with the votes on each person, everybody who was absent and why, and a line for every voter", async () => {
		const { body } = await print("protocol", "решения внесены")
		expect(lines(body)).toContain("Место проведения: г. Томск, ул. Примерная, д. 1, ауд. 305")
		expect(lines(body)).toContain("учитель МБОУ СОШ № 921 (член комиссии): болезнь;")
		expect(lines(body)).toContain("установить (член комиссии, о себе не голосует)")
		expect(lines(body)).toContain("Членов комиссии: 9, присутствовали: 7. Кворум имеется.")
		const [, votes, signatures] = tables(body)
		expect(lines(rows(votes)[1]).trim().split("\n").slice(-5)).toEqual([
			"первая",
			"7",
			"0",
			"0",
			"установить",
		])
		expect(rows(signatures)).toHaveLength(3 + 4)
		const blank = await words("protocol", "заготовка до заседания: заполняется от руки")
		expect(blank).toContain("ПРОТОКОЛ № ________")
		expect(blank).toContain("Членов комиссии: ______, присутствовали: ______. Кворум: ____")
	})
	it("include an order with one item for each category, rows by municipality, and no end of the category", async () => {
		const { body } = await print("order", "две категории, три муниципалитета")
		const text = lines(body)
		expect(text).toContain("(протокол от 28.09.2026 № 7):")
		expect(text).toContain("1. Установить с «28» сентября 2026 г. первую квалификационную категорию")
		expect(text).toContain("2. Установить с «28» сентября 2026 г. высшую квалификационную категорию")
		expect(text).toContain("3. Разместить настоящее распоряжение на официальном сайте.")
		expect(text).not.toMatch(/сроком|до \d/)
		expect(rows(tables(body)[1]).map((row) => lines(row).split("\n")[0])).toEqual([
			"№ п/п",
			"Город Томск",
			"1",
			"2",
			"3",
			"Колпашевский район",
			"4",
		])
	})
	it("include an order in which a refusal is an item of its own that is not published", async () => {
		const both = lines((await print("order", "двоим установлена, одному отказано")).body)
		expect(both).toContain(
			"2. Отказать в установлении высшей квалификационной категории по указанным должностям",
		)
		expect(both).toContain("3. Разместить пункт 1 настоящего распоряжения на официальном сайте.")
		const refusal = lines((await print("order", "только отказ")).body)
		expect(refusal).toContain("Об отказе в установлении квалификационных категорий")
		expect(refusal).not.toMatch(/Установить|Разместить/)
	})
	it("include a protocol whose lists of members end with a full stop", async () => {
		const { body } = await print("protocol", "решения внесены")
		const members = lines(body)
			.split("\n")
			.filter((line) => line.startsWith("— "))
		expect(members.map((line) => line.at(-1)).join("")).toBe(";;;;;;.;.")
	})
	it("include an extract that says to whom the category is granted and from when, or that it is refused", async () => {
		const granted = await words("extract", "категория установлена")
		expect(granted).toContain("Об аттестации Ивановой Марии Ивановны, учителя математики (МАОУ СОШ № 901")
		expect(granted).toContain(
			"Установить Ивановой Марии Ивановне первую квалификационную категорию по должности «учитель» с «28» сентября 2026 г.",
		)
		const refused = await words("extract", "в категории отказано")
		expect(refused).toContain(
			"Отказать Ивановой Марии Ивановне в установлении высшей квалификационной категории",
		)
		expect(refused).toContain(
			"Распоряжение Департамента образования Примерной области от 30.09.2026 № 1600-р.",
		)
		const unknown = await words("extract", "голосов, распоряжения и секретаря в системе нет")
		expect(unknown).not.toContain("Распоряжение")
	})
})

describe("the papers of people", () => {
	it("include a contract sheet with lines for passport, address and account", async () => {
		const { body } = await print("expert-contract", "три назначения")
		expect(lines(body)).toContain("То же в родительном падеже\nЛебедева Льва Игоревича")
		expect(rows(tables(body)[1]).map((row) => lines(row).trim())).toContain("Паспорт: серия, номер")
		expect(rows(tables(body)[2])).toHaveLength(1 + 3)
	})
	it("include a help sheet with login and address, but never a password", async () => {
		const text = await words("help-sheet", "заявление не подано")
		expect(text).toContain("Адрес системы:\nhttps://attestation.example.org\nИмя пользователя:\nIvanova\n")
		expect(text).toContain("Пароль знаете только Вы: здесь он не указан")
	})
	it("include a consent with the date on which it was given in the system, if there is one", async () => {
		expect(await words("consent", "дано при регистрации")).toContain(
			"Согласие дано в электронной системе «12» сентября 2026 г.",
		)
		const none = await words("consent", "без отчества и должности, в системе ещё не дано")
		expect(none).toContain("Я, Шмидт Анна,\n")
		expect(none).not.toContain("дано в электронной системе")
	})
})
