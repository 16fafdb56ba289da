import { describe, expect, test } from "vitest"
import type { AnyLifecycle } from "./lifecycle.ts"
import { LIFECYCLES } from "./lifecycles.ts"
import { stepTable } from "./steps.ts"

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
