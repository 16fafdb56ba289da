import { PDFiumLibrary } from "@hyzyla/pdfium"
import type pg from "pg"
import PizZip from "pizzip"
import { beforeAll, expect, test } from "vitest"
import { switchTriggers } from "../setup/triggers.ts"
import { answersOf, ROUTES, VISITORS, type Visitor } from "./routes.expected.ts"

// The matrix of fields. The database gets words that occur nowhere else into every field that only some people may read. The test
// then looks for these words in everything that each visitor gets: pages with data and titles, Word, XLSX, CSV, ZIP, PDF, calendars.
// Letters were sent before the marks were set, so their content is compared with the application that they are about.

/** Who may learn each field of the application «filed», or of the one named. Nobody else may, in any channel. */
const FIELDS = {
	phone: { mark: "+7 913 555-77-31", knows: "own sch mun exp opr" },
	email: { mark: "kanareika@primer.example", knows: "own sch mun exp opr" },
	/** Of the withdrawn application: often a matter of health. */
	reason: { mark: "Канарейка улетела", knows: "own sch mun opr" },
	/** Of an application whose schedule is not approved yet. */
	expert: { mark: "Канареечкина", knows: "mun opr" },
} as const
type Field = keyof typeof FIELDS

interface Scene {
	readonly url: string
	readonly database: pg.Client
	readonly ids: Readonly<Record<string, string>>
	cookieOf(visitor: Visitor, address: string): string | undefined
	filledIn(address: string): string
}

const pdfium = PDFiumLibrary.init()

async function wordsOfPdf(bytes: Buffer): Promise<string> {
	const document = await (await pdfium).loadDocument(bytes)
	try {
		return [...document.pages()].map((page) => page.getText()).join("\n")
	} finally {
		document.destroy()
	}
}

/** The words of an answer, however they are packed. */
async function wordsIn(bytes: Buffer): Promise<string> {
	const begins = bytes.subarray(0, 4).toString("latin1")
	if (begins === "%PDF") return wordsOfPdf(bytes)
	if (!begins.startsWith("PK")) return bytes.toString()
	const inside = Object.values(new PizZip(bytes).files).filter(({ dir }) => !dir)
	const words = await Promise.all(
		inside.map(async (file) => `${file.name} ${await wordsIn(file.asNodeBuffer())}`),
	)
	return words.join("\n").replace(/<[^>]*>/g, "")
}

