import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { follow } from "#machines/browser/copy.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { applicationSubject } from "./application.subject.server.ts"

// When an operator tries events on a copy, the machine predicts what each action does to the facts. This test compares the
// prediction with the real effects.

let people: Cast
const ids: Record<string, string> = {}

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["filed", "planned"]))
	ids.filed = await bring(people, { teacher: "filed", until: "submitted" })
	await newWithdrawal(of(people, "filed"), ids.filed, "submitted")
	ids.planned = await bring(people, { teacher: "planned", until: "scheduled.preliminary", period: "open" })
}, 120_000)

async function load(name: string) {
	const loaded = await applicationSubject.load(prisma, ids[name] ?? "", NOW)
	if (!loaded) throw new Error("gone")
	return { state: loaded.row.state, facts: loaded.facts }
}

test.each<[string, string, string, Record<string, unknown>]>([
	["filed", "municipal", "application.reject", { reason: "Нет подписи" }],
	["filed", "filed", "application.revise", {}],
	["planned", "municipal", "schedule.clear", {}],
])("application «%s»: the copy predicts what «%s» does with %s", async (name, username, event, input) => {
	const before = await load(name)
	const copy = { lifecycle: applicationLifecycle, assumed: [], at: NOW.toISOString(), ...before }
	const expected = follow(copy, `${before.state}/${event}`)
	await send(of(people, username), "application", ids[name] ?? "", event, input)
	expect(expected).toMatchObject({ unknowable: false })
	expect(expected?.facts).not.toEqual(before.facts)
	expect(await load(name)).toEqual({ state: expected?.to, facts: expected?.facts })
})
