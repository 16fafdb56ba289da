import { describe, expect, test } from "vitest"
import { type AnyLifecycle, keepsStates } from "./lifecycle.ts"
import { LIFECYCLES } from "./lifecycles.ts"
import { stepsOf, stepTable } from "./steps.ts"
import applicationV1 from "./versions/application.v1.json" with { type: "json" }

// `machines/versions/` contains what the present version of each machine allows. A machine that differs from its file has become
// another version: raise `version`, add a migration whose `leaves` is the old file, and write the new file with
// `npx vitest run --config remix.config.js --project unit machines/versions.test.ts -u`.

describe.each(Object.values(LIFECYCLES))("the machine «$name»", (lifecycle: AnyLifecycle) => {
	test("is the version that it says it is", async () => {
		const { birth, states, steps } = stepTable(lifecycle)
		const table = JSON.stringify({ birth, states, steps }, null, "\t")
		await expect(`${table}\n`).toMatchFileSnapshot(`./versions/${lifecycle.name}.v${lifecycle.version}.json`)
	})

	test("has a migration for every version it left behind", () => {
		expect(lifecycle.migrations ?? []).toHaveLength(lifecycle.version - 1)
	})
})

describe("a version that only adds an event", () => {
	const migration = keepsStates(applicationV1)
	const second: AnyLifecycle = { ...LIFECYCLES.application, version: 2, migrations: [migration] }

	test("leaves every subject in its state", () => {
		for (const state of applicationV1.states)
			expect(migration.move({ state, row: {}, lastEvents: {} })).toEqual({ to: state })
	})

	test("still reads the journals of the version before, from its frozen file", () => {
		const { event, to } = applicationV1.birth
		expect(stepsOf(second, 1)?.creation).toEqual({ event, to })
		expect(stepsOf(second, 1)?.has("submitted", "application.register", "registered")).toBe(true)
		expect(stepsOf(second, 1)?.has("submitted", "application.decide", "registered")).toBe(false)
		expect(stepsOf(second, 3)).toBeNull()
	})
})
