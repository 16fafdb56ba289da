import { expect, test } from "vitest"
import type { FilingView } from "#app/domain/application/filing/filing.view.server.ts"
import type { Cabinet } from "#app/workflow/acts.ts"
import { markup } from "#tests/setup/markup.tsx"
import { ApplicationFiles } from "./application-files.tsx"

const document = (purpose: string) => ({
	...{ id: purpose, name: purpose, href: "/files/1", sign: "PDF", note: "1 МБ", purpose },
	...{ warnings: ["На странице 2 ничего нет"], outdated: false, scan: null },
})
const filing = (cabinet: Cabinet) =>
	({
		...{ id: "1", cabinet, formed: null, checks: null, events: {} },
		files: [
			{
				...{
					number: 1,
					kind: "results_annex",
					title: "Таблицы",
					accepts: [".pdf"],
					hint: "",
					template: null,
				},
				...{ multiple: false, replaces: true, attached: true },
				documents: [document("results_annex"), document("signed_application")],
			},
		],
	}) as unknown as FilingView
const page = (cabinet: Cabinet) => markup(<ApplicationFiles filing={filing(cabinet)} refusal={null} />)

test("a teacher is told that the coordinator sees what the check of a file has found", async () => {
	const html = await page("teacher")
	expect(html).toContain("координатор увидит эти замечания")
	expect(html).toContain("координатор может отклонить заявление")
})

test("a coordinator who enters a paper application is not told of the coordinator", async () => {
	const html = await page("municipality")
	expect(html).toContain("Вы увидите эти замечания")
	expect(html).not.toContain("оординатор")
})
