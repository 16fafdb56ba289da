import { describe, expect, test } from "vitest"
import { plain } from "../flows/papers.ts"
import { testForms } from "./forms.ts"
import { openPlainly, sendPlainly } from "./plain.ts"
import { invite } from "./rows-invitations.ts"

testForms(["guest"], (scene) => {
	const VOID = "Приглашение больше не действует"
	const headingIn = (html: string) => plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "")
	const heading = async (address: string) => headingIn((await scene().follow("", address)).html)
	/** A person has the page open when the link ends. */
	const opened = async (email: string) => {
		const address = await invite(scene(), "expert", email)
		return openPlainly(scene(), "invite.$token · send", { login: "", address })
	}

	describe("a link that no longer works", () => {
		test("revoked while its page was open: registers nobody and says whom to ask", async () => {
			const page = await opened("revoked@demo.example")
			const list = await scene().pageOf("municipal")
			await list.goto("/municipality/invitations")
			await list
				.getByRole("row", { name: "revoked@demo.example" })
				.getByRole("button", { name: "Отозвать" })
				.click()
			await list.getByText("Приглашение отозвано").first().waitFor()
			const { html, text } = await sendPlainly(scene(), "", page)
			expect(headingIn(html)).toBe(VOID)
			expect(plain(text)).toContain("Ерёмина Ольга Викторовна")
			expect(await heading(page.address)).toBe(VOID)
		})

		test("used: tells its owner to sign in", async () => {
			const address = await invite(scene(), "operator", "twice@demo.example")
			await scene().post("pedagog30", address, { intent: "accept" })
			expect(await heading(address)).toBe("Приглашение уже использовано")
		})

		test("older than 24 hours: registers nobody and says whom to ask", async () => {
			const page = await opened("late@demo.example")
			await scene().moveClock("2026-09-03T18:00")
			expect(headingIn((await sendPlainly(scene(), "", page)).html)).toBe(VOID)
			expect(await heading(page.address)).toBe(VOID)
		})
	})
})
