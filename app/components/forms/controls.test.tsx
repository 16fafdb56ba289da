import { describe, expect, it } from "vitest"
import { markup } from "#tests/setup/markup.tsx"
import { EventForm } from "./event-form.tsx"
import { Checkbox, Confirmation, DateField, Field, PasswordField, RadioPlates, Refusable } from "./forms.tsx"

describe("the button of an event", () => {
	it("names the machine's event and the version that the person has seen", async () => {
		const html = await markup(
			<EventForm
				to="/applications/7/events"
				event="application.register"
				label="Зарегистрировать"
				version={3}
			/>,
		)
		expect(html).toMatch(/<form method="post" action="\/applications\/7\/events"/)
		expect(html).toContain('<input type="hidden" name="event" value="application.register"/>')
		expect(html).toContain('<input type="hidden" name="version" value="3"/>')
		expect(html).toMatch(/<button type="submit"[^>]*>Зарегистрировать<\/button>/)
	})

	it("gives every reason next to the button and can send nothing when the event is impossible", async () => {
		const html = await markup(
			<EventForm
				event="application.submit"
				label="Подать заявление"
				possible={false}
				reasons={["Не прикреплён скан.", "Не прикреплены таблицы."]}
			>
				<Field name="comment" label="Комментарий" />
			</EventForm>,
		)
		expect(html).not.toContain("<form")
		expect(html).not.toContain('type="submit"')
		expect(html).toContain("Не прикреплён скан. Не прикреплены таблицы.")
		const why = html.match(/<p class="why" id="([^"]+)"/)?.[1]
		expect(html).toContain(`aria-disabled="true" aria-describedby="${why}"`)
	})

	it("links to the rules that its reasons quote, each at its own place and day", async () => {
		const html = await markup(
			<EventForm
				event="form.issue"
				label="Сформировать"
				possible={false}
				reasons={["На высшую подаёт тот, кто имел категорию."]}
				rules={[
					{ rule: "highest_without_category", date: "2026-09-01", words: "На высшую без категории, п. 30" },
				]}
			/>,
		)
		expect(html).toContain(
			'href="/help/rules?role=all&amp;date=2026-09-01#highest_without_category">На высшую без категории, п. 30</a>',
		)
	})

	it("names its row to a screen reader in a list", async () => {
		const html = await markup(
			<EventForm event="application.register" label="Зарегистрировать" rowName="Зимина Ксения" />,
		)
		expect(html).toContain('Зарегистрировать<span class="hide"> — Зимина Ксения</span>')
	})
})

describe("a field", () => {
	it("is tied to its label, its hint and its error", async () => {
		const html = await markup(
			<Field name="surname" label="Фамилия" hint="Как в паспорте" error="Напишите фамилию" />,
		)
		expect(html).toContain('<label class="label" for="f-surname">Фамилия</label>')
		const described = html.match(/aria-describedby="([^"]+)"/)?.[1]?.split(" ") ?? []
		expect(described).toHaveLength(2)
		for (const id of described) expect(html).toContain(`id="${id}"`)
		expect(html).toContain('aria-invalid="true"')
	})

	it("is not marked wrong while nothing is wrong", async () => {
		const html = await markup(<Field name="surname" label="Фамилия" />)
		expect(html).not.toContain("aria-invalid")
		expect(html).not.toContain("aria-describedby")
	})

	it("shows a stored date as people write it and leaves a typed one alone", async () => {
		expect(await markup(<DateField name="since" label="Дата" defaultValue="2017-09-01" />)).toContain(
			'value="01.09.2017"',
		)
		expect(await markup(<DateField name="since" label="Дата" defaultValue="1.9.17" />)).toContain(
			'value="1.9.17"',
		)
	})

	it("takes the error and the typed text of a refusal around it", async () => {
		const html = await markup(
			<Refusable
				refusal={{
					message: "Исправьте ошибки в форме.",
					reasons: [],
					fields: { surname: "Напишите фамилию полностью" },
					typed: { surname: "Л.", remember: "on" },
				}}
			>
				<Field name="surname" label="Фамилия" defaultValue="Лаптева" />
				<Checkbox name="remember" label="Запомнить меня" />
			</Refusable>,
		)
		expect(html).toContain("<h2>Исправьте ошибки в форме</h2>")
		expect(html).toContain('<a href="#f-surname">Напишите фамилию полностью</a>')
		expect(html).toContain('value="Л."')
		expect(html).toMatch(/type="checkbox"[^>]*checked=""/)
	})

	it("asks to confirm only what the form was refused for, and keeps the tick", async () => {
		const page = (fields: Record<string, string>, typed: Record<string, string>) =>
			markup(
				<Refusable refusal={{ message: "Проверьте.", reasons: [], fields, typed }}>
					<Confirmation name="late" label="Дата верна" />
				</Refusable>,
			)
		expect(await page({ surname: "Укажите фамилию" }, {})).not.toContain("Дата верна")
		const asked = await page({ late: "Срок истёк." }, {})
		expect(asked).toContain("Дата верна")
		expect(asked).toContain("Срок истёк.")
		expect(asked).not.toContain('checked=""')
		expect(await page({ receivedOn: "Укажите дату" }, { late: "on" })).toMatch(
			/type="checkbox"[^>]*checked=""/,
		)
	})

	it("never puts a password back into the page", async () => {
		const html = await markup(
			<Refusable
				refusal={{ message: "Не подошло.", reasons: [], fields: {}, typed: { password: "secret-word" } }}
			>
				<PasswordField name="password" label="Пароль" autoComplete="current-password" />
				<Field name="password" type="password" label="Ещё раз" />
			</Refusable>,
		)
		expect(html).not.toContain("secret-word")
	})

	it("shows a closed answer and says why it is closed", async () => {
		const html = await markup(
			<RadioPlates
				name="period"
				label="Период"
				defaultValue="2026-11"
				choices={[
					{ value: "2026-10", label: "октябрь-ноябрь 2026", note: "закрыт 13 сентября", disabled: true },
					{ value: "2026-11", label: "ноябрь-декабрь 2026" },
				]}
			/>,
		)
		expect(html).toMatch(/name="period" disabled="" value="2026-10"/)
		expect(html).toContain("закрыт 13 сентября")
		expect(html).toMatch(/checked="" value="2026-11"/)
	})
})
