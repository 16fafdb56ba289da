import { defineConfig } from "vitest/config"

// What the mutants of `machines/` are judged by: the machines' own unit tests, nothing that needs a database or a browser.
export default defineConfig({
	test: {
		// A mutant of what is made while a file loads needs everything loaded anew, once and not once a test file.
		isolate: false,
		setupFiles: ["tests/proof/machines.setup.ts"],
		include: ["machines/**/*.test.ts"],
		exclude: ["**/*.db.test.ts"],
	},
})
