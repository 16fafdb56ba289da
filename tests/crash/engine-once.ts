import { writeSync } from "node:fs"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import "#app/domain/index.server.ts"
import { sendLetter } from "#app/jobs/letters.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { openTransport } from "#app/letters/transport.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { type Dispatch, dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { secondAccount } from "#templates/letters/second-account.ts"

// A process of its own that sends events, forms Word papers or sends letters, and may be killed anywhere in it. It goes on
// from whatever state it finds.

const { what, actor, id, at } = JSON.parse(process.env.CRASH ?? "{}") as {
	what: "word" | "transition" | "outbox"
	actor: Actor
	id: string
	at: string
}
const TURNS = 8
const now = new Date(at)
const stateOf = async () =>
	(await prisma.application.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
const send = (event: string, input: Dispatch["input"] = {}) =>
	dispatch({ actor, subject: "application", id, event, input, now })

/** From each state the event that leads on: round and round. */
const ROUNDS: Record<"word" | "transition", Record<string, string>> = {
	word: { "draft.editing": "form.issue", "draft.formed": "form.reopen" },
	transition: { "draft.editing": "form.discard", discarded: "form.restore" },
}

writeSync(1, "begins\n")
if (what === "outbox") {
	for (let turn = 0; turn < TURNS; turn += 1)
		await inTransaction((tx) =>
			writeLetter(tx, {
				kind: "second-account",
				to: { email: `killed${turn}@example.org` },
				data: secondAccount.sample,
				now,
			}),
		)
	const unsent = [...statesTagged(letterLifecycle, "waiting"), ...statesTagged(letterLifecycle, "underway")]
	const letters = await prisma.letter.findMany({ where: { state: { in: unsent } }, select: { id: true } })
	for (const letter of letters) await sendLetter(letter.id, { transport: openTransport(), now: () => now })
} else
	for (let turn = 0; turn < TURNS; turn += 1) {
		const event = ROUNDS[what][await stateOf()]
		if (!event) throw new Error(`no way on from ${await stateOf()}`)
		await send(event)
	}
writeSync(1, "done\n")
await prisma.$disconnect()
process.exit(0)
