import { describe, expect, test } from "vitest"
import { receiveForm } from "./receive-form.server.ts"

const sent = (body: BodyInit, type?: string) =>
	receiveForm(
		new Request("http://localhost/login", {
			method: "POST",
			body,
			...(type && { headers: { "Content-Type": type } }),
		}),
	)

describe("a form without files", () => {
	test("comes as it was typed, all values of a name", async () => {
		const form = await sent(
			new URLSearchParams([
				["id", "1"],
				["id", "2"],
				["q", "Ёлкина 😀"],
			]),
		)
		expect(form.getAll("id")).toEqual(["1", "2"])
		expect(form.get("q")).toBe("Ёлкина 😀")
		const parts = new FormData()
		parts.set("now", "2026-10-01T09:00")
		expect((await sent(parts)).get("now")).toBe("2026-10-01T09:00")
	})

	test("loses the one character that no database takes", async () => {
		expect((await sent(new URLSearchParams({ reason: "нет\0 подписи" }))).get("reason")).toBe("нет подписи")
	})

	test("is empty when it is no form, so that the schema says what is missing", async () => {
		expect([...(await sent("{}", "application/json"))]).toEqual([])
	})

	test("is refused in Russian when it is too large, or brings a file", async () => {
		const large = new URLSearchParams({ reason: "я".repeat(400_000) })
		await expect(sent(large)).rejects.toMatchObject({
			init: { status: 400 },
			data: { message: /слишком много/ },
		})
		const withFile = new FormData()
		withFile.set("username", new File(["x"], "a.txt"))
		await expect(sent(withFile)).rejects.toMatchObject({ init: { status: 400 } })
	})
})
