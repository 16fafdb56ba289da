import { defineConfig } from "vitest/config"
import { BaseSequencer } from "vitest/node"

/** What is made while a file loads belongs to all tests, not to the one of `loading.test.ts` that would load it first. */
class LoadingLast extends BaseSequencer {
	/** @param {import("vitest/node").TestSpecification[]} files */
	async sort(files) {
		const isLoading = (/** @type {import("vitest/node").TestSpecification} */ { moduleId }) =>
			moduleId.endsWith("/loading.test.ts")
		const sorted = await super.sort(files)
		return [...sorted.filter((file) => !isLoading(file)), ...sorted.filter(isLoading)]
	}
}

// What the mutants of `machines/` are judged by: the machines' own unit tests, nothing that needs a database or a browser.
export default defineConfig({
	test: {
		// A mutant of what is made while a file loads needs everything loaded anew: once, not once a test file.
		isolate: false,
		sequence: { sequencer: LoadingLast },
		include: ["machines/**/*.test.ts"],
		exclude: ["**/*.db.test.ts"],
	},
})
