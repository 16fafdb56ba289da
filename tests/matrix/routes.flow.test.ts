import { readdirSync } from "node:fs"
import pg from "pg"
import PizZip from "pizzip"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { startServer, type TestServer } from "../setup/server.ts"
import { switchTriggers } from "../setup/triggers.ts"
import { describeFields } from "./fields.ts"
import { answersOf, ROUTES, type Row, VISITORS, type Visitor } from "./routes.expected.ts"
import { describeSorting } from "./sorting.ts"
import { describeSubjects, innermost, outline } from "./subjects.ts"

// Every visitor requests every address of the built program. Plain requests, no browser.

const VISITOR_NAMES = Object.keys(VISITORS) as Visitor[]
const LOGINS: Record<Exclude<Visitor, "nob" | "own" | "sch" | "sc2">, string> = {
	te2: "teacher2",
	sc3: "school3",
	mun: "municipal",
	mu3: "municipal3",
	exp: "expert1",
	ex0: "expert3",
	hed: "head",
	opr: "operator",
}

/** The owner of an application, and the school coordinators of the same and of another organisation. */
interface Subject {
	teacher: string
	sch: string
	sc2: string
}
const at901 = { sch: "school", sc2: "school2" }
const at904 = { sch: "school2", sc2: "school" }
const SUBJECTS: Record<string, Subject> = {
	filed: { teacher: "pedagog17", ...at901 },
	draft: { teacher: "pedagog2", ...at901 },
	preliminary: { teacher: "pedagog12", ...at904 },
	decided: { teacher: "pedagog19", ...at904 },
	withdrawn: { teacher: "pedagog21", ...at901 },
}
const BELONGS_TO: Record<string, string> = {
	file: "filed",
	schedule: "filed",
	teacher: "filed",
	withdrawal: "withdrawn",
}

let server: TestServer
let database: pg.Client
const ids: Record<string, string> = {}
const cookies = new Map<string, string>()

async function one(sql: string, ...values: string[]): Promise<string> {
	const { rows } = await database.query<{ found: string }>(sql, values)
	if (!rows[0]) throw new Error(`the demo has nothing for ${sql} ${values}`)
	return rows[0].found
}

beforeAll(async () => {
	server = await startServer({ data: "demo" })
	database = new pg.Client({ connectionString: server.databaseUrl })
	await database.connect()
	for (const [name, { teacher }] of Object.entries(SUBJECTS))
		ids[name] = await one(
			`SELECT a."id" AS found FROM "Application" a JOIN "Person" p ON p."id" = a."teacherId" WHERE p."username" = $1`,
			teacher,
		)
	const { filed = "", withdrawn = "" } = ids
	ids.file = await one(
		`SELECT a."id" AS found FROM "Attachment" a JOIN "StoredFile" f ON f."hash" = a."fileHash"
			WHERE a."applicationId" = $1 AND f."type" = 'application/pdf' LIMIT 1`,
		filed,
	)
	ids.withdrawal = await one(`SELECT "id" AS found FROM "Withdrawal" WHERE "applicationId" = $1`, withdrawn)
	ids.schedule = await one(`SELECT "scheduleId" AS found FROM "Application" WHERE "id" = $1`, filed)
	ids.period = await one(`SELECT "periodId" AS found FROM "Schedule" WHERE "id" = $1`, ids.schedule)
	ids.open = await one(
		`SELECT "periodId" AS found FROM "Schedule" WHERE "municipalityCode" = 'tomsk' AND "state" = 'forming' ORDER BY 1 LIMIT 1`,
	)
	ids.teacher = await one(`SELECT "teacherId" AS found FROM "Application" WHERE "id" = $1`, filed)
	ids.specialist = await one(
		`SELECT "expertId" AS found FROM "Seat" WHERE "applicationId" = $1 ORDER BY "seat" LIMIT 1`,
		filed,
	)
	ids.role = await one(
		`SELECT "id" AS found FROM "Engagement" WHERE "personId" = $1 AND "role" = 'expert' AND "to" IS NULL LIMIT 1`,
		ids.specialist,
	)
	ids.job = await one(
		`SELECT "id" AS found FROM "Engagement" WHERE "personId" = $1 AND "role" = 'teacher' LIMIT 1`,
		ids.teacher,
	)
	ids.sitting = await one(`SELECT "id" AS found FROM "Sitting" LIMIT 1`)
	const everybody = new Set([
		...Object.values(LOGINS),
		...Object.values(SUBJECTS).flatMap(({ teacher, sch, sc2 }) => [teacher, sch, sc2]),
	])
	await Promise.all([...everybody].map(signIn))
})

afterAll(async () => {
	await database?.end()
	await server?.dispose()
})

