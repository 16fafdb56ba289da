import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import PostalMime from "postal-mime"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { openTransport, sendingError, type Transport } from "./transport.server.ts"

const letter = {
	id: "0192f0c4-0000-7000-8000-000000000001",
	to: "teacher@attestation.example",
	subject: "Заявление зарегистрировано: Образцова Мария Ивановна, учитель математики и информатики",
	text: "Здравствуйте!\n\nВаше заявление зарегистрировано.\n",
	html: "<p>Здравствуйте!</p>\n<p>Ваше заявление зарегистрировано.</p>",
	createdAt: new Date("2026-10-01T02:00:00Z"),
}

describe("letters into a folder", () => {
	let folder: string
	let transport: Transport

	const open = (MAIL_FROM?: string) =>
		openTransport({
			MAIL_URL: pathToFileURL(path.join(folder, "letters")).href,
			PUBLIC_URL: "https://attestation.example",
			MAIL_FROM,
		})
	const files = () => readdir(path.join(folder, "letters"))
	const read = async () => PostalMime.parse(await readFile(path.join(folder, "letters", `${letter.id}.eml`)))

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "letters-"))
		transport = open()
	})
	afterEach(async () => {
		transport.close()
		await rm(folder, { recursive: true })
	})

	test("are whole messages in Russian, as text and as HTML", async () => {
		await transport.send(letter)
		expect(await read()).toMatchObject({
			subject: letter.subject,
			from: { name: "Система «Аттестация»", address: "attestation@attestation.example" },
			to: [{ address: letter.to }],
			messageId: `<${letter.id}@attestation.example>`,
			date: "2026-10-01T02:00:00.000Z",
			text: letter.text,
			html: expect.stringContaining("Ваше заявление зарегистрировано."),
		})
	})

	test("are the same message when sent again, so that a repetition is recognised", async () => {
		await transport.send(letter)
		const first = await read()
		await transport.send(letter)
		expect(await files()).toEqual([`${letter.id}.eml`])
		expect((await read()).messageId).toBe(first.messageId)
	})

	test("are sent to a Russian domain under its ASCII name, in either spelling", async () => {
		for (const to of ["ivanova@школа.рф", "ivanova@xn--80aa8a5aib.xn--p1ai"]) {
			await transport.send({ ...letter, to })
			const raw = (await readFile(path.join(folder, "letters", `${letter.id}.eml`))).toString()
			expect(raw).toMatch(/^To: ivanova@xn--[a-z0-9]+\.xn--p1ai\r$/mu)
		}
	})

	test("offer a way to stop them if they are reminders, and only then", async () => {
		const raw = async () => (await readFile(path.join(folder, "letters", `${letter.id}.eml`))).toString()
		await transport.send({ ...letter, unsubscribeAt: "https://attestation.example/profile/reminders" })
		expect(await raw()).toContain("List-Unsubscribe: <https://attestation.example/profile/reminders>")
		await transport.send(letter)
		expect(await raw()).not.toContain("List-Unsubscribe")
	})

	test("have the sender from the settings", async () => {
		await open("Центр аттестации <centre@attestation.example>").send(letter)
		expect((await read()).from).toMatchObject({
			name: "Центр аттестации",
			address: "centre@attestation.example",
		})
	})

	test("are sent to one address, whatever characters it contains", async () => {
		await transport.send({ ...letter, to: "one@attestation.example>\r\nBcc: two@attestation.example" })
		const { to, bcc } = await read()
		expect(to).toHaveLength(1)
		expect(bcc).toBeUndefined()
	})
})

test("a mail server that does not answer is an error, and the letter stays to be sent", async () => {
	const transport = openTransport({
		MAIL_URL: "smtp://127.0.0.1:1",
		PUBLIC_URL: "https://attestation.example",
	})
	await expect(transport.send(letter)).rejects.toThrow(/ECONNREFUSED/u)
	transport.close()
})

test("an error is stored without addresses, in one line of limited length", () => {
	const error = new Error(`550 5.1.1 <teacher@attestation.example>:\nno such user ${"x".repeat(500)}`)
	const kept = sendingError(error)
	expect(kept).toContain("550 5.1.1 (адрес): no such user")
	expect(kept).not.toMatch(/teacher@|\n/u)
	expect(kept.length).toBeLessThanOrEqual(300)
	expect(sendingError("нет связи")).toBe("нет связи")
	const refused = new Error("Can't send mail - all recipients were rejected: 552 5.2.2 mailbox full")
	expect(sendingError(Object.assign(refused, { response: "552 5.2.2 mailbox full" }))).toBe(
		"552 5.2.2 mailbox full",
	)
})
