import { randomUUID } from "node:crypto"
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { returnedMail } from "#app/letters/returned/returned-mail.server.ts"
import { type Mailbox, openMailbox } from "#tests/setup/mailbox.ts"
import { readReturnedMail } from "./bounces.server.ts"
import { sendLetter } from "./letters.server.ts"
import { openPost, stored } from "./test-post.ts"

const post = openPost()

describe("a returned letter", () => {
	const address = "sidorova@attestation.example"
	let folder: string
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "returned-"))
		await mkdir(path.join(folder, "new"))
	})
	afterEach(() => rm(folder, { recursive: true }))

	const sent = async () => {
		const id = await post.write(address)
		await sendLetter(id, post.sending())
		return id
	}
	const drop = (message: string) => writeFile(path.join(folder, "new", `${randomUUID()}.mail`), message)
	const read = () => readReturnedMail(pathToFileURL(folder).href, post.clock())

	test("is found by its Message-ID, and its address is dead", async () => {
		const id = await sent()
		await drop(reportOf({ id, recipient: address, status: "5.1.1", said: "550 5.1.1 no such user" }))
		expect(await read()).toBe(1)
		expect(await stored(id)).toMatchObject({
			state: "returned",
			error: expect.stringContaining("no such user"),
		})
		expect(await prisma.deadAddress.count({ where: { address } })).toBe(1)
		expect(await readdir(path.join(folder, "new"))).toEqual([])
		expect(await read()).toBe(0)
	})

	test("is found by the envelope id alone if the server returns no headers", async () => {
		const id = await sent()
		await drop(
			reportOf({ id, recipient: address, status: "5.2.2", said: "552 mailbox full", envelope: true }),
		)
		expect(await read()).toBe(1)
		expect(await stored(id)).toMatchObject({ state: "returned" })
		expect(await prisma.deadAddress.count()).toBe(0)
	})

	test.each([
		["failed (no such user)", "5.1.1"],
		["Failed (gave up (again) after 3 tries)", "5.1.1 (bad destination mailbox address)"],
		["(RFC 3464) failed", "(permanent) 5.1.1"],
		["failed (a bracket \\) in the comment)", "5.1.1"],
	])("is found when the report has comments: «Action: %s»", async (action, status) => {
		const id = await sent()
		const recipient = `<${address}> (teacher)`
		await drop(reportOf({ id, recipient, status, said: "550 5.1.1 no such user", action }))
		expect(await read()).toBe(1)
		expect(await prisma.deadAddress.count({ where: { address } })).toBe(1)
	})

	test.each([
		["message/global-delivery-status", "message/global-headers"],
		["message/global-delivery-status", "message/global"],
		["message/delivery-status", "message/rfc822"],
		["message/delivery-status", "message/rfc822-headers"],
	] as const)("is found in a report of %s with %s", async (...types) => {
		const id = await sent()
		await drop(reportOf({ id, recipient: address, status: "5.1.1", said: "550 no such user", types }))
		expect(await read()).toBe(1)
		expect(await stored(id)).toMatchObject({ state: "returned" })
	})

	test.each([
		"delayed (failed so far)",
		"relayed (failed)",
		"(failed)",
	])("is not taken for returned when only a comment says so: «Action: %s»", async (action) => {
		const id = await sent()
		await drop(reportOf({ id, recipient: address, status: "5.1.1", said: "550 no such user", action }))
		expect(await read()).toBe(0)
	})

	test("is not recognised in other messages: another address, an unknown letter, a delay, an answer by hand, rubbish", async () => {
		const id = await sent()
		const unknown = "0192f0c4-0000-7000-8000-0000000000ff"
		const failed = { status: "5.1.1", said: "550 no such user" }
		await drop(reportOf({ id, recipient: "director@attestation.example", ...failed }))
		await drop(reportOf({ id: unknown, recipient: address, ...failed }))
		await drop(reportOf({ id, recipient: address, ...failed, action: "delayed" }))
		await drop(
			`From: x@example.org\r\nSubject: Re: ${id}\r\nIn-Reply-To: <${id}@attestation.example>\r\n\r\nСпасибо!`,
		)
		await drop("\u0000".repeat(2000))
		await drop("x".repeat(2_000_000))
		await drop("")
		expect(await read()).toBe(0)
		expect(await stored(id)).toMatchObject({ state: "sent" })
		expect(await prisma.deadAddress.count()).toBe(0)
		expect(await readdir(path.join(folder, "new"))).toEqual([])
	})

	test("changes nothing when it is reported a second time", async () => {
		const id = await sent()
		const report = reportOf({ id, recipient: address, status: "5.1.1", said: "550 no such user" })
		await drop(report)
		await drop(report)
		expect(await read()).toBe(1)
	})

	test("is not found while the folder does not exist", async () => {
		expect(await readReturnedMail(pathToFileURL(path.join(folder, "none")).href, post.clock())).toBe(0)
	})
})

