import { availableParallelism } from "node:os"
import { vitePlugin as remix } from "@remix-run/dev"
import { defineConfig } from "vitest/config"
import { LongestFirst } from "./tests/setup/longest-first.ts"
import { PATIENCE } from "./tests/setup/patience.ts"

// The whole build and test configuration: `remix vite:build --config remix.config.js`, `vitest --config remix.config.js`.
// The Remix plugin stays out of tests: it would look for a Remix server around every module. Nor has it to do with `server.ts`,
// which `vite build --ssr server.ts` makes plain JavaScript.
const withoutRemix = Boolean(process.env.VITEST) || process.argv.includes("--ssr")

const unitTests = "{app,machines,templates,prisma,tests}/**/*.test.{ts,tsx}"
const databaseTests = "{app,machines,templates,prisma,tests}/**/*.db.test.{ts,tsx}"
const lonelyTests = "{app,machines,templates,prisma,tests}/**/*.alone.db.test.{ts,tsx}"
const flowTests = "tests/**/*.flow.test.ts"
const proofTests = "tests/proof/*.proof.test.ts"

// By itself vitest leaves one core to itself, which of two is half. More than four browsers with a server each want more memory
// than an office computer has.
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
						// Off: a browser that learns addresses one by one meets one it does not know in the middle of a form, reloads
						// the page and loses what was typed; and each page then costs the server a list of what it links to.
						v3_lazyRouteDiscovery: false,
					},
				}),
			],
	// scripts/prepare.mjs builds a folder of such a name through a link; modules must keep the link's name.
	resolve: { preserveSymlinks: /[#?]/.test(process.cwd()) },
	build: {
		target: "es2022",
		// The content security policy allows no data: addresses, so nothing is inlined.
		assetsInlineLimit: 0,
		sourcemap: false,
		copyPublicDir: !process.argv.includes("--ssr"),
	},
	server: { watch: { ignored: ["**/var/**", "**/tests/**"] } },
	// All projects run in one group: whatever waits for a browser or for PostgreSQL leaves its core to another file. Nothing is
	// shared but the PostgreSQL server.
	test: {
		maxWorkers,
		sequence: { sequencer: LongestFirst },
		// No verdict about speed: a computer that is busy with something else takes long.
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
					// Pure functions mostly: a process and its modules serve many files.
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
					// A third of a file's work would be loading the program. Files share its modules, not its database.
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
					globalSetup: ["tests/setup/build.ts", "tests/setup/cluster.ts"],
				},
			},
			{
				extends: true,
				test: {
					name: "proof",
					include: [proofTests],
					globalSetup: ["tests/setup/build.ts", "tests/setup/cluster.ts"],
					setupFiles: ["tests/setup/database.ts"],
				},
			},
		],
	},
})
