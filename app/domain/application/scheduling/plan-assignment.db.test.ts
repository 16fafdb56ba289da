import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { period } from "#machines/calendar.ts"
import { agreeTo } from "../../batch/test-batch.ts"
import {
	enrol,
	HERE,
	NEAREST,
	NOW,
	person,
	registered,
	rosterExpert,
	type SchedulingRegion,
	schedulingRegion,
} from "../../schedule/test-schedule.ts"
import { pairChoices, planAssignment } from "./plan-assignment.server.ts"
import { SchedulingQuerySchema } from "./scheduling.view.server.ts"

const LAST_YEAR = "2025-10"
let region: SchedulingRegion
let coordinator: Actor
let first: Actor
let second: Actor
let ids: string[]

const found = { found: SchedulingQuerySchema.parse({ municipality: HERE }) }
const form = (change: object = {}) => ({ period: NEAREST, expert1: first.id, expert2: second.id, ...change })

beforeAll(async () => {
	region = await schedulingRegion()
	coordinator = await person("Координаторова", { role: "municipal_coordinator" })
	first = await rosterExpert(region, "Первых")
	second = await rosterExpert(region, "Вторых")
	ids = []
	for (const surname of ["Абрикосова", "Берёзкина"]) ids.push((await registered(region, surname)).id)
	// An expert is never assigned to their own application.
	ids.push((await registered(region, "Первых", { teacher: first })).id)
})

const offered = async (periods = [NEAREST]) => (await pairChoices(HERE, periods))?.map(({ label }) => label)

test("one pair is offered from the roster of the municipality", async () => {
	expect(await offered()).toEqual([
		"Вторых Анна Петровна, математика, МАОУ СОШ № 902",
		"Первых Анна Петровна, математика, МАОУ СОШ № 902",
	])
	expect(await pairChoices("elsewhere", [NEAREST])).toEqual([])
})

test("nobody is offered who would be refused, and one who is listed for a single year is offered for that year", async () => {
	const [gone, shut, unlisted, older] = [
		await rosterExpert(region, "Ушедших"),
		await rosterExpert(region, "Закрытых"),
		await rosterExpert(region, "Бездолжностных"),
		await person("Прошлогодних", { role: "expert", organisationId: region.other.id }),
	]
	await prisma.engagement.updateMany({ where: { personId: gone.id }, data: { to: NOW } })
	await prisma.person.update({ where: { id: shut.id }, data: { blockedAt: NOW } })
	await prisma.engagement.updateMany({ where: { personId: unlisted.id }, data: { positionCode: null } })
	await enrol(older, LAST_YEAR)
	const both = [
		"Вторых Анна Петровна, математика, МАОУ СОШ № 902",
		"Первых Анна Петровна, математика, МАОУ СОШ № 902",
	]
	expect(await offered()).toEqual(both)
	expect(await offered([LAST_YEAR, NEAREST])).toEqual([
		...both.map((label) => `${label}, только на ${period(NEAREST).schoolYear} учебный год`),
		`Прошлогодних Анна Петровна, МАОУ СОШ № 902, только на ${period(LAST_YEAR).schoolYear} учебный год`,
	])
	// A forged id does not reveal a name.
	for (const { id } of [gone, shut, region.school])
		await expect(
			planAssignment({ actor: coordinator, which: found, form: form({ expert1: id }), now: NOW }),
		).rejects.toMatchObject({ fields: { expert1: expect.not.stringMatching(/Ушедших|Закрытых/) } })
	await prisma.person.updateMany({
		where: { id: { in: [gone.id, shut.id, unlisted.id, older.id] } },
		data: { blockedAt: NOW },
	})
})

test("where specialists are too many for a choice, a name that fits one of them is enough", async () => {
	const plan = await planAssignment({
		actor: coordinator,
		which: found,
		form: form({ expert1: "анна первых", expert2: "Вторых" }),
		now: NOW,
	})
	expect(plan.words.typed).toContainEqual({ label: "Первый специалист", value: "Первых Анна Петровна" })
	const ask = (expert1: string) =>
		planAssignment({ actor: coordinator, which: found, form: form({ expert1 }), now: NOW })
	await expect(ask("Анна Петровна")).rejects.toMatchObject({
		fields: { expert1: expect.stringMatching(/^Подходят несколько специалистов: Вторых .*, Первых /) },
	})
	await expect(ask("Третьих")).rejects.toMatchObject({
		fields: { expert1: expect.stringMatching(/^В муниципалитете нет специалиста «Третьих»/) },
	})
})

