import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { alreadyDone, whoWasFaster } from "./already-done.server.ts"

const REASON = { reason: "Нет подписи на второй странице.", reasonCode: null }
const DAY_MS = 86_400_000

let people: Cast
let municipal: Actor
let id: string
let version: number

beforeAll(async () => {
	people = await openRegion(["municipal", "municipal2"], teachers(["anna"]))
	municipal = of(people, "municipal")
	id = await bring(people, { teacher: "anna", until: "submitted" })
	version = (await prisma.application.findUniqueOrThrow({ where: { id } })).version
	await send(municipal, "application", id, "application.reject", { reason: REASON.reason })
})

const told = (change: Partial<Parameters<typeof alreadyDone>[0]> = {}) =>
	alreadyDone({
		actor: municipal,
		subject: "application",
		id,
		event: "application.reject",
		input: REASON,
		version,
		now: NOW,
		...change,
	})

describe("an act that is sent a second time", () => {
	test("is reported as done, with the person and the time", async () => {
		expect(await told()).toMatch(/^Это уже сделано: заявление отклонено\. Вы сделали это в \d\d:\d\d\.$/)
	})

	test("is reported with its day on a later day", async () => {
		expect(await told({ now: new Date(NOW.getTime() + 2 * DAY_MS) })).toMatch(
			/Вы сделали это \d+ \S+ 2026 г\., /,
		)
	})

	test.each([
		["somebody else did", () => ({ actor: of(people, "municipal2") })],
		["is about another act", () => ({ event: "application.register", input: {} })],
		[
			"gives another reason, which nobody has kept",
			() => ({ input: { ...REASON, reason: "Скан не читается." } }),
		],
		["comes from a page that is older still", () => ({ version: version - 1 })],
		["does not say what page it comes from", () => ({ version: undefined as unknown as number })],
	])("is a refusal like any other when it %s", async (_, change) => {
		expect(await told(change())).toBeNull()
	})
})

describe("of two people at once, the second", () => {
	const order = (actor: Actor, seen: number | undefined) => ({
		actor,
		subject: "application" as const,
		id,
		event: "application.register",
		now: NOW,
		...(seen !== undefined && { version: seen }),
	})

	test("learns what the first one did, who it was and when", async () => {
		expect(await whoWasFaster(order(of(people, "municipal2"), version))).toMatch(
			/^Заявление отклонено: \S+ \S+ \S+, в \d\d:\d\d\.$/,
		)
	})

	test("learns the login of a first one who has not given a name, and does not take them for the system", async () => {
		const noName = { surname: "", name: "", patronymic: "" }
		await prisma.person.updateMany({ where: { username: "municipal" }, data: noName })
		expect(await whoWasFaster(order(of(people, "municipal2"), version))).toMatch(
			/^Заявление отклонено: municipal, в \d\d:\d\d\.$/,
		)
	})

	test.each([
		["has done it alone", () => order(municipal, version)],
		["has seen the newest state", () => order(of(people, "municipal2"), version + 1)],
		["does not say what page it comes from", () => order(of(people, "municipal2"), undefined)],
	])("learns nothing if they %s", async (_, told) => {
		expect(await whoWasFaster(told())).toBeNull()
	})
})
