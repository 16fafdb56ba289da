import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { foldJournal } from "#app/workflow/fold.ts"
import { hashOfRow } from "#app/workflow/journal.server.ts"
import { journalOf, replayAll } from "#app/workflow/replay.server.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"
import {
	checkJournal,
	checkQueued,
	isCheckUnderWay,
	queueNightlyCheck,
	requestCheck,
} from "./check-journal.server.ts"
import { viewReplay } from "./replay.view.server.ts"

let people: Cast
let registered: string
let submitted: string

beforeAll(async () => {
	people = await openRegion(["municipal", "teacher", "expert1", "expert2"], teachers(["waiting", "leaving"]))
	registered = await bring(people, { teacher: "teacher", until: "registered" })
	submitted = await bring(people, { teacher: "waiting", until: "submitted" })
	const leaving = await bring(people, { teacher: "leaving", until: "registered" })
	await newWithdrawal(of(people, "leaving"), leaving, "submitted")
})

const replay = () => withSnapshot((ask) => replayAll(ask))
const textsOf = async (id: string) =>
	(await replay()).differences.filter(({ subjectId }) => subjectId === id).map(({ text }) => text)

describe("replaying the journal", () => {
	test("gives exactly the stored states of all subjects that the use cases created", async () => {
		const { subjects, transitions, differences } = await replay()
		expect(differences).toEqual([])
		expect(transitions).toBe(await prisma.journal.count())
		const journals = await prisma.journal.groupBy({ by: ["subject", "subjectId"] })
		expect(subjects).toBe(journals.length)
		expect(new Set(journals.map(({ subject }) => subject))).toEqual(new Set(Object.keys(LIFECYCLES)))
	})

	test("gives the state of one subject at any moment of its life", async () => {
		const rows = await withSnapshot((ask) => journalOf(ask, "application", registered))
		const whole = foldJournal(LIFECYCLES.application, rows, { hashOf: hashOfRow })
		expect(whole.flaws).toEqual([])
		expect(whole.folded.state).toBe("registered")
		const submit = rows.find(({ event }) => event === "application.submit")
		const then = foldJournal(LIFECYCLES.application, rows, { until: submit?.at ?? NOW })
		expect(then.folded).toMatchObject({ state: "submitted", version: submit?.seq })
	})
})

describe("a difference is named", () => {
	/** Makes a change, runs the check, and undoes the change. */
	async function whileChanged(change: string, back: string, look: () => Promise<void>) {
		await behindTheDatabase((tx) => tx.$executeRawUnsafe(change))
		try {
			await look()
		} finally {
			await behindTheDatabase((tx) => tx.$executeRawUnsafe(back))
		}
	}
	const of1 = (set: string) => `UPDATE "Application" SET ${set} WHERE "id" = '${submitted}'`

	test("when a stored state was changed behind the engine's back", async () => {
		await whileChanged(of1(`"state" = 'withdrawn'`), of1(`"state" = 'submitted'`), async () => {
			expect(await textsOf(submitted)).toEqual([
				"Не сходится состояние: в базе данных «withdrawn», по журналу «submitted».",
			])
			expect((await replay()).differenceCount).toBe(1)
		})
	})

	test("when the version does not match, or the version of the machine", async () => {
		await whileChanged(of1(`"version" = "version" + 1`), of1(`"version" = "version" - 1`), async () => {
			expect(await textsOf(submitted)).toEqual([expect.stringMatching(/^Не сходится номер версии/)])
		})
		await whileChanged(
			of1(`"machineVersion" = 9`),
			of1(`"machineVersion" = ${LIFECYCLES.application.version}`),
			async () => {
				expect(await textsOf(submitted)).toEqual([
					expect.stringMatching(/^Не сходится версия порядка работы/),
				])
			},
		)
	})

	test("when a journal row was changed", async () => {
		const name = (who: string) =>
			`UPDATE "Journal" SET "actorName" = '${who}' WHERE "subjectId" = '${submitted}' AND "seq" = 2`
		const { actorName } = await prisma.journal.findFirstOrThrow({ where: { subjectId: submitted, seq: 2 } })
		await whileChanged(name("Кто-то другой"), name(actorName), async () => {
			expect(await textsOf(submitted)).toEqual(["Запись 2: изменена после того, как была сделана."])
		})
	})

	test("when a subject has no journal, or a journal no subject", async () => {
		const rename = (from: string, to: string) =>
			`UPDATE "Journal" SET "subjectId" = '${to}' WHERE "subjectId" = '${from}'`
		await whileChanged(rename(submitted, "nobody"), rename("nobody", submitted), async () => {
			expect(await textsOf(submitted)).toEqual(["Запись в базе данных есть, а журнала у неё нет."])
			expect(await textsOf("nobody")).toContain("Журнал есть, а самой записи в базе данных нет.")
		})
	})

	test("when the journal names something that the program does not know", async () => {
		const rename = (from: string, to: string) =>
			`UPDATE "Journal" SET "subject" = '${to}' WHERE "subject" = '${from}' AND "subjectId" = '${submitted}'`
		await whileChanged(rename("application", "complaint"), rename("complaint", "application"), async () => {
			expect(await textsOf(submitted)).toContain("Порядок работы «complaint» программе неизвестен.")
		})
	})
})

