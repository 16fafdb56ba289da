import process from "node:process"
import { defineConfig } from "prisma/config"

// For the Prisma CLI, which only generates the client. It never opens a database; app/db/migrate.server.ts migrates.

// `generate` does not run the schema engine, but downloads it if no file is named here. Any file will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: "prisma/schema.prisma" })
