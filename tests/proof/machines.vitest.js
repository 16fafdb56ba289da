import { defineConfig } from "vitest/config"

// What the mutants of `machines/` are judged by: the machines' own unit tests, nothing that needs a database or a browser.
export default defineConfig({
	test: {
		include: ["machines/**/*.test.ts"],
		exclude: ["**/*.db.test.ts"],
	},
})
