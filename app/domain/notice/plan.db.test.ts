import { beforeAll, expect, test } from "vitest"
import { Prisma, prisma } from "#app/db/client.server.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { BUILT_IN } from "#machines/rulebook/index.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, openRegion, teachers } from "#tests/factories.ts"
import { dueSql } from "./due.sql.server.ts"
import { NOTICE_RULES } from "./rules/index.ts"

// The minute job must cost what is due and not what was ever decided. 8,000 decided applications stand beside a few that wait, and
// no plan may read the whole table.

const MANY = 8_000
const PORTION = 1_000
let people: Cast

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna"]))
	const id = await bring(people, { teacher: "anna", until: "submitted" })
	// In portions, because one transaction must not last long.
	for (let portion = 0; portion < MANY / PORTION; portion += 1) await copyDecided(id, portion)
	await prisma.$executeRawUnsafe('ANALYZE "Application"')
})

const copyDecided = (id: string, portion: number) =>
	behindTheDatabase(async (tx) => {
		const columns = await tx.$queryRaw<{ name: string }[]>`
			SELECT column_name::text AS name FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name = 'Application'
				AND column_name NOT IN ('id', 'paperKey', 'state', 'journalNumber')`
		const names = columns.map(({ name }) => `"${name}"`).join(", ")
		await tx.$executeRawUnsafe(
			`INSERT INTO "Application" ("id", "paperKey", "state", ${names})
			SELECT gen_random_uuid()::text, md5(n::text), 'concluded.granted', ${names}
			FROM "Application", generate_series(${portion * PORTION + 1}, ${(portion + 1) * PORTION}) n WHERE "id" = '${id}'`,
		)
	})

interface Node {
	"Node Type": string
	"Relation Name"?: string
	Plans?: Node[]
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

test.each(
	NOTICE_RULES.map((rule) => [rule.name, rule] as const),
)("«%s» reads no whole table of applications", async (_name, rule) => {
	const queryOn = (today: string) => rule.query({ today, onlyOpen: true, rulebook: BUILT_IN })
	// A day on which the rule has something to ask.
	const day = Array.from({ length: 366 }, (_, index) => addDays("2026-09-01", index)).find(
		(one) => queryOn(one) !== null,
	)
	const query = queryOn(day ?? "")
	if (!query) throw new Error("never due")
	const [row] = await prisma.$queryRaw<{ "QUERY PLAN": { Plan: Node }[] }[]>(
		Prisma.sql`EXPLAIN (FORMAT JSON) ${dueSql(rule, query, 200)}`,
	)
	const plan = row?.["QUERY PLAN"][0]?.Plan
	if (!plan) throw new Error("no plan")
	const whole = nodesOf(plan).filter(
		(node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "Application",
	)
	expect(whole).toEqual([])
})
