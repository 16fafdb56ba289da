import { describe, expect, test } from "vitest"
import { findsFault } from "./fields.ts"
import { describeBothWays, type Person } from "./journey.ts"
import { scan, textOf } from "./papers.ts"

const SUBMITTED = {
	login: "pedagog6",
	name: "Исхакова Алия Маратовна",
	head: "от Исхаковой Алии Маратовны,\nмузыкального руководителя,",
}
const REGISTERED = {
	login: "pedagog9",
	name: "Мельничук Богдан Юрьевич",
	genitive: "Мельничука Богдана Юрьевича, учителя физической культуры",
}
const SECOND_THOUGHTS = { login: "pedagog30", name: "Жилина Оксана Борисовна" }
const COORDINATOR = { name: "Ерёмина Ольга Викторовна", genitive: "Ерёминой Ольги Викторовны" }

const REASON = "Переезд в другой город"
const FORMED =
	"Заявление на отзыв сформировано, Вы можете его загрузить, перейдя по ссылке «Подать заявление на отзыв»"
const DONE = "Заявление на отзыв зарегистрировано. Вы можете вновь подать заявление"
const UNAVAILABLE = "Подача заявления на отзыв не доступна, т.к. заявление на отзыв"

/** Presses «Сформировать заявление на отзыв» with a reason. */
async function formWithdrawal(person: Person, reason: string) {
	await person.fill("Причина отзыва заявления", reason)
	await person.press("Сформировать заявление на отзыв")
}

async function wordForm(person: Person): Promise<string> {
	const main = person.page.getByRole("main")
	const { name, bytes } = await person.download("Скачать заявление на отзыв (Word)", main)
	expect(name).toMatch(/^Заявление на отзыв — .*\.docx$/)
	return textOf(bytes)
}

async function journal(coordinator: Person): Promise<string> {
	await coordinator.go("/municipality/withdrawals")
	return textOf((await coordinator.download(/Скачать журнал регистрации отозванных/)).bytes)
}

/** Expects the row of a person in the list of withdrawals, with the state registered. */
async function seesRegistered(coordinator: Person, name: string) {
	await coordinator.sees(coordinator.row(name).locator('[data-state="registered"]'))
}

