import { beforeAll, expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { describeBothWays, type Person } from "./journey.ts"
import { plain } from "./papers.ts"

// A municipality with more organisations than a person can read: the other organisation of a merger is looked for by name.

const COUNT = 60
const LIST = [
	"Муниципалитет;Название;Вид",
	...Array.from({ length: COUNT }, (_, index) => `Город Томск;МАОУ СОШ № ${2000 + index} «Ёлочка»;школа`),
	"",
].join("\n")

describeBothWays("the other organisation of a merger", (stage, scripted) => {
	let operator: Person
	const choices = () => operator.page.getByLabel("В какую организацию переходят педагоги")
	const offered = async () => (await choices().locator("option").allInnerTexts()).map(plain)
	const wrong = () => operator.page.locator("main [aria-invalid=true]")
	async function search(words: string) {
		// With scripts the page is not loaded anew, so the test waits for the address.
		await operator.fill("Слова из названия", words)
		await operator.press("Найти организацию")
		await operator.page.waitForURL((url) => url.searchParams.get("neighbour") === words)
		await operator.sees(operator.page.getByRole("button", { name: "Найти организацию" }))
	}

	beforeAll(async () => {
		operator = await stage.person("operator")
		await operator.go("/operator/reference/organisations/import")
		await operator.attach("Файл со списком", {
			name: "Организации.csv",
			mimeType: "text/csv",
			buffer: Buffer.from(LIST),
		})
		await operator.press("Показать, что изменится")
		await operator.sees(operator.page.getByRole("button", { name: /^Загрузить: / }))
		await operator.press(/^Загрузить: /)
		await operator.sees(operator.page.getByText(/Загружено из файла|Этот файл загружен/))
		await operator.go("/operator/reference/organisations?q=2000&municipality=tomsk")
		await operator.follow(/^Изменить/)
		await operator.sees(operator.page.getByText("Объединить с другой организацией"))
		if (scripted) await operator.page.waitForURL(/edit=/)
		await operator.unfold("Объединить с другой организацией")
	})

	test("is offered among the first ones, and says how many there are", async () => {
		await operator.reads("Показано 50 из ")
		expect(await offered()).toHaveLength(51)
	})

	test("is asked for when nothing is chosen", async () => {
		await operator.press("Показать, что изменится")
		await operator.sees(choices().and(wrong()))
		await operator.reads("Выберите действующую организацию, в которую переходят педагоги.")
	})

	test("is not found by nonsense, and the page says what to do", async () => {
		await search("такой нет")
		await operator.reads("С названием «такой нет» в муниципалитете нет другой действующей организации.")
		expect(await wrong().count()).toBe(0)
		expect(await offered()).toEqual(["Не выбрана"])
	})

	test("is found by words in any order, and the list keeps its filters", async () => {
		await search("елочка 2059")
		await expect.poll(offered, PATIENCE).toEqual(["Не выбрана", "МАОУ СОШ № 2059 «Ёлочка»"])
		await choices().selectOption({ index: 1 })
		await operator.press("Показать, что изменится")
		await operator.reads("Всё нижеперечисленное перейдёт в «МАОУ СОШ № 2059 «Ёлочка»».")
		await operator.press("Объединить организации")
		await expect
			.poll(async () => plain(await operator.page.locator("body").innerText()), PATIENCE)
			.toContain("Организации объединены: МАОУ СОШ № 2059 «Ёлочка»")
		expect(await operator.page.getByLabel("Муниципалитет", { exact: true }).first().inputValue()).toBe(
			"tomsk",
		)
	})
})
