import { Secret, TOTP } from "otpauth"
import { beforeAll, describe, expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { DEMO_PASSWORD, type Person, setStage } from "./journey.ts"

// Pages on which people stay after they have sent a form: what was refused before is forgotten once another answer was right,
// the form begins anew, and what is counted is counted again.

const stage = setStage()

interface Stay {
	name: string
	login: string
	address: string
	/** Opens the form if the page shows it only on request. */
	open?(person: Person): Promise<void>
	wrong(person: Person): Promise<void>
	/** The refusal at a field. */
	refusal: string
	right(person: Person): Promise<void>
	says: string
	/** The labels of fields that are empty afterwards. */
	empty: readonly string[]
}

const STAYS: readonly Stay[] = [
	{
		name: "an invitation",
		login: "operator",
		address: "/operator/users",
		async wrong(person) {
			await person.choose("Роль приглашаемого", "Оператор")
			await person.fill("Почта получателя", "нет такой")
			await person.press("Сформировать приглашение")
		},
		refusal: "Почта получателя",
		async right(person) {
			await person.fill("Почта получателя", "ostaetsja@demo.example")
			await person.press("Сформировать приглашение")
		},
		says: "Приглашение отправлено на ostaetsja@demo.example",
		empty: ["Почта получателя"],
	},
	{
		name: "an account that is blocked",
		login: "operator",
		address: "/operator/users",
		async wrong(person) {
			await person.fill("Имя пользователя", "nikogo-net")
			await person.fill("Причина", "Проверка")
			await person.press("Заблокировать")
		},
		refusal: "Имя пользователя",
		async right(person) {
			await person.fill("Имя пользователя", "teacher2")
			await person.press("Заблокировать")
		},
		says: "Доступ закрыт",
		empty: ["Имя пользователя", "Причина"],
	},
	{
		name: "a corrected address",
		login: "operator",
		address: "/roles?name=expert1",
		async open(person) {
			await person.page.locator('main a[href^="/roles/account/"]').first().click()
			await person.sees(person.page.getByLabel("Исправленный адрес почты"))
		},
		async wrong(person) {
			await person.fill("Исправленный адрес почты", "нет такой")
			await person.press("Исправить адрес")
		},
		refusal: "Исправленный адрес почты",
		async right(person) {
			await person.fill("Исправленный адрес почты", "ispravlen@demo.example")
			await person.fill("Причина", "Опечатка при регистрации")
			await person.tick(/^Я убедился/)
			await person.press("Исправить адрес")
		},
		says: "ispravlen@demo.example",
		empty: ["Исправленный адрес почты", "Причина"],
	},
	{
		name: "another workplace",
		login: "teacher3",
		address: "/profile?edit=workplace",
		async wrong(person) {
			await person.page.getByLabel("Должность", { exact: true }).selectOption("vospitatel")
			await person.fill("Дата назначения на должность", "32.13.2020")
			await person.press("Добавить место работы")
		},
		refusal: "Дата назначения на должность",
		async right(person) {
			await person.fill("Дата назначения на должность", "01.09.2020")
			await person.press("Добавить место работы")
			await person.page.waitForURL(/\/profile$/)
			await person.reads("воспитатель")
			await person.page.locator('main a[href*="edit=workplace"]').first().click()
			await person.sees(person.page.getByLabel("Дата назначения на должность"))
		},
		says: "Новое место работы",
		empty: ["Дата назначения на должность"],
	},
	{
		name: "the question how a name is declined",
		login: "pedagog6",
		address: "/profile",
		async wrong(person) {
			await person.fill("Кого?", "")
			await person.press("Всё верно")
		},
		refusal: "Кого?",
		async right(person) {
			await person.fill("Кого?", "Исхаковой Алии Маратовны")
			await person.press("Всё верно")
		},
		says: "Склонение имени подтверждено",
		empty: [],
	},
	{
		name: "an entry of reference data",
		login: "operator",
		address: "/operator/reference/subjects",
		async wrong(person) {
			await person.fill("Предмет", "звукорежиссура")
			await person.press("Добавить предмет")
		},
		refusal: "Родительный падеж",
		async right(person) {
			await person.fill("Родительный падеж", "звукорежиссуры")
			await person.page.getByLabel("Группа", { exact: true }).selectOption({ index: 1 })
			await person.press("Добавить предмет")
		},
		says: "Запись добавлена",
		empty: ["Предмет", "Родительный падеж", "Группа"],
	},
	{
		name: "a member of the commission",
		login: "operator",
		address: "/operator/commission",
		async wrong(person) {
			await person.fill("Фамилия", "Новикова")
			await person.press("Внести в состав")
		},
		refusal: "Имя",
		async right(person) {
			await person.fill("Имя", "Анна")
			await person.fill("Должность и место работы", "директор, Гимназия № 902")
			await person.fill("Первый день срока", "01.09.2026")
			await person.fill("Акт, которым утверждён состав", "№ 901-р от 25.08.2026")
			await person.press("Внести в состав")
		},
		says: "Внесено в состав комиссии",
		empty: ["Фамилия", "Имя", "Должность и место работы", "Первый день срока"],
	},
	{
		name: "a specialist of the roster",
		login: "operator",
		address: "/operator/experts?municipality=tomsk&year=2027/2028",
		async wrong(person) {
			await person.page.locator('input[name="experts"]').first().check()
			await person.fill("Распоряжение, которым утверждён список", "№".repeat(1000))
			await person.press("Внести в список")
		},
		refusal: "Распоряжение, которым утверждён список",
		async right(person) {
			await person.fill("Распоряжение, которым утверждён список", "№ 901-р от 25.08.2026")
			await person.press("Внести в список")
		},
		says: "В список внесено",
		empty: ["Распоряжение, которым утверждён список"],
	},
]

/** Nothing on the page is marked as wrong. */
const wrongFields = (person: Person) => person.page.locator("main [aria-invalid=true]")

describe("a form that stays on its page", () => {
	test.each(
		STAYS,
	)("$name: after a refusal and a success no error is left, and the form is new", async (stay) => {
		const person = await stage.person(stay.login)
		await person.go(stay.address)
		await stay.open?.(person)
		await stay.wrong(person)
		await expect.poll(() => wrongFields(person).count(), PATIENCE).toBeGreaterThan(0)
		await person.sees(person.page.getByLabel(stay.refusal, { exact: true }).and(wrongFields(person)))
		await stay.right(person)
		await expect.poll(() => person.page.locator("body").innerText(), PATIENCE).toContain(stay.says)
		await expect.poll(() => wrongFields(person).count(), PATIENCE).toBe(0)
		for (const label of stay.empty)
			await expect.poll(() => person.page.getByLabel(label, { exact: true }).inputValue(), PATIENCE).toBe("")
		expect(await person.page.locator("main .error").count()).toBe(0)
		// Tab goes on from the form, not from the head of the page.
		const focused = () => person.page.evaluate(() => document.activeElement?.tagName)
		await expect.poll(focused, PATIENCE).not.toBe("BODY")
	})

	test("the second step of signing in: turned on, off and on again, each after a mistake", async () => {
		const person = await stage.person("expert2")
		await person.go("/profile/second-factor")
		for (const round of [0, 1]) {
			await person.press("Включить второй шаг")
			const code = person.page.getByLabel("Код из приложения")
			await person.sees(code)
			expect([await code.inputValue(), await wrongFields(person).count()], `round ${round}`).toEqual(["", 0])
			await code.fill("000000")
			await person.press("Подтвердить")
			await expect.poll(() => wrongFields(person).count(), PATIENCE).toBe(1)
			const secret = (await person.page.locator("main p code").innerText()).replaceAll(/\s/g, "")
			await code.fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
			await person.press("Подтвердить")
			await person.reads("Запасных кодов осталось")
			expect(await wrongFields(person).count()).toBe(0)
			const password = person.page.getByLabel("Ваш пароль", { exact: true })
			await password.fill("nevernyj-parol")
			await person.press("Отключить второй шаг")
			await expect.poll(() => wrongFields(person).count(), PATIENCE).toBe(1)
			await password.fill(DEMO_PASSWORD)
			await person.press("Отключить второй шаг")
			await person.reads("Не включён")
		}
	})
})

test("what a merger changes is not shown without the other organisation: the page asks for it beside the field", async () => {
	const person = await stage.person("operator")
	await person.go("/operator/reference/organisations")
	await person.page.locator("main table a", { hasText: "Изменить" }).first().click()
	await person.page.getByText("Объединить с другой организацией").click()
	expect(await wrongFields(person).count()).toBe(0)
	const other = person.page.getByLabel("В какую организацию переходят педагоги")
	await person.press("Показать, что изменится")
	await person.sees(other.and(wrongFields(person)))
	await person.reads("Выберите действующую организацию, в которую переходят педагоги.")
	await other.selectOption({ index: 1 })
	await person.press("Показать, что изменится")
	await person.reads("Что изменит объединение")
	expect(await wrongFields(person).count()).toBe(0)
})

describe("the bar above ticked rows", () => {
	let coordinator: Person
	const bar = () => coordinator.page.locator("fieldset.bulk b")
	const boxes = () => coordinator.page.locator('table input[name="id"]')
	/** The bar says what is ticked. */
	const agrees = async () => {
		const count = await boxes().evaluateAll(
			(all) => all.filter((box) => (box as HTMLInputElement).checked).length,
		)
		await expect.poll(() => bar().innerText(), PATIENCE).toBe(`Отмечено ${count}`)
		return count
	}
	beforeAll(async () => {
		coordinator = await stage.person("municipal")
		await coordinator.go("/municipality/registration")
	})

	test("counts right after a double click, and after the way back from the preview", async () => {
		await boxes().first().check()
		await boxes().nth(1).check()
		expect(await agrees()).toBe(2)
		await boxes().nth(1).dblclick()
		expect(await agrees()).toBe(2)
		await coordinator.press(/^Зарегистрировать 2/)
		await coordinator.page.waitForURL(/\/batches\//)
		await coordinator.page.goBack()
		await coordinator.sees(bar())
		await agrees()
		await coordinator.page.reload()
		await coordinator.sees(bar())
		await agrees()
	})

	test("keeps its ticks and a typed reason while another row is registered by its own button", async () => {
		await coordinator.go("/municipality/registration")
		await coordinator.page.getByText("Отклонить отмеченные по одной причине").click()
		await coordinator.fill("Своими словами", "Скан не читается")
		const register = coordinator.page.locator('button[data-event="application.register"][formaction]')
		const row = coordinator.page.locator("tr").filter({ has: register }).first()
		const own = await row.locator('input[name="id"]').getAttribute("value")
		for (const other of await boxes()
			.and(coordinator.page.locator(`:not([value="${own}"])`))
			.all())
			await other.check()
		const before = await boxes().count()
		expect(await agrees()).toBe(before - 1)
		await row.locator(register).click()
		await coordinator.reads("Заявление зарегистрировано")
		await expect.poll(() => boxes().count(), PATIENCE).toBe(before - 1)
		expect(await agrees()).toBe(before - 1)
		expect(await coordinator.page.getByLabel("Своими словами").inputValue()).toBe("Скан не читается")
	})
})

describe("a link to an application on paper that is void", () => {
	test.each(["", "teacher"])("says why and whom to ask, to %j", async (login) => {
		const person = login ? await stage.person(login) : await stage.passerBy("with an old link")
		await person.go("/take/staraja-ssylka")
		await person.isAt("Ссылка больше не действует")
		await person.reads("Попросите новую ссылку у муниципального координатора")
		expect(await person.page.getByRole("button", { name: /Принять/ }).count()).toBe(0)
	})
})
