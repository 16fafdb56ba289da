import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { planRegistration } from "#app/domain/application/registration/plan-registration.server.ts"
import { viewRegistration } from "#app/domain/application/registration/registration.view.server.ts"
import { RegistrationQuerySchema } from "#app/domain/application/registration/registration-query.ts"
import {
	SchedulingQuerySchema,
	viewScheduling,
} from "#app/domain/application/scheduling/scheduling.view.server.ts"
import { viewSitting } from "#app/domain/sitting/agenda.view.server.ts"
import { createSittingFromForm } from "#app/domain/sitting/sitting-form.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"

let people: Cast
let submitted: string
let registered: string
let admitted: string

/** The holder of an office who has filed an application of their own. */
const also = (office: string, teacher: string): Actor => {
	const actor = of(people, teacher)
	return { ...actor, grants: [...of(people, office).grants, ...actor.grants] }
}
const OWN = "Это Ваше заявление: здесь действует другой координатор или оператор."

beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2"],
		teachers(["waits", "planned", "simple", "other"]),
	)
	submitted = await bring(people, { teacher: "waits", until: "submitted" })
	await bring(people, { teacher: "other", until: "submitted" })
	registered = await bring(people, { teacher: "planned", until: "registered" })
	admitted = await bring(people, { teacher: "simple", simplified: true, until: "admitted" })
	await seedCommission(of(people, "operator"), "2026-01-01", NOW)
})

describe("one's own application", () => {
	test("can be neither ticked nor registered in its coordinator's list, and the row says who does it", async () => {
		const query = RegistrationQuerySchema.parse({})
		const asked = { municipalityCode: "tomsk", query, now: NOW }
		const { rows } = await viewRegistration({ ...asked, actor: also("municipal", "waits") })
		expect(rows.map(({ id, own, register }) => ({ own, mine: id === submitted, register }))).toEqual(
			expect.arrayContaining([
				{ own: true, mine: true, register: { possible: false, reasons: [OWN] } },
				{ own: false, mine: false, register: { possible: true, reasons: [] } },
			]),
		)
	})

	test("is left out of a bulk act in the same words, and a posted event is refused in them", async () => {
		const actor = also("municipal", "waits")
		const which = { ids: [submitted] }
		const { items } = await planRegistration({ actor, municipalityCode: "tomsk", which, now: NOW })
		expect(items).toMatchObject([{ obstacles: [OWN] }])
		await expect(send(actor, "application", submitted, "application.register")).rejects.toMatchObject({
			code: "forbidden",
			message: OWN,
		})
		expect(await prisma.application.findUniqueOrThrow({ where: { id: submitted } })).toMatchObject({
			state: "submitted",
		})
	})

	test("offers its coordinator no period and no experts to assign", async () => {
		const query = SchedulingQuerySchema.parse({})
		const ownIn = async (actor: Actor) =>
			(await viewScheduling({ actor, query, now: NOW })).rows.find(({ id }) => id === registered)?.own
		expect(await ownIn(also("municipal", "planned"))).toBe(true)
		expect(await ownIn(of(people, "municipal"))).toBe(false)
	})

	test("offers an operator no decision in the agenda", async () => {
		const form = { heldOn: "28.09.2026" }
		const { id } = await createSittingFromForm({ actor: of(people, "operator"), form, now: NOW })
		const ownIn = async (actor: Actor) =>
			(await viewSitting({ actor, id, page: 1, now: NOW })).agenda.find((row) => row.id === admitted)?.own
		expect(await ownIn(also("operator", "simple"))).toBe(true)
		expect(await ownIn(of(people, "operator"))).toBe(false)
	})
})
