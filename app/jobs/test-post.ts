import { afterAll, afterEach, beforeAll, beforeEach } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { letterCommands } from "#app/letters/commands.server.ts"
import { letterSubject } from "#app/letters/letter.subject.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { openTransport, type Transport } from "#app/letters/transport.server.ts"
import { register } from "#app/workflow/registry.server.ts"
import { LETTERS, type LetterKind } from "#templates/letters/index.ts"
import { type LetterBox, startLetterBox } from "#tests/setup/letters.ts"
import type { Sending } from "./letters.server.ts"

register(letterSubject, letterCommands)

const START = new Date("2026-10-01T02:00:00Z")

/** A mail server, a clock that the test moves, and an outbox that is empty before each test. */
export function openPost() {
	let clock = START
	let server: LetterBox
	let transport: Transport
	/** How many letters earlier tests have sent. */
	let arrived = 0

	beforeAll(async () => {
		server = await startLetterBox()
		transport = openTransport({ MAIL_URL: server.url, PUBLIC_URL: "https://attestation.example" })
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

	return {
		get server() {
			return server
		},
		sending: (): Sending => ({ transport, now: () => clock }),
		clock: () => clock,
		setClock(to: Date) {
			clock = to
		},
		pass(ms: number) {
			clock = new Date(clock.getTime() + ms)
		},
		/** Letters that the server received in this test. */
		received: () => server.letters.slice(arrived),
		/** Puts a letter into the outbox. @returns its id */
		write: (email = "teacher@attestation.example", kind: LetterKind = "application-registered") =>
			inTransaction((tx) => writeLetter(tx, { kind, to: { email }, data: LETTERS[kind].sample, now: clock })),
	}
}

export const stored = (id: string) => prisma.letter.findUniqueOrThrow({ where: { id } })

export const jobsOf = (id: string) =>
	prisma.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE singleton_key = ${id}`
