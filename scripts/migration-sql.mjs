import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import process from "node:process"
import { PrismaPg } from "@prisma/adapter-pg"
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg"

// `npm run migration-sql -- OLD.prisma`: prints the SQL that turns the tables of an older schema file, or of an empty
// database, into those of prisma/schema.prisma. It needs DATABASE_URL, any running PostgreSQL, and changes nothing there.
// Prisma's own command downloads the engine as a binary from another host. The same engine comes from npm as WebAssembly,
// in the version of the client (docs/decisions/0104).

const SCHEMA = "prisma/schema.prisma"

/** @param {string} path */
const schemaAt = (path) => ({ path: "schema.prisma", content: readFileSync(path, "utf8") })

// Node.js loads no WebAssembly by `import`, on which the package's main file relies.
const file = createRequire(import.meta.url)
	.resolve("@prisma/schema-engine-wasm")
	.replace(/\.js$/, "_bg.wasm")
const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": bindings })
bindings.__wbg_set_wasm(instance.exports)
const { __wbindgen_start: start } = instance.exports
if (typeof start === "function") start()

const older = process.argv[2]
const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL })
const engine = await bindings.SchemaEngine.new(
	{ datamodels: [["schema.prisma", schemaAt(SCHEMA).content]] },
	() => {},
	bindMigrationAwareSqlAdapterFactory(adapter),
)
const { stdout } = await engine.diff({
	from: older ? { tag: "schemaDatamodel", files: [schemaAt(older)] } : { tag: "empty" },
	to: { tag: "schemaDatamodel", files: [schemaAt(SCHEMA)] },
	script: true,
	exitCode: null,
	filters: { externalTables: [], externalEnums: [] },
})
process.stdout.write(stdout ?? "")
process.exit(0)
