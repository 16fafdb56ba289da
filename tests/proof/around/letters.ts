import { describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { LETTERS } from "#templates/letters/index.ts"
import { of, send } from "#tests/factories.ts"
import { MEMBERS, type Member, maySend } from "../application-cells.ts"
import type { Ground } from "../ground.ts"
import { PAGES } from "../other.pages.ts"
import { linesAt, notHere } from "../page.ts"
import { LATER } from "../world.ts"
import { type Cell, out, refuses } from "./cell.ts"

export function letters(ground: Ground): void {
	describe("letters", () => {
		const { page, states } = PAGES.letter
		const events = Object.keys(LIFECYCLES.letter.events)
		const CHOOSE = "Письмо не выбрано. Обновите страницу и нажмите кнопку ещё раз."
		/** An attempt has just failed, or a sender is working on it, so the server's senders do not take it for a while. */
		const soon = new Date(LATER.getTime() + 2 * 3_600_000)
		let number = 0

		async function bring(state: string): Promise<string> {
			number += 1
			const email = `letter-${number}@new.example`
			// Its job is deleted in the same transaction, so no sender of the server ever sees it.
			const id = await inTransaction(async (tx) => {
				const data = LETTERS["application-registered"].sample
				const written = await writeLetter(tx, {
					kind: "application-registered",
					to: { email },
					data,
					now: LATER,
				})
				await tx.$executeRaw`DELETE FROM pgboss.job WHERE name = 'letter.send'`
				return written
			})
			const act = (event: string) => send(SYSTEM, "letter", id, event, { error: "450" }, soon)
			await act("letter.take")
			if (state === "sent" || state === "returned") await act("letter.deliver")
			if (state === "returned") await act("letter.return")
			if (state === "dropped") await act("letter.drop")
			if (state === "queued") await act("letter.fail")
			for (let tries = 1; state === "failed" && tries <= LETTER_TRIES; tries += 1) {
				await act("letter.fail")
				if (tries < LETTER_TRIES) await act("letter.take")
			}
			expect(await prisma.letter.findUnique({ where: { id } })).toMatchObject({ state })
			return id
		}

		test.each(
			leafStates(LIFECYCLES.letter.machine),
		)("that are %s accept exactly their events", async (state) => {
			const owner = of(ground.world.people, "beginner")
			const id = await bring(state)
			const all = events.flatMap((event) => MEMBERS.map((member) => ({ event, member })))
			const refusalOf = (event: string, member: Member): Cell["says"] | null => {
				if (member === "out") return out
				// Only the program's own senders can report that a letter was sent.
				if (event !== "letter.resend")
					return {
						status: member === "opr" ? 400 : 404,
						says: member === "opr" ? CHOOSE : "Такой страницы нет",
					}
				if (!maySend("letter", event, "", member)) return { status: 404, says: "Такой страницы нет" }
				return linesAt(page, state, event).length === 0
					? { status: 409, says: notHere(states[state] ?? "") }
					: null
			}
			const cells = all.flatMap(({ event, member }): Cell[] => {
				const says = refusalOf(event, member)
				return says ? [{ event, member, address: "/operator/mail", fields: { event, id }, says }] : []
			})
			await refuses(ground, cells, owner, `a letter that is ${state}`)
			expect(await prisma.letter.findUnique({ where: { id } })).toMatchObject({ state })
			for (const { event, member } of all) {
				if (refusalOf(event, member) !== null) continue
				const fields = { event, id }
				expect(await ground.stage.send(member, "/operator/mail", fields, { owner })).toMatchObject({
					status: 303,
				})
				const [entry] = await prisma.journal.findMany({ where: { subjectId: id, event } })
				expect(entry).toMatchObject({
					from: state,
					to: "queued",
					actorId: of(ground.world.people, "operator").id,
				})
				await ground.server.mail.requireLetter(`letter-${number}@new.example`)
				ground.stage.executed += 1
			}
		})
	})
}
