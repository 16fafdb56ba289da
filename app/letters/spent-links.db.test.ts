import "#app/domain/index.server.ts"
import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import {
	NOW,
	newTeacher,
	type SmallRegion,
	smallRegion,
	tokenSentTo,
} from "#app/domain/account/test-accounts.ts"
import { sendLetter } from "#app/jobs/letters.server.ts"
import type { OutgoingLetter } from "./transport.server.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
})

/** Registers a person and tries once to send the letter that asks to confirm the address. */
async function sendTo(username: string, send: (letter: OutgoingLetter) => Promise<void>) {
	await newTeacher(region, username)
	const email = `${username}@school.example`
	const token = await tokenSentTo(email, "email-confirmation")
	expect(token).toHaveLength(43)
	const { id } = await prisma.letter.findFirstOrThrow({ where: { to: email } })
	await sendLetter(id, { transport: { send, close: () => {} }, now: () => NOW })
	return { token, kept: await prisma.letter.findUniqueOrThrow({ where: { id } }) }
}

test("a link that gives access to an account is deleted from the outbox once its letter is sent", async () => {
	const sent: OutgoingLetter[] = []
	const { token, kept } = await sendTo("reader", async (letter) => {
		sent.push(letter)
	})
	expect(sent).toMatchObject([{ text: expect.stringContaining(token), html: expect.stringContaining(token) }])
	expect(kept).toMatchObject({ state: "sent", links: [] })
	expect(JSON.stringify(kept)).not.toContain(token)
	expect(kept.text).toContain("(ссылка была в письме)")
})

test("a letter that was not sent keeps its link for the next attempt", async () => {
	const { token, kept } = await sendTo("unlucky", () => Promise.reject(new Error("the server is away")))
	expect(kept).toMatchObject({ state: "queued", text: expect.stringContaining(token) })
})
