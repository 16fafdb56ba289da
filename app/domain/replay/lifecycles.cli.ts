import { parseArgs } from "node:util"
import { loadClock, now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { migrateLifecycles } from "#app/workflow/versions.server.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { describeMigration } from "./migration-words.ts"

const USAGE = `npm run lifecycles -- --dry-run    показать, что изменится, ничего не записывая
npm run lifecycles                 перевести все записи на нынешнюю версию порядка работы, или ни одной
npm run lifecycles -- --set-aside  то же, а записи, которые перевести нельзя, отложить для оператора`

// `npm run lifecycles` calls this after a script has opened the database and set DATABASE_URL.
try {
	const { values } = parseArgs({
		options: { "dry-run": { type: "boolean" }, "set-aside": { type: "boolean" } },
	})
	await loadClock()
	const options = { dryRun: values["dry-run"] ?? false, setAside: values["set-aside"] ?? false }
	const migrated = await migrateLifecycles({ ...options, now: now() })
	console.log(describeMigration(migrated, LIFECYCLES, options))
	process.exitCode = migrated.stuck.length > 0 && !options.setAside ? 1 : 0
} catch (error) {
	if (!(error instanceof TypeError && "code" in error)) throw error
	console.error(USAGE)
	process.exitCode = 1
} finally {
	await prisma.$disconnect()
}
