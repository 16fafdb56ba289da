import { describe, expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { findsFault, select, type, typed } from "./fields.ts"
import { DEMO_PASSWORD, describeBothWays, type Person } from "./journey.ts"
import { plain, textOf } from "./papers.ts"

const INVITER = "Ерёмина Ольга Викторовна"
const INVITED = "novikova@demo.example"
const LATE = "pozdnyakova@demo.example"
const NEW_PASSWORD = "Attestation-2027"
const FORGETFUL = "pedagog3"
const FORGETFUL_COLLEAGUE = "pedagog1"
const CONTESTED = { login: "pedagog5", name: "Зимина Ксения Руслановна" }
const WAITING = "Жданович Пётр Севастьянович"

const ROLE = "Роль приглашаемого"
const CONSENT = "Даю согласие на обработку персональных данных"
const SCHOOL = "МАОУ Гимназия № 902 г. Томска"

/** Sends an invitation to an expert of the coordinator's own municipality. */
async function invite(coordinator: Person, email: string) {
	await coordinator.go("/municipality/invitations")
	await coordinator.isAt("Приглашение")
	await coordinator.choose(ROLE, "Специалист по аттестации")
	await coordinator.fill("Почта получателя", email)
	await coordinator.press("Сформировать приглашение")
	await coordinator.sees(coordinator.row(email).locator('[data-state="sent"]'))
}

async function signIn(person: Person, username: string, password: string) {
	await person.go("/login")
	await person.isAt("Вход")
	await type(person, { "Имя пользователя": username, Пароль: password })
	await person.press("Войти")
}

const signedIn = (person: Person) => person.sees(person.page.getByRole("button", { name: "Выйти" }))

/** The application that the teacher's pages name in their links. */
async function firstApplication(teacher: Person): Promise<string> {
	const links = await teacher.page
		.locator("main a[href*='applications/'], main a[href*='application=']")
		.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))
	return links.map((to) => /application(?:s\/|=)([\w-]{8,})/.exec(to)?.[1]).find(Boolean) ?? ""
}

