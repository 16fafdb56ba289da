import { importTypeScript, installPackages } from "./prepare.mjs"

installPackages()
await importTypeScript("tests/packages/write-page.ts")
