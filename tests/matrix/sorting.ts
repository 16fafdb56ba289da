import type pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { SORTED_COLUMNS, type SortedList } from "#app/domain/list/sorted-columns.ts"
import { LIST_NAMES, REFERENCE_LISTS, shownFields } from "#app/domain/reference/lists/kinds.ts"
import { answersOf, ROUTES, type Visitor } from "./routes.expected.ts"

// A column that only the page or only the database knows would be a link that sorts nothing, or an order that nobody can ask for. The
// compiler holds each view against `SORTED_COLUMNS`; here are the pages.

/** Which lists stand on which page, in its order. */
const LISTS: Readonly<Record<string, readonly SortedList[]>> = {
	"/operator/applications": ["applications"],
	"/operator/conclusions": ["conclusions"],
	"/operator/sittings": ["sittings"],
	"/operator/experts": ["roster"],
	"/operator/users": ["waitingInvitations", "invited", "blocked"],
	"/operator/mail": ["mail"],
	"/operator/audit": ["audit"],
	"/municipality/not-submitted": ["notSubmitted"],
	"/municipality/registration": ["registration"],
	"/municipality/withdrawals": ["waitingWithdrawals", "answeredWithdrawals"],
	"/municipality/scheduling": ["scheduling"],
	"/municipality/attestation": ["attestation"],
	"/municipality/exclusion": ["exclusion"],
	"/municipality/experts": ["experts"],
	"/municipality/papers": ["papers"],
	"/municipality/invitations": ["waitingInvitations", "invited"],
	"/school/applications": ["school"],
	"/school/teachers": ["schoolTeachers"],
	"/school/withdrawals": ["schoolWithdrawals"],
	"/expert/attestation": ["assigned"],
	"/group": ["papers"],
}

const EXPECTED = new Map<string, string[][]>([
	...Object.entries(LISTS).map(([address, lists]): [string, string[][]] => [
		address,
		lists.map((list) => [...SORTED_COLUMNS[list]].sort()),
	]),
	// Columns of reference data are its fields.
	...LIST_NAMES.map((name): [string, string[][]] => {
		const fields = shownFields(REFERENCE_LISTS[name]).map((field) => field.name)
		return [`/operator/reference/${name}`, [[REFERENCE_LISTS[name].named, ...fields].sort()]]
	}),
])

/** By which columns each list of a page can be sorted: the links above its table. */
const offered = (page: string): string[][] =>
	[...page.matchAll(/<div class="list-order">.*?<\/div>/gs)].map(([links]) =>
		[...links.matchAll(/[?;&]sort=-?(\w+)/g)].map(([, column = ""]) => column).sort(),
	)

interface Scene {
	database: pg.Client
	/** What a visitor is shown at an address. */
	ask(visitor: Visitor, address: string): Promise<string>
}

/** @param scene the server with the demo region, when it has started */
export function describeSorting(scene: () => Scene) {
	const readers: readonly Visitor[] = ["opr", "mun", "sch", "exp", "hed"]
	const pages = Object.entries(ROUTES)
		.filter(([file]) => file.endsWith(".tsx"))
		.flatMap(([, rows]) => rows.filter(({ post, address }) => !post && !address.includes("?")))

	// A list in which nobody stands offers no order, so one account is closed for a while and one coordinator invited.
	let invited = { id: "", role: "" }
	const change = async (blockedAt: string, { id, role }: typeof invited) => {
		await scene().database.query(
			`UPDATE "Person" SET "blockedAt" = ${blockedAt} WHERE "username" = 'expert6'`,
		)
		await scene().database.query(`UPDATE "Invitation" SET "role" = $2 WHERE "id" = $1`, [id, role])
	}
	beforeAll(async () => {
		const { rows } = await scene().database.query<typeof invited>(
			`SELECT "id", "role" FROM "Invitation" WHERE "acceptedById" IS NULL ORDER BY "id" LIMIT 1`,
		)
		invited = rows[0] ?? invited
		await change("now()", { ...invited, role: "municipal_coordinator" })
	})
	afterAll(() => change("NULL", invited))

	test("offers every column that its database knows, and no other", async () => {
		const found = new Map<string, string[][]>()
		for (const row of pages) {
			const reader = readers.find((one) => answersOf(row)[one] === "200")
			const lists = reader ? offered(await scene().ask(reader, row.address)) : []
			if (lists.length > 0) found.set(row.address, lists)
		}
		expect(Object.fromEntries(found)).toEqual(Object.fromEntries(EXPECTED))
		expect(Object.keys(SORTED_COLUMNS).sort()).toEqual([...new Set(Object.values(LISTS).flat())].sort())
	})
}
