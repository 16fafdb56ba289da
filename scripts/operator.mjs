import { generateClient, installPackages, runWithDatabase } from "./prepare.mjs"

installPackages()
generateClient()
await runWithDatabase("app/domain/person/create-operator.cli.ts")
