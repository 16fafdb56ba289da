import { setTimeout as delay } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { pauseAfter, SENDING_LEASE_MS } from "#app/letters/letter.subject.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import type { Transport } from "#app/letters/transport.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { PATIENCE } from "#tests/setup/patience.ts"
import { sendLetter, startLetters, sweepOutbox } from "./letters.server.ts"
import { jobsOf, openPost, stored } from "./test-post.ts"

const post = openPost()

describe("a letter in the outbox", () => {
	test("exists with its job if the transaction commits, and not at all if it does not", async () => {
		const id = await post.write()
		expect(await stored(id)).toMatchObject({
			state: "queued",
			subject: "Заявление зарегистрировано",
			to: "teacher@attestation.example",
			links: ["https://attestation.example/teacher"],
			createdAt: post.clock(),
		})
		expect(await jobsOf(id)).toHaveLength(1)

		let lost = ""
		await inTransaction(async (tx) => {
			lost = await writeLetter(tx, {
				kind: "password-reset",
				to: { email: "teacher@attestation.example" },
				data: LETTERS["password-reset"].sample,
				now: post.clock(),
			})
			throw new Error("rolled back")
		}).catch(() => undefined)
		expect(await prisma.letter.findUnique({ where: { id: lost } })).toBeNull()
		expect(await jobsOf(lost)).toHaveLength(0)
	})

	test("is sent once, in Russian, however many jobs name it", async () => {
		const id = await post.write()
		expect(await Promise.all([sendLetter(id, post.sending()), sendLetter(id, post.sending())])).toContain(
			"sent",
		)
		expect(await sendLetter(id, post.sending())).toBe("nothing to do")
		expect(post.received()).toHaveLength(1)
		expect(await stored(id)).toMatchObject({ state: "sent", attempts: 1, sentAt: post.clock(), error: null })

		expect(post.received()[0]).toMatchObject({
			to: ["teacher@attestation.example"],
			subject: "Заявление зарегистрировано",
			text: expect.stringContaining("зарегистрировано под номером 128."),
			html: expect.stringContaining("зарегистрировано под номером 128."),
			links: ["https://attestation.example/teacher"],
		})
	})

	test("waits out an outage of the mail server and is sent once", async () => {
		const id = await post.write()
		post.server.refuse(true)
		expect(await sendLetter(id, post.sending())).toBe("put off")
		const first = await stored(id)
		expect(first).toMatchObject({ state: "queued", attempts: 1 })
		expect(first.dueAt.getTime() - post.clock().getTime()).toBe(60_000)
		expect(first.error).toContain("451 busy, try again later")

		post.pass(59_000)
		expect(await sendLetter(id, post.sending())).toBe("nothing to do")
		post.pass(1_000)
		expect(await sendLetter(id, post.sending())).toBe("put off")
		expect((await stored(id)).dueAt.getTime() - post.clock().getTime()).toBe(120_000)

		post.server.refuse(false)
		post.pass(120_000)
		expect(await sendLetter(id, post.sending())).toBe("sent")
		expect(post.received()).toHaveLength(1)
		expect(await stored(id)).toMatchObject({ state: "sent", attempts: 3, error: null })
	})

	test("is failed and stays so when no attempt could send it", async () => {
		const id = await post.write()
		post.server.refuse(true)
		for (let attempt = 1; attempt <= LETTER_TRIES; attempt += 1) {
			expect(await sendLetter(id, post.sending())).toBe("put off")
			post.pass(pauseAfter(attempt))
		}
		expect(await stored(id)).toMatchObject({ state: "failed", attempts: LETTER_TRIES })
		post.server.refuse(false)
		post.pass(24 * 3_600_000)
		expect(await sendLetter(id, post.sending())).toBe("nothing to do")
		expect(await sweepOutbox(post.clock())).toBe(0)
		expect(post.received()).toEqual([])
	})

	test("is sent when its sender died before the sending", async () => {
		const id = await post.write()
		await dispatch({ actor: SYSTEM, subject: "letter", id, event: "letter.take", now: post.clock() })
		expect(await sendLetter(id, post.sending())).toBe("nothing to do")
		post.pass(SENDING_LEASE_MS)
		expect(await sendLetter(id, post.sending())).toBe("sent")
		expect(post.received()).toHaveLength(1)
	})

	test("is sent again when its sender died before it could record the sending", async () => {
		const id = await post.write()
		const dying: Transport = {
			async send(letter) {
				await post.sending().transport.send(letter)
				// The process is dead, so whatever it wanted to write afterwards is refused.
				await prisma.letter.update({ where: { id }, data: { quarantine: "the process is gone" } })
			},
			close() {},
		}
		await expect(sendLetter(id, { ...post.sending(), transport: dying })).rejects.toThrow()
		await prisma.letter.update({ where: { id }, data: { quarantine: null } })
		expect(await stored(id)).toMatchObject({ state: "sending", sentAt: null })

		post.pass(SENDING_LEASE_MS)
		expect(await sendLetter(id, post.sending())).toBe("sent")
		expect(post.received()).toHaveLength(2)
	})
})

