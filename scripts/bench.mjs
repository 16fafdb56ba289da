import process from "node:process"
import { importTypeScript, prepare } from "./prepare.mjs"

prepare()
process.env.NODE_ENV = "production"
// The bench itself needs no settings; the server that it starts gets its own.
process.env.APP_MODE = "test"
await importTypeScript(process.argv.includes("scans") ? "tests/scans/bench.ts" : "tests/bench/run.ts")
