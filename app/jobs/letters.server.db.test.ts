import { setTimeout as delay } from "node:timers/promises"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { letterCommands } from "#app/letters/commands.server.ts"
import { letterSubject, pauseAfter, SENDING_LEASE_MS } from "#app/letters/letter.subject.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { openTransport, type Transport } from "#app/letters/transport.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { register } from "#app/workflow/registry.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { type LetterBox, startLetterBox } from "#tests/setup/letters.ts"
import { PATIENCE } from "#tests/setup/patience.ts"
import { type Sending, sendLetter, startLetters, sweepOutbox } from "./letters.server.ts"

register(letterSubject, letterCommands)

const START = new Date("2026-10-01T02:00:00Z")
let clock = START
const pass = (ms: number) => {
	clock = new Date(clock.getTime() + ms)
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
	arrived = server.letters.length
})
afterEach(async () => {
	await prisma.letter.deleteMany()
	await prisma.$executeRaw`DELETE FROM pgboss.job`
})
afterAll(async () => {
	transport.close()
	await server.stop()
})

const write = () =>
	inTransaction((tx) =>
		writeLetter(tx, {
			kind: "application-registered",
			to: { email: "teacher@attestation.example" },
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
