import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { viewApplication } from "../application/application.view.server.ts"
import { changeRule, discardDraft, loadDraft, publishDraft } from "./draft.server.ts"
import { viewOperatorRule, viewOperatorRules } from "./operator-rules.view.server.ts"
import { forgetRulebook, latestChanges, loadNumbers } from "./rulebook.server.ts"
import { viewRules } from "./rules.view.server.ts"
import { withdrawEdition } from "./withdraw-edition.server.ts"

let people: Cast
let filed: string
let draft: string
beforeAll(async () => {
	people = await openRegion(["municipal", "expert1"], teachers(["filed", "writing"]))
	filed = await bring(people, { teacher: "filed", until: "submitted" })
	draft = await bring(people, { teacher: "writing", until: "formed" })
	// Both hold первая until April and claim высшая. The day three months before its end is still ahead.
	for (const id of [filed, draft]) {
		const { form } = await prisma.application.findUniqueOrThrow({ where: { id } })
		const holding = {
			...(form as object),
			claimedCategory: "highest",
			currentCategory: "first",
			currentSetOn: "15.04.2022",
			currentTerm: "dated",
			currentEndsOn: "15.04.2027",
		}
		await prisma.application.update({ where: { id }, data: { form: holding } })
	}
	await prisma.application.update({ where: { id: filed }, data: { receivedOn: "2026-09-20" } })
})

const operator = () => of(people, "operator")
const version = async () => String((await loadDraft(prisma))?.version ?? 0)
const shown = async (ruleId: string) => {
	const { values, numbers } = await viewOperatorRule({ actor: operator(), ruleId, now: NOW })
	return { ...values, ...Object.fromEntries(numbers.map(({ name, value }) => [name, value])) }
}
/** Sends the form of a rule back with some fields changed. */
const change = async (ruleId: string, typed: Record<string, string>, who = "operator") =>
	changeRule({
		actor: of(people, who),
		ruleId,
		form: { version: await version(), ...(await shown(ruleId)), ...typed },
		now: NOW,
	})
const publish = async (typed: Record<string, string>) =>
	publishDraft({
		actor: operator(),
		form: { version: await version(), note: "Распоряжение № 12", ...typed },
		now: NOW,
	})
const preview = async (from: string) =>
	(await viewOperatorRules({ actor: operator(), from, now: NOW })).draft?.preview
const findings = async (username: string, id: string, now = NOW) =>
	(await viewApplication({ actor: of(people, username), id, now })).findings.map(({ code }) => code)

