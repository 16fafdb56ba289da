import { generateClient, installPackages, runWithDatabase } from "./prepare.mjs"

installPackages()
generateClient()
await runWithDatabase("app/domain/replay/lifecycles.cli.ts")
