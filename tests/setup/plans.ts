import pg from "pg"
import { pool } from "#app/db/client.server.ts"

// How the database carries out what a page or a job sends, beside tables that have grown.

export interface PlanNode {
	"Node Type": string
	"Relation Name"?: string
	"Index Name"?: string
	"Index Cond"?: string
	Plans?: PlanNode[]
}

export interface Statement {
	text: string
	values: unknown[]
}

/** Every statement that the work sends, exactly as it is sent. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
	const sent: Statement[] = []
	const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
	Object.assign(pg.Client.prototype, {
		query(this: pg.Client, ...args: unknown[]) {
			const { text, values = [] } = Object(args[0]) as Partial<Statement>
			if (text) sent.push({ text, values })
			return query.apply(this, args)
		},
	})
	try {
		await work()
	} finally {
		Object.assign(pg.Client.prototype, { query })
	}
	return sent
}

/** Each different statement that reads or changes rows, once. */
export const different = (sent: readonly Statement[]): Statement[] => [
	...new Map(
		sent.filter(({ text }) => /^\s*(SELECT|UPDATE|WITH|DELETE)/i.test(text)).map((one) => [one.text, one]),
	).values(),
]

/** The plan of a statement. */
export async function planOf({ text, values }: Statement): Promise<PlanNode> {
	const { rows } = await pool.query({ text: `EXPLAIN (FORMAT JSON) ${text}`, values })
	return rows[0]?.["QUERY PLAN"][0]?.Plan as PlanNode
}

export const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** Tables of the given ones that the plan reads from end to end. */
export const wholeTables = (plan: PlanNode, growing: ReadonlySet<string>): string[] =>
	tablesOf(nodesOf(plan), growing)

/** The same without what a count up to a limit reads: it stops after as many rows as it may count. */
export const unboundedTables = (plan: PlanNode, growing: ReadonlySet<string>): string[] =>
	tablesOf(unlimited(plan), growing)

const tablesOf = (nodes: readonly PlanNode[], growing: ReadonlySet<string>) =>
	nodes.flatMap(({ "Node Type": type, "Relation Name": table = "" }) =>
		type === "Seq Scan" && growing.has(table) ? [table] : [],
	)

/** Indexes of a part of their table: reading one of them from end to end is reading that part. */
export async function partialIndexes(): Promise<ReadonlySet<string>> {
	const { rows } = await pool.query<{ name: string }>(
		`SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indpred IS NOT NULL`,
	)
	return new Set(rows.map(({ name }) => name))
}

/** Tables of the given ones that a plan reads from end to end through an index, because no condition limits it. */
export const wholeIndexes = (plan: PlanNode, growing: ReadonlySet<string>, partial: ReadonlySet<string>) =>
	unlimited(plan).flatMap((node) => {
		const { "Relation Name": table = "", "Index Name": index = "" } = node
		const isWhole = /^Index (Only )?Scan$/.test(node["Node Type"]) && !node["Index Cond"]
		return isWhole && growing.has(table) && !partial.has(index) ? [`${table} through ${index}`] : []
	})

/** Nodes that read everything before they give the first row. */
const READS_ALL = new Set(["Sort", "Aggregate", "Hash", "Materialize"])

function unlimited(node: PlanNode, isLimited = false): PlanNode[] {
	const type = node["Node Type"]
	const below = type === "Limit" || (isLimited && !READS_ALL.has(type))
	return [...(isLimited ? [] : [node]), ...(node.Plans ?? []).flatMap((one) => unlimited(one, below))]
}