test("a specialist who is not listed for the school year of the period is refused by name, before any preview", async () => {
	const entries = { where: { expertId: second.id } }
	const [entry] = await prisma.rosterEntry.findMany(entries)
	if (!entry) throw new Error("the second specialist is on no roster")
	await prisma.rosterEntry.updateMany({ ...entries, data: { schoolYear: "2001/2002" } })
	await expect(
		planAssignment({ actor: coordinator, which: found, form: form(), now: NOW }),
	).rejects.toMatchObject({
		fields: { expert2: expect.stringMatching(/^Вторых Анна Петровна. Нет в списке, утверждённом на 20/) },
	})
	await prisma.rosterEntry.updateMany({ ...entries, data: { schoolYear: entry.schoolYear } })
})

const OWN = "Специалист не подходит. Первых Анна Петровна: это сам аттестуемый."

test("an expert of the same school is left out for these teachers by name, until a reason is given", async () => {
	const colleague = await person("Соседних", { role: "expert", organisationId: region.school.id })
	await enrol(colleague)
	const reasons = async (change: object) => {
		const { items } = await planAssignment({
			actor: coordinator,
			which: { ids: ids.slice(0, 1) },
			form: form({ expert1: colleague.id, ...change }),
			now: NOW,
		})
		return items.map(({ obstacles }) => obstacles)
	}
	expect(await reasons({})).toEqual([
		["Соседних Анна Петровна: работа в той же организации, подтвердите и укажите причину."],
	])
	expect(await reasons({ colleagueReason: "Других специалистов по предмету нет" })).toEqual([[]])
	await expect(reasons({ expert2: colleague.id })).rejects.toMatchObject({ fields: expect.anything() })
	await prisma.person.update({ where: { id: colleague.id }, data: { blockedAt: NOW } })
})

test("one period and pair for all found: the preview names whom the pair may not assess, and the others are assigned", async () => {
	const plan = await planAssignment({ actor: coordinator, which: found, form: form(), now: NOW })
	expect(plan.items).toHaveLength(3)
	expect(plan.words.letters).toEqual([{ label: "педагогам: «Назначен предварительный период»", count: 2 }])
	expect(await prisma.application.count({ where: { state: "scheduled.preliminary" } })).toBe(0)
	const { done, leftOut } = await agreeTo(plan, { actor: coordinator, now: NOW, cabinet: "municipality" })
	expect(done).toEqual(["Абрикосова Анна Петровна", "Берёзкина Анна Петровна"])
	expect(leftOut).toMatchObject([{ name: "Первых Анна Петровна", reasons: [OWN] }])
	const seats = await prisma.seat.count({ where: { applicationId: { in: ids } } })
	expect(seats).toBe(4)
})

test("saving the same pair again sends no letter", async () => {
	const plan = await planAssignment({
		actor: coordinator,
		which: { ids: ids.slice(0, 2) },
		form: form(),
		now: NOW,
	})
	expect(plan.words.letters).toEqual([])
})

test("another specialist in the same period sends the teacher no letter, because no letter names specialists yet", async () => {
	const third = await rosterExpert(region, "Третьих")
	const plan = await planAssignment({
		actor: coordinator,
		which: { ids: ids.slice(0, 2) },
		form: form({ expert2: third.id }),
		now: NOW,
	})
	expect(plan.items).toHaveLength(2)
	expect(plan.words.letters).toEqual([])
})

test("without a period nothing is planned, and a coordinator from elsewhere plans nothing", async () => {
	const ask = (actor: Actor, change: object) =>
		planAssignment({ actor, which: { ids }, form: form(change), now: NOW })
	await expect(ask(coordinator, { period: "" })).rejects.toMatchObject({
		fields: { period: "Выберите период аттестации." },
	})
	const stranger: Actor = {
		...coordinator,
		grants: [
			{ role: "municipal_coordinator", municipalityCode: "elsewhere", organisationId: null, subjectId: null },
		],
	}
	expect((await ask(stranger, { expert1: "", expert2: "" })).items).toEqual([])
	await expect(ask(stranger, {})).rejects.toMatchObject({
		fields: { expert1: expect.not.stringContaining("Первых") },
	})
})
