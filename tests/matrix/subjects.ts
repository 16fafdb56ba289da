import { readdirSync, readFileSync } from "node:fs"
import type pg from "pg"
import { beforeAll, expect, test } from "vitest"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { switchTriggers } from "../setup/triggers.ts"
import { ROUTES } from "./routes.expected.ts"
import {
	ACTORS,
	type ActorName,
	APPLICATIONS,
	IMPERSONAL,
	PERSONAL,
	type PersonalAddress,
	readersOf,
} from "./subjects.expected.ts"

// Each of eight kinds of actors asks each address with an id of each kind of application. Pages are asked for the data of
// their innermost part alone, too, because that skips the cabinet's own check. Plain requests to the server of the matrix.

interface Scene {
	readonly url: string
	readonly database: pg.Client
}
interface Answer {
	status: number
	to: string
	body: string
}
type Ids = Record<string, string>

const NAMES = Object.keys(ACTORS) as ActorName[]
const UNKNOWN = "00000000-0000-4000-8000-000000000000"
const sourceOf = (file: string) => readFileSync(`app/routes/${file}`, "utf8")
const takesForms = (file: string) =>
	/export (const|async function|function) action\b|, action\b/.test(sourceOf(file))
const showsPages = (file: string) =>
	/export (const|async function|function) loader\b|, loader\b/.test(sourceOf(file))
/** The applications that are tried where trying all of them would only take time. */
const FOREIGN = ["own", "of another municipality", "finished"]
/** The data of a page's innermost part alone, as a script asks for it. */
export function innermost(address: string, file: string): string {
	const [path = "", query = ""] = address.split("?")
	const part = `_routes=${encodeURIComponent(`routes/${file.replace(/\.tsx$/, "")}`)}`
	return `${path}.data?${[query, part].filter(Boolean).join("&")}`
}
const nameIn = (address: string) => /\{(\w+)\}/.exec(address)?.[1] ?? ""
const withIds = (address: string, ids: Ids) =>
	address.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? UNKNOWN)

/** The page without what differs between any two responses: times, nonces and the address itself. */
export const outline = (body: string, id: string) =>
	body
		.replaceAll(id, "ID")
		.replace(/nonce="[^"]*"/g, "")
		.replace(/\d{1,2}:\d{2}(:\d{2})?/g, "")

