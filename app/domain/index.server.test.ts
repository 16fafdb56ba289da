import "./index.server.ts"
import { describe, expect, test } from "vitest"
import { commandsOf } from "#app/workflow/registry.server.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

/** The subjects that have an address for events from outside. */
const SUBJECTS: SubjectName[] = ["application", "withdrawal", "schedule"]
const COMMANDS = SUBJECTS.flatMap((subject) => commandsOf(subject))
const JUNK = ["", " ", "banana", "-1", "31.02.2026", "я".repeat(100_000)]

/**
 * Every message that the schema gives for a value. The test hands the schema traps instead of data, so it covers every
 * field, whatever its name.
 */
function sentencesOf(schema: (typeof COMMANDS)[number]["schema"], value: string): string[] {
	const everything = new Proxy<Record<string, unknown>>(
		{},
		{
			get: (_, key) => (key === "files" ? [] : value),
			has: () => true,
			getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value }),
		},
	)
	return schema.safeParse(everything).error?.issues.map(({ message }) => message) ?? []
}

test.each(Object.values(LIFECYCLES))("every event of «$name» has its command in the list", ({
	name,
	events,
}) => {
	const commands = commandsOf(name as SubjectName).map(({ event }) => event)
	expect([...commands].sort()).toEqual(Object.keys(events).sort())
})

describe("malformed input", () => {
	test.each(COMMANDS.map((one) => [one.event, one] as const))("for %s is refused in Russian", (_, {
		schema,
	}) => {
		const said = [
			...(schema.safeParse({}).error?.issues.map(({ message }) => message) ?? []),
			...JUNK.flatMap((value) => sentencesOf(schema, value)),
		]
		for (const sentence of said) {
			expect(sentence).toMatch(/^[А-ЯЁ«].*[.]$/)
			// One Latin word may be what was typed, or the form of an address.
			expect(sentence).not.toMatch(/[A-Za-z]{2,}[ ,:]+[A-Za-z]{2,}/)
		}
	})
})
