import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { READ } from "#app/domain/audit/record-reads.server.ts"
import { purge, startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { addMonths, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { replayAll } from "#app/workflow/replay.server.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewInspection } from "../application/inspection/inspection.view.server.ts"
import { viewForOperator } from "../application/operator-application.view.server.ts"
import { viewTeacherHistory } from "../application/overview/teacher-history.view.server.ts"
import { agreeTo } from "../batch/test-batch.ts"
import { findApplicationForm, renderAnnex, renderConclusion } from "../document/find-document.server.ts"
import { renderNotice } from "../document/notice.document.server.ts"
import { ownData } from "../person/own-data.server.ts"
import { withdrawConsent } from "../person/withdraw-consent.server.ts"
import { createSittingFromForm } from "../sitting/sitting-form.server.ts"
import { hold, planTyped } from "../sitting/test-sitting.ts"
import { viewErasure } from "./erasure.view.server.ts"
import { DEFAULT_TERMS, ERASURE_KINDS, type ErasureCode, type ErasureTerms } from "./kinds.ts"
import { planErasure } from "./plan-erasure.server.ts"
import { confirmErasure, queueNightlyErasure } from "./request-erasure.server.ts"
import { runErasure } from "./run-erasure.server.ts"
import { erasureSettings, keepErasureTerms } from "./terms.server.ts"

let people: Cast
let decided: string
let withdrawn: string
let discarded: string
let running: string

const operator = () => of(people, "operator")
const inMonths = (months: number) => instantOf(`${addMonths(civilDate(NOW), months)}T12:00`)

beforeAll(async () => {
	await startBoss()
	people = await openRegion(
		["municipal", "expert1"],
		[
			...teachers(["decided"], { surname: "Решённова" }),
			...teachers(["gone"], { surname: "Отозванова" }),
			...teachers(["tidy"], { surname: "Черновикова" }),
			...teachers(["running"], { surname: "Идущева" }),
			...teachers(["idle"], { surname: "Забытова" }),
			...teachers(["refuses"], { surname: "Отказова" }),
		],
	)
	await seedCommission(operator(), "2026-01-01", NOW)
	decided = await bring(people, { teacher: "decided", simplified: true, until: "admitted" })
	const sitting = (
		await createSittingFromForm({ actor: operator(), form: { heldOn: "28.09.2026" }, now: NOW })
	).id
	await hold(operator(), sitting)
	await agreeTo(
		await planTyped({ actor: operator(), sitting, form: { [`decision-${decided}`]: "granted" } }),
		{
			actor: operator(),
			now: NOW,
		},
	)
	withdrawn = await bring(people, { teacher: "gone", until: "registered" })
	const withdrawal = await newWithdrawal(of(people, "gone"), withdrawn, "submitted")
	await send(of(people, "municipal"), "withdrawal", withdrawal, "withdrawal.register")
	discarded = await bring(people, { teacher: "tidy", until: "editing" })
	await send(of(people, "tidy"), "application", discarded, "form.discard")
	running = await bring(people, { teacher: "running", until: "registered" })
	// Whatever has waited in the outbox was sent on its day.
	await purge("letter.send")
})
afterAll(stopBoss)

const planned = async (months: number, terms: ErasureTerms = DEFAULT_TERMS) => {
	const { kinds } = await planErasure(terms, inMonths(months))
	return Object.fromEntries(kinds.map(({ code, first }) => [code, first.map(({ id }) => id)]))
}
const only = (...codes: ErasureCode[]): ErasureTerms =>
	Object.fromEntries(
		ERASURE_KINDS.map(({ code, months }) => [code, codes.includes(code) ? months : null]),
	) as ErasureTerms
const differences = async () => (await withSnapshot((ask) => replayAll(ask))).differences
const rowOf = (id: string) => prisma.application.findUniqueOrThrow({ where: { id } })

/** Shows what is due, confirms it as the page does, and runs the job. */
async function erase(months: number, terms: ErasureTerms) {
	const now = inMonths(months)
	await keepErasureTerms({ actor: operator(), form: formOf(terms), now })
	const { plan } = await viewErasure({ actor: operator(), plan: true, now })
	await confirmErasure({
		actor: operator(),
		form: { at: plan?.at ?? "", fingerprint: plan?.fingerprint ?? "", understood: "yes" },
		now,
	})
	const { id } = await prisma.erasureRun.findFirstOrThrow({ orderBy: { id: "desc" } })
	await runErasure(id, now)
	await purge("erasure.run")
	return prisma.erasureRun.findUniqueOrThrow({ where: { id } })
}

const formOf = (terms: ErasureTerms, mode = "manual"): Record<string, string> => ({
	...Object.fromEntries(
		Object.entries(terms).map(([code, months]) => [code, months === null ? "" : String(months)]),
	),
	mode,
})

describe("what is due", () => {
	test("is nothing while no term is over", async () => {
		expect(await planned(0)).toEqual({})
	})

	test("is named kind by kind as the terms end, and an application under way never", async () => {
		expect((await planned(7)).discarded).toEqual([discarded])
		const later = await planned(13)
		expect(later.reasons?.sort()).toEqual([decided, withdrawn, discarded].sort())
		expect(later.papers).toBeUndefined()
		expect((await planned(37)).withdrawn).toEqual([withdrawn])
		const all = await planned(2400)
		expect(all.papers).toEqual([decided])
		// Names go after the papers, in the same run or in a later one.
		expect(all.names).toBeUndefined()
		for (const ids of Object.values(all)) expect(ids).not.toContain(running)
	})

	test("follows the terms that an operator sets; an empty term means never", async () => {
		expect(await planned(7, { ...DEFAULT_TERMS, discarded: null })).not.toHaveProperty("discarded")
		expect((await planned(2, { ...DEFAULT_TERMS, discarded: 1 })).discarded).toEqual([discarded])
		const set = (form: Record<string, string>, actor = operator()) =>
			keepErasureTerms({ actor, form, now: NOW })
		await expect(set({ ...formOf(DEFAULT_TERMS), letters: "0" })).rejects.toMatchObject({
			fields: { letters: expect.stringContaining("от 1 до 1200") },
		})
		await expect(set({ ...formOf(DEFAULT_TERMS), mode: "" })).rejects.toMatchObject({ code: "invalid" })
		await expect(set(formOf(DEFAULT_TERMS), of(people, "municipal"))).rejects.toMatchObject({
			code: "not-found",
		})
		await set({ ...formOf(DEFAULT_TERMS), letters: "" })
		expect((await erasureSettings()).terms.letters).toBeNull()
	})
})

describe("a run", () => {
	test("erases only what its confirmation showed, and only once", async () => {
		const now = inMonths(7)
		const terms = only("discarded")
		await keepErasureTerms({ actor: operator(), form: formOf(terms), now })
		const { plan } = await viewErasure({ actor: operator(), plan: true, now })
		const form = { at: plan?.at ?? "", fingerprint: plan?.fingerprint ?? "", understood: "yes" }
		const confirm = (change: object, actor = operator()) =>
			confirmErasure({ actor, form: { ...form, ...change }, now })
		await expect(confirm({ understood: "" })).rejects.toMatchObject({ code: "invalid" })
		await expect(confirm({ fingerprint: "0".repeat(64) })).rejects.toMatchObject({ code: "stale" })
		await expect(confirm({ at: inMonths(8).toISOString() })).rejects.toMatchObject({ code: "stale" })
		await expect(confirm({}, of(people, "municipal"))).rejects.toMatchObject({ code: "not-found" })
		expect(await prisma.erasureRun.count()).toBe(0)
		const outcomes = await Promise.allSettled([confirm({}), confirm({})])
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
		expect(await prisma.erasureRun.count()).toBe(1)
		const { id } = await prisma.erasureRun.findFirstOrThrow()
		expect(await runErasure(id, now)).toEqual({ discarded: 1 })
		expect(await runErasure(id, now)).toEqual({ discarded: 1 })
		await expect(confirm({})).rejects.toMatchObject({ message: "Удалять нечего." })
		expect((await rowOf(discarded)).form).toEqual({})
		expect(await differences()).toEqual([])
	})

	test("takes reasons out of the journal and leaves its chain whole", async () => {
		const before = await prisma.journal.findMany({ where: { subjectId: withdrawn }, orderBy: { seq: "asc" } })
		const run = await erase(13, only("reasons"))
		expect(run.journalRows).toBeGreaterThan(0)
		const rows = await prisma.journal.findMany({ where: { reason: { not: null } } })
		expect(rows.filter(({ subject }) => subject === "withdrawal")).toEqual([])
		expect(await prisma.withdrawal.findMany({ select: { reason: true } })).toEqual([{ reason: "" }])
		const now = await prisma.journal.findMany({ where: { subjectId: withdrawn }, orderBy: { seq: "asc" } })
		expect(now.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash))
		expect(await differences()).toEqual([])
	})

	test("erases the papers of a decided application and keeps the decision", async () => {
		const files = await prisma.attachment.findMany({
			where: { applicationId: decided, fileHash: { not: null } },
		})
		expect(files.length).toBeGreaterThan(0)
		await erase(61, only("papers"))
		const row = await rowOf(decided)
		expect(row).toMatchObject({
			state: "concluded.granted",
			form: {},
			fullName: expect.stringContaining("Решённова"),
		})
		expect(row.decisionNumber).not.toBeNull()
		expect(await prisma.attachment.count({ where: { applicationId: decided } })).toBe(0)
		expect(await prisma.formRevision.count({ where: { applicationId: decided } })).toBe(0)
		const left = await prisma.storedFile.findMany({ select: { hash: true } })
		for (const { fileHash } of files) expect(left.map(({ hash }) => hash)).not.toContain(fileHash)
		expect(await differences()).toEqual([])
	})

	test("leaves every page of an erased application readable, and says why its papers are gone", async () => {
		const asked = { actor: operator(), id: decided, now: inMonths(61) }
		for (const id of [decided, withdrawn, discarded]) {
			await viewForOperator({ ...asked, id })
			await viewInspection({ ...asked, id })
		}
		for (const name of ["decided", "gone", "tidy"])
			await viewTeacherHistory({ actor: of(people, name), now: inMonths(61) })
		for (const paper of [findApplicationForm, renderAnnex, renderConclusion, renderNotice])
			await expect(paper(asked)).rejects.toThrow("срок их хранения закончился")
		await ownData({ actor: of(people, "decided"), now: inMonths(61) })
	})

	test("erases names later, a withdrawn application at once, and nobody else's", async () => {
		await erase(181, only("names", "withdrawn"))
		expect(await rowOf(decided)).toMatchObject({ fullName: "Данные удалены", searchName: "" })
		expect(await rowOf(withdrawn)).toMatchObject({ fullName: "Данные удалены", form: {}, state: "withdrawn" })
		expect(await rowOf(running)).toMatchObject({
			fullName: expect.stringContaining("Идущева"),
			erasedAt: null,
		})
		const names = await prisma.journal.findMany({
			where: { subjectId: decided },
			select: { actorName: true },
		})
		expect(names.filter(({ actorName }) => actorName.includes("Решённова"))).toEqual([])
		expect(names.some(({ actorName }) => actorName !== "" && actorName !== "Данные удалены")).toBe(true)
		expect(await differences()).toEqual([])
	})

	test("empties the account of a person who took the consent back, a month later", async () => {
		const actor = of(people, "refuses")
		const draft = await bring(people, { teacher: "refuses", until: "editing" })
		await prisma.consent.create({ data: { personId: actor.id, textVersion: "test", givenAt: NOW } })
		await withdrawConsent({ actor, now: NOW })
		await withdrawConsent({ actor: of(people, "running"), now: NOW }).catch(() => undefined)
		await erase(2, only("consent"))
		const person = await prisma.person.findUniqueOrThrow({ where: { id: actor.id } })
		expect(person).toMatchObject({
			surname: "Данные удалены",
			email: "",
			mobilePhone: "",
			passwordHash: null,
		})
		expect(person.username).not.toContain("refuses")
		expect(person.blockedAt).not.toBeNull()
		expect(await rowOf(draft)).toMatchObject({ form: {}, fullName: "Данные удалены" })
		expect(await prisma.accessLog.count({ where: { personId: actor.id, what: "erased" } })).toBe(1)
		const other = await prisma.person.findUniqueOrThrow({ where: { id: of(people, "running").id } })
		expect(other.surname).toBe("Идущева")
		expect(await differences()).toEqual([])
	})

	test("is shown with who, when and how much", async () => {
		const { runs } = await viewErasure({ actor: operator(), plan: false, now: NOW })
		expect(runs[0]).toMatchObject({
			by: operator().fullName,
			finished: true,
			amounts: ["Учётные записи, чьё согласие отозвано: 1 учётная запись"],
		})
		await expect(
			viewErasure({ actor: of(people, "municipal"), plan: false, now: NOW }),
		).rejects.toMatchObject({
			code: "not-found",
		})
	})
})

describe("nothing of a person is left in any table", () => {
	test("once every term is over", async () => {
		await prisma.letter.updateMany({ data: { sentAt: NOW } })
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Letter" SET "state" = 'sent' WHERE "state" = 'queued'`,
		)
		await behindTheDatabase(
			(tx) =>
				tx.$executeRaw`UPDATE "Journal" SET "to" = 'sent' WHERE "subject" = 'letter' AND "to" = 'queued'`,
		)
		await prisma.accessLog.create({
			data: { at: NOW, actorId: operator().id, personId: of(people, "idle").id, what: READ, path: "/x" },
		})
		await erase(300, DEFAULT_TERMS)
		const tables = await prisma.$queryRaw<{ name: string }[]>`
			SELECT relname::text AS "name" FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`
		const found: string[] = []
		for (const { name } of tables)
			for (const surname of [
				"Решённов",
				"Отозванов",
				"Черновиков",
				"Забытов",
				"Отказов",
				"gone@",
				"idle@",
				"decided@",
			]) {
				const [row] = await prisma.$queryRawUnsafe<{ count: number }[]>(
					`SELECT count(*)::int AS "count" FROM "${name}" t WHERE to_jsonb(t)::text ILIKE '%${surname}%'`,
				)
				if (row?.count) found.push(`${name}: ${surname} × ${row.count}`)
			}
		expect(found).toEqual([])
		expect(await prisma.accessLog.count({ where: { what: READ } })).toBe(0)
		// People in office and an application under way keep everything.
		const kept = await prisma.person.findUniqueOrThrow({ where: { id: operator().id } })
		expect(kept.erasedAt).toBeNull()
		expect(await prisma.formRevision.count({ where: { applicationId: running } })).toBeGreaterThan(0)
	})
})