describeBothWays("withdrawals", (stage, _scripted) => {
	describe("of the teacher's own submitted application", () => {
		test("cannot be formed without a reason, and the field says so", async () => {
			const teacher = await stage.person(SUBMITTED.login)
			await teacher.go("/teacher/withdrawal")
			await teacher.isAt("Отзыв заявления")
			await teacher.reads(`${UNAVAILABLE} не сформировано`)
			await teacher.press("Сформировать заявление на отзыв")
			await findsFault(teacher, "Причина отзыва заявления", "Укажите причину отзыва заявления.")
			await teacher.isAt("Отзыв заявления")
		})

		test("have a form that names the teacher in the genitive and gives the reason", async () => {
			const teacher = await stage.person(SUBMITTED.login)
			await formWithdrawal(teacher, REASON)
			await teacher.seesStatus("formed", FORMED)
			const text = await wordForm(teacher)
			expect(text).toContain(SUBMITTED.head)
			expect(text).toContain("Прошу отозвать моё заявление от")
			expect(text).toContain("первой квалификационной категории по должности «музыкальный руководитель»")
			expect(text).toContain(`Причина отзыва: ${REASON}`)
			expect(text).toContain("А. М. Исхакова")
		})

		test("are discarded by «Не отзывать», and the application stays as it was", async () => {
			const teacher = await stage.person(SUBMITTED.login)
			await teacher.press("Не отзывать")
			await teacher.seesStatus("discarded", "Отзыв отменён, заявление остаётся в силе")
			await teacher.go("/teacher")
			await teacher.sees(teacher.page.locator('h1[data-state="submitted"]'))
		})

		test("are sent with the signed scan after being formed again, and the coordinators get a letter", async () => {
			const teacher = await stage.person(SUBMITTED.login)
			await teacher.go("/teacher/withdrawal")
			await formWithdrawal(teacher, REASON)
			await teacher.seesStatus("formed", FORMED)
			await teacher.press("Подать заявление на отзыв")
			await findsFault(teacher, "Прикрепить заявление на отзыв", "Выберите файл.")
			await teacher.attach("Прикрепить заявление на отзыв", await scan("Отзыв.pdf", { shade: 0.3 }))
			await teacher.press("Подать заявление на отзыв")
			await teacher.seesStatus("submitted", "Заявление на отзыв подано")
			await teacher.reads(`${UNAVAILABLE} отправлено`)
			expect(await stage.letter(SUBMITTED.login, "Заявление на отзыв подано")).toContain(REASON)
			for (const coordinator of ["municipal", "municipal2"])
				expect(await stage.letter(coordinator, `Заявление на отзыв: ${SUBMITTED.name}`)).toContain(REASON)
		})

		test("prevent the registration of the application while they wait, and the page says why", async () => {
			const why = "Подано заявление на отзыв: сначала зарегистрируйте его или отклоните."
			const coordinator = await stage.person("municipal")
			await coordinator.go("/municipality/registration")
			await coordinator.follow(/^Просмотреть заявление/, coordinator.row(SUBMITTED.name))
			await coordinator.isAt(SUBMITTED.name)
			await coordinator.reads(why)
			const button = coordinator.page.getByRole("button", { name: "Зарегистрировать", exact: true })
			expect(await button.getAttribute("aria-disabled")).toBe("true")
			const { origin, pathname } = new URL(coordinator.page.url())
			const answer = await coordinator.page.request.post(pathname, {
				headers: { Origin: origin },
				form: { event: "application.register" },
			})
			expect(answer.status()).toBe(409)
			expect(await answer.text()).toContain(why)
		})

		test("withdraw the application once the coordinator registers them, and the journal lists them", async () => {
			const coordinator = await stage.person("municipal")
			await coordinator.go("/municipality/withdrawals")
			await coordinator.isAt("Регистрация заявлений на отзыв")
			await coordinator.press(/^Зарегистрировать/, coordinator.row(SUBMITTED.name))
			await seesRegistered(coordinator, SUBMITTED.name)
			const text = await journal(coordinator)
			expect(text).toContain(`${SUBMITTED.name}\nмузыкальный руководитель,`)
			expect(text).toContain(`${REASON}\nпедагогом`)
			expect(await stage.letter(SUBMITTED.login, "Заявление отозвано")).toContain(
				"Вы можете вновь подать заявление",
			)
			await coordinator.go("/municipality/registration")
			await coordinator.isAt("Регистрация заявлений")
			expect(await coordinator.row(SUBMITTED.name).count()).toBe(0)
		})

		test("allow the teacher to file a new application, with the answers of the withdrawn one", async () => {
			const teacher = await stage.person(SUBMITTED.login)
			await teacher.findsStatus("/teacher/withdrawal", "registered", DONE)
			await teacher.seesStatus("withdrawn", "Отозвано")
			await teacher.follow("Подать новое заявление")
			await teacher.seesStatus("withdrawn", "Заявление отозвано. Вы можете подать новое")
			await teacher.press("Начать заявление")
			await teacher.isAt("Проверьте заявление")
			await teacher.sees(teacher.page.getByText(/^Ответы скопированы из прежнего заявления/))
			await teacher.go("/teacher/application?step=experience")
			await teacher.reads("Из заявления от ")
		})
	})

	describe("by the municipal coordinator for the teacher", () => {
		test("cannot be sent before they are formed, nor formed without a reason", async () => {
			const coordinator = await stage.person("municipal")
			await coordinator.go("/municipality/exclusion")
			await coordinator.isAt("Отзыв заявления педагогического работника муниципальным координатором")
			await coordinator.follow(/^Отозвать/, coordinator.row(REGISTERED.name))
			await coordinator.reads(`Отзыв заявления: ${REGISTERED.name}`)
			await coordinator.reads(`${UNAVAILABLE} не сформировано.`)
			await coordinator.press("Сформировать заявление на отзыв")
			await findsFault(coordinator, "Причина отзыва заявления", "Укажите причину отзыва заявления.")
		})

		test("have a form with the coordinator in the head and the teacher in the genitive", async () => {
			const coordinator = await stage.person("municipal")
			await formWithdrawal(coordinator, REASON)
			await coordinator.seesStatus("formed", "Сформировано, не подано")
			const text = await wordForm(coordinator)
			expect(text).toContain(`от ${COORDINATOR.genitive},`)
			expect(text).toContain(`Прошу отозвать заявление ${REGISTERED.genitive}`)
			expect(text).toMatch(/зарегистрировано \d\d\.\d\d\.2026 под № \d+/)
			expect(text).toContain(`Причина отзыва: ${REASON}`)
			expect(text).toContain("О. В. Ерёмина")
		})

		test("are announced to the teacher by letter when sent, and the teacher sees who formed them", async () => {
			const coordinator = await stage.person("municipal")
			const scanned = await scan("Отзыв за педагога.pdf", { shade: 0.2 })
			await coordinator.attach("Скан подписанного заявления на отзыв", scanned)
			await coordinator.press("Прикрепить заявление на отзыв")
			await coordinator.seesStatus("submitted", "Подано")
			await coordinator.reads(`${UNAVAILABLE} отправлено.`)
			const letter = await stage.letter(REGISTERED.login, "За Вас подано заявление на отзыв")
			expect(letter).toContain(COORDINATOR.name)
			expect(letter).toContain(REASON)
			const teacher = await stage.person(REGISTERED.login)
			await teacher.findsStatus("/teacher/withdrawal", "submitted", "Заявление на отзыв подано")
			await teacher.reads(`Заявление на отзыв сформировал координатор: ${COORDINATOR.name}.`)
			expect(await teacher.page.getByRole("button", { name: "Не отзывать" }).count()).toBe(0)
		})

		test("appear in the journal, once registered, with the person who withdrew the application", async () => {
			const coordinator = await stage.person("municipal")
			await coordinator.follow("Зарегистрировать заявление на отзыв")
			await coordinator.isAt("Регистрация заявлений на отзыв")
			await coordinator.press(/^Зарегистрировать/, coordinator.row(REGISTERED.name))
			await seesRegistered(coordinator, REGISTERED.name)
			expect(await journal(coordinator)).toContain(`муниципальным координатором: ${COORDINATOR.name}`)
			await stage.letter(REGISTERED.login, "Заявление отозвано")
			const teacher = await stage.person(REGISTERED.login)
			await teacher.findsStatus("/teacher/withdrawal", "registered", DONE)
		})
	})

	test("are rejected only with a reason, which the teacher reads", async () => {
		const why = "На скане не видна подпись."
		const coordinator = await stage.person("municipal")
		await coordinator.go("/municipality/withdrawals")
		await coordinator.follow(/^Отклонить/, coordinator.row(SECOND_THOUGHTS.name))
		await coordinator.press("Отклонить заявление на отзыв")
		await findsFault(coordinator, "Причина отклонения", "Укажите причину.")
		await coordinator.fill("Причина отклонения", why)
		await coordinator.press("Отклонить заявление на отзыв")
		await coordinator.sees(coordinator.row(SECOND_THOUGHTS.name).locator('[data-state="rejected"]'))
		expect(await stage.letter(SECOND_THOUGHTS.login, "Заявление на отзыв отклонено")).toContain(why)
		const teacher = await stage.person(SECOND_THOUGHTS.login)
		const status = `Заявление на отзыв отклонено. Причина: ${why}`
		await teacher.findsStatus("/teacher/withdrawal", "rejected", status)
	})

	test("leave no page with a broken content policy, a dead file link or a broken accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
