import { generateClient, installPackages, runWithDatabase } from "./prepare.mjs"

installPackages()
generateClient()
await runWithDatabase("app/domain/backup/backup.cli.ts", {
	asItIs: true,
	words: ["--restore", ...process.argv.slice(2)],
})