describe("the database", () => {
	const inErasure = (statement: string) =>
		inTransaction(async (tx) => {
			await tx.$executeRaw`SELECT set_config('attestation.erasing', 'yes', true)`
			await tx.$executeRawUnsafe(statement)
		})

	test.each([
		[
			"words without naming an erasure",
			`UPDATE "Journal" SET "reason" = NULL, "data" = '{}' WHERE "seq" = 1`,
		],
		[
			"states",
			`UPDATE "Journal" SET "to" = 'granted', "erased" = '[{"run":"x","rest":"y"}]' WHERE "seq" = 1`,
		],
		["hashes", `UPDATE "Journal" SET "hash" = 'x', "erased" = '[{"run":"x","rest":"y"}]' WHERE "seq" = 1`],
		["rows", `DELETE FROM "Journal" WHERE "seq" = 1`],
	])("lets an erasure take no %s from the journal", async (_, statement) => {
		await expect(inErasure(statement)).rejects.toThrow(/append-only/)
	})

	test("keeps a finished run as it is", async () => {
		await expect(prisma.$executeRaw`UPDATE "ErasureRun" SET "done" = '{}'`).rejects.toThrow(/final/)
		await expect(prisma.$executeRaw`DELETE FROM "ErasureRun"`).rejects.toThrow(/final/)
	})
})

