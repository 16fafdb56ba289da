import { execFileSync } from "node:child_process"
import path from "node:path"

/** Builds the program if its sources have changed, so that journeys never test an old build. */
export default function ensureBuild() {
	execFileSync(process.execPath, [path.resolve("scripts/prepare.mjs")], { stdio: "inherit" })
}