describe("a letter returned to a mailbox read by IMAP", () => {
	const address = "kozlova@attestation.example"
	const PASSWORD = "п@роль/1"
	let mailbox: Mailbox
	beforeEach(async () => {
		mailbox = await openMailbox({ user: "returned@attestation.example", password: PASSWORD })
	})
	afterEach(() => mailbox.close())

	const sent = async () => {
		const id = await post.write(address)
		await sendLetter(id, post.sending())
		return id
	}
	const read = (password = PASSWORD) => readReturnedMail(mailbox.url(password), post.clock())
	const report = (id: string) =>
		reportOf({ id, recipient: address, status: "5.1.1", said: "550 5.1.1 no such user" })

	test("is marked, its address is dead, and the message is marked as read on the server", async () => {
		const id = await sent()
		mailbox.drop(report(id))
		expect(await read()).toBe(1)
		expect(await stored(id)).toMatchObject({
			state: "returned",
			error: expect.stringContaining("no such user"),
		})
		expect(await prisma.deadAddress.count({ where: { address } })).toBe(1)
		expect(mailbox.unread()).toBe(0)
		expect(await read()).toBe(0)
	})

	test("is found among answers by hand, rubbish and messages of a megabyte, and all of them are marked as read", async () => {
		const id = await sent()
		mailbox.drop(`From: x@example.org\r\nSubject: Re: ${id}\r\n\r\nСпасибо!`)
		mailbox.drop("\u0001".repeat(2000))
		mailbox.drop(`Subject: x\r\n\r\n${"x".repeat(1_200_000)}`)
		mailbox.drop(report(id))
		expect(await read()).toBe(1)
		expect(mailbox.unread()).toBe(0)
	})

	test("is left for the next time when reading is interrupted", async () => {
		mailbox.drop(report(await sent()))
		mailbox.drop("Subject: x\r\n\r\nx")
		for await (const { source, done } of returnedMail(mailbox.url(PASSWORD))) {
			expect(source?.length).toBeGreaterThan(100)
			await done()
			break
		}
		expect(mailbox.unread()).toBe(1)
	})

	test("is not looked for with a wrong password, and the error does not name the password", async () => {
		mailbox.drop(report(await sent()))
		const error = await read("wrong-secret").catch((reason: unknown) => reason)
		expect(error).toBeInstanceOf(Error)
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("wrong-secret")
		expect(mailbox.unread()).toBe(1)
	})

	test("is not looked for while the server is unreachable", async () => {
		const url = mailbox.url(PASSWORD)
		await mailbox.close()
		await expect(readReturnedMail(url, post.clock())).rejects.toThrow()
	})
})

interface Returned {
	id: string
	recipient: string
	status: string
	said: string
	action?: string
	/** The content types of the report and of the returned headers. */
	types?: readonly [report: string, headers: string]
	/** True if only the envelope contains the id, and the headers of the letter are missing. */
	envelope?: boolean
}

/** A report of RFC 3464, as Postfix writes it. */
const reportOf = ({
	id,
	recipient,
	status,
	said,
	action = "failed",
	types = ["message/delivery-status", "text/rfc822-headers"],
	envelope,
}: Returned) =>
	[
		"From: MAILER-DAEMON@mail.example",
		"Subject: Undelivered Mail Returned to Sender",
		"MIME-Version: 1.0",
		'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
		"",
		"--b",
		"Content-Type: text/plain; charset=utf-8",
		"",
		"I'm sorry to have to inform you that your message could not be delivered.",
		"--b",
		`Content-Type: ${types[0]}`,
		"",
		"Reporting-MTA: dns; mail.example",
		...(envelope ? [`Original-Envelope-Id: ${id}`] : []),
		"",
		`Final-Recipient: rfc822; ${recipient}`,
		`Action: ${action}`,
		`Status: ${status}`,
		`Diagnostic-Code: smtp; ${said}`,
		...(envelope
			? []
			: ["--b", `Content-Type: ${types[1]}`, "", `Message-ID: <${id}@attestation.example>`, "Subject: x"]),
		"--b--",
		"",
	].join("\r\n")
