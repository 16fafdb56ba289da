import process from "node:process"
import { importTypeScript, prepare } from "./prepare.mjs"

prepare()
process.env.NODE_ENV = "production"
await importTypeScript("tests/bench/run.ts")
