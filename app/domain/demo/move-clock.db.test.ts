import { afterAll, expect, test } from "vitest"
import { now } from "#app/clock/clock.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { moveClock } from "./move-clock.server.ts"

const BEGAN = now()
afterAll(async () => {
	await moveClock(BEGAN.toISOString().slice(0, 16))
})

test.each([
	["1800-01-01T09:00", /с 2015 по 2099/],
	["9999-12-31T23:59", /с 2015 по 2099/],
	["2014-12-31T23:59", /с 2015 по 2099/],
	["2100-01-01T00:00", /с 2015 по 2099/],
	["0001-01-01", /с 2015 по 2099|2026-10-01T09:00/],
	["275760-09-13T00:00", /2026-10-01T09:00/],
	["завтра", /2026-10-01T09:00/],
	["", /2026-10-01T09:00/],
])("the demo's clock is not moved to «%s», and the refusal says what to write", async (typed, says) => {
	await expect(moveClock(typed)).rejects.toMatchObject({
		code: "invalid",
		fields: { now: expect.stringMatching(says) },
	})
	expect(Math.abs(now().getTime() - BEGAN.getTime())).toBeLessThan(60_000)
})

test.each(["2015-01-01T00:00", "2099-12-31T23:59"])("it is moved to %s", async (typed) => {
	expect(civilDate(await moveClock(typed))).toBe(typed.slice(0, 10))
})
