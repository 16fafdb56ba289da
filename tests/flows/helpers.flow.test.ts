import { expect, test } from "vitest"
import { findsFault } from "./fields.ts"
import { DEMO_PASSWORD, describeBothWays } from "./journey.ts"
import { filledIn, scan, textOf } from "./papers.ts"
import { AWAITING, attachTo } from "./teacher.ts"

// The colleague in the school, the head of the subject group, an expert who cannot go on, and a teacher who comes back.

const SCHOOL = "Сафина Юлия Маратовна"
/** Her application is formed, and nothing is attached yet. */
const HELPED = { login: "pedagog2", name: "Дорофеева Ульяна Марковна" }
const BEGINNER = { login: "teacher", name: "Лаптева Мария Аркадьевна" }
/** His experts work on paper, and the period runs. */
const ASSESSED = { login: "pedagog13", name: "Рябинин Кирилл Олегович" }
/** Her conclusion waits for her signature. */
const SIGNING = { login: "pedagog15", expert: "Куприянов Лев Денисович" }
/** Her application has been granted. */
const FORMER = { login: "pedagog19" }

describeBothWays("those who help", (stage, _scripted) => {
	test("the school finds those without an application, and prints a sheet with the login and no password", async () => {
		const school = await stage.person("school")
		await school.go("/school")
		await school.isAt("Количество аттестуемых")
		await school.follow("Педагоги без заявления")
		await school.isAt("Педагоги без заявления")
		await school.sees(school.row(HELPED.name).getByText("Помогите подписать и отсканировать заявление."))
		const beginner = school.row(BEGINNER.name)
		await school.sees(beginner.getByText("Распечатайте памятку и помогите войти."))
		const sheet = textOf((await school.download(/^Памятка/, beginner)).bytes)
		expect(sheet).toContain(BEGINNER.login)
		expect(sheet).toContain(stage.server.url)
		expect(sheet).not.toContain(DEMO_PASSWORD)
	})

	test("the school attaches both papers and submits for the teacher, who reads who it was", async () => {
		const school = await stage.person("school")
		await school.follow(/^Открыть заявление/, school.row(HELPED.name))
		await school.isAt(HELPED.name)
		await school.reads("Вы действуете за педагога")
		const tables = await school.download(/Скачать таблицы/)
		await attachTo(school, /Подписанное заявление/, "Прикрепить скан", await scan("Скан.pdf"))
		const annex = filledIn(tables.bytes, "Таблицы.docx", "Диплом победителя олимпиады, 2025 год")
		await attachTo(school, /Таблицы результатов/, "Прикрепить заполненные таблицы", annex)
		await school.press(/^Подать заявление/)
		await school.seesStatus("submitted", "Подано")
		expect(await stage.letter(HELPED.login, "Заявление подано")).toContain(
			`За Вас его подал(а) координатор ${SCHOOL}.`,
		)
		const teacher = await stage.person(HELPED.login)
		await teacher.go("/teacher/receipt")
		await teacher.isAt("Заявление подано 2 сентября 2026 г.")
		await teacher.reads(`За Вас подал(а): ${SCHOOL}`)
	})

	test("the school counts it among the new ones, and finds it by a name in any order", async () => {
		const school = await stage.person("school")
		await school.go("/school")
		await school.follow(/Новые заявления/)
		await school.isAt("Прикрепление документов аттестуемым")
		await school.sees(school.row(HELPED.name))
		await school.fill("Фамилия, имя или отчество", "марковна дороф")
		await school.press("Показать")
		await school.sees(school.row(HELPED.name).getByText("первая"))
		await school.sees(school.page.getByText(/^Показано 1.1 из 1$/))
	})

	test("the school withdraws for the teacher with a reason, and the teacher may object", async () => {
		const school = await stage.person("school")
		await school.go("/school/withdrawals")
		await school.isAt("Отзыв заявления")
		await school.follow(/^Указать причину/, school.row(HELPED.name))
		await school.isAt(HELPED.name)
		await school.press("Сформировать заявление на отзыв")
		await findsFault(school, "Указать причину", "Укажите причину отзыва заявления.")
		await school.fill("Указать причину", "По состоянию здоровья")
		await school.press("Сформировать заявление на отзыв")
		await school.reads("Заявление на отзыв сформировали Вы.")
		const letter = await stage.letter(HELPED.login, "За Вас готовят отзыв Вашего заявления")
		expect(letter).toContain(SCHOOL)
		await school.attach("Прикрепить заявление на отзыв", await scan("Отзыв.pdf", { shade: 0.3 }))
		await school.press("Подать заявление на отзыв")
		await school.reads("Подано заявление на отзыв")
		await stage.letter(HELPED.login, "За Вас подано заявление на отзыв")
		const teacher = await stage.person(HELPED.login)
		await teacher.findsStatus("/teacher/withdrawal", "submitted", "Заявление на отзыв подано")
		await teacher.reads(SCHOOL)
	})

	test("the head of the group marks a paper conclusion as received and passed on, and the coordinator sees it", async () => {
		const head = await stage.person("head")
		await head.go("/group")
		await head.isAt("Заключения предметной группы")
		await head.press(/^Получено/, head.row(ASSESSED.name))
		await head.sees(head.row(ASSESSED.name).getByText("02.09.2026"))
		await head.press(/^Передано/, head.row(ASSESSED.name))
		await head.reads("0 получены, не переданы")
		// It was another teacher's paper: the mark is taken back, and set again.
		await head.press(/^Отменить отметку/, head.row(ASSESSED.name))
		await head.reads("1 получены, не переданы")
		await head.press(/^Передано/, head.row(ASSESSED.name))
		await head.reads("0 получены, не переданы")
		const coordinator = await stage.person("municipal")
		await coordinator.go("/municipality/papers")
		await coordinator.isAt("Бумажные заключения предметных групп")
		await expect.poll(() => coordinator.row(ASSESSED.name).getByText("02.09.2026").count()).toBe(2)
	})

	test("an expert who cannot says why to those who find another one, and not to the teacher", async () => {
		const expert = await stage.person("expert2")
		await expert.go("/expert/attestation")
		await expert.follow(ASSESSED.name)
		await expert.isAt(ASSESSED.name)
		await expert.unfold("Не могу")
		await expert.press("Не могу")
		await findsFault(expert, "Причина", "Укажите причину.")
		await expert.fill("Причина", "Уезжаю на курсы")
		await expert.press("Не могу")
		await expert.reads("Координатор и оператор узнают, что Вы")
		for (const reader of ["municipal", "operator"])
			expect(
				await stage.letter(reader, `Специалист не может провести аттестацию: ${ASSESSED.name}`),
			).toContain("Уезжаю на курсы")
		const teacher = await stage.person(ASSESSED.login)
		await teacher.go("/teacher")
		expect(await teacher.page.locator("main").innerText()).not.toContain("Уезжаю на курсы")
	})

	test("an expert tells that a teacher leaves, and that they themselves leave", async () => {
		const expert = await stage.person("expert1")
		await expert.go("/expert/attestation")
		await expert.follow(ASSESSED.name)
		await expert.isAt(ASSESSED.name)
		await expert.unfold("Сообщить об увольнении")
		await expert.fill("Что известно", "Переезжает, сказал завуч")
		await expert.press("Сообщить об увольнении")
		const subject = `Специалист сообщает об увольнении педагога: ${ASSESSED.name}`
		expect(await stage.letter("municipal", subject)).toContain("Переезжает, сказал завуч")
		await expert.go("/expert")
		await expert.unfold("Сообщить о своём увольнении")
		await expert.fill("Причина и последний день работы", "Переезд, 30 сентября")
		await expert.press("Сообщить об увольнении")
		await stage.letter("operator", `Специалист не может провести аттестацию: ${ASSESSED.name}`)
		await expert.isAt("Личный кабинет специалиста по аттестации")
	})

	test("a teacher finds a former application with its papers and decision, and repeats it", async () => {
		const teacher = await stage.person(FORMER.login)
		await teacher.go("/teacher/history")
		// This opens every file that the page lists.
		await teacher.isAt("Прежние заявления")
		await teacher.reads("Установлена первая квалификационная категория. Распоряжение от")
		await teacher.reads("Подписанное итоговое заключение (скан)")
		await teacher.press("Подать снова на основе этого")
		await teacher.isAt("Проверьте заявление")
		await teacher.sees(teacher.page.getByText(/^Ответы скопированы из прежнего заявления/))
	})

	test("what a teacher has to do begins on the first screen of a phone, under the longest status, too", async () => {
		const teacher = await stage.person(SIGNING.login)
		await teacher.page.setViewportSize({ width: 390, height: 844 })
		await teacher.findsStatus("/teacher", "concluded.awaitingTeacher", AWAITING)
		const bottom = await teacher.page
			.getByRole("region", { name: "Что нужно сделать" })
			.getByRole("heading", { level: 3 })
			.first()
			.evaluate((heading) => heading.getBoundingClientRect().bottom)
		expect(bottom).toBeLessThan(844)
		await teacher.reads(SIGNING.expert)
	})

	test("no page broke its content policy, had a dead file link or broke an accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
