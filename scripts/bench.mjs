import process from "node:process"
import { importTypeScript, prepare } from "./prepare.mjs"

prepare()
process.env.NODE_ENV = "production"
// The bench itself needs no settings; the server that it starts gets its own.
process.env.APP_MODE = "test"
const asked = process.argv[2] ?? ""
const programs = new Map([
	["scans", "tests/scans/bench.ts"],
	["signatures", "tests/scans/printed/bench.ts"],
	["year", "tests/bench/run-year.ts"],
	["minute", "tests/bench/run-minute.ts"],
	["backup", "tests/bench/run-backup.ts"],
	["pages", "tests/bench/region/run-pages.ts"],
	["evening", "tests/bench/evening/run-evening.ts"],
	["unknown", "tests/bench/unknown/run-unknown.ts"],
	["coordinator", "tests/bench/region/run-coordinator.ts"],
])
await importTypeScript(programs.get(asked) ?? "tests/bench/run.ts")