describeBothWays("accounts", (stage, scripted) => {
	/**
	 * The link in the latest letter with this subject, as soon as there are `count` of them. The link must be in the plain
	 * text.
	 */
	async function linkTo(to: string, subject: string, count = 1): Promise<string> {
		const letters = () => stage.server.mail.lettersTo(to).filter((letter) => letter.subject.includes(subject))
		await expect.poll(() => letters().length, PATIENCE).toBe(count)
		const letter = letters().at(-1)
		const [link = ""] = letter?.links ?? []
		expect(letter?.text).toContain(link)
		expect(link).toContain(stage.server.url)
		return link
	}

	describe("an invitation", () => {
		test("is accepted by its link: the expert registers and enters the cabinet", async () => {
			const coordinator = await stage.person("municipal")
			await invite(coordinator, INVITED)
			const link = await linkTo(INVITED, "Приглашение")
			const expert = await stage.passerBy("invited")
			await expert.go(link)
			await expert.isAt("Приглашение")
			if (scripted) {
				await expert.page.getByLabel("Фамилия").pressSequentially("Novikova")
				await expert.page.keyboard.press("Tab")
				await expert.reads("есть латинские буквы")
				// The message appears at the field while the person goes on typing in the next one.
				await expert.page.keyboard.type("Дарья")
				expect(await typed(expert, ["Имя"])).toEqual({ Имя: "Дарья" })
			}
			await expert.press("Зарегистрироваться")
			await findsFault(expert, "Образовательная организация", "Выберите образовательную организацию.")
			await type(expert, {
				"Имя пользователя": "novikova",
				Пароль: NEW_PASSWORD,
				Фамилия: "Новикова",
				Имя: "Дарья",
				Отчество: "Олеговна",
				"Мобильный телефон": "+7 900 000-99-01",
			})
			await select(expert, {
				"Образовательная организация": SCHOOL,
				Должность: "учитель",
				Предмет: "география",
			})
			await expert.page.getByLabel(CONSENT).check()
			await expert.press("Зарегистрироваться")
			await expert.isAt("Личный кабинет специалиста по аттестации")
			await expert.reads("Количество педагогических работников, назначенных Вам на аттестацию = 0")
			expect(new URL(expert.page.url()).pathname).toBe("/expert")
		})

		test("causes a letter to the coordinator once it is accepted, and its link then says whom to ask", async () => {
			const coordinator = await stage.person("municipal")
			await coordinator.go("/municipality/invitations")
			const invited = coordinator.page.getByRole("table", { name: /^Список пользователей/ })
			await coordinator.sees(invited.getByRole("row").filter({ hasText: "Новикова Дарья Олеговна" }))
			const stranger = await stage.passerBy("second on the link")
			await stranger.go(await linkTo(INVITED, "Приглашение"))
			await stranger.isAt("Приглашение уже использовано")
			await stranger.reads(`обратитесь к тому, кто Вас пригласил: ${INVITER}`)
		})

		test("expires after a day, and its link says whom to ask", async () => {
			const coordinator = await stage.person("municipal")
			await invite(coordinator, LATE)
			await stage.moveClock("2026-09-03T10:30")
			const late = await stage.passerBy("late")
			await late.go(await linkTo(LATE, "Приглашение"))
			await late.isAt("Приглашение больше не действует")
			await late.reads(`обратитесь к тому, кто Вас пригласил: ${INVITER}`)
			await coordinator.go("/municipality/invitations")
			await coordinator.sees(coordinator.row(LATE).locator('[data-state="expired"]'))
			await coordinator.isAt("Приглашение")
		})

		test("gets a new link when it is sent again, and the old one becomes invalid", async () => {
			const old = await linkTo(LATE, "Приглашение")
			const coordinator = await stage.person("municipal")
			await coordinator.press(/^Отправить повторно/, coordinator.row(LATE))
			const renewed = await linkTo(LATE, "Приглашение", 2)
			expect(renewed).not.toBe(old)
			const late = await stage.passerBy("late again")
			await late.go(old)
			await late.isAt("Приглашение больше не действует")
			await late.reads("обратитесь к тому, кто Вас пригласил")
			await late.go(renewed)
			await late.isAt("Приглашение")
			await late.reads(`${INVITER} приглашает Вас. Роль: Специалист по аттестации, Город Томск.`)
		})
	})

	describe("a forgotten password", () => {
		const MAIL = `${FORGETFUL}@demo.example`

		async function ask(person: Person, username: string): Promise<string> {
			await person.go("/login")
			await person.follow("Забыли пароль?")
			await person.isAt("Сброс пароля")
			await person.fill("Введите логин", username)
			await person.press("Сбросить пароль")
			await person.reads("Проверьте почту")
			await person.reads("обратитесь к координатору по аттестации своего муниципалитета. Вернуться ко входу")
			return plain(await person.page.getByRole("main").innerText()).replaceAll(username, "…")
		}

		test("gets the same answer whether or not the login exists, but only an existing one gets a letter", async () => {
			const person = await stage.passerBy("forgetful")
			const unknown = await ask(person, "nobody99")
			expect(await ask(person, FORGETFUL)).toBe(unknown)
			await linkTo(MAIL, "Сброс пароля")
			const letters = stage.server.mail.letters.filter(({ subject }) => subject.includes("Сброс пароля"))
			expect(letters.map(({ to }) => to)).toEqual([[MAIL]])
		})

		test("is replaced through the link, and other browsers are signed out", async () => {
			const elsewhere = await stage.person(FORGETFUL)
			const person = await stage.passerBy("forgetful at home")
			await person.go(await linkTo(MAIL, "Сброс пароля"))
			await person.isAt("Новый пароль")
			// A password manager stores the new password under this name.
			const entry = person.page.locator('input[type="text"][autocomplete="username"]')
			expect(await entry.inputValue()).toBe(FORGETFUL)
			await person.fill("Придумайте новый пароль", "short")
			await person.press("Сохранить пароль")
			await findsFault(person, "Придумайте новый пароль", "Пароль: не короче 8 знаков.")
			await person.fill("Придумайте новый пароль", NEW_PASSWORD)
			await person.press("Сохранить пароль")
			await signedIn(person)
			await elsewhere.go("/teacher")
			await elsewhere.isAt("Вход")
		})

		test("no longer works, and the new one does", async () => {
			const person = await stage.passerBy("forgetful next day")
			await signIn(person, FORGETFUL, DEMO_PASSWORD)
			await person.reads("Войти не удалось")
			await signIn(person, FORGETFUL, NEW_PASSWORD)
			await signedIn(person)
		})

		test("cannot be replaced through a used link", async () => {
			const stranger = await stage.passerBy("second on the reset link")
			await stranger.go(await linkTo(MAIL, "Сброс пароля"))
			await stranger.isAt("Ссылка больше не действует")
		})

		test("cannot be replaced after an hour, not even on a page that was open all the time", async () => {
			const person = await stage.passerBy("forgetful and slow")
			await ask(person, FORGETFUL)
			await person.go(await linkTo(MAIL, "Сброс пароля", 2))
			await person.isAt("Новый пароль")
			await stage.moveClock("2026-09-03T12:00")
			await person.fill("Придумайте новый пароль", "Another-2027")
			await person.press("Сохранить пароль")
			await person.reads("Ссылка больше не действует")
			await signIn(person, FORGETFUL, NEW_PASSWORD)
			await signedIn(person)
		})
	})

	describe("the registration of a teacher", () => {
		const ANSWERS = {
			Фамилия: "Третьякова",
			Имя: "Зоя",
			Отчество: "Юрьевна",
			"Мобильный телефон": "+7 900 000-99-02",
			"Электронная почта": "tretyakova@demo.example",
			"Электронная почта ещё раз": "tretyakova@demo.example",
		}
		const LISTS = ["Муниципалитет", "Образовательная организация", "Должность", "Предмет"]

		test.runIf(scripted)("asks for a subject only where the position has one", async () => {
			const person = await stage.passerBy("chooser")
			await person.go("/register")
			await select(person, { Должность: "воспитатель" })
			await expect.poll(() => person.page.getByLabel("Предмет", { exact: true }).count(), PATIENCE).toBe(0)
			await select(person, { Должность: "учитель" })
			await person.sees(person.page.getByLabel("Предмет", { exact: true }))
		})

		test.runIf(scripted)(
			"puts a position that schools do not have last, and keeps it if it was chosen",
			async () => {
				const person = await stage.passerBy("lecturer")
				await person.go("/register")
				const last = person.page.locator("optgroup[label='Обычно не в такой организации'] option")
				await select(person, { Муниципалитет: "Город Томск", Должность: "преподаватель" })
				expect(await last.count()).toBe(0)
				await select(person, { "Образовательная организация": SCHOOL })
				await expect.poll(() => last.allInnerTexts(), PATIENCE).toEqual(["преподаватель"])
				expect(await typed(person, ["Должность"])).toEqual({ Должность: "prepodavatel" })
			},
		)

		test("refuses a login that is taken, and keeps all input", async () => {
			const person = await stage.passerBy("newcomer")
			await person.go("/register")
			await person.isAt("Регистрация")
			await type(person, ANSWERS)
			await select(person, { Муниципалитет: "Город Томск" })
			if (!scripted) await person.press("Показать организации")
			// Only the server knows that this position needs a subject. The same answer says so, in the order of the page.
			await select(person, { Должность: "учитель" })
			await person.press("Зарегистрироваться")
			const links = () => person.page.locator(".errors a").allInnerTexts()
			await expect
				.poll(async () => (await links()).map(plain), PATIENCE)
				.toEqual([
					"Выберите образовательную организацию.",
					"К должности «учитель» выберите предмет.",
					"Придумайте имя пользователя.",
					"Придумайте пароль.",
					"Без согласия на обработку персональных данных зарегистрироваться нельзя: отметьте его.",
				])
			await select(person, {
				"Образовательная организация": SCHOOL,
				Должность: "учитель",
				Предмет: "биология",
			})
			await type(person, { "Имя пользователя": "teacher", Пароль: NEW_PASSWORD })
			// The message appears while the person types. It moves what is below it, possibly from under a click.
			if (scripted) await findsFault(person, "Имя пользователя", "Имя teacher уже занято.")
			await person.page.getByLabel(CONSENT).check()
			const chosen = await typed(person, LISTS)
			await person.press("Зарегистрироваться")
			await findsFault(person, "Имя пользователя", "Имя teacher уже занято.")
			expect(await typed(person, Object.keys(ANSWERS))).toEqual(ANSWERS)
			expect(await typed(person, LISTS)).toEqual(chosen)
			expect(await person.page.getByLabel(CONSENT).isChecked()).toBe(true)
			await person.isAt("Регистрация")
		})

		test("with a free login leads into the cabinet, where the address waits to be confirmed", async () => {
			const person = await stage.person("newcomer")
			await type(person, { "Имя пользователя": "tretyakova", Пароль: NEW_PASSWORD })
			await person.press("Зарегистрироваться")
			await person.seesStatus("none", "Заявление не подано")
			expect(new URL(person.page.url()).pathname).toBe("/teacher")
			await person.sees(person.page.getByText("Подтвердите адрес tretyakova@demo.example"))
		})

		test("ends with the letter's link, which confirms the address only after the button is pressed", async () => {
			const person = await stage.person("newcomer")
			const link = await linkTo("tretyakova@demo.example", "Подтвердите адрес")
			await person.go(link)
			await person.isAt("Подтвердите адрес")
			await person.press("Подтвердить адрес")
			await person.seesStatus("none", "Заявление не подано")
			expect(await person.page.getByText("Подтвердите адрес").count()).toBe(0)
			await person.go(link)
			await person.isAt("Адрес подтверждён")
		})
	})

	describe("the personal cabinet", () => {
		const COORDINATOR = "municipal2"

		test("shows a coordinator's data, and says at the work phone that public schedules print it", async () => {
			const person = await stage.person(COORDINATOR)
			await person.follow("Личный кабинет")
			await person.isAt("Личный кабинет")
			await person.reads("Печатается в опубликованных графиках")
			await person.follow("Редактировать")
			await person.sees(person.page.getByLabel("Печатать этот телефон в опубликованных графиках"))
			await person.reads("Их видит любой посетитель сайта, без входа в систему.")
		})

		test("takes a phone however it is typed, and tells everything that is wrong in one round", async () => {
			const person = await stage.person(COORDINATOR)
			await type(person, {
				"Электронная почта": "novaya@demo.example",
				"Мобильный телефон": "12",
				"Рабочий телефон с кодом населённого пункта": "",
			})
			await person.press("Сохранить")
			await findsFault(person, "Нынешний пароль", "введите нынешний пароль")
			await findsFault(person, "Мобильный телефон", "нужно 10 цифр")
			await findsFault(person, "Рабочий телефон с кодом населённого пункта", "Укажите рабочий телефон")
			await type(person, {
				"Электронная почта": `${COORDINATOR}@demo.example`,
				"Мобильный телефон": "8(900)0000007",
				"Рабочий телефон с кодом населённого пункта": "3822 00 00 07, доб. 5",
			})
			await person.press("Сохранить")
			await person.reads("+7 900 000-00-07")
			await person.reads("3822 00 00 07, доб. 5")
			await person.isAt("Личный кабинет")
		})

		test("lets a teacher add a second position and remove it, and offers no change of a role", async () => {
			const person = await stage.person(FORGETFUL_COLLEAGUE)
			await person.go("/profile")
			const places = person.page.locator("main li").filter({ hasText: "Аттестуемый педагогический работник" })
			expect(await places.count()).toBe(1)
			await person.follow("Добавить место работы")
			await select(person, { Должность: "методист" })
			await person.fill("Дата назначения на должность", "1 сентября 2017")
			await person.press("Добавить место работы")
			await person.reads("назначение 01.09.2017")
			await person.isAt("Личный кабинет")
			expect(await places.count()).toBe(2)
			await person.press(/^Удалить.*методист/)
			await expect.poll(() => places.count(), PATIENCE).toBe(1)
			const coordinator = await stage.person(COORDINATOR)
			await coordinator.go("/profile")
			await coordinator.reads("Изменить их может тот, кто приглашает, или оператор.")
			expect(await coordinator.page.getByRole("button", { name: /^Удалить/ }).count()).toBe(0)
		})
	})

	test("the menu of a coordinator stays in one line on a screen of 1440 px, however long the login is", async () => {
		const { page } = await stage.person("municipal")
		await page.goto("/municipality")
		const height = () => page.locator(".head__row").evaluate((row) => row.clientHeight)
		const usual = await height()
		const login = "koordinator-po-attestacii-gtomsk"
		await page.locator(".who__name").evaluate((name, text) => name.firstChild?.replaceWith(text), login)
		expect(await height()).toBe(usual)
	})

	test("what a role cannot see or do is not in its menu, and its address and its form are refused in plain words", async () => {
		const teacher = await stage.person(FORGETFUL_COLLEAGUE)
		await teacher.go("/teacher")
		const menu = await teacher.page
			.locator("header a[href], nav a[href]")
			.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))
		expect(menu.filter((to) => /^\/(municipality|school|expert|group|operator)/.test(to))).toEqual([])
		const ways = () => teacher.page.locator("header nav a[href]").evaluateAll((links) => links.map(String))
		for (const address of [
			"/municipality/registration",
			"/school/applications",
			"/expert/attestation",
			"/operator/users",
			"/nowhere",
		]) {
			await teacher.page.goto(address)
			await teacher.isAt("Страница не найдена")
			// The own cabinet stays at hand, and nothing tells an address of others from one that nobody has.
			expect(new Set(await ways())).toEqual(
				new Set(["/teacher", "/calendar", "/help", "/profile"].map((to) => stage.server.url + to)),
			)
		}
		const others = await stage.person(CONTESTED.login)
		await others.go("/teacher")
		const id = new URL(others.page.url()).searchParams.get("application") ?? (await firstApplication(others))
		const answer = await teacher.page.request.post(`/applications/${id}/events`, {
			form: { event: "application.register" },
			headers: { Origin: stage.server.url },
			maxRedirects: 0,
		})
		expect(answer.status()).toBe(404)
		expect(plain(await answer.text())).toContain("Такой страницы нет, или у Вас нет к ней доступа")
	})

	test("two coordinators who register one application at the same moment cause one number and one letter", async () => {
		const both = [await stage.person("municipal"), await stage.person("municipal2")] as const
		const nextNumber = async (person: Person, teacher: string) => {
			await person.go("/municipality/registration")
			await person.follow(/^Просмотреть заявление/, person.row(teacher))
			await person.isAt(teacher)
			return Number(/следующий № (\d+)/.exec(plain(await person.page.locator("body").innerText()))?.[1])
		}
		const numbers = [await nextNumber(both[0], CONTESTED.name), await nextNumber(both[1], CONTESTED.name)]
		expect(numbers[0]).toBeGreaterThan(0)
		expect(numbers[1]).toBe(numbers[0])
		await Promise.all(both.map((person) => person.press("Зарегистрировать")))
		for (const person of both) {
			await person.seesStatus("registered", "Зарегистрировано")
			await person.reads(`№ ${numbers[0]} от `)
		}
		const alerts = await Promise.all(both.map(({ page }) => page.getByRole("alert").allInnerTexts()))
		expect(alerts.flat().map(plain)).toEqual([
			expect.stringMatching(/данные изменились|Заявление зарегистрировано/),
		])
		await stage.letter(CONTESTED.login, "Заявление зарегистрировано")
		expect(await nextNumber(both[0], WAITING)).toBe((numbers[0] ?? 0) + 1)
		await both[0].go("/municipality/registration")
		const { bytes } = await both[0].download(/Скачать журнал регистрации заявлений/)
		expect(textOf(bytes).split(CONTESTED.name)).toHaveLength(2)
		const letters = stage.server.mail.lettersTo(`${CONTESTED.login}@demo.example`)
		expect(letters.map(({ subject }) => subject)).toEqual(["Заявление зарегистрировано"])
	})

	test("no page broke its content policy, had a dead file link or broke an accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
