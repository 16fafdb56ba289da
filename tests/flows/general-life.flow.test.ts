import { describe, expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { type Person, setStage } from "./journey.ts"
import { scan, textOf } from "./papers.ts"
import { holdSitting } from "./sitting.ts"
import {
	AWAITING,
	attachBoth,
	fillApplication,
	formApplication,
	GENERAL,
	REGISTERED,
	SUBMITTED,
	submitApplication,
	TEACHERS,
} from "./teacher.ts"

const LIVES = [
	{
		way: "with JavaScript",
		scripted: true,
		teacher: TEACHERS.tomsk,
		experts: [
			{ login: "expert1", name: "Одинцова Раиса Витальевна", initials: "Р. В. Одинцова" },
			{ login: "expert2", name: "Куприянов Лев Денисович", initials: "Л. Д. Куприянов" },
		],
		colleague: false,
		period: { id: "2026-11", label: "ноябрь-декабрь 2026", start: "2026-11-01", sitting: "20.12.2026" },
		afterSitting: "2026-12-21T10:00",
	},
	{
		way: "without JavaScript",
		scripted: false,
		teacher: TEACHERS.kolpashevsky,
		experts: [
			{ login: "expert4", name: "Жарков Семён Ильич", initials: "С. И. Жарков" },
			{ login: "expert5", name: "Уварова Лидия Павловна", initials: "Л. П. Уварова" },
		],
		// One of the district's only two experts works in the teacher's school.
		colleague: true,
		period: { id: "2026-10", label: "октябрь-ноябрь 2026", start: "2026-10-01", sitting: "20.11.2026" },
		afterSitting: "2026-11-21T10:00",
	},
] as const

describe.each(LIVES)("the life of a general application, $way", (life) => {
	const { teacher, experts, period } = life
	// With script, the teacher and the first expert use nothing but the keyboard, and a screen reader is listened to.
	const byKeyboard = life.scripted ? [teacher.login, experts[0].login] : []
	const stage = setStage({ scripted: life.scripted, byKeyboard })

	/** A form that is sent too early: the title begins with the error, which is announced once. */
	async function hearsRefusal(person: Person, button: string) {
		// Without script the browser forgets the chosen file, which has its own test.
		if (!life.scripted) return
		await person.press(button)
		await expect.poll(() => person.page.title(), PATIENCE).toMatch(/^Ошибка: /)
		await person.listens()
	}

	test("the teacher fills in the form, and the Word file has the right cases", async () => {
		const person = await stage.person(teacher.login)
		await fillApplication(person, teacher, GENERAL)
		const text = await formApplication(person)
		expect(text).toContain(`от ${teacher.genitive},\n${teacher.post},`)
		expect(text).toContain(
			"Прошу аттестовать меня на первую квалификационную категорию по должности «учитель».",
		)
		expect(text).toContain("В настоящее время квалификационной категории не имею.")
		expect(text).toContain("требованиям пункта 35 Порядка проведения аттестации")
		expect(text).toContain("от 24.03.2023 № 196")
		expect(text).toContain("Дата назначения на должность: 01.09.2019.")
		expect(text).toContain("прошу провести без моего присутствия")
	})

	test("the teacher attaches the signed scan and the tables, and submits", async () => {
		const person = await stage.person(teacher.login)
		await person.go("/teacher/submit")
		await person.isAt("Подать заявление")
		await person.reads("Не прикреплён скан подписанного заявления (файл 1).")
		await hearsRefusal(person, "Загрузить выбранные файлы")
		await attachBoth(person)
		await submitApplication(stage, person, teacher)
		await person.findsStatus("/teacher", "submitted", SUBMITTED)
	})

	test("the municipal coordinator registers it under a journal number", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.go("/municipality/registration")
		await coordinator.isAt("Регистрация заявлений")
		await coordinator.follow(/^Просмотреть заявление/, coordinator.row(teacher.name))
		await coordinator.isAt(teacher.name)
		await coordinator.press("Зарегистрировать")
		await coordinator.seesStatus("registered", "Зарегистрировано")
		await coordinator.reads("от 02.09.2026")
		const letter = await stage.letter(teacher.login, "Заявление зарегистрировано")
		expect(letter).toMatch(/зарегистрировано под номером \d+\./)
		await (await stage.person(teacher.login)).findsStatus("/teacher", "registered", REGISTERED)
	})

	test("the coordinator assigns a period and two experts, then closes the schedule", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.go("/municipality/scheduling")
		await coordinator.follow(/^Назначить/, coordinator.row(teacher.name))
		await coordinator.isAt(teacher.name)
		await coordinator.choose("Период аттестации", period.label)
		await coordinator.page.getByLabel("Показать специалистов").selectOption("всех предметов и должностей")
		await coordinator.press("Показать специалистов на период")
		await coordinator.reads(`сколько педагогов у специалиста в периоде ${period.label}`)
		for (const [index, { name }] of experts.entries())
			await coordinator.page
				.getByRole("radio", { name: `${index === 0 ? "Первый" : "Второй"} специалист: ${name}` })
				.check()
		if (life.colleague)
			await coordinator.fill("Первый специалист: причина", "Других специалистов по предмету в районе нет")
		await coordinator.press("Сохранить")
		await coordinator.seesStatus("scheduled.preliminary", "Период предварительный")
		const assigned = coordinator.page.getByRole("region", { name: "Назначено сейчас" })
		for (const { name } of experts) await coordinator.sees(assigned.getByText(name))
		await (await stage.person(teacher.login)).findsStatus(
			"/teacher",
			"scheduled.preliminary",
			`Заявление зарегистрировано. Аттестационный период (предварительный, может меняться): ${period.label}`,
		)
		await coordinator.go(`/municipality/schedule?period=${period.id}`)
		await coordinator.isAt("Просмотр графика проведения аттестации")
		const draft = textOf((await coordinator.download(/Скачать неутверждённый график/)).bytes)
		expect(draft).toContain("Не утверждён")
		expect(draft).toContain(teacher.name)
		await coordinator.press("Закрыть период")
		await coordinator.isAt(`Закрыть период «${period.label}»`)
		await coordinator.reads(teacher.name)
		await coordinator.press(/^Закрыть 1.график/)
		await coordinator.reads("Закрыто: 1 график")
		await coordinator.follow("Вернуться к работе")
		await coordinator.seesStatus("closed", "Закрыт")
	})

	test("the operator approves the schedule, and everybody concerned gets a letter", async () => {
		const operator = await stage.person("operator")
		await operator.go(`/operator/schedules?period=${period.id}`)
		await operator.isAt("Графики области")
		const row = operator.row(teacher.municipality)
		await operator.unfold("Утвердить график", row)
		await operator.fill("Номер распоряжения", "417-р", row)
		await operator.fill("Дата распоряжения", "02.09.2026", row)
		await operator.press(/^Утвердить график/, row)
		await operator.isAt(`Утвердить графики на период «${period.label}»`)
		await operator.reads("№ 417-р от 02.09.2026")
		await operator.reads(`${teacher.name}`)
		await operator.press(/^Утвердить 1.график/)
		await operator.reads("Утверждено: 1 график")
		await operator.follow("Вернуться к работе")
		await operator.seesStatus("approved", "Утверждён")
		expect(await stage.letter(teacher.login, "График аттестации утверждён")).toContain("№ 417-р")
		for (const { login } of experts)
			expect(await stage.letter(login, `Вы назначены специалистом по аттестации: ${teacher.name}`)).toContain(
				period.label,
			)
		const person = await stage.person(teacher.login)
		await person.findsStatus(
			"/teacher",
			"scheduled.approved",
			`Аттестационный период: ${period.label}. Утверждён распоряжением от 2 сентября 2026 г. № 417-р`,
		)
		for (const { name } of experts) await person.reads(name)
	})

	test("anybody reads the approved schedule without signing in, in Word too", async () => {
		const passerBy = await stage.passerBy("passer-by")
		await passerBy.go("/schedules")
		await passerBy.isAt("Графики проведения аттестации")
		await passerBy.follow(period.label)
		await passerBy.sees(passerBy.row(teacher.name))
		await passerBy.isAt("Графики проведения аттестации")
		const printed = textOf((await passerBy.download("Скачать график (Word)")).bytes)
		expect(printed).toContain("от 02.09.2026 № 417-р")
		expect(printed).toContain(teacher.municipality)
		for (const { name } of [teacher, ...experts]) expect(printed).toContain(name)
		expect(printed).not.toContain("Не утверждён")
	})

	test("an expert takes the work, names days and asks for materials; the teacher adds them under their показатель", async () => {
		const [first, second] = experts
		const expert = await stage.person(first.login)
		await expert.go("/expert/attestation")
		await expert.follow(teacher.name)
		await expert.isAt(teacher.name)
		await expert.press("Принял(а) к работе")
		await expert.reads("Вы приняли заявление к работе.")
		await expert.unfold("Предложить дни посещения")
		await expert.fill("День посещения", "5 ноября 2026")
		await expert.fill("Время, класс или группа", "10:20, 7 «Б»")
		await expert.press("Предложить дни посещения")
		await expert.reads("Дни посещения предложены педагогу")
		await expert.unfold("Запросить материалы")
		await expert.fill("Что нужно добавить", "Рабочую программу за 7 класс")
		await expert.fill("Не позднее какого дня", "04.11.2026")
		await expert.press("Запросить материалы")
		await expert.reads("Материалы запрошены у педагога")
		await expert.reads("Сделано")
		expect(await stage.letter(teacher.login, "Специалист предлагает дни посещения")).toContain(
			"5 ноября 2026 года",
		)

		const person = await stage.person(teacher.login)
		await person.go("/teacher")
		await person.reads("Посещение занятий: 5 ноября 2026 г.")
		await person.follow("Добавить материалы")
		await person.isAt("Документы и материалы")
		await person.reads("Рабочую программу за 7 класс")
		const card = person.page.getByRole("region", { name: /^2\. / })
		await person.unfold("Добавить документ к показателю 2", card)
		await card
			.getByLabel("Вид документа", { exact: true })
			.selectOption({ label: "Другое (указать название)" })
		await person.fill("Название документа", "Рабочая программа", card)
		await person.attach("Файл", await scan("Программа.pdf", { pages: 1, shade: 0.7 }), card)
		await person.press("Загрузить документ", card)
		await person.reads("Добавлено с тех пор: 1")

		const pair = await stage.person(second.login)
		await pair.go("/expert/attestation")
		await pair.follow(teacher.name)
		await pair.isAt(teacher.name)
		await pair.reads("5 ноября 2026 г.")
		await pair.reads("Рабочую программу за 7 класс")
	})

	test("the expert waits for the period, downloads the conclusion and attaches it signed", async () => {
		const [first] = experts
		const expert = await stage.person(first.login)
		await expert.go("/expert/attestation")
		await expert.isAt("Аттестация педагогических работников")
		await expert.follow(teacher.name)
		await expert.isAt(teacher.name)
		await expert.reads(`Аттестационный период ещё не начался: он начнётся 01.${period.id.slice(5)}.2026.`)
		await stage.moveClock(`${period.start}T09:00`)
		await expert.go(expert.page.url())
		const conclusion = textOf((await expert.download("Скачать заключение (Word)")).bytes)
		expect(conclusion).toContain(teacher.name)
		expect(conclusion).toContain("Стабильные положительные результаты освоения обучающимися")
		expect(conclusion).toContain("01.09.2019")
		for (const { initials } of experts) expect(conclusion).toContain(initials)
		await expert.attach("Файл заключения", await scan("Заключение.pdf", { pages: 3, shade: 0.5 }))
		await hearsRefusal(expert, "Прикрепить итоговое заключение")
		await expert.choose("Предлагаемый результат: заявленной квалификационной категории", "соответствует")
		await expert.tick(/^Все страницы и все подписи на месте/)
		await expert.press("Прикрепить итоговое заключение")
		await expert.seesStatus("concluded.awaitingTeacher", "Ждёт подписи педагога")
		expect(await stage.letter(teacher.login, "Получено итоговое заключение")).toContain("заключение")
	})

	test("the teacher disagrees, and the expert reads why and replaces the conclusion", async () => {
		const person = await stage.person(teacher.login)
		await person.go("/teacher/submit")
		await person.unfold("Не согласен с заключением")
		await person.fill("С чем Вы не согласны", "Не учтены победы учеников")
		await person.press("Не согласен")
		await person.reads("Ваш комментарий передан специалистам")
		const [first] = experts
		const expert = await stage.person(first.login)
		await expert.go("/expert")
		await expert.isAt("Личный кабинет специалиста по аттестации")
		await expert.reads("Не согласны с заключением: ")
		await expert.follow("Прочитать комментарии и заменить заключение")
		await expert.follow(teacher.name)
		await expert.isAt(teacher.name)
		await expert.reads("Не учтены победы учеников")
		await expert.attach(
			"Файл заключения",
			await scan("Исправленное заключение.pdf", { pages: 3, shade: 0.6 }),
		)
		await expert.choose("Предлагаемый результат: заявленной квалификационной категории", "соответствует")
		await expert.tick(/^Все страницы и все подписи на месте/)
		await expert.press("Заменить итоговое заключение")
		await expert.seesStatus("concluded.awaitingTeacher", "Ждёт подписи педагога")
	})

	test("the teacher reads the conclusion, signs it and attaches the scan", async () => {
		const person = await stage.person(teacher.login)
		await person.findsStatus("/teacher", "concluded.awaitingTeacher", AWAITING)
		await person.go("/teacher/submit")
		await person.isAt("Подать заявление")
		const signed = await scan("Подписанное заключение.pdf", { pages: 3, shade: 0.4 })
		await person.attach("Подписанный скан", signed)
		await person.press("Прикрепить подписанное заключение")
		await person.seesStatus("concluded.signed", "Подписанное итоговое заключение прикреплено")
		await person.findsStatus("/teacher", "concluded.signed", "Подписанное итоговое заключение прикреплено")
		await stage.letter(teacher.coordinator, `Заключение подписано: ${teacher.name}`)
	})

	test("the coordinator enters the result that the teacher meets the requirements", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.go("/municipality/attestation")
		await coordinator.isAt("Аттестация педагогических работников")
		await coordinator.follow(/^Аттестовать/, coordinator.row(teacher.name))
		await coordinator.isAt(teacher.name)
		const result = coordinator.page.getByRole("region", { name: "Результат аттестации" })
		await coordinator.choose(
			"Педагогический работник заявленной квалификационной категории",
			"соответствует",
			result,
		)
		await result.getByRole("checkbox").check()
		const place = new URL(coordinator.page.url()).pathname
		await coordinator.press("Принять заключение", result)
		// The next conclusion opens, or the list if no other one waits.
		await coordinator.reads("Итоговое заключение принято")
		await coordinator.findsStatus(place, "concluded.assessed", "Заключение принято")
		await (await stage.person(teacher.login)).findsStatus(
			"/teacher",
			"concluded.assessed",
			"Итоговое заключение принято: соответствует. Ожидается решение аттестационной комиссии",
		)
	})

	test("the commission grants the category, with the protocol and order that the operator enters", async () => {
		await stage.moveClock(life.afterSitting)
		const operator = await stage.person("operator")
		await holdSitting(operator, period.sitting, teacher.name)
		const [day = "", month = ""] = period.sitting.split(".")
		const words = `${Number(day)} ${month === "11" ? "ноября" : "декабря"} 2026 г.`
		await (await stage.person(teacher.login)).findsStatus(
			"/teacher",
			"concluded.granted",
			`Установлена первая квалификационная категория. Распоряжение от ${words} № 588-р`,
		)
		const letter = await stage.letter(teacher.login, "Квалификационная категория установлена")
		expect(letter).toContain("№ 588-р")
		const person = await stage.person(teacher.login)
		await person.go("/teacher/history")
		await person.isAt("Прежние заявления")
	})

	// When a page changes, `vitest run … general-life -u` writes the files anew: read what changed in them as a listener would.
	test.runIf(life.scripted)("a screen reader says what has been read and found good", async () => {
		await expect(stage.heardBy(teacher.login)).toMatchFileSnapshot("heard/teacher.txt")
		await expect(stage.heardBy(experts[0].login)).toMatchFileSnapshot("heard/expert.txt")
	})

	test("no page broke its content policy, had a dead file link or broke an accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
