import { writeSync } from "node:fs"
import pg from "pg"
import { prisma } from "#app/db/client.server.ts"
import { applicationSubject } from "#app/domain/application/application.subject.server.ts"
import { registerApplication } from "#app/domain/application/registration/register-application.server.ts"
import { approveApplication } from "#app/domain/application/scheduling/approve-application.server.ts"
import { approveSchedule } from "#app/domain/schedule/approve-schedule.server.ts"
import { scheduleSubject } from "#app/domain/schedule/schedule.subject.server.ts"
import { registerWithdrawal } from "#app/domain/withdrawal/answer-withdrawal.server.ts"
import { withdrawApplication } from "#app/domain/withdrawal/withdraw-application.server.ts"
import { withdrawalSubject } from "#app/domain/withdrawal/withdrawal.subject.server.ts"
import { type Dispatch, dispatch } from "#app/workflow/dispatch.server.ts"
import { register } from "#app/workflow/registry.server.ts"
import type { AnyCommand, Subject } from "#app/workflow/subject.server.ts"

// A separate process for the crash tests. It dispatches one event and kills itself, as a power cut would, right before
// the n-th write of the transaction or right after sending COMMIT. It prints the statement that it did not send, or
// `done`.

const { order, killAt } = JSON.parse(process.env.CRASH ?? "{}") as {
	order: Omit<Dispatch, "now"> & { now: string }
	/** Number of the write (COMMIT is the last one), or right before or after COMMIT is sent. Null means never. */
	killAt: number | "commit" | "after commit" | null
}

const WRITE = /^\s*(?:WITH\b[\s\S]*?)?(?:INSERT\s+INTO|UPDATE\s+\S|DELETE\s+FROM)|^\s*COMMIT/i
const COMMIT = /^\s*COMMIT/i
const powerCut = () => process.kill(process.pid, "SIGKILL")

// Only what the three transitions need, because the process starts about fifty times.
const nouns: readonly [Subject, readonly unknown[]][] = [
	[applicationSubject, [registerApplication, approveApplication, withdrawApplication]],
	[withdrawalSubject, [registerWithdrawal]],
	[scheduleSubject, [approveSchedule]],
]
for (const [subject, commands] of nouns) register(subject, commands as readonly AnyCommand[])

let writes = 0
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
Object.assign(pg.Client.prototype, {
	query(this: pg.Client, ...args: unknown[]) {
		const text = textOf(args[0])
		if (WRITE.test(text)) {
			writes += 1
			if (writes === killAt || (killAt === "commit" && COMMIT.test(text))) {
				writeSync(1, `${writes} ${text.trim().slice(0, 60)}`)
				powerCut()
			}
		}
		const answer = query.apply(this, args)
		if (killAt === "after commit" && COMMIT.test(text)) setImmediate(powerCut)
		return answer
	},
})

function textOf(statement: unknown): string {
	if (typeof statement === "string") return statement
	return typeof statement === "object" && statement !== null && "text" in statement
		? String(statement.text)
		: ""
}

await dispatch({ ...order, now: new Date(order.now) })
writeSync(1, `${writes} done`)
await prisma.$disconnect()
