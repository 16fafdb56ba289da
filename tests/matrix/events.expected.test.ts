import { expect, test } from "vitest"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { EVENTS } from "./events.expected.ts"

test.each(
	Object.keys(LIFECYCLES) as SubjectName[],
)("the table has a row for every event of «%s», and no other", (name) => {
	const events = Object.keys(LIFECYCLES[name].events)
	if (name === "withdrawal") events.push(LIFECYCLES.withdrawal.creation.event)
	const rows = new Set(Object.keys(EVENTS[name]).map((row) => row.split(" ")[0]))
	expect([...rows].sort()).toEqual(events.sort())
})