/** @param scene the server with the demo region, when it has started */
export function describeSubjects(scene: () => Scene) {
	const cookies = new Map<string, string>()
	const idsOf = new Map<string, Ids>()
	/** What only readers of an application may learn. */
	const secrets = new Map<string, string[]>()

	async function ask(
		cookie: string | undefined,
		address: string,
		{ post, method = post ? "POST" : "GET", headers = {} }: Ask = {},
	): Promise<Answer> {
		const { url } = scene()
		const answer = await fetch(url + address, {
			method,
			redirect: "manual",
			headers: { ...headers, ...(cookie && { cookie }), ...(method !== "GET" && { origin: url }) },
			...(post && { body: new URLSearchParams(post) }),
		})
		return {
			status: answer.status,
			to: answer.headers.get("location") ?? "",
			body: await answer.text(),
		}
	}

	async function cookieOf(username: string): Promise<string> {
		const known = cookies.get(username)
		if (known) return known
		const answer = await fetch(`${scene().url}/login`, {
			method: "POST",
			headers: { origin: scene().url },
			body: new URLSearchParams({ username, password: DEMO_PASSWORD }),
			redirect: "manual",
		})
		const cookie = answer.headers.getSetCookie().find((text) => text.startsWith("session="))
		if (!cookie) throw new Error(`${username} was not let in: ${answer.status}`)
		cookies.set(username, cookie.split(";")[0] ?? "")
		return cookies.get(username) ?? ""
	}
	const as = (actor: ActorName) => cookies.get(`as ${actor}`)

	async function one(sql: string, ...values: unknown[]): Promise<string | undefined> {
		const { rows } = await scene().database.query<{ found: string }>(sql, values)
		return rows[0]?.found
	}

	/** Everything that hangs on an application. What the demo lacks is written past the engine: it only has to be there. */
	async function complete(teacher: string): Promise<Ids> {
		const { database } = scene()
		const application = await one(
			teacher
				? `SELECT a."id" AS found FROM "Application" a JOIN "Person" p ON p."id" = a."teacherId" WHERE p."username" = $1`
				: `SELECT a."id" AS found FROM "Application" a WHERE a."municipalityCode" = 'kolpashevsky'
					AND a."scheduleId" IS NOT NULL ORDER BY 1 LIMIT 1`,
			...(teacher ? [teacher] : []),
		)
		if (!application) throw new Error(`the demo has no application of ${teacher || "another municipality"}`)
		const of = (column: string) =>
			one(`SELECT "${column}" AS found FROM "Application" WHERE "id" = $1`, application)
		const person = (await of("teacherId")) ?? ""
		const pdf = await one(`SELECT "hash" AS found FROM "StoredFile" WHERE "type" = 'application/pdf' LIMIT 1`)
		const made = { photo: crypto.randomUUID(), file: crypto.randomUUID(), batch: crypto.randomUUID() }
		const extraction = crypto.randomUUID()
		await database.query(
			`INSERT INTO "PhotoPage" ("id", "applicationId", "kind", "fileHash", "name", "place", "addedById", "addedAt")
			VALUES ($1, $2, 'signed_application', $3, 'лист.jpg', 1, $4, now())`,
			[made.photo, application, pdf, person],
		)
		await database.query(
			`INSERT INTO "Attachment" ("id", "applicationId", "kind", "purpose", "fileHash", "addedById", "addedAt")
			VALUES ($1, $2, 'other', 'evidence', $3, $4, now())`,
			[made.file, application, pdf, person],
		)
		// Lists that somebody else has asked for, who is nobody of the eight.
		await database.query(
			`INSERT INTO "Batch" ("id", "actorId", "cabinet", "createdAt", "back", "words")
			SELECT $1, "id", 'municipality', now(), '/', '{}' FROM "Person" WHERE "username" = 'municipal2'`,
			[made.batch],
		)
		await database.query(
			`INSERT INTO "Extraction" ("id", "byId", "at", "title", "applicationIds", "fileHash", "finishedAt")
			SELECT $1, "id", now(), 'Заявления', ARRAY[$2], $3, now() FROM "Person" WHERE "username" = 'municipal2'`,
			[extraction, application, pdf],
		)
		let withdrawal = await one(
			`SELECT "id" AS found FROM "Withdrawal" WHERE "applicationId" = $1`,
			application,
		)
		if (!withdrawal) {
			withdrawal = crypto.randomUUID()
			await database.query("BEGIN")
			await database.query(switchTriggers("DISABLE", "Withdrawal"))
			await database.query(
				`INSERT INTO "Withdrawal" ("id", "state", "stateSince", "applicationId", "formedById", "formedAs", "reason", "createdAt")
				VALUES ($1, 'rejected', now(), $2, $3, 'teacher', 'Болезнь, о которой не все должны знать', now())`,
				[withdrawal, application, person],
			)
			await database.query(switchTriggers("ENABLE", "Withdrawal"))
			await database.query("COMMIT")
		}
		return {
			...made,
			extraction,
			application,
			withdrawal,
			teacher: person,
			schedule: (await of("scheduleId")) ?? UNKNOWN,
			job:
				(await one(
					`SELECT "id" AS found FROM "Engagement" WHERE "personId" = $1 AND "role" = 'teacher' LIMIT 1`,
					person,
				)) ?? UNKNOWN,
			specialist:
				(await one(
					`SELECT "expertId" AS found FROM "Seat" WHERE "applicationId" = $1 LIMIT 1`,
					application,
				)) ?? UNKNOWN,
		}
	}

	beforeAll(async () => {
		for (const actor of NAMES) {
			const username = ACTORS[actor]
			if (username) cookies.set(`as ${actor}`, await cookieOf(username))
		}
		for (const [name, { teacher }] of Object.entries(APPLICATIONS)) {
			const ids = await complete(teacher)
			idsOf.set(name, ids)
			const { rows } = await scene().database.query<Record<string, string>>(
				`SELECT p."surname", p."email", p."mobilePhone" AS phone FROM "Person" p WHERE p."id" = $1`,
				[ids.teacher],
			)
			secrets.set(
				name,
				Object.values(rows[0] ?? {}).filter((secret) => secret.length > 4),
			)
		}
		const helper = as("helped")
		const { url } = scene()
		const begun = await fetch(`${url}/roles/help/${idsOf.get("own")?.teacher}`, {
			method: "POST",
			redirect: "manual",
			headers: { origin: url, cookie: helper ?? "" },
			body: new URLSearchParams({ reason: "Не видит документы." }),
		})
		if (begun.status !== 303) throw new Error(`the operator cannot help: ${begun.status}`)
		cookies.set("as helped", helper ?? "")
	})

	test("every route with a variable part is in the table of applications, or says why not", () => {
		const known = Object.keys({ ...PERSONAL, ...IMPERSONAL })
		const variable = readdirSync("app/routes").filter(
			(file) => file.includes("$") && !file.includes(".test."),
		)
		expect(variable.filter((file) => !known.includes(file))).toEqual([])
		expect(known.filter((file) => !(file in ROUTES))).toEqual([])
	})

	const applications = Object.keys(APPLICATIONS)
	/** The address and on which applications it is tried. Forms, and data without the page, on the most foreign ones. */
	function formsOf(file: string, { address, post }: PersonalAddress): [form: string, on: string[]][] {
		if (post) return [[address, file.includes(".events.") ? applications : FOREIGN]]
		return file.endsWith(".tsx")
			? [
					[address, applications],
					[innermost(address, file), FOREIGN],
				]
			: [[address, applications]]
	}
	const rows = Object.entries(PERSONAL).flatMap(([file, addresses]) => {
		const asked = addresses.filter(({ post }) => post || showsPages(file))
		const posted = takesForms(file) && !addresses.some(({ post }) => post)
		const [first] = addresses
		return [...asked, ...(posted && first ? [{ ...first, post: { event: "nothing" } }] : [])].map(
			(row) => [`${row.post ? "POST" : "GET"} ${row.address}`, file, row] as const,
		)
	})

	test.each(
		rows,
	)("%s is as good as absent for everybody but the application's readers", async (_name, file, row) => {
		const kind = nameIn(row.address)
		const faults: string[] = []
		const strangerSees = new Map<string, Answer>()
		const check = async (actor: ActorName, application: string, form: string) => {
			const ids = idsOf.get(application) ?? {}
			const reads = readersOf(application, row).includes(actor) && ids[kind] !== UNKNOWN
			// What a reader's form does is the matter of other tests.
			if (reads && row.post && !file.includes(".events.")) return
			const answer = await ask(as(actor), withIds(form, ids), row)
			const complain = (what: string) =>
				faults.push(`${actor}, ${application}, ${form}: ${answer.status} ${answer.to} ${what}`)
			if (answer.status >= 500) complain("is a fault of the program")
			if (reads) {
				if (actor === "helped" && row.post ? answer.status !== 403 : false) complain("changes while helping")
				if (answer.status === 404 && !row.sometimes) complain("is missing")
				return
			}
			const away = form.includes(".data") ? [202, 404] : actor === "nobody" ? [303, 401] : [404]
			if (actor === "helped" && row.post) away.splice(0, away.length, 403)
			if (!away.includes(answer.status)) complain("is there")
			const whole = form === row.address
			const unknown = whole
				? (strangerSees.get(actor) ?? (await ask(as(actor), withIds(form, {}), row)))
				: undefined
			// Every page names its reader beside the menu. A page about nothing shows what that is.
			const told = secrets.get(application)?.filter((secret) => answer.body.includes(secret)) ?? []
			if (told.length > 0) {
				const about = unknown ?? (await ask(as(actor), withIds(form, {}), row))
				for (const secret of told) if (!about.body.includes(secret)) complain(`tells ${secret}`)
			}
			if (!unknown) return
			strangerSees.set(actor, unknown)
			const seen = Object.values(ids).reduce((body, id) => body.replaceAll(id, UNKNOWN), answer.body)
			if (outline(seen, UNKNOWN) !== outline(unknown.body, UNKNOWN)) complain("differs from an unknown id")
		}
		for (const actor of NAMES)
			await Promise.all(
				formsOf(file, row).flatMap(([form, on]) => on.map((application) => check(actor, application, form))),
			)
		expect(faults).toEqual([])
	})

	test("a part of another application is absent under the address of one's own", async () => {
		const own = idsOf.get("own")?.application
		const issued = await one(
			`SELECT n."id" AS found FROM "IssuedNotice" n WHERE n."applicationId" <> $1 AND n."form" = 'notice' LIMIT 1`,
			own,
		)
		expect(issued).toBeDefined()
		const addresses = [
			`/applications/${own}/photos/${idsOf.get("finished")?.photo}`,
			`/applications/${own}/notice.docx?issued=${issued}`,
			`/applications/${own}/rejection.docx?issued=${issued}`,
		]
		for (const address of addresses) expect((await ask(as("teacher"), address)).status, address).toBe(404)
	})

	test("a file that arrives in pieces is there for the person alone who sends it", async () => {
		const tus = { "Tus-Resumable": "1.0.0" }
		const begun = await fetch(`${scene().url}/uploads`, {
			method: "POST",
			headers: { ...tus, "Upload-Length": "10", cookie: as("teacher") ?? "", origin: scene().url },
		})
		expect(begun.status).toBe(201)
		const address = new URL(begun.headers.get("location") ?? "", scene().url).pathname
		const piece = { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" }
		for (const actor of NAMES.filter((actor) => actor !== "teacher"))
			for (const [method, headers] of [
				["HEAD", tus],
				["GET", {}],
				["PATCH", piece],
				["DELETE", tus],
			] as const) {
				// A person who is helped may be asked after the piece, never sent one for.
				if (actor === "helped" && method === "HEAD") continue
				const { status } = await ask(as(actor), address, { method, headers })
				expect([303, 401, 403, 404, 405], `${actor} ${method}`).toContain(status)
			}
		expect((await ask(as("teacher"), address, { method: "HEAD", headers: tus })).status).toBe(200)
	})

	test("whoever looks at somebody's pages in order to help can send nothing at any address", async () => {
		const ids = { ...idsOf.get("own") }
		const addresses = Object.entries(ROUTES)
			.filter(([file]) => takesForms(file) && !OF_THE_HELPER.includes(file))
			.map(
				([file, some]) =>
					[file, withIds(some.find(({ post }) => post)?.address ?? some[0]?.address ?? "", ids)] as const,
			)
		expect(addresses.length).toBeGreaterThan(60)
		const before = await one(`SELECT max("id"::text) AS found FROM "Journal"`)
		const wrong: string[] = []
		for (const [file, address] of addresses) {
			const { status } = await ask(as("helped"), address, { post: { event: "nothing", intent: "nothing" } })
			if (status !== 403) wrong.push(`${file} ${address}: ${status}`)
		}
		expect(wrong).toEqual([])
		expect(await one(`SELECT max("id"::text) AS found FROM "Journal"`)).toBe(before)
	})

	test("whoever helps does not see the person's passwords, sessions and data", async () => {
		for (const address of [
			"/profile/sessions",
			"/profile/data.zip",
			"/profile/second-factor",
			"/profile/access",
		])
			for (const form of [address, `${address}.data`, `${address}.data?_routes=routes%2Fprofile_.sessions`])
				expect((await ask(as("helped"), form)).body, form).not.toMatch(/127\.0\.0\.1|otpauth/)
	})
}

/** Forms of people who are not signed in, of the demonstration, and the one that ends the help. */
const OF_THE_HELPER = [
	"roles.help.end.ts",
	"logout.ts",
	"login.tsx",
	"login_.name.tsx",
	"login_.code.tsx",
	"register.tsx",
	"password.forgot.tsx",
	"password.reset.$token.tsx",
	"demo._index.tsx",
	"demo.clock.tsx",
	"photos.$token.tsx",
	"photos.$token_.uploads.ts",
	"invite.$token.tsx",
	"take.$token.tsx",
	"email.confirm.$token.tsx",
]

interface Ask {
	post?: Record<string, string>
	method?: string
	headers?: Record<string, string>
}
