import process from "node:process"
import { importTypeScript, prepare } from "./prepare.mjs"

prepare()
process.env.NODE_ENV = "production"
await importTypeScript(process.argv.includes("scans") ? "tests/scans/bench.ts" : "tests/bench/run.ts")
