import { renderToStaticMarkup } from "react-dom/server"
import { StaticRouter } from "react-router-dom/server"
import { describe, expect, it } from "vitest"
import { Statistics } from "../application/statistics.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { Select } from "../forms/forms.tsx"
import { currentItem } from "../shell/shell.tsx"
import { DateLeaf } from "../teacher/date-leaf.tsx"
import { Filters } from "./filters.tsx"
import { ListTable } from "./list-table.tsx"
import { PageHead } from "./page-head.tsx"
import { Pager, pageWindow } from "./pager.tsx"
import { DataTable } from "./table.tsx"

describe("a list", () => {
	it("has a caption, column heads and explicit roles, because cards lose the roles of a table", () => {
		const html = renderToStaticMarkup(
			<DataTable
				caption="Поданные заявления"
				rows={[{ id: "1", name: "Зимина Ксения", left: "10 дней" }]}
				rowKey={(row) => row.id}
				columns={[
					{ id: "name", head: "ФИО", rowHead: true, cell: (row) => row.name },
					{ id: "left", head: "Осталось", cell: (row) => row.left },
				]}
			/>,
		)
		expect(html).toContain("<caption>Поданные заявления</caption>")
		expect(html).toContain('<th scope="col" role="columnheader">ФИО</th>')
		expect(html).toContain('<th scope="row" role="rowheader">Зимина Ксения</th>')
		expect(html).toContain('<td role="cell" data-th="Осталось">10 дней</td>')
	})

	it("offers its order above the cards of a phone too, turns round at the second click and keeps the filters", () => {
		const html = renderToStaticMarkup(
			<StaticRouter location="/municipality/exclusion?q=Зимина&sort=name&page=3">
				<ListTable
					sorted={["name", "claimed"]}
					caption="Заявления"
					rows={[{ id: "1", name: "Зимина Ксения", claimed: "первая" }]}
					rowKey={(row) => row.id}
					columns={[
						{ id: "name", head: "ФИО", rowHead: true, cell: (row) => row.name },
						{ id: "claimed", head: "Заявленная", cell: (row) => row.claimed },
						{ id: "acts", head: "Действия", cell: () => "Отозвать" },
					]}
				/>
			</StaticRouter>,
		)
		const order = /<div class="list-order">.*?<\/div><\/details><\/div>/.exec(html)?.[0] ?? ""
		const links = [...order.matchAll(/<a href="([^"]+)">(.*?)<\/a>/g)].map(([, to = "", words]) => [
			Object.fromEntries(new URL(to.replaceAll("&amp;", "&"), "http://here").searchParams),
			words,
		])
		expect(links).toEqual([
			[{ q: "Зимина", sort: "-name" }, "ФИО: сейчас по возрастанию"],
			[{ q: "Зимина", sort: "claimed" }, "Заявленная"],
		])
	})

	it("leads back to itself below a form, and leaves hidden what another list on the page hides", () => {
		const html = renderToStaticMarkup(
			<StaticRouter location="/operator/users?hide=email,term">
				<ListTable
					files={false}
					place="invited"
					sorted={["name"]}
					caption="Приглашённые"
					rows={[{ id: "1", name: "Зимина Ксения", email: "z@example.org", role: "оператор" }]}
					rowKey={(row) => row.id}
					columns={[
						{ id: "name", head: "ФИО", rowHead: true, cell: (row) => row.name },
						{ id: "email", head: "Почта", cell: (row) => row.email },
						{ id: "role", head: "Роль", cell: (row) => row.role },
					]}
				/>
			</StaticRouter>,
		)
		const links = [...html.matchAll(/<a href="([^"]+)">(.*?)<\/a>/g)].map(([, to = "", words]) => {
			const { searchParams, hash } = new URL(to.replaceAll("&amp;", "&"), "http://here")
			return [words, searchParams.get("hide"), hash]
		})
		expect(links).toEqual([
			["ФИО", "email,term", "#invited"],
			["Показать: Почта", "term", "#invited"],
			["Скрыть: Роль", "email,term,role", "#invited"],
			["ФИО", "email,term", "#invited"],
		])
		expect(html).toContain("Столбцы: скрыто 1")
		expect(html).not.toContain("z@example.org")
	})

	it("has neither files nor columns to choose when nothing is in it", () => {
		const html = renderToStaticMarkup(
			<StaticRouter location="/municipality/exclusion">
				<ListTable
					sorted={[]}
					caption="Заявления"
					rows={[]}
					rowKey={() => ""}
					columns={[]}
					empty={<p>Таких заявлений нет</p>}
				/>
			</StaticRouter>,
		)
		expect(html).toBe("<p>Таких заявлений нет</p>")
	})

	it("has a text of its own when it is empty", () => {
		const html = renderToStaticMarkup(
			<DataTable
				caption="Заявления"
				rows={[]}
				rowKey={() => ""}
				columns={[]}
				empty={<p>Все заявления рассмотрены</p>}
			/>,
		)
		expect(html).toBe("<p>Все заявления рассмотрены</p>")
	})

	it("has filters whose labels and errors never lead into a form of the same field below", () => {
		const period = <Select name="period" label="Период аттестации" options={[]} />
		const html = renderToStaticMarkup(
			<StaticRouter location="/municipality/scheduling">
				<Filters label="Отбор педагогов">{period}</Filters>
				<form>{period}</form>
			</StaticRouter>,
		)
		const ids = [...html.matchAll(/<select id="([^"]+)"/g)].map(([, id]) => id)
		expect(ids).toHaveLength(2)
		expect(new Set(ids).size).toBe(2)
	})

	it("offers the first, the last and the neighbouring pages", () => {
		expect(pageWindow(5, 47)).toEqual([1, 4, 5, 6, 47])
		expect(pageWindow(1, 2)).toEqual([1, 2])
		const html = renderToStaticMarkup(<Pager page={1} pageSize={50} total={46} />)
		expect(html).toContain("Показано 1–46 из 46")
		expect(html).not.toContain("<a")
	})

	it("links to its other pages with the same filters, without the parameters of this page only", () => {
		const html = renderToStaticMarkup(
			<StaticRouter location="/operator/sittings/1?name=Зимина&fill=verdicts&page=2">
				<Pager page={2} pageSize={50} total={120} leaves="fill" place="agenda" />
			</StaticRouter>,
		)
		const name = new URLSearchParams({ name: "Зимина" })
		const addresses = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, address = ""]) =>
			address.replaceAll("&amp;", "&"),
		)
		expect(new Set(addresses)).toEqual(
			new Set(["", "&page=2", "&page=3"].map((page) => `/operator/sittings/1?${name}${page}#agenda`)),
		)
	})
})

