import { randomUUID } from "node:crypto"
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { letterCommands } from "#app/letters/commands.server.ts"
import { letterSubject, pauseAfter, SENDING_LEASE_MS } from "#app/letters/letter.subject.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { openTransport, type Transport } from "#app/letters/transport.server.ts"
import { type Actor, SYSTEM } from "#app/policies/policy.ts"
import { startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { register } from "#app/workflow/registry.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { type LetterBox, startLetterBox } from "#tests/setup/letters.ts"
import { PATIENCE } from "#tests/setup/patience.ts"
import { readReturnedMail } from "./bounces.server.ts"
import { type Sending, sendLetter, startLetters, sweepOutbox } from "./letters.server.ts"
import { ServerPause } from "./server-pause.ts"

register(letterSubject, letterCommands)

const START = new Date("2026-10-01T02:00:00Z")
let clock = START
const pass = (ms: number) => {
	clock = new Date(clock.getTime() + ms)
}

const OPERATOR: Actor = {
	kind: "person",
	id: randomUUID(),
	username: "operator",
	fullName: "Операторова Ольга Павловна",
	grants: [{ role: "operator", municipalityCode: null, organisationId: null, subjectId: null }],
}

let server: LetterBox
let transport: Transport
let sending: Sending
/** Letters of earlier tests. */
let arrived = 0
const received = () => server.letters.slice(arrived)

beforeAll(async () => {
	server = await startLetterBox()
	transport = openTransport({ MAIL_URL: server.url, PUBLIC_URL: "https://attestation.example" })
	sending = { transport, now: () => clock }
})
beforeEach(() => {
	clock = START
	server.refuse(false)
	server.limit(false)
	arrived = server.letters.length
})
afterEach(async () => {
	await prisma.letter.deleteMany()
	await prisma.deadAddress.deleteMany()
	await prisma.$executeRaw`DELETE FROM pgboss.job`
})
afterAll(async () => {
	transport.close()
	await server.stop()
})

const write = (email = "teacher@attestation.example") =>
	inTransaction((tx) =>
		writeLetter(tx, {
			kind: "application-registered",
			to: { email },
			data: LETTERS["application-registered"].sample,
			now: clock,
		}),
	)
const stored = (id: string) => prisma.letter.findUniqueOrThrow({ where: { id } })
const jobsOf = (id: string) =>
	prisma.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE singleton_key = ${id}`

describe("a letter in the outbox", () => {
	test("is there with its job when the transaction commits, and not at all when it does not", async () => {
		const id = await write()
		expect(await stored(id)).toMatchObject({
			state: "queued",
			subject: "Заявление зарегистрировано",
			to: "teacher@attestation.example",
			links: ["https://attestation.example/teacher"],
			createdAt: START,
		})
		expect(await jobsOf(id)).toHaveLength(1)

		let lost = ""
		await inTransaction(async (tx) => {
			lost = await writeLetter(tx, {
				kind: "password-reset",
				to: { email: "teacher@attestation.example" },
				data: LETTERS["password-reset"].sample,
				now: clock,
			})
			throw new Error("rolled back")
		}).catch(() => undefined)
		expect(await prisma.letter.findUnique({ where: { id: lost } })).toBeNull()
		expect(await jobsOf(lost)).toHaveLength(0)
	})

	test("is sent once, in Russian, however many jobs name it", async () => {
		const id = await write()
		expect(await Promise.all([sendLetter(id, sending), sendLetter(id, sending)])).toContain("sent")
		expect(await sendLetter(id, sending)).toBe("nothing to do")
		expect(received()).toHaveLength(1)
		expect(await stored(id)).toMatchObject({ state: "sent", attempts: 1, sentAt: clock, error: null })

		expect(received()[0]).toMatchObject({
			to: ["teacher@attestation.example"],
			subject: "Заявление зарегистрировано",
			text: expect.stringContaining("зарегистрировано под номером 128."),
			html: expect.stringContaining("зарегистрировано под номером 128."),
			links: ["https://attestation.example/teacher"],
		})
	})

	test("waits out an outage of the mail server and is sent once", async () => {
		const id = await write()
		server.refuse(true)
		expect(await sendLetter(id, sending)).toBe("put off")
		const first = await stored(id)
		expect(first).toMatchObject({ state: "queued", attempts: 1 })
		expect(first.dueAt.getTime() - clock.getTime()).toBe(60_000)
		expect(first.error).toContain("451 busy, try again later")

		pass(59_000)
		expect(await sendLetter(id, sending)).toBe("nothing to do")
		pass(1_000)
		expect(await sendLetter(id, sending)).toBe("put off")
		expect((await stored(id)).dueAt.getTime() - clock.getTime()).toBe(120_000)

		server.refuse(false)
		pass(120_000)
		expect(await sendLetter(id, sending)).toBe("sent")
		expect(received()).toHaveLength(1)
		expect(await stored(id)).toMatchObject({ state: "sent", attempts: 3, error: null })
	})

	test("that no try could send is failed and rests", async () => {
		const id = await write()
		server.refuse(true)
		for (let attempt = 1; attempt <= LETTER_TRIES; attempt += 1) {
			expect(await sendLetter(id, sending)).toBe("put off")
			pass(pauseAfter(attempt))
		}
		expect(await stored(id)).toMatchObject({ state: "failed", attempts: LETTER_TRIES })
		server.refuse(false)
		pass(24 * 3_600_000)
		expect(await sendLetter(id, sending)).toBe("nothing to do")
		expect(await sweepOutbox(clock)).toBe(0)
		expect(received()).toEqual([])
	})

	test("is sent when its sender died before the sending", async () => {
		const id = await write()
		await dispatch({ actor: SYSTEM, subject: "letter", id, event: "letter.take", now: clock })
		expect(await sendLetter(id, sending)).toBe("nothing to do")
		pass(SENDING_LEASE_MS)
		expect(await sendLetter(id, sending)).toBe("sent")
		expect(received()).toHaveLength(1)
	})

	test("is sent again when its sender died before it could record the sending", async () => {
		const id = await write()
		const dying: Transport = {
			async send(letter) {
				await transport.send(letter)
				// The process is gone: whatever it meant to write afterwards is refused.
				await prisma.letter.update({ where: { id }, data: { quarantine: "the process is gone" } })
			},
			close() {},
		}
		await expect(sendLetter(id, { ...sending, transport: dying })).rejects.toThrow()
		await prisma.letter.update({ where: { id }, data: { quarantine: null } })
		expect(await stored(id)).toMatchObject({ state: "sending", sentAt: null })

		pass(SENDING_LEASE_MS)
		expect(await sendLetter(id, sending)).toBe("sent")
		expect(received()).toHaveLength(2)
	})
})

describe("what the mail server answers", () => {
	const REFUSALS = [
		["550 5.1.1 no such user", true],
		["550 user unknown", true],
		["553 mailbox name not allowed", true],
		["550 5.2.1 mailbox disabled", true],
		["552 5.2.2 mailbox full", false],
		["550 5.7.1 rejected by policy", false],
		["554 5.7.1 looks like spam", false],
	] as const
	test.each(
		REFUSALS,
	)("«%s» to the recipient ends the letter at once; the address is dead: %s", async (words, isDead) => {
		const address = "ivanova@attestation.example"
		server.refuseRecipient(address, words)
		const id = await write(address)
		expect(await sendLetter(id, sending)).toBe("refused")
		expect(await stored(id)).toMatchObject({
			state: "failed",
			attempts: 1,
			error: expect.stringContaining(words.slice(4)),
		})
		pass(24 * 3_600_000)
		expect(await sweepOutbox(clock)).toBe(0)
		expect(await prisma.deadAddress.count({ where: { address } })).toBe(isDead ? 1 : 0)
		server.refuseRecipient(address, null)
	})

	test.each([
		"450 4.2.1 try later",
		"451 4.3.0 local error",
		"452 4.2.2 mailbox full",
	])("«%s» puts the letter off and uses up one try", async (words) => {
		const address = "petrov@attestation.example"
		server.refuseRecipient(address, words)
		const id = await write(address)
		expect(await sendLetter(id, sending)).toBe("put off")
		expect(await stored(id)).toMatchObject({ state: "queued", attempts: 1, deferrals: 0 })
		server.refuseRecipient(address, null)
		pass(60_000)
		expect(await sendLetter(id, sending)).toBe("sent")
	})

	test("«421» delays the letter, with growing pauses, and uses up no try", async () => {
		const id = await write()
		server.limit(true)
		const pauses: number[] = []
		for (let number = 1; number <= LETTER_TRIES + 5; number += 1) {
			expect(await sendLetter(id, sending)).toBe("put off")
			const { dueAt, attempts } = await stored(id)
			expect(attempts).toBe(0)
			pauses.push(dueAt.getTime() - clock.getTime())
			clock = dueAt
		}
		expect(pauses.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
		expect(Math.max(...pauses)).toBe(15 * 60_000)
		server.limit(false)
		expect(await sendLetter(id, sending)).toBe("sent")
		expect(await stored(id)).toMatchObject({ attempts: 1, deferrals: LETTER_TRIES + 5 })
	})

	test("a server that is away for a day costs no try and one connection for all letters", async () => {
		const gone = openTransport({ MAIL_URL: "smtp://127.0.0.1:1", PUBLIC_URL: "https://attestation.example" })
		const pause = new ServerPause()
		const ids = [await write(), await write()]
		const away = { ...sending, transport: gone, pause }
		expect(await sendLetter(ids[0] ?? "", away)).toBe("put off")
		expect(await sendLetter(ids[1] ?? "", away)).toBe("nothing to do")
		expect(await stored(ids[1] ?? "")).toMatchObject({ state: "queued", version: 1 })
		gone.close()
		pass(24 * 3_600_000)
		for (const id of ids) expect(await sendLetter(id, { ...sending, pause })).toBe("sent")
		expect(received()).toHaveLength(2)
	})

	test("many letters go over few connections", async () => {
		const before = server.connections()
		const fresh = openTransport({ MAIL_URL: server.url, PUBLIC_URL: "https://attestation.example" })
		for (let number = 0; number < 20; number += 1)
			expect(await sendLetter(await write(), { ...sending, transport: fresh })).toBe("sent")
		fresh.close()
		expect(server.connections() - before).toBeLessThanOrEqual(3)
	})
})

describe("a dead address", () => {
	const address = "petrova@attestation.example"
	const markDeadNow = async () => {
		server.refuseRecipient(address, "550 5.1.1 no such user")
		await sendLetter(await write(address), sending)
		server.refuseRecipient(address, null)
	}

	test("gets no further letter, whatever its case, and the letter says why", async () => {
		await markDeadNow()
		const id = await write("Petrova@Attestation.example")
		expect(await sendLetter(id, sending)).toBe("refused")
		expect(received()).toHaveLength(0)
		expect((await stored(id)).error).toContain("Адрес не действует")
	})

	test("still gets what its owner asks for: a password reset", async () => {
		await markDeadNow()
		const id = await inTransaction((tx) =>
			writeLetter(tx, {
				kind: "password-reset",
				to: { email: address },
				data: LETTERS["password-reset"].sample,
				now: clock,
			}),
		)
		expect(await sendLetter(id, sending)).toBe("sent")
	})

	test("is tried again when an operator resends a letter", async () => {
		await markDeadNow()
		const { id } = await prisma.letter.findFirstOrThrow({ where: { to: address } })
		await dispatch({ actor: OPERATOR, subject: "letter", id, event: "letter.resend", now: clock })
		expect(await sendLetter(id, sending)).toBe("sent")
		expect(await prisma.deadAddress.count()).toBe(0)
	})
})

describe("a letter that came back", () => {
	const address = "sidorova@attestation.example"
	let folder: string
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "returned-"))
		await mkdir(path.join(folder, "new"))
	})
	afterEach(() => rm(folder, { recursive: true }))

	const sent = async () => {
		const id = await write(address)
		await sendLetter(id, sending)
		return id
	}
	const drop = (message: string) => writeFile(path.join(folder, "new", `${randomUUID()}.mail`), message)
	const read = () => readReturnedMail(pathToFileURL(folder).href, clock)

	test("is found by its Message-ID, and its address is dead", async () => {
		const id = await sent()
		await drop(returnedMail({ id, recipient: address, status: "5.1.1", said: "550 5.1.1 no such user" }))
		expect(await read()).toBe(1)
		expect(await stored(id)).toMatchObject({
			state: "returned",
			error: expect.stringContaining("no such user"),
		})
		expect(await prisma.deadAddress.count({ where: { address } })).toBe(1)
		expect(await readdir(path.join(folder, "new"))).toEqual([])
		expect(await read()).toBe(0)
	})

	test("is found by the envelope id alone, where the server returns no headers", async () => {
		const id = await sent()
		await drop(
			returnedMail({ id, recipient: address, status: "5.2.2", said: "552 mailbox full", envelope: true }),
		)
		expect(await read()).toBe(1)
		expect(await stored(id)).toMatchObject({ state: "returned" })
		expect(await prisma.deadAddress.count()).toBe(0)
	})

	test("is not believed from a stranger: another address, an unknown letter, a delay, an answer by hand, rubbish", async () => {
		const id = await sent()
		const unknown = "0192f0c4-0000-7000-8000-0000000000ff"
		const failed = { status: "5.1.1", said: "550 no such user" }
		await drop(returnedMail({ id, recipient: "director@attestation.example", ...failed }))
		await drop(returnedMail({ id: unknown, recipient: address, ...failed }))
		await drop(returnedMail({ id, recipient: address, ...failed, action: "delayed" }))
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

	test("reported twice changes nothing the second time", async () => {
		const id = await sent()
		const report = returnedMail({ id, recipient: address, status: "5.1.1", said: "550 no such user" })
		await drop(report)
		await drop(report)
		expect(await read()).toBe(1)
	})

	test("no folder yet: nothing came back", async () => {
		expect(await readReturnedMail(pathToFileURL(path.join(folder, "none")).href, clock)).toBe(0)
	})
})

test("a reminder whose matter has ended is dropped, not sent", async () => {
	const id = await write()
	const dropping = { ...sending, whyNotNeeded: async () => "уже сделано" }
	expect(await sendLetter(id, dropping)).toBe("dropped")
	expect(await stored(id)).toMatchObject({ state: "dropped", error: "уже сделано" })
	expect(received()).toEqual([])
})

interface Returned {
	id: string
	recipient: string
	status: string
	said: string
	action?: string
	/** The id stands in the envelope, and the headers of the letter are missing. */
	envelope?: boolean
}

/** A report of RFC 3464, as Postfix writes it. */
const returnedMail = ({ id, recipient, status, said, action = "failed", envelope }: Returned) =>
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
		"Content-Type: message/delivery-status",
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
			: [
					"--b",
					"Content-Type: text/rfc822-headers",
					"",
					`Message-ID: <${id}@attestation.example>`,
					"Subject: x",
				]),
		"--b--",
		"",
	].join("\r\n")

describe("the sweep", () => {
	test("gives one job to a letter that waits for its next try", async () => {
		const id = await write()
		server.refuse(true)
		await sendLetter(id, sending)
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		expect(await sweepOutbox(clock)).toBe(0)
		pass(60_000)
		expect(await sweepOutbox(clock)).toBe(1)
		expect(await sweepOutbox(clock)).toBe(0)
		expect(await jobsOf(id)).toHaveLength(1)
	})

	test("finds a letter whose sender died, and one whose clock was moved back", async () => {
		const dead = await write()
		await dispatch({ actor: SYSTEM, subject: "letter", id: dead, event: "letter.take", now: clock })
		const ahead = await write()
		server.refuse(true)
		await sendLetter(ahead, sending)
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		expect(await sweepOutbox(clock)).toBe(0)
		clock = new Date("2026-09-01T02:00:00Z")
		expect(await sweepOutbox(clock)).toBe(2)
		server.refuse(false)
		expect(await sendLetter(ahead, sending)).toBe("sent")
	})
})

describe("the senders", () => {
	beforeAll(startBoss)
	afterAll(stopBoss)

	test("send what is written while they run, and what was left from before", async () => {
		const before = await write()
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		const letters = await startLetters({ ...sending, transport: { ...transport, close() {} } })
		const meanwhile = await write()
		await vi.waitFor(async () => {
			expect(await stored(before)).toMatchObject({ state: "sent" })
			expect(await stored(meanwhile)).toMatchObject({ state: "sent" })
		}, PATIENCE)
		await letters.stop()
		await delay(0)
		expect(received()).toHaveLength(2)
	})
})