describe("a draft of the rules", () => {
	test("is for operators only: for others there is no such page", async () => {
		await expect(change("too_early", {}, "municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(
			viewOperatorRules({ actor: of(people, "municipal"), from: null, now: NOW }),
		).rejects.toMatchObject({ code: "not-found" })
	})

	test.each([
		["an empty text", "too_early", { text: " " }, "text", /Заполните/],
		["an unknown place", "too_early", { text: "до {konec}" }, "text", /\{konec\}/],
		[
			"a place of another sentence",
			"too_early",
			{ finding: "с {allowedFrom}" },
			"finding",
			/\{allowedFrom\}/,
		],
		["half a place", "too_early", { finding: "до {endsOn" }, "finding", /не знает/],
		["a text without end", "too_early", { text: "я".repeat(5000) }, "text", /Слишком длинно/],
		["no day", "too_early", { from: "когда-нибудь" }, "from", /Напишите дату/],
		["a day of another age", "too_early", { from: "01.01.1990" }, "from", /Проверьте год/],
		[
			"an end before the beginning",
			"too_early",
			{ from: "02.09.2026", to: "01.09.2026" },
			"to",
			/раньше первого/,
		],
		["a day 0", "registration_day", { registration: "0" }, "registration", /от 1 до 28/],
		["a day 31", "registration_day", { registration: "31" }, "registration", /от 1 до 28/],
		["a broken number", "registration_day", { registration: "1e1" }, "registration", /целое/],
	])("refuses %s at its field, and keeps nothing", async (_what, rule, typed, field, says) => {
		await expect(change(rule, typed)).rejects.toMatchObject({
			code: "invalid",
			fields: { [field]: expect.stringMatching(says) },
		})
		expect(await loadDraft(prisma)).toBeNull()
	})

	test("does not let the region change the numbers of the Order", async () => {
		await change("review_term", { reviewDays: "10" })
		expect((await loadDraft(prisma))?.changes.rules).toEqual({})
		await discardDraft({ actor: operator(), version: await version() })
	})

	test("names the applications that would get other findings, from each day on", async () => {
		await change("category_ends_soon", { renewalMonths: "8" })
		// Filed on 20 September, so judged by the rules of that day.
		expect(await preview("01.10.2026")).toMatchObject({
			count: 1,
			named: [
				{
					id: draft,
					number: "без номера",
					appears: [{ code: "category_ends_soon", sentence: expect.stringContaining("15.08.2026") }],
				},
			],
		})
		const past = await preview("15.09.2026")
		expect(past).toMatchObject({ count: 2, past: true })
		expect(past?.named.map(({ id }) => id).sort()).toEqual([filed, draft].sort())
		expect((await preview("никогда"))?.problem).toContain("Напишите дату")
	})

	test("is not in force, so all findings stay the same", async () => {
		expect(await findings("writing", draft)).toEqual([])
		expect(await findings("filed", filed)).toEqual([])
	})

	test.each([
		"x",
		"",
		"1.5",
		"-1",
		undefined,
	])("is not changed by a form whose version is «%s»", async (typed) => {
		const form = { ...(await shown("too_early")), ...(typed !== undefined && { version: typed }) }
		const refused = { code: "invalid" }
		await expect(
			changeRule({ actor: operator(), ruleId: "too_early", form, now: NOW }),
		).rejects.toMatchObject(refused)
		await expect(discardDraft({ actor: operator(), version: typed })).rejects.toMatchObject(refused)
	})

	test("refuses the slower of two operators, and nothing is overwritten", async () => {
		const old = await version()
		await change("too_early", { title: "Рано" })
		await expect(
			changeRule({
				actor: operator(),
				ruleId: "too_early",
				form: { ...(await shown("too_early")), title: "Ещё раньше", version: old },
				now: NOW,
			}),
		).rejects.toMatchObject({ code: "stale" })
		expect((await shown("too_early")).title).toBe("Рано")
	})

	test.each([
		["without a reason", { inForceFrom: "01.10.2026", note: " " }, "note"],
		["without a day", { inForceFrom: "" }, "inForceFrom"],
		["from a day in the far future", { inForceFrom: "01.10.2126" }, "inForceFrom"],
		["from a past day that nobody has confirmed", { inForceFrom: "15.09.2026" }, "past"],
	])("does not come into force %s", async (_what, typed, field) => {
		await expect(publish(typed)).rejects.toMatchObject({
			code: "invalid",
			fields: { [field]: expect.any(String) },
		})
		expect(await loadDraft(prisma)).not.toBeNull()
	})
})

describe("rules that come into force", () => {
	test("apply from their day on, and an application filed before it keeps its rules", async () => {
		await publish({ inForceFrom: "01.10.2026" })
		expect(await loadDraft(prisma)).toBeNull()
		expect(await findings("writing", draft)).toEqual(["category_ends_soon"])
		expect(await findings("filed", filed)).toEqual([])
		expect(await findings("filed", filed, instantOf("2026-12-01T09:00"))).toEqual([])
	})

	test("appear in the history with who made them and what was changed", async () => {
		const { history } = await viewOperatorRules({ actor: operator(), from: null, now: NOW })
		expect(history).toMatchObject([{ number: 1, from: "1 октября 2026 г.", note: "Распоряжение № 12" }])
		expect(history[0]?.by).not.toBe("")
		expect(history[0]?.differences.map(({ what }) => what)).toContain(
			"за сколько месяцев советуем подавать: 3 → 8",
		)
		expect(await prisma.accessLog.count({ where: { what: "rules-changed" } })).toBe(1)
	})

	test("can no longer be changed or deleted, not even in the database", async () => {
		const where = { number: 1 }
		await expect(
			prisma.rulebookEdition.update({ where, data: { note: "Иначе" }, select: { id: true } }),
		).rejects.toThrow(/append-only/)
		await expect(prisma.rulebookEdition.delete({ where, select: { id: true } })).rejects.toThrow(
			/append-only/,
		)
	})

	test("are shown in the help for the chosen day", async () => {
		const text = async (date: string) => {
			forgetRulebook()
			const asked = { whose: "all", date }
			const { groups } = await viewRules({ actor: null, asked, now: NOW })
			return groups.flatMap(({ rules }) => rules).find(({ id }) => id === "category_ends_soon")?.text
		}
		expect(await text("30.09.2026")).toContain("за 3\u00a0месяца")
		expect(await text("01.10.2026")).toContain("за 8\u00a0месяцев")
	})

	test("cannot come into force earlier than those before them", async () => {
		await change("centre_day", { centre: "14" })
		await expect(publish({ inForceFrom: "30.09.2026", past: "on" })).rejects.toMatchObject({
			fields: { inForceFrom: expect.stringContaining("01.10.2026") },
		})
		await discardDraft({ actor: operator(), version: await version() })
		expect((await latestChanges(prisma)).rules).not.toHaveProperty("centre_day")
	})

	test("may apply to past days if the operator confirms it, and then filed applications are checked again", async () => {
		await prisma.application.update({
			where: { id: filed },
			data: { receivedOn: "2026-10-01", checkFindings: 0 },
		})
		await change("category_ends_soon", { renewalMonths: "9" })
		await publish({ inForceFrom: "01.10.2026" })
		expect(await findings("filed", filed)).toEqual(["category_ends_soon"])
		const { checkFindings } = await prisma.application.findUniqueOrThrow({ where: { id: filed } })
		expect(checkFindings).toBeNull()
	})

	test("may be rules that the region wrote itself", async () => {
		const form = { title: "Консультации", text: "По вторникам.", from: "01.11.2026", to: "", role: "teacher" }
		await changeRule({
			actor: operator(),
			ruleId: "new",
			form: { ...form, version: await version() },
			now: NOW,
		})
		await publish({ inForceFrom: "01.10.2026" })
		const titles = async (role: string, date: string) => {
			const { groups } = await viewRules({ actor: null, asked: { whose: role, date }, now: NOW })
			return groups.flatMap(({ rules }) => rules).map(({ title }) => title)
		}
		expect(await titles("teacher", "01.11.2026")).toContain("Консультации")
		expect(await titles("teacher", "31.10.2026")).not.toContain("Консультации")
		expect(await titles("expert", "01.11.2026")).not.toContain("Консультации")
	})

	test("need something that differs from the rules in force", async () => {
		await change("too_early", {})
		await expect(publish({ inForceFrom: "01.12.2026" })).rejects.toMatchObject({ code: "not-allowed-now" })
	})
})

describe("a decision whose day has not come", () => {
	const FAR = "01.02.2027"
	const last = () =>
		prisma.rulebookEdition.findFirstOrThrow({
			where: { publishedAt: { not: null } },
			orderBy: { number: "desc" },
			select: { number: true },
		})
	const withdraw = async (typed: Record<string, string> = {}, who = "operator", now = NOW) =>
		withdrawEdition({
			actor: of(people, who),
			form: { number: String((await last()).number), why: "Опечатка в дате", ...typed },
			now,
		})
	const numbersOnDay = async (day: string) => {
		forgetRulebook()
		const { registration, centre } = await loadNumbers(prisma, day)
		return { registration, centre }
	}

	test("does not keep another one from being decided for an earlier day, and both change what they changed", async () => {
		await change("registration_day", { registration: "8" })
		await publish({ inForceFrom: FAR })
		await change("centre_day", { centre: "14" })
		await publish({ inForceFrom: "01.12.2026" })
		expect(await numbersOnDay("2026-11-30")).toEqual({ registration: 11, centre: 15 })
		expect(await numbersOnDay("2026-12-01")).toEqual({ registration: 11, centre: 14 })
		expect(await numbersOnDay("2027-01-31")).toEqual({ registration: 11, centre: 14 })
		expect(await numbersOnDay("2027-02-01")).toEqual({ registration: 8, centre: 14 })
	})

	test("is named in the preview of an earlier one that changes the same rule", async () => {
		await change("registration_day", { registration: "10" })
		const seen = await preview("01.01.2027")
		expect(seen?.again).toEqual([expect.stringMatching(/^С 01\.02\.2027 изменение № \d+ снова меняет «/)])
		expect((await preview("01.03.2027"))?.again).toEqual([])
		await discardDraft({ actor: operator(), version: await version() })
	})

	test("is withdrawn by an operator with a reason, stays in the history, and leaves the others as they are", async () => {
		await expect(withdraw({}, "municipal")).rejects.toMatchObject({ code: "not-found" })
		await expect(withdraw({ why: " " })).rejects.toMatchObject({
			fields: { why: expect.stringContaining("почему") },
		})
		await expect(withdraw({ number: "999" })).rejects.toMatchObject({ code: "not-found" })
		const { number: recent } = await last()
		const number = (recent ?? 0) - 1
		await withdraw({ number: String(number) })
		expect(await numbersOnDay("2027-02-01")).toEqual({ registration: 11, centre: 14 })
		await expect(withdraw({ number: String(number) })).rejects.toMatchObject({ code: "stale" })
		const { history } = await viewOperatorRules({ actor: operator(), from: null, now: NOW })
		expect(history.find((one) => one.number === number)?.withdrawn).toMatchObject({ why: "Опечатка в дате" })
		const log = await prisma.accessLog.findMany({ where: { what: "rules-withdrawn" } })
		expect(log).toMatchObject([{ actorId: operator().id, detail: { number } }])
	})

	test("is not withdrawn from its day on, not even in the database", async () => {
		await expect(withdraw({}, "operator", instantOf("2026-12-01T00:00"))).rejects.toMatchObject({
			code: "not-allowed-now",
		})
		const { number } = await last()
		const where = { number: number ?? 0 }
		const late = { withdrawnAt: instantOf("2026-12-01T00:00"), withdrawnById: operator().id }
		await expect(prisma.rulebookEdition.update({ where, data: late, select: { id: true } })).rejects.toThrow(
			/append-only/,
		)
		const more = { withdrawnAt: NOW, note: "Иначе" }
		await expect(prisma.rulebookEdition.update({ where, data: more, select: { id: true } })).rejects.toThrow(
			/append-only/,
		)
		await withdraw({}, "operator", instantOf("2026-11-30T23:59"))
		expect(await numbersOnDay("2026-12-01")).toEqual({ registration: 11, centre: 15 })
	})

	test.each([
		["registration_day", { registration: "13" }, "01.12.2026", /не больше второго/],
		["centre_day", { centre: "9" }, "01.12.2026", /«День в центре» — 9/],
		["too_early", { to: "31.10.2026" }, "01.12.2026", /раньше дня изменений/],
		["too_early", { from: "02.11.2026" }, "01.12.2026", /«действует с 02\.11\.2026»/],
	])("is not put in force with days that contradict each other: %s %j", async (rule, typed, day, says) => {
		await change(rule, typed)
		expect((await preview(day))?.contradictions).toEqual([expect.stringMatching(says)])
		await expect(publish({ inForceFrom: day })).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringMatching(says),
		})
		await discardDraft({ actor: operator(), version: await version() })
	})

	test("names the periods and the open schedules whose dates it would move", async () => {
		await change("schedule_day", { schedule: "13" })
		const seen = await preview("01.11.2026")
		const moved = seen?.dates.find(({ id }) => id === "2026-12")
		expect(moved?.dates).toContain("последний день формирования графика: 12.11.2026 → 13.11.2026")
		expect(moved?.schedules).toContain("Город Томск")
		expect(
			seen?.dates.some(({ id }) => id === "2026-11"),
			"prepared in October",
		).toBe(false)
		await discardDraft({ actor: operator(), version: await version() })
		await change("too_early", { title: "Рано" })
		expect((await preview("01.11.2026"))?.dates).toEqual([])
		await discardDraft({ actor: operator(), version: await version() })
	})
})

