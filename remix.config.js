import { availableParallelism } from "node:os"
import { vitePlugin as remix } from "@remix-run/dev"
import { defineConfig } from "vitest/config"
import { LongestFirst } from "./tests/setup/longest-first.ts"
import { PATIENCE } from "./tests/setup/patience.ts"

// The whole build and test configuration: `remix vite:build --config remix.config.js`, `vitest --config remix.config.js`.
// The Remix plugin is left out of tests, because it would look for a Remix server around every module. It is also left out
// of `vite build --ssr server.ts`, which turns the server into plain JavaScript.
const withoutRemix = Boolean(process.env.VITEST) || process.argv.includes("--ssr")

const unitTests = "{app,machines,templates,prisma,tests}/**/*.test.{ts,tsx}"
const databaseTests = "{app,machines,templates,prisma,tests}/**/*.db.test.{ts,tsx}"
const lonelyTests = "{app,machines,templates,prisma,tests}/**/*.alone.db.test.{ts,tsx}"
const flowTests = "tests/**/*.flow.test.ts"
const proofTests = "tests/proof/*.proof.test.ts"

// By default vitest leaves one core for itself, which is half of two cores. More than four browsers, each with a server,
// need more memory than an office computer has.
const maxWorkers = Math.min(Math.max(availableParallelism(), 2), 4)

const withDatabase = {
	globalSetup: ["tests/setup/cluster.ts"],
	setupFiles: ["tests/setup/no-outside-requests.ts", "tests/setup/unpolluted.ts", "tests/setup/database.ts"],
}

export default defineConfig({
	plugins: withoutRemix
		? []
		: [
				remix({
					ignoredRouteFiles: ["**/*.test.*"],
					future: {
						v3_singleFetch: true,
						v3_fetcherPersist: true,
						v3_relativeSplatPath: true,
						v3_throwAbortReason: true,
						// Off. With lazy discovery a browser may meet an unknown address in the middle of a form, reload the page and
						// lose what was typed. Each page would also cost the server a list of its links.
						v3_lazyRouteDiscovery: false,
					},
				}),
			],
	// scripts/prepare.mjs builds a folder with such a name through a link, and modules must keep the link's name.
	resolve: { preserveSymlinks: /[#?]/.test(process.cwd()) },
	build: {
		target: "es2022",
		// The content security policy allows no data: addresses, so nothing is inlined.
		assetsInlineLimit: 0,
		sourcemap: false,
		copyPublicDir: !process.argv.includes("--ssr"),
	},
	server: { watch: { ignored: ["**/var/**", "**/tests/**"] } },
	// All projects run in one group, so that a file waiting for a browser or for PostgreSQL leaves its core to another file.
	// They share nothing but the PostgreSQL server.
	test: {
		maxWorkers,
		sequence: { sequencer: LongestFirst },
		// Long, because tests do not judge speed and a computer may be busy with something else.
		testTimeout: 600_000,
		hookTimeout: 900_000,
		expect: { poll: PATIENCE },
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					include: [unitTests],
					exclude: ["**/*.db.test.*", "**/*.flow.test.*", "**/*.proof.test.*"],
					// Mostly pure functions, so one process and its modules can serve many files.
					isolate: false,
					setupFiles: ["tests/setup/no-outside-requests.ts", "tests/setup/unpolluted.ts"],
				},
			},
			{
				extends: true,
				test: {
					name: "database",
					include: [databaseTests],
					exclude: [lonelyTests],
					// Loading the program would be a third of a file's work. Files share its modules but not its database.
					isolate: false,
					...withDatabase,
				},
			},
			{
				extends: true,
				test: {
					// Files that replace or reload modules need their own.
					name: "alone",
					include: [lonelyTests],
					...withDatabase,
				},
			},
			{
				extends: true,
				test: {
					name: "flows",
					include: [flowTests],
					// Among thousands of pages one may meet a busy moment. tests/setup/second-attempts.ts names the tests that did.
					retry: process.env.CI ? 1 : 0,
					// Files share the modules and the browser of their process.
					isolate: false,
					globalSetup: ["tests/setup/build.ts", "tests/setup/cluster.ts"],
				},
			},
			{
				extends: true,
				test: {
					name: "proof",
					include: [proofTests],
					isolate: false,
					globalSetup: ["tests/setup/build.ts", "tests/setup/cluster.ts"],
					setupFiles: ["tests/setup/database.ts"],
				},
			},
		],
	},
})
