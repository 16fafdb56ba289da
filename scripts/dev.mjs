import { generateClient, installPackages, startServer } from "./prepare.mjs"

installPackages()
generateClient()
await startServer("development")