describe("the help on rules", () => {
	test.each([
		["31.08.2023", "№ 276", "На высшую раньше срока"],
		["01.09.2023", "№ 196", "Упрощённая форма"],
	])("on %s is that of the Order of that day", async (date, order, title) => {
		const view = await viewRules({ actor: null, asked: { whose: "teacher", date }, now: NOW })
		expect(view.order).toContain(order)
		expect(view.groups.flatMap(({ rules }) => rules).map((rule) => rule.title)).toContain(title)
	})

	test("shows both Orders next to a rule that both contain, and which of them is in force on the day", async () => {
		const view = await viewRules({ actor: null, asked: { whose: "all", date: "01.10.2026" }, now: NOW })
		const term = view.groups.flatMap(({ rules }) => rules).find(({ id }) => id === "review_term")
		expect(term?.sources.map(({ effect, holds }) => [effect, holds])).toEqual([
			["с 15.06.2014 по 31.08.2023", false],
			["с 01.09.2023", true],
		])
	})

	test.each([
		"вчера",
		"31.02.2026",
		"01.01.1999",
		"'; DROP TABLE",
	])("says that it cannot read «%s», and shows today's rules", async (date) => {
		const view = await viewRules({ actor: null, asked: { whose: "nobody", date }, now: NOW })
		expect(view.problem).not.toBeNull()
		expect(view.day).toBe("1 октября 2026 г.")
		expect(view.whose).toBe("teacher")
	})
})