async function signIn(username: string) {
	const answer = await fetch(`${server.url}/login`, {
		method: "POST",
		headers: { origin: server.url },
		body: new URLSearchParams({ username, password: DEMO_PASSWORD }),
		redirect: "manual",
	})
	const cookie = answer.headers.getSetCookie().find((text) => text.startsWith("session="))
	if (answer.status !== 303 || !cookie) throw new Error(`${username} was not let in: ${answer.status}`)
	cookies.set(username, cookie.split(";")[0] ?? "")
}

const namedIn = (address: string) => /\{(\w+)\}/.exec(address)?.[1] ?? ""
const filledIn = (address: string) => address.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? "")

function loginOf(visitor: Visitor, address: string): string | null {
	const name = namedIn(address)
	const subject = SUBJECTS[name] ?? SUBJECTS[BELONGS_TO[name] ?? "filed"]
	if (!subject) throw new Error(`nobody knows whose ${address} is`)
	if (visitor === "nob") return null
	if (visitor === "own") return subject.teacher
	return visitor === "sch" || visitor === "sc2" ? subject[visitor] : LOGINS[visitor]
}

async function request(username: string | null, address: string, post?: Record<string, string>) {
	const cookie = username === null ? undefined : cookies.get(username)
	const answer = await fetch(`${server.url}${address}`, {
		redirect: "manual",
		// Thousands of pages, which need not be packed and unpacked.
		headers: {
			"accept-encoding": "identity",
			...(cookie && { cookie }),
			...(post && { origin: server.url }),
		},
		...(post && { method: "POST", body: new URLSearchParams(post) }),
	})
	const to = answer.headers.get("location") ?? ""
	const toLogin = answer.status === 303 && (to === "/login" || to.startsWith("/login?"))
	return { status: `${answer.status}${toLogin ? " /login" : ""}`, body: await answer.text() }
}

const rows = Object.entries(ROUTES).flatMap(([file, some]) => some.map((row) => ({ file, ...row })))
const shown = ({ post, address }: Row) => `${post ? "POST" : "GET"} ${address}`

describe("every address", () => {
	test("of the program has a row in the table, and every row an address", () => {
		const files = readdirSync("app/routes").filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
		expect(Object.keys(ROUTES).sort()).toEqual(files.sort())
	})

	test.each(
		rows.map((row) => [shown(row), row] as const),
	)("%s answers every visitor as the table says", async (_name, row) => {
		const got = await Promise.all(
			VISITOR_NAMES.map(async (visitor) => {
				const { status } = await request(loginOf(visitor, row.address), filledIn(row.address), row.post)
				return [visitor, visitor === "nob" && row.address === "/logout" ? status.split(" ")[0] : status]
			}),
		)
		expect(Object.fromEntries(got), row.file).toEqual(answersOf(row))
	})
})

describe("to a person who may not read it", () => {
	const UNKNOWN = "00000000-0000-4000-8000-000000000000"
	const withId = rows.filter(({ address }) => !["", "period", "open"].includes(namedIn(address)))

	test.each(
		withId.map((row) => [shown(row), row] as const),
	)("%s looks as if it did not exist", async (_name, row) => {
		const expected = answersOf(row)
		const refused = VISITOR_NAMES.filter((visitor) => expected[visitor] === "404")
		const id = ids[namedIn(row.address)] ?? ""
		await Promise.all(
			refused.slice(0, 4).map(async (visitor) => {
				const username = loginOf(visitor, row.address)
				const real = await request(username, filledIn(row.address), row.post)
				const unknown = await request(username, row.address.replace(/\{\w+\}/, UNKNOWN), row.post)
				expect(unknown.status, VISITORS[visitor]).toBe(real.status)
				expect(outline(real.body, id), VISITORS[visitor]).toBe(outline(unknown.body, UNKNOWN))
			}),
		)
	})
})

describe("of every application, and every actor", () =>
	describeSubjects(() => ({ url: server.url, database })))

describe("a field that only some may know", () =>
	describeFields(() => ({
		...{ url: server.url, database, ids, filledIn },
		cookieOf: (visitor, address) => cookies.get(loginOf(visitor, address) ?? ""),
	})))

describe("a list that can be sorted", () =>
	describeSorting(() => ({
		database,
		ask: async (visitor, address) => (await request(loginOf(visitor, address), filledIn(address))).body,
	})))

describe("a coordinator's page", () => {
	const own = rows.filter(
		(row) =>
			row.address.startsWith("/municipality") &&
			(!row.address.includes("{") || namedIn(row.address) === "period") &&
			answersOf(row).mun === "200",
	)
	test.each(
		own.map(({ address }) => address),
	)("%s shows nothing of another coordinator's municipality", async (address) => {
		const { status, body } = await request("municipal3", `${filledIn(address)}?municipality=tomsk`)
		// Pages without a choice of municipality show the coordinator's own; names of organisations in Томск end with «г.
		// Томска».
		expect(["404", "200"]).toContain(status)
		if (address.endsWith(".docx")) expect(status).toBe("404")
		expect(body).not.toContain("г. Томска")
		expect((await request("municipal", filledIn(address))).status).toBe("200")
	})
})

