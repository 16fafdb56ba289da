import { buffer } from "node:stream/consumers"
import PizZip from "pizzip"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { ownData } from "#app/domain/person/own-data.server.ts"
import { consentOf, withdrawConsent } from "#app/domain/person/withdraw-consent.server.ts"
import { noteApplications, notePeople, nothingSeen, withinScope } from "#app/utils/request-scope.server.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { viewAudit, viewOwnReads } from "./audit.view.server.ts"
import { auditQuery } from "./audit-query.ts"
import { actsOf } from "./audit-words.ts"
import { flushReads, recordReads } from "./record-reads.server.ts"

let people: Cast
let applicationId: string

beforeAll(async () => {
	people = await openRegion(["municipal", "teacher", "expert1", "expert2"], teachers(["filed", "other"]))
	applicationId = await bring(people, { teacher: "filed", until: "registered" })
})

interface Glimpse {
	by: string
	people?: string[]
	applications?: string[]
	path?: string
	at?: Date
}

function look({
	by,
	people: seen = [],
	applications = [],
	path = "/municipality/applications/1",
	at = NOW,
}: Glimpse) {
	const scope = { requestId: "", address: "", path, seen: nothingSeen() }
	withinScope(scope, () => {
		notePeople(seen.map((name) => of(people, name).id))
		noteApplications(applications)
	})
	recordReads({ actorId: of(people, by).id, path, seen: scope.seen, at })
}

async function readsOf(name: string) {
	await flushReads()
	const page = await viewOwnReads({ actor: of(people, name), page: 1 })
	return page.rows.map(({ who, what, detail, address }) => ({ who, what, detail, address }))
}

const audit = (search: string, by = "operator") =>
	viewAudit({ actor: of(people, by), query: auditQuery(new URLSearchParams(search)) })

