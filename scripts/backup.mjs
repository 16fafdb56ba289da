import { generateClient, installPackages, runProgram, runWithDatabase } from "./prepare.mjs"

installPackages()
generateClient()
const words = process.argv.slice(2)
// A copy can be checked on a machine without an installation.
const needsNoDatabase = words.length === 0 || (words.includes("--check") && words.length > 1)
if (needsNoDatabase) runProgram("app/domain/backup/backup.cli.ts", words)
else await runWithDatabase("app/domain/backup/backup.cli.ts", { asItIs: true })