describe("a search by the coordinator of another municipality", () => {
	// Words that find a teacher of Томск must change rows, counts, titles and files no more than words that match nobody.
	const searched = rows.filter(
		(row) =>
			!row.post &&
			!row.address.includes("{") &&
			answersOf(row).mu3 === "200" &&
			/^\/(municipality|roles|calendar)/.test(row.address),
	)
	const NOBODY = { surname: "Щщщщщ", username: "qqqqqqq", email: "q@q.example", phone: "79990000000" }
	type Sought = keyof typeof NOBODY
	let teacher: Record<Sought, string>
	beforeAll(async () => {
		const { rows: found } = await database.query<Record<Sought, string>>(
			`SELECT "surname", "username", "email", "mobilePhone" AS "phone" FROM "Person" WHERE "username" = $1`,
			[SUBJECTS.filed?.teacher],
		)
		teacher = found[0] as Record<Sought, string>
	})

	async function answerTo(username: string, address: string, words: string): Promise<string> {
		const query = new URLSearchParams({ q: words, name: words, municipality: "tomsk", show: "all" })
		const cookie = cookies.get(username) ?? ""
		const answer = await fetch(`${server.url}${address}?${query}`, {
			headers: { cookie },
			redirect: "manual",
		})
		const bytes = Buffer.from(await answer.arrayBuffer())
		const isArchive = bytes.subarray(0, 2).toString("latin1") === "PK"
		const text = isArchive
			? Object.values(new PizZip(bytes).files)
					.filter(({ name }) => /(sheet\d*|sharedStrings|document)\.xml$/.test(name))
					.map((part) => part.asText())
					.join("\n")
			: bytes.toString()
		const plain = spellingsOf(words).reduce((sofar, one) => sofar.replaceAll(one, words), text)
		return outline(`${answer.status} ${plain}`, words)
	}

	/** The words as addresses spell them: in a path, as a form does, and within another address; the longest first. */
	function spellingsOf(words: string): string[] {
		const sent = new URLSearchParams({ q: words }).toString().slice("q=".length)
		return [
			encodeURIComponent(sent),
			encodeURIComponent(encodeURIComponent(words)),
			sent,
			encodeURIComponent(words),
		]
	}

	test.each(Object.keys(NOBODY) as Sought[])("by %s finds nothing in any list, count or file", async (by) => {
		const different: string[] = []
		let found = 0
		for (const { address } of searched) {
			const [theirs, nobody, own, ownNobody] = await Promise.all([
				answerTo("municipal3", address, teacher[by]),
				answerTo("municipal3", address, NOBODY[by]),
				answerTo("municipal", address, teacher[by]),
				answerTo("municipal", address, NOBODY[by]),
			])
			if (theirs !== nobody) different.push(address)
			if (own !== ownNobody) found += 1
		}
		expect(different).toEqual([])
		// The teacher's own coordinator does find them, so the search is one. An e-mail finds invited people alone.
		if (by !== "email") expect(found).toBeGreaterThan(0)
	})
})

describe("the innermost part of a page, asked for alone", () => {
	const pages = rows.filter(({ file, post }) => !post && file.endsWith(".tsx"))
	test("is closed to whoever may not open the page", async () => {
		const open: string[] = []
		for (const row of pages) {
			const expected = answersOf(row)
			const refused = (["te2", "hed", "opr", "mu3", "mun"] as const).filter((one) => expected[one] === "404")
			// The first part of an address with an index names the part itself.
			const address = innermost(filledIn(row.address).replace("?index", ""), row.file)
			await Promise.all(
				refused.slice(0, 2).map(async (visitor) => {
					const { status } = await request(loginOf(visitor, row.address), address)
					if (status === "200") open.push(`${visitor} ${row.file} ${address}`)
				}),
			)
		}
		expect(open).toEqual([])
	})
})

/** One subject of each kind that is shown on a page. */
const UNKNOWN_STATE: readonly (readonly [table: string, of: string])[] = [
	["Application", "filed"],
	["Withdrawal", "withdrawal"],
	["Schedule", "schedule"],
	["Invitation", "invitation"],
	["Letter", "letter"],
]

/** Writes a state without the engine, with the database's checks switched off. */
async function putState(table: string, id: string, state: string): Promise<void> {
	await database.query("BEGIN")
	await database.query(switchTriggers("DISABLE", table))
	// A state of another version of the program is counted like any other.
	await database.query(`ALTER TABLE "${table}" ENABLE TRIGGER states_changed`)
	await database.query(`UPDATE "${table}" SET "state" = $1 WHERE "id" = $2`, [state, id])
	await database.query(switchTriggers("ENABLE", table))
	await database.query("COMMIT")
}