describe("reading another person's data", () => {
	beforeEach(async () => {
		await prisma.$transaction([
			prisma.$executeRaw`SELECT set_config('attestation.erasing', 'yes', true)`,
			prisma.$executeRaw`DELETE FROM "AccessLog"`,
		])
	})

	test("is recorded with who, whose and which page, and shown to the person concerned", async () => {
		look({ by: "municipal", applications: [applicationId], path: "/municipality/applications/1.data" })
		expect(await readsOf("filed")).toEqual([
			{
				who: of(people, "municipal").fullName,
				what: "Открыты данные: Заявление",
				detail: "",
				address: "/municipality/applications/1",
			},
		])
		expect(await readsOf("other")).toEqual([])
	})

	test("under an account that was merged into another is shown in the one that stays", async () => {
		const mergeOther = (mergedIntoId: string | null) =>
			prisma.person.update({ where: { id: of(people, "other").id }, data: { mergedIntoId } })
		look({ by: "municipal", people: ["other"] })
		await mergeOther(of(people, "filed").id)
		expect(await readsOf("filed")).toMatchObject([{ who: of(people, "municipal").fullName }])
		await mergeOther(null)
		expect(await readsOf("filed")).toEqual([])
	})

	test("is not recorded for a person's own data, by the person or by the application", async () => {
		look({ by: "filed", people: ["filed"], applications: [applicationId] })
		expect(await readsOf("filed")).toEqual([])
	})

	test("counts once when a page knows the person and the application", async () => {
		look({ by: "municipal", people: ["filed"], applications: [applicationId] })
		expect(await readsOf("filed")).toHaveLength(1)
	})

	test("in a list counts once an hour, and again in the next hour", async () => {
		const everybody = {
			by: "municipal",
			people: ["filed", "other", "teacher", "expert1"],
			path: "/municipality/experts",
		}
		look(everybody)
		look(everybody)
		expect(await readsOf("other")).toHaveLength(1)
		look({ ...everybody, at: new Date(NOW.getTime() + 3_600_000) })
		expect((await readsOf("other")).map(({ what }) => what)).toEqual([
			"Показан в списке: Специалисты",
			"Показан в списке: Специалисты",
		])
	})

	test.each([
		[{ from: "old@example.test", to: "new@example.test" }, "old@example.test → new@example.test"],
		[{ device: "Chrome, Linux", address: "127.0.0.1" }, "Chrome, Linux, 127.0.0.1"],
		[{ application: "57050703-472f-4f05-a0fa-cd80ad6e25b5" }, ""],
		[
			{ list: "Организации", changed: "СОШ № 901", Название: { from: "СОШ № 901", to: "Лицей № 901" } },
			"Организации, изменено «СОШ № 901», Название: СОШ № 901 → Лицей № 901",
		],
		[
			{ list: "Организации", merged: "СОШ № 901", into: "Лицей № 9", people: 12, applications: 1 },
			"Организации, «СОШ № 901» закрыта, всё перешло в «Лицей № 9»: 12 человек и 1 заявление без решения",
		],
		[{ list: "Организации", merged: "А", into: "Б" }, "Организации, «А» закрыта, всё перешло в «Б»"],
		[
			{ list: "Организации", separated: "А", outOf: "Б", people: 2, applications: 0 },
			"Организации, объединение отменено: из «Б» в «А» вернулись: 2 человека и 0 заявлений без решения",
		],
		[
			{ closed: "ivanova2", kept: "ivanova", reason: "Один человек" },
			"«ivanova2» закрыта, всё перешло к «ivanova», Один человек",
		],
		[{ list: "Предметы", closed: "черчение" }, "Предметы, закрыто «черчение»"],
		[{ signatoryName: { from: "", to: "И. И. Иванов" } }, "Подписывает распоряжение: — → И. И. Иванов"],
		[{ number: 3, inForceFrom: "2027-01-01", note: "Новый приказ" }, "действует с 01.01.2027, Новый приказ"],
		[{ now: "2026-10-01T02:00:00.000Z" }, "1 октября 2026 г., 09:00"],
		[
			{ role: "Специалист", until: "2026-11-30", reason: "Увольнение", handedOver: "2" },
			"Специалист: последний день 30.11.2026, передано заявлений: 2, Увольнение",
		],
		[
			{
				added: { id: "1", name: "Иванова Анна", office: "секретарь", post: "методист", term: "с 01.09.2026" },
			},
			"добавлено: Иванова Анна, секретарь, методист, с 01.09.2026",
		],
		[
			{
				corrected: {
					id: "1",
					from: { name: "Иванова Анна", office: "секретарь", post: "", term: "с 01.09.2026" },
					to: { name: "Иванова Анна", office: "член комиссии", post: "", term: "с 01.09.2026" },
				},
			},
			"исправлено: Иванова Анна, секретарь, с 01.09.2026 → Иванова Анна, член комиссии, с 01.09.2026",
		],
	])("what was done to an account or a list is told in words: %o", async (detail, words) => {
		await prisma.accessLog.create({
			data: { at: NOW, actorId: of(people, "operator").id, what: "reference-changed", detail },
		})
		const { rows } = await audit("show=accounts")
		expect(rows.map((row) => row.detail.replaceAll("\u00a0", " "))).toEqual([words])
	})

	test("is found by one kind of act, and an act of another part of the records is no filter", async () => {
		const actorId = of(people, "operator").id
		await prisma.accessLog.createMany({
			data: ["role-ended", "accounts-merged", "role-ended"].map((what) => ({ at: NOW, actorId, what })),
		})
		const found = async (query: string) => (await audit(query)).rows.map(({ what }) => what)
		expect(await found("show=accounts&act=role-ended")).toEqual(["Роль прекращена", "Роль прекращена"])
		expect(await found("show=accounts&act=application.register")).toHaveLength(3)
		expect(new Set(await found("show=deeds&act=application.register"))).toEqual(
			new Set(["Заявление зарегистрировано"]),
		)
		expect((await found("show=deeds&act=role-ended")).length).toBeGreaterThan(1)
	})

	test("offers each act of the journal once", () => {
		const { groups } = actsOf("deeds")
		const values = groups.flatMap(({ options }) => options.map(({ value }) => value))
		expect(values.length).toBe(new Set(values).size)
		expect(values).toContain("schedule.approve")
		expect(values).not.toContain("form.save")
	})

	test("opening one record is recorded each time", async () => {
		look({ by: "municipal", people: ["other"] })
		look({ by: "municipal", people: ["other"], at: new Date(NOW.getTime() + 1000) })
		expect(await readsOf("other")).toHaveLength(2)
	})

	test("of a page about one person counts as «read», whatever lists it also shows", async () => {
		const scope = { requestId: "", address: "", path: "/x", seen: nothingSeen() }
		const everybody = ["filed", "other", "teacher", "expert1", "expert2"].map((name) => of(people, name).id)
		withinScope(scope, () => {
			notePeople([of(people, "filed").id])
			notePeople(everybody)
		})
		recordReads({ actorId: of(people, "municipal").id, path: "/x", seen: scope.seen, at: NOW })
		expect((await readsOf("filed")).map(({ what }) => what)).toEqual(["Открыты данные: Страница"])
		expect((await readsOf("other")).map(({ what }) => what)).toEqual(["Показан в списке: Страница"])
	})

	test("cannot be corrected or removed afterwards", async () => {
		look({ by: "municipal", people: ["other"] })
		await flushReads()
		await expect(prisma.accessLog.updateMany({ data: { what: "nothing" } })).rejects.toThrow("append-only")
		await expect(prisma.accessLog.deleteMany({})).rejects.toThrow("append-only")
		expect(await prisma.accessLog.count()).toBe(1)
	})
})