test("is dropped and not sent if it is a reminder whose matter has ended", async () => {
	const id = await post.write()
	const dropping = { ...post.sending(), whyNotNeeded: async () => "уже сделано" }
	expect(await sendLetter(id, dropping)).toBe("dropped")
	expect(await stored(id)).toMatchObject({ state: "dropped", error: "уже сделано" })
	expect(post.received()).toEqual([])
})

test("that somebody waits for is sent before news, and news before reminders", async () => {
	const reminder = await post.write("teacher@attestation.example", "evidence-near")
	const news = await post.write()
	const link = await post.write("teacher@attestation.example", "password-reset")
	const taken = await prisma.$queryRaw<{ id: string }[]>`
		SELECT singleton_key AS id FROM pgboss.job ORDER BY priority DESC, created_on, id`
	expect(taken.map(({ id }) => id)).toEqual([link, news, reminder])
})

describe("the sweep", () => {
	test("gives one job to a letter that waits for its next attempt", async () => {
		const id = await post.write()
		post.server.refuse(true)
		await sendLetter(id, post.sending())
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		expect(await sweepOutbox(post.clock())).toBe(0)
		post.pass(60_000)
		expect(await sweepOutbox(post.clock())).toBe(1)
		expect(await sweepOutbox(post.clock())).toBe(0)
		expect(await jobsOf(id)).toHaveLength(1)
	})

	test("leaves new letters to their own jobs while the queue is long, and still tries others again", async () => {
		const refused = await post.write()
		const fresh = await post.write()
		post.server.refuse(true)
		await sendLetter(refused, post.sending())
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		await prisma.$executeRaw`
			INSERT INTO pgboss.job (name, policy, singleton_key) SELECT 'letter.send', 'short', n FROM generate_series(1, 500) n`
		post.pass(60_000)
		expect(await sweepOutbox(post.clock())).toBe(1)
		expect(await jobsOf(refused)).toHaveLength(1)
		expect(await jobsOf(fresh)).toHaveLength(0)

		await prisma.$executeRaw`DELETE FROM pgboss.job`
		expect(await sweepOutbox(post.clock())).toBe(2)
		expect(await jobsOf(fresh)).toHaveLength(1)
	})

	test("finds a letter whose sender died, and one whose clock was moved back", async () => {
		const dead = await post.write()
		await dispatch({ actor: SYSTEM, subject: "letter", id: dead, event: "letter.take", now: post.clock() })
		const ahead = await post.write()
		post.server.refuse(true)
		await sendLetter(ahead, post.sending())
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		expect(await sweepOutbox(post.clock())).toBe(0)
		post.setClock(new Date("2026-09-01T02:00:00Z"))
		expect(await sweepOutbox(post.clock())).toBe(2)
		post.server.refuse(false)
		expect(await sendLetter(ahead, post.sending())).toBe("sent")
	})
})

describe("the senders", () => {
	beforeAll(startBoss)
	afterAll(stopBoss)

	test("send letters that are written while they run, and earlier ones", async () => {
		const before = await post.write()
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		const letters = await startLetters({
			...post.sending(),
			transport: { ...post.sending().transport, close() {} },
		})
		const meanwhile = await post.write()
		await vi.waitFor(async () => {
			expect(await stored(before)).toMatchObject({ state: "sent" })
			expect(await stored(meanwhile)).toMatchObject({ state: "sent" })
		}, PATIENCE)
		await letters.stop()
		await delay(0)
		expect(post.received()).toHaveLength(2)
	})
})
