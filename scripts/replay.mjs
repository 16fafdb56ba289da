import { generateClient, installPackages, runWithDatabase } from "./prepare.mjs"

installPackages()
generateClient()
await runWithDatabase("app/domain/replay/replay.cli.ts")
