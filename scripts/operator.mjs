import { generateClient, installPackages, runWithDatabase } from "./prepare.mjs"

installPackages()
generateClient()
await runWithDatabase("app/domain/account/create-operator.cli.ts")