/** Digits and words as they may be written elsewhere: «+79135557731», «%D0%9A…», with no-break spaces. */
function tells(words: string, mark: string): boolean {
	const plain = words.replace(/[\u00a0\u2007\u202f]/g, " ")
	const digits = mark.startsWith("+") ? mark.replace(/\D/g, "") : mark
	return (
		plain.includes(mark) ||
		(mark.startsWith("+") && plain.replace(/[^\d<"]/g, "").includes(digits)) ||
		plain.includes(encodeURIComponent(mark))
	)
}

/** Every letter about an application, with its reader's place in it and what only some may know of it. */
const LETTERS = `SELECT l."kind", concat_ws(' ', l."subject", l."text", l."html") AS words,
	t."mobilePhone" AS phone, coalesce(t."email", '') AS email,
	ARRAY(SELECT w."reason" FROM "Withdrawal" w WHERE w."applicationId" = a."id") AS reasons,
	ARRAY(SELECT s."post" #>> '{name,surname}' FROM "Seat" s WHERE s."applicationId" = a."id") AS experts,
	CASE WHEN l."personId" = a."teacherId" THEN 'own'
		WHEN EXISTS (SELECT 1 FROM "Seat" s WHERE s."applicationId" = a."id" AND s."expertId" = l."personId") THEN 'exp'
		ELSE coalesce((SELECT min(CASE
			WHEN e."role" = 'operator' THEN 'opr'
			WHEN e."role" = 'municipal_coordinator' AND e."municipalityCode" = a."municipalityCode" THEN 'mun'
			WHEN e."role" = 'school_coordinator' AND e."organisationId" = a."organisationId" THEN 'sch'
		END) FROM "Engagement" e WHERE e."personId" = l."personId"), 'a stranger') END AS reader,
	EXISTS (SELECT 1 FROM "Journal" j WHERE j."subjectId" = a."scheduleId" AND j."to" = 'approved' AND j."at" <= l."createdAt")
		AS published
	FROM "Letter" l JOIN "Application" a ON a."id" = l."causeId" JOIN "Person" t ON t."id" = a."teacherId"
	WHERE l."causeKind" = 'application'`

/** @param scene the server with the demo region, when it has started */
export function describeFields(scene: () => Scene) {
	const visitors = Object.keys(VISITORS) as Visitor[]
	const found = new Map<Field, Map<Visitor, string[]>>()

	beforeAll(async () => {
		const { database, ids } = scene()
		const person = `(SELECT "teacherId" FROM "Application" WHERE "id" = $1)`
		await database.query(
			`UPDATE "Person" SET "mobilePhone" = '+79135557731', "email" = $2 WHERE "id" = ${person}`,
			[ids.filed, FIELDS.email.mark],
		)
		await database.query("BEGIN")
		await database.query(switchTriggers("DISABLE", "Withdrawal"))
		await database.query(`UPDATE "Withdrawal" SET "reason" = $2 WHERE "id" = $1`, [
			ids.withdrawal,
			FIELDS.reason.mark,
		])
		await database.query(switchTriggers("ENABLE", "Withdrawal"))
		await database.query("COMMIT")
		await database.query(
			`UPDATE "Seat" SET "post" = jsonb_set("post", '{name,surname}', to_jsonb($2::text)) WHERE "applicationId" = $1`,
			[ids.preliminary, FIELDS.expert.mark],
		)
		for (const visitor of visitors) await lookEverywhere(visitor)
	})

	const addresses = Object.values(ROUTES)
		.flat()
		.filter(({ post }) => !post)

	async function lookEverywhere(visitor: Visitor) {
		const { url, cookieOf, filledIn } = scene()
		const given = addresses.filter(
			(row) => answersOf(row)[visitor] === "200" && !row.address.startsWith("/demo"),
		)
		for (let first = 0; first < given.length; first += 4)
			await Promise.all(
				given.slice(first, first + 4).map(async ({ address }) => {
					const cookie = cookieOf(visitor, address)
					const answer = await fetch(url + filledIn(address), { headers: { ...(cookie && { cookie }) } })
					const words = await wordsIn(Buffer.from(await answer.arrayBuffer()))
					for (const [field, { mark }] of Object.entries(FIELDS) as [Field, { mark: string }][])
						if (tells(words, mark)) note(field, visitor, address)
				}),
			)
	}

	function note(field: Field, visitor: Visitor, where: string) {
		const seen = found.get(field) ?? new Map<Visitor, string[]>()
		found.set(field, seen)
		seen.set(visitor, [...(seen.get(visitor) ?? []), where])
	}

	test.each(
		Object.keys(FIELDS) as Field[],
	)("%s is told to nobody but those who may know it, in no channel", (field) => {
		const seen = found.get(field) ?? new Map<Visitor, string[]>()
		const knows = FIELDS[field].knows.split(" ")
		// Every visitor «own» is the owner of the application that the address names.
		const told = [...seen].filter(([visitor]) => !knows.includes(visitor))
		expect(told).toEqual([])
		expect([...seen.keys()].length, "nobody is told it: the mark is not shown at all").toBeGreaterThan(0)
	})

	test("a letter about an application tells its reader nothing that they may not know", async () => {
		const { rows } = await scene().database.query<{
			kind: string
			words: string
			phone: string
			email: string
			reasons: string[]
			experts: string[]
			reader: string
			published: boolean
		}>(LETTERS)
		const told = new Map<Field, Set<string>>()
		const leaks = rows.flatMap(({ kind, words, reader, ...of }) => {
			const values: Record<Field, readonly string[]> = {
				phone: [of.phone],
				email: [of.email],
				reason: of.reasons,
				// From the approval on, everybody in the application's offices may know its experts.
				expert: of.published ? [] : of.experts,
			}
			return (Object.keys(FIELDS) as Field[]).flatMap((field) => {
				if (!values[field].some((value) => value && tells(words, value))) return []
				told.set(field, (told.get(field) ?? new Set()).add(kind))
				const knows = FIELDS[field].knows.split(" ").concat(field === "expert" ? "exp" : [])
				return knows.includes(reader) ? [] : [`${field}: ${kind} to ${reader}`]
			})
		})
		expect(leaks).toEqual([])
		expect(rows.length).toBeGreaterThan(50)
		expect([...told.keys()], "a field that some letter tells").toEqual(["reason"])
	})

	test("search, counts and titles of a list do not depend on what its reader may not know", async () => {
		const { url, cookieOf } = scene()
		const lists: [Visitor, string][] = [
			["sc2", "/school/applications?name="],
			["mu3", "/municipality/applications?q="],
			["mu3", "/municipality/registration?q="],
			["ex0", "/expert/attestation?q="],
			["mu3", "/roles?name="],
		]
		const page = async (visitor: Visitor, address: string, word: string) => {
			const cookie = cookieOf(visitor, address) ?? ""
			const text = await (
				await fetch(url + address + encodeURIComponent(word), { headers: { cookie } })
			).text()
			return (
				text
					// The link that saves the list's address repeats the word, encoded twice.
					.replace(/href="\/profile\/views[^"]*"/g, "")
					.replace(/nonce="[^"]*"/g, "")
					.replace(/\d{1,2}:\d{2}(:\d{2})?/g, "")
					.replaceAll(word, "…")
					.replaceAll(encodeURIComponent(word), "…")
					.replaceAll(encodeURIComponent(word).replaceAll("%20", "+"), "…")
			)
		}
		for (const [visitor, address] of lists)
			for (const { mark } of Object.values(FIELDS)) {
				const nothing = mark.startsWith("+") ? "+7 000 000-00-00" : `${mark.slice(0, -3)}qqq`
				expect(await page(visitor, address, mark), `${visitor} ${address}${mark}`).toBe(
					await page(visitor, address, nothing),
				)
			}
	})
}
