import pg from "pg"
import { beforeAll, expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { describeBothWays, type Person } from "./journey.ts"

// What offices do in a municipality with more people than a choice can list, and with a sitting that is not held.

const MANY = 60

/** Specialists on the roster, more than a choice lists, and an application with an approved period. */
async function manySpecialists(databaseUrl: string): Promise<string> {
	const database = new pg.Client({ connectionString: databaseUrl })
	await database.connect()
	try {
		await database.query(`
			INSERT INTO "Person" ("id", "username", "surname", "name", "patronymic", "searchName", "email", "createdAt")
			SELECT 'many' || n, 'many' || n, 'Многих' || n, 'Анна', '', 'многих' || n || ' анна', n || '@many.example', now()
			FROM generate_series(1, ${MANY}) AS n`)
		await database.query(`
			INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "organisationId", "positionCode", "from")
			SELECT 'many' || n, 'many' || n, 'expert', 'tomsk', o."id", p."code", now() FROM generate_series(1, ${MANY}) AS n,
				(SELECT min("id") AS "id" FROM "Organisation" WHERE "municipalityCode" <> 'tomsk') AS o, (SELECT min("code") AS "code" FROM "Position") AS p`)
		await database.query(`
			INSERT INTO "RosterEntry" ("id", "expertId", "municipalityCode", "schoolYear")
			SELECT 'many' || n || year, 'many' || n, 'tomsk', year FROM generate_series(1, ${MANY}) AS n,
				(VALUES ('2025/2026'), ('2026/2027')) AS years (year)`)
		const { rows } = await database.query<{ id: string }>(
			`SELECT a."id" FROM "Application" a JOIN "Schedule" s ON s."id" = a."scheduleId"
			WHERE a."municipalityCode" = 'tomsk' AND a."state" = 'scheduled.approved' ORDER BY s."periodId" DESC, a."id" LIMIT 1`,
		)
		return rows[0]?.id ?? ""
	} finally {
		await database.end()
	}
}

describeBothWays("an operator", (stage, _scripted) => {
	let operator: Person
	let application: string
	beforeAll(async () => {
		application = await manySpecialists(stage.server.databaseUrl)
		operator = await stage.person("operator")
	})

	test("replaces a specialist by one found by name, and what was chosen and typed before stays", async () => {
		const { page } = operator
		await operator.go(`/operator/applications/${application}`)
		const form = page.locator("form").filter({ has: page.locator("select[name=expert]") })
		const seat = form.getByRole("radio").last()
		await seat.check()
		const chosen = await seat.inputValue()
		await operator.fill("Причина замены", "Уехала в командировку", form)
		await operator.fill("Фамилия или имя специалиста", "анна многих60", form)
		await operator.press("Показать специалистов", form)
		await expect
			.poll(() => form.locator("select[name=expert] option").allInnerTexts(), PATIENCE)
			.toEqual(["Не выбран", expect.stringContaining("Многих60 Анна")])
		expect(await form.locator("input[name=seat]:checked").inputValue()).toBe(chosen)
		expect(await form.getByLabel("Причина замены", { exact: true }).inputValue()).toBe(
			"Уехала в командировку",
		)
		await form.locator("select[name=expert]").selectOption("many60")
		await operator.press("Заменить специалиста", form)
		await operator.reads("Многих60 Анна")
		await operator.reads("Уехала в командировку")
	})

	test("reads that nobody has a name, and finds all again with an empty field", async () => {
		const { page } = operator
		await operator.go(`/operator/applications/${application}`)
		const form = page.locator("form").filter({ has: page.locator("select[name=expert]") })
		await operator.fill("Фамилия или имя специалиста", "Нетакой", form)
		await operator.press("Показать специалистов", form)
		await operator.reads("Подходящего специалиста с именем «Нетакой» нет.")
		await operator.fill("Фамилия или имя специалиста", "", form)
		await operator.press("Показать специалистов", form)
		await expect.poll(() => form.locator("select[name=expert] option").count(), PATIENCE).toBeGreaterThan(10)
	})

	test("names a sitting, moves it and calls it off", async () => {
		await operator.go("/operator/sittings")
		await operator.fill("Дата заседания", "20.11.2026")
		await operator.fill("Время начала", "10")
		await operator.fill("Место", "г. Томск, ул. Примерная, д. 7")
		await operator.press("Назначить заседание")
		await operator.isAt("Заседание 20 ноября 2026 г.")
		await operator.unfold("Изменить дату, время или место")
		await operator.fill("Время начала", "11-30")
		await operator.press("Сохранить дату и место")
		await operator.reads("20 ноября 2026 г., начало в 11:30, г. Томск, ул. Примерная, д. 7.")
		await operator.unfold("Отменить заседание")
		await operator.reads("О нём никому не сообщали, писем не будет.")
		await operator.press("Отменить заседание")
		await operator.reads("Напишите, почему заседание отменяется")
		await operator.fill("Почему заседание отменяется", "Не соберётся кворум")
		await operator.press("Отменить заседание")
		await operator.isAt("Заседание 20 ноября 2026 г.")
		await operator.reads("Заседание 20 ноября 2026 г. отменено")
		// A later visitor of the page reads what happened.
		await operator.go(new URL(operator.page.url()).pathname)
		for (const said of ["Не соберётся кворум", "Кто отменил", "нет: о нём никому не сообщали"])
			await operator.reads(said)
		await operator.go("/operator/sittings")
		const row = operator.page.getByRole("row").filter({ hasText: "20 ноября 2026" })
		await expect.poll(() => row.textContent(), PATIENCE).toContain("ОтмененоНе соберётся кворум")
	})
})
