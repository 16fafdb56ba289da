import { defineConfig } from "vitest/config"
import { BaseSequencer } from "vitest/node"

/**
 * Runs `loading.test.ts` last: values created while a file loads must count for all tests, and not only for the first one
 * that loads it.
 */
class LoadingLast extends BaseSequencer {
	/** @param {import("vitest/node").TestSpecification[]} files */
	async sort(files) {
		const isLoading = (/** @type {import("vitest/node").TestSpecification} */ { moduleId }) =>
			moduleId.endsWith("/loading.test.ts")
		const sorted = await super.sort(files)
		return [...sorted.filter((file) => !isLoading(file)), ...sorted.filter(isLoading)]
	}
}

// The tests that judge the mutants of `machines/`: the machines' own unit tests, without database or browser.
export default defineConfig({
	test: {
		// A mutant in code that runs while a file loads needs everything loaded again, but only once and not for each test file.
		isolate: false,
		sequence: { sequencer: LoadingLast },
		include: ["machines/**/*.test.ts"],
		exclude: ["**/*.db.test.ts"],
	},
})