describe("the audit", () => {
	beforeAll(async () => {
		look({ by: "municipal", applications: [applicationId], at: NOW })
		look({ by: "expert1", people: ["other"], at: NOW })
		await flushReads()
	})

	test("finds reads by who looked and by whose data it was", async () => {
		const all = await audit("show=reads")
		const found = await audit(`show=reads&who=${of(people, "expert1").username}`)
		expect(found.rows.length).toBeGreaterThan(0)
		expect(new Set(found.rows.map(({ who }) => who))).toEqual(new Set([of(people, "expert1").fullName]))
		expect(found.total).toBeLessThan(all.total)
		expect((await audit("show=reads&whose=nobody-at-all")).rows).toEqual([])
	})

	test("finds by days, both included", async () => {
		expect((await audit("show=reads&from=2026-10-01&until=2026-10-01")).total).toBeGreaterThan(0)
		expect((await audit("show=reads&from=2026-10-02")).rows).toEqual([])
		expect((await audit("show=reads&until=2026-09-30")).rows).toEqual([])
		expect((await audit("show=reads&until=9999-12-31")).total).toBeGreaterThan(0)
	})

	test("describes the acts of the journal in the words of the machines", async () => {
		const { rows } = await audit("show=deeds&whose=filed")
		expect(rows.map(({ what }) => what)).toContain("Заявление зарегистрировано")
		expect(rows.every(({ who }) => who !== "")).toBe(true)
	})

	test("finds a person by the words of the name in any order", async () => {
		const { surname, name } = await prisma.person.findUniqueOrThrow({
			where: { id: of(people, "municipal").id },
		})
		const both = [`${surname} ${name}`, `${name} ${surname}`]
		const [one, other] = await Promise.all(
			both.map((who) => audit(new URLSearchParams({ show: "deeds", who }).toString())),
		)
		expect(one?.total).toBeGreaterThan(0)
		expect(other?.total).toBe(one?.total)
	})

	test.each([
		"%",
		"-",
		"_",
		"'",
		"\\",
		"x".repeat(5000),
		"İ\u0301",
	])("takes «%s» for a name and finds nothing", async (text) => {
		const search = new URLSearchParams({ show: "deeds", who: text, whose: text, from: text, page: "-7" })
		expect((await audit(search.toString())).rows).toEqual([])
	})

	test("exists for operators only", async () => {
		for (const who of ["municipal", "filed", "expert1"])
			await expect(audit("", who)).rejects.toMatchObject({ code: "not-found" })
	})
})

describe("«Все мои данные»", () => {
	const archiveOf = async (name: string, antivirus?: string) => {
		const archive = await ownData({ actor: of(people, name), now: NOW, antivirus })
		return new PizZip(await buffer(archive))
	}

	test("contains what the system knows about the person, with every file, and no secret", async () => {
		const zip = await archiveOf("filed")
		const text = zip.file("Данные.json")?.asText() ?? ""
		expect(JSON.parse(text)).toMatchObject({
			Заявления: [{ id: applicationId }],
			"Учётная запись": { username: "filed" },
		})
		expect(text).not.toMatch(/passwordHash|argon2|searchName/)
		const files = Object.keys(zip.files).filter((name) => name.startsWith("Файлы/"))
		const attached = await prisma.attachment.count({ where: { applicationId, fileHash: { not: null } } })
		expect(files.length).toBeGreaterThan(attached)
	})

	test("leaves out what the antivirus has not found clean, and says so", async () => {
		const filesIn = (zip: PizZip) => Object.keys(zip.files).filter((name) => name.startsWith("Файлы/"))
		const all = filesIn(await archiveOf("filed"))
		const [first] = await prisma.attachment.findMany({
			where: { applicationId, fileHash: { not: null } },
			select: { fileHash: true },
		})
		await prisma.storedFile.updateMany({ data: { virus: "" } })
		await prisma.storedFile.update({ where: { hash: first?.fileHash ?? "" }, data: { virus: "Eicar" } })
		const zip = await archiveOf("filed", "tcp://127.0.0.1:1")
		expect(filesIn(zip).length).toBe(all.length - 1)
		expect(zip.file("Не вошли.txt")?.asText()).toMatch(/: вирус \(Eicar\)\n$/)
		await prisma.storedFile.updateMany({ data: { virus: null } })
		const closed = await archiveOf("filed", "tcp://127.0.0.1:1")
		expect(filesIn(closed)).toEqual([])
		expect(closed.file("Не вошли.txt")?.asText().trim().split("\n")).toHaveLength(all.length)
		expect(closed.file("Данные.json")).not.toBeNull()
	})

	test("contains nothing about anybody else", async () => {
		const text = (await archiveOf("other")).file("Данные.json")?.asText() ?? ""
		expect(text).not.toContain(of(people, "filed").id)
		expect(JSON.parse(text)).toMatchObject({ Заявления: [] })
	})
})

describe("the consent", () => {
	test("is withdrawn once, with the moment, and stays as proof that it was given", async () => {
		const actor = of(people, "other")
		await prisma.consent.create({
			data: { personId: actor.id, textVersion: "test", givenAt: NOW },
			select: { id: true },
		})
		await withdrawConsent({ actor, now: NOW })
		expect(await consentOf(actor.id)).toMatchObject({ withdrawn: expect.stringContaining("2026") })
		await expect(withdrawConsent({ actor, now: NOW })).rejects.toThrow("уже отозвано")
		const { rows } = await audit("show=accounts&whose=other")
		expect(rows.map(({ what }) => what)).toContain("Согласие на обработку данных отозвано")
	})
})
