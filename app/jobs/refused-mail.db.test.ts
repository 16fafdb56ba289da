import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { openTransport } from "#app/letters/transport.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { sendLetter, sweepOutbox } from "./letters.server.ts"
import { ServerPause } from "./server-pause.ts"
import { openPost, stored } from "./test-post.ts"

const post = openPost()

const OPERATOR: Actor = {
	kind: "person",
	id: randomUUID(),
	username: "operator",
	fullName: "Операторова Ольга Павловна",
	grants: [{ role: "operator", municipalityCode: null, organisationId: null, subjectId: null }],
}

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
		post.server.refuseRecipient(address, words)
		const id = await post.write(address)
		expect(await sendLetter(id, post.sending())).toBe("refused")
		expect(await stored(id)).toMatchObject({
			state: "failed",
			attempts: 1,
			error: expect.stringContaining(words.slice(4)),
		})
		post.pass(24 * 3_600_000)
		expect(await sweepOutbox(post.clock())).toBe(0)
		expect(await prisma.deadAddress.count({ where: { address } })).toBe(isDead ? 1 : 0)
		post.server.refuseRecipient(address, null)
	})

	test.each([
		"450 4.2.1 try later",
		"451 4.3.0 local error",
		"452 4.2.2 mailbox full",
	])("«%s» delays the letter and uses up one attempt", async (words) => {
		const address = "petrov@attestation.example"
		post.server.refuseRecipient(address, words)
		const id = await post.write(address)
		expect(await sendLetter(id, post.sending())).toBe("put off")
		expect(await stored(id)).toMatchObject({ state: "queued", attempts: 1, deferrals: 0 })
		post.server.refuseRecipient(address, null)
		post.pass(60_000)
		expect(await sendLetter(id, post.sending())).toBe("sent")
	})

	test("«421» delays the letter, with growing pauses, and uses up no attempt", async () => {
		const id = await post.write()
		post.server.limit(true)
		const pauses: number[] = []
		for (let number = 1; number <= LETTER_TRIES + 5; number += 1) {
			expect(await sendLetter(id, post.sending())).toBe("put off")
			const { dueAt, attempts } = await stored(id)
			expect(attempts).toBe(0)
			pauses.push(dueAt.getTime() - post.clock().getTime())
			post.setClock(dueAt)
		}
		expect(pauses.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
		expect(Math.max(...pauses)).toBe(15 * 60_000)
		post.server.limit(false)
		expect(await sendLetter(id, post.sending())).toBe("sent")
		expect(await stored(id)).toMatchObject({ attempts: 1, deferrals: LETTER_TRIES + 5 })
	})

	test("a server that is unreachable for a day costs no attempt, and one connection for all letters", async () => {
		const gone = openTransport({ MAIL_URL: "smtp://127.0.0.1:1", PUBLIC_URL: "https://attestation.example" })
		const pause = new ServerPause()
		const ids = [await post.write(), await post.write()]
		const away = { ...post.sending(), transport: gone, pause }
		expect(await sendLetter(ids[0] ?? "", away)).toBe("put off")
		expect(await sendLetter(ids[1] ?? "", away)).toBe("nothing to do")
		expect(await stored(ids[1] ?? "")).toMatchObject({ state: "queued", version: 1 })
		gone.close()
		post.pass(24 * 3_600_000)
		for (const id of ids) expect(await sendLetter(id, { ...post.sending(), pause })).toBe("sent")
		expect(post.received()).toHaveLength(2)
	})

	test("many letters are sent over few connections", async () => {
		const before = post.server.connections()
		const fresh = openTransport({ MAIL_URL: post.server.url, PUBLIC_URL: "https://attestation.example" })
		for (let number = 0; number < 20; number += 1)
			expect(await sendLetter(await post.write(), { ...post.sending(), transport: fresh })).toBe("sent")
		fresh.close()
		expect(post.server.connections() - before).toBeLessThanOrEqual(3)
	})
})

describe("a dead address", () => {
	const address = "petrova@attestation.example"
	const markDeadNow = async () => {
		post.server.refuseRecipient(address, "550 5.1.1 no such user")
		await sendLetter(await post.write(address), post.sending())
		post.server.refuseRecipient(address, null)
	}

	test("gets no further letter, whatever its case, and the letter says why", async () => {
		await markDeadNow()
		const id = await post.write("Petrova@Attestation.example")
		expect(await sendLetter(id, post.sending())).toBe("refused")
		expect(post.received()).toHaveLength(0)
		expect((await stored(id)).error).toContain("Адрес не действует")
	})

	test("still gets what its owner requests, a password reset", async () => {
		await markDeadNow()
		const id = await inTransaction((tx) =>
			writeLetter(tx, {
				kind: "password-reset",
				to: { email: address },
				data: LETTERS["password-reset"].sample,
				now: post.clock(),
			}),
		)
		expect(await sendLetter(id, post.sending())).toBe("sent")
	})

	test("is tried again when an operator resends a letter", async () => {
		await markDeadNow()
		const { id } = await prisma.letter.findFirstOrThrow({ where: { to: address } })
		await dispatch({ actor: OPERATOR, subject: "letter", id, event: "letter.resend", now: post.clock() })
		expect(await sendLetter(id, post.sending())).toBe("sent")
		expect(await prisma.deadAddress.count()).toBe(0)
	})
})