describe("the check of the journal", () => {
	test("notices words that were taken outside a run, and a row changed after its erasure", async () => {
		const clean = await differences()
		const whole = await prisma.journal.findFirstOrThrow({ where: { subjectId: running, seq: 1 } })
		await inTransaction(async (tx) => {
			await tx.$executeRaw`SELECT set_config('attestation.erasing', 'yes', true)`
			await tx.$executeRaw`UPDATE "Journal" SET "data" = '{}', "erased" = '[{"run": "nobody", "rest": "x"}]' WHERE "id" = ${whole.id}`
		})
		const texts = (await differences()).filter((one) => one.subjectId === running).map(({ text }) => text)
		expect(texts.join(" ")).toContain("удаления по сроку такого не было")
		expect(texts.join(" ")).toContain("изменена после того, как была сделана")
		await behindTheDatabase(
			(tx) =>
				tx.$executeRaw`UPDATE "Journal" SET "data" = ${JSON.stringify(whole.data)}::jsonb, "erased" = NULL WHERE "id" = ${whole.id}`,
		)
		const erased = await prisma.journal.findFirstOrThrow({
			where: { subjectId: decided, NOT: { erased: { equals: null as never } } },
		})
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Journal" SET "actorName" = 'Другой' WHERE "id" = ${erased.id}`,
		)
		expect((await differences()).some((one) => one.subjectId === decided)).toBe(true)
		await behindTheDatabase(
			(tx) =>
				tx.$executeRaw`UPDATE "Journal" SET "actorName" = ${erased.actorName} WHERE "id" = ${erased.id}`,
		)
		expect(await differences()).toEqual(clean)
	})
})

describe("the night", () => {
	test("erases nothing until an operator has said so, and then once", async () => {
		const terms = only("deeds")
		const now = inMonths(400)
		await prisma.setting.deleteMany({ where: { key: "deadlines.clock" } })
		await keepErasureTerms({ actor: operator(), form: formOf(terms), now: inMonths(300) })
		expect(await queueNightlyErasure(now)).toBe(false)
		await keepErasureTerms({ actor: operator(), form: formOf(terms, "automatic"), now: inMonths(300) })
		expect(await queueNightlyErasure(now)).toBe(true)
		expect(await queueNightlyErasure(now)).toBe(false)
		const { id, byId } = await prisma.erasureRun.findFirstOrThrow({ orderBy: { id: "desc" } })
		expect(byId).toBeNull()
		await runErasure(id, now)
		expect(await queueNightlyErasure(new Date(now.getTime() + 3_600_000))).toBe(false)
	})

	test("waits while the clock is doubted", async () => {
		const jumped = inMonths(500)
		expect(await queueNightlyErasure(jumped)).toBe(false)
		expect(await prisma.erasureRun.count({ where: { at: jumped } })).toBe(0)
	})
})