describe("a state that no machine knows, in one subject of each kind", () => {
	const states = new Map<string, string>()
	beforeAll(async () => {
		ids.invitation ??= await one(`SELECT "id" AS found FROM "Invitation" ORDER BY "id" DESC LIMIT 1`)
		ids.letter ??= await one(`SELECT "id" AS found FROM "Letter" ORDER BY "id" DESC LIMIT 1`)
		for (const [table, of] of UNKNOWN_STATE) {
			states.set(table, await one(`SELECT "state" AS found FROM "${table}" WHERE "id" = $1`, ids[of] ?? ""))
			await putState(table, ids[of] ?? "", "concluded.forgotten")
		}
	})
	afterAll(async () => {
		for (const [table, of] of UNKNOWN_STATE) await putState(table, ids[of] ?? "", states.get(table) ?? "")
	})

	const READERS: [Visitor, string][] = [
		["own", SUBJECTS.filed?.teacher ?? ""],
		["own", SUBJECTS.withdrawn?.teacher ?? ""],
		["sch", "school"],
		["mun", "municipal"],
		["exp", "expert1"],
		["opr", "operator"],
	]
	test.each(READERS)("breaks no page of a visitor «%s», %s", async (visitor, username) => {
		// What this visitor may not read showed nothing before either.
		const pages = rows.filter(
			(row) => !row.post && !row.address.endsWith(".docx") && answersOf(row)[visitor] === "200",
		)
		await Promise.all(
			pages.map(async ({ address }) => {
				const { status } = await request(username, filledIn(address))
				expect(Number.parseInt(status, 10), address).toBeLessThan(500)
			}),
		)
		expect(pages.length).toBeGreaterThan(5)
	})

	test.each(UNKNOWN_STATE)("sets the %s aside, where operators see it", async (table, of) => {
		const address = `/operator/repair/${table.toLowerCase()}/${ids[of]}`
		expect((await request("operator", "/operator/repair")).body).toContain(address)
		expect((await request("operator", address)).status).toBe("200")
	})
})

describe("an application in an unknown state", () => {
	test("accepts no event", async () => {
		const { filed = "" } = ids
		await putState("Application", filed, "concluded.forgotten")
		const { status } = await request("municipal", `/applications/${filed}/events`, {
			event: "conclusion.assess",
		})
		expect(status).toBe("409")
	})
})

// This comes last because it stops the server, which then writes the reads that it still holds in memory.
describe("the record of reads", () => {
	const ABOUT_SOMEBODY = [
		"filed",
		"draft",
		"preliminary",
		"decided",
		"withdrawn",
		"file",
		"teacher",
		"withdrawal",
	]
	const readings = rows.filter(({ address, post }) => !post && ABOUT_SOMEBODY.includes(namedIn(address)))

	test("has every page and file about one person that somebody else was given", async () => {
		await server.stop()
		const { rows: kept } = await database.query<{ key: string }>(
			`SELECT DISTINCT w."username" || ' ' || o."username" || ' ' || x."path" AS key FROM "AccessLog" x
			JOIN "Person" w ON w."id" = x."actorId" JOIN "Person" o ON o."id" = x."personId"`,
		)
		const recorded = new Set(kept.map(({ key }) => key))
		const silent = readings.flatMap((row) => {
			const name = namedIn(row.address)
			const subject = SUBJECTS[name] ?? SUBJECTS[BELONGS_TO[name] ?? "filed"]
			const path = filledIn(row.address).split("?")[0]
			const expected = answersOf(row)
			return VISITOR_NAMES.filter((visitor) => expected[visitor] === "200" && visitor !== "own")
				.map((visitor) => `${loginOf(visitor, row.address)} ${subject?.teacher} ${path}`)
				.filter((key) => !recorded.has(key))
		})
		expect(silent).toEqual([])
		expect(readings.length).toBeGreaterThan(20)
	})

	test("has nobody who looked at their own data, and nothing that was refused", async () => {
		const { rows: own } = await database.query(
			`SELECT 1 FROM "AccessLog" WHERE "actorId" = "personId" AND "what" = 'read'`,
		)
		expect(own).toEqual([])
		const { rows: foreign } = await database.query(
			`SELECT x."path" FROM "AccessLog" x JOIN "Person" w ON w."id" = x."actorId"
			JOIN "Person" o ON o."id" = x."personId" WHERE w."username" = 'teacher2' AND o."username" LIKE 'pedagog%'`,
		)
		expect(foreign).toEqual([])
	})
})