describe("the check of the journal", () => {
	beforeEach(() => prisma.replayRun.deleteMany())
	afterEach(() => prisma.$executeRaw`DELETE FROM pgboss.job`)
	const operator = () => of(people, "operator")
	const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

	test("stores its result and every difference for operators", async () => {
		expect(await viewReplay({ actor: operator() })).toEqual({ last: null, underWay: false })
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Application" SET "state" = 'registered' WHERE "id" = ${submitted}`,
		)
		await checkQueued(operator().id, NOW)
		await behindTheDatabase(
			(tx) => tx.$executeRaw`UPDATE "Application" SET "state" = 'submitted' WHERE "id" = ${submitted}`,
		)
		const { last } = await viewReplay({ actor: operator() })
		expect(last).toMatchObject({
			at: NOW.toISOString(),
			startedBy: operator().fullName,
			transitions: await prisma.journal.count(),
			differenceCount: 1,
		})
		expect(last?.differences).toEqual([
			expect.objectContaining({
				noun: "Заявление",
				subjectId: submitted,
				href: `/operator/applications/${submitted}`,
				text: "Не сходится состояние: в базе данных «registered», по журналу «submitted».",
			}),
		])
	})

	test("is not found by anybody but operators", async () => {
		for (const who of ["municipal", "teacher", "expert1"]) {
			await expect(viewReplay({ actor: of(people, who) })).rejects.toMatchObject({ code: "not-found" })
			await expect(requestCheck(of(people, who))).rejects.toMatchObject({ code: "not-found" })
		}
		expect(await isCheckUnderWay()).toBe(false)
	})

	test("is queued once, however often an operator requests it", async () => {
		await requestCheck(operator())
		await requestCheck(operator())
		expect(await viewReplay({ actor: operator() })).toMatchObject({ underWay: true })
		const [{ count }] = await prisma.$queryRaw<[{ count: number }]>`
			SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'journal.check'`
		expect(count).toBe(1)
	})

	test("falls due once a night, at three", async () => {
		expect(await queueNightlyCheck(NOW)).toBe(true)
		expect(await queueNightlyCheck(NOW)).toBe(false)
		await prisma.$executeRaw`DELETE FROM pgboss.job`
		await checkJournal({ startedBy: "", now: NOW })
		expect(await queueNightlyCheck(NOW)).toBe(false)
		// NOW is nine in the morning, so three o'clock of the next day is 18 hours later.
		expect(await queueNightlyCheck(later(17.9))).toBe(false)
		expect(await queueNightlyCheck(later(18))).toBe(true)
	})
})