describe("the menu", () => {
	const items = [
		{ to: "/teacher", label: "Главная" },
		{ to: "/teacher/application", label: "Заявление" },
	]

	it("marks the section of the page, not the home page above it", () => {
		expect(currentItem(items, "/teacher/application/2")).toBe("/teacher/application")
		expect(currentItem(items, "/teacher")).toBe("/teacher")
	})

	it("marks nothing for a page whose address only begins with the same letters", () => {
		expect(currentItem(items, "/teachers")).toBeUndefined()
	})
})

describe("a status", () => {
	it("has an element with its state, a sign and words", () => {
		const html = renderToStaticMarkup(<StatusTag state="scheduled.approved">Период утверждён</StatusTag>)
		expect(html).toContain('data-state="scheduled.approved"')
		expect(html).toContain('data-tone="go-solid"')
		expect(html).toContain("Период утверждён")
	})

	it("shows its words even if it comes from a future version of the machine", () => {
		expect(renderToStaticMarkup(<StatusTag state="pondered">Приостановлено</StatusTag>)).toContain(
			"Приостановлено",
		)
	})
})

it("shows the day and month of a deadline in words", () => {
	const html = renderToStaticMarkup(<DateLeaf date="2026-10-01" note="осталось 13 дней" />)
	expect(html).toContain("<b>1</b>")
	expect(html).toContain("октября")
})

describe("the bars of the statistics", () => {
	it("say above each chart which of them is which year", () => {
		const row = { key: "first", label: "первая", filed: 3, before: 2, registered: 1, granted: 0, refused: 0 }
		const sections = (["category", "form"] as const).map((id) => ({ id, title: id, rows: [row] }))
		const html = renderToStaticMarkup(
			<StaticRouter location="/municipality/statistics">
				<Statistics view={{ year: 2026, years: ["2026"], total: row, sections }} />
			</StaticRouter>,
		)
		expect(html.match(/верхняя полоса: подано в 2026 году/g)).toHaveLength(2)
		expect(html.match(/нижняя полоса: подано в 2025 году/g)).toHaveLength(2)
	})
})

describe("the heading of a page", () => {
	it("keeps a day with its month", () => {
		const html = renderToStaticMarkup(<PageHead title="Заседание 1 декабря 2026 г." />)
		expect(html).toContain("<h1>Заседание 1\u00a0декабря 2026\u00a0г.</h1>")
	})
})
