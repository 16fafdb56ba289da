import { execFileSync } from "node:child_process"
import path from "node:path"

/** Builds the program if its sources have changed since: journeys must never judge yesterday's. */
export default function ensureBuild() {
	execFileSync(process.execPath, [path.resolve("scripts/prepare.mjs")], { stdio: "inherit" })
}
