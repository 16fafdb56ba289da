import { PrismaPg } from "@prisma/adapter-pg"
import { defineConfig } from "prisma/config"

// For the Prisma CLI, which generates the client and writes the SQL of a change (`migrate diff`). It never migrates a
// database; app/db/migrate.server.ts does.

// `generate` opens no connection, yet the schema's env("DATABASE_URL") must resolve.
process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none"

export default defineConfig({
	schema: "prisma/schema.prisma",
	// With an adapter the CLI needs no engine binary, so it downloads nothing.
	experimental: { adapter: true },
	engine: "js",
	adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL }),
})
