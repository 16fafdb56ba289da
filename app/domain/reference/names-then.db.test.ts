import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { viewApplication } from "../application/application.view.server.ts"
import { placeOf } from "../application/form/workplace.server.ts"
import { listForOperator } from "../application/overview/operator-list.view.server.ts"
import { operatorQuery } from "../application/overview/operator-query.ts"
import { schoolQuery } from "../application/overview/school-list.query.ts"
import { viewSchoolList } from "../application/overview/school-list.view.server.ts"
import { ownApplications } from "../application/overview/teacher-applications.view.server.ts"
import { agreeTo } from "../batch/test-batch.ts"
import { viewSitting } from "../sitting/agenda.view.server.ts"
import { createSittingFromForm } from "../sitting/sitting-form.server.ts"
import { hold, planTyped } from "../sitting/test-sitting.ts"
import { keepListFromForm } from "./lists/list-form.server.ts"
import { ListQuerySchema, viewList } from "./lists/lists.view.server.ts"

let people: Cast
let decided: string
let waiting: string
let sitting: string
const operator = () => of(people, "operator")
const LATER = new Date(NOW.getTime() + 86_400_000)
const MUCH_LATER = new Date(LATER.getTime() + 86_400_000)

beforeAll(async () => {
	people = await openRegion(["municipal", "school", "expert1"], teachers(["decided", "waiting"]))
	await seedCommission(operator(), "2026-01-01", NOW)
	decided = await bring(people, { teacher: "decided", simplified: true, until: "admitted" })
	waiting = await bring(people, { teacher: "waiting", simplified: true, until: "registered" })
	const held = { form: { heldOn: "28.09.2026" }, now: NOW }
	sitting = (await createSittingFromForm({ actor: operator(), ...held })).id
	await hold(operator(), sitting)
	const form = { [`decision-${decided}`]: "granted" }
	await agreeTo(await planTyped({ actor: operator(), sitting, form }), { actor: operator(), now: NOW })
}, 120_000)

async function rename(list: string, id: string, changes: Record<string, string>, now: Date) {
	const query = ListQuerySchema.parse({ edit: id })
	const { open } = await viewList({ actor: operator(), name: list, query })
	await keepListFromForm({
		actor: operator(),
		name: list,
		form: { intent: "change", entryId: id, edition: open?.edition ?? "", ...open?.values, ...changes },
		now,
	})
}

/** What the pages call the position, the workplace and the municipality of an application. */
async function shown(id: string, teacher: string) {
	const view = await viewApplication({ actor: operator(), id, now: MUCH_LATER })
	const query = operatorQuery(new URLSearchParams())
	const { rows } = await listForOperator({ actor: operator(), query, now: MUCH_LATER })
	const row = rows.find((one) => one.id === id)
	const school = await viewSchoolList({
		actor: of(people, "school"),
		query: schoolQuery(new URLSearchParams()),
	})
	const [own] = await ownApplications(of(people, teacher))
	return {
		page: [view.position, view.organisation, view.municipality],
		operator: [row?.place, row?.municipality],
		school: school.rows.find((one) => one.id === id)?.position,
		teacher: own?.title,
	}
}

test("an application keeps the names of the day of its decision, and one without a decision takes the new ones", async () => {
	const { organisationId, municipalityCode, positionCode, engagementId } =
		await prisma.application.findUniqueOrThrow({ where: { id: decided } })
	const placeBefore = await placeOf(prisma, { engagementId })
	const [before, waitingBefore] = [await shown(decided, "decided"), await shown(waiting, "waiting")]
	const agenda = async () =>
		(await viewSitting({ actor: operator(), id: sitting, page: 1, now: MUCH_LATER })).decided
	const agendaBefore = await agenda()

	await rename("organisations", organisationId, { name: "Школа будущего" }, LATER)
	await rename("organisations", organisationId, { name: "Школа прошлого" }, MUCH_LATER)
	await rename("municipalities", municipalityCode, { name: "город Новый", shortName: "г. Новый" }, LATER)
	await rename("positions", positionCode, { nominative: "наставник" }, LATER)

	expect(await shown(decided, "decided")).toEqual(before)
	expect(await agenda()).toEqual(agendaBefore)
	// Papers that repeat a copied application name its place with every case, as it was.
	const row = await prisma.application.findUniqueOrThrow({ where: { id: decided } })
	expect((await placeOf(prisma, row, row.stateSince)).organisation).toMatchObject(
		placeBefore.organisation ?? {},
	)
	expect((await placeOf(prisma, row)).organisation).toMatchObject({ name: "Школа прошлого" })
	const now = await shown(waiting, "waiting")
	expect(now).not.toEqual(waitingBefore)
	expect(now.page).toEqual([expect.stringMatching(/^наставник/), "Школа прошлого", "город Новый"])
	expect(now.operator).toEqual([expect.stringContaining("Школа прошлого"), "г. Новый"])
	expect(now.school).toMatch(/^наставник/)
	expect(now.teacher).toContain("Школа прошлого")
})
