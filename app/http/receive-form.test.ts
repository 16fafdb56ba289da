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
	test("arrives as it was typed, with all values of a name", async () => {
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

	test("loses the one character that the database cannot store", async () => {
		expect((await sent(new URLSearchParams({ reason: "нет\0 подписи" }))).get("reason")).toBe("нет подписи")
	})

	test("is empty when the body is not a form, so that the schema says what is missing", async () => {
		expect(Object.keys((await sent("{}", "application/json")).texts())).toEqual([])
	})

	test("that is too large is read to its end, or the browser would show a broken connection instead of the answer", async () => {
		let read = 0
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				if (read === 40) return controller.close()
				read += 1
				controller.enqueue(new Uint8Array(100_000).fill(97))
			},
		})
		const init: RequestInit & { duplex: "half" } = {
			method: "POST",
			body,
			duplex: "half",
			headers: { "Content-Type": "application/x-www-form-urlencoded" },
		}
		await expect(receiveForm(new Request("http://localhost/login", init))).rejects.toMatchObject({
			init: { status: 400 },
		})
		expect(read).toBe(40)
	})

	test("is refused in Russian when it is too large or contains a file", async () => {
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
