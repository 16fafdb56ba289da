import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { ROLES } from "#app/policies/policy.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import { changeOffice, viewOffice } from "./change-office.server.ts"
import { loadOffice, officeOf, saveOffice } from "./office.server.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal"])
}, 60_000)

const view = () => viewOffice({ actor: of(people, "operator") })
/** Sends the page back with some fields changed. */
async function save(typed: Record<string, string>, now = NOW, who = "operator") {
	const { edition, groups } = await view()
	const shown = groups.flatMap(({ fields }) => fields.map(({ name, value }) => [name, value]))
	return changeOffice({
		actor: of(people, who),
		form: { edition, ...Object.fromEntries(shown), ...typed },
		now,
	})
}

describe("names and signatories", () => {
	test("can all be edited on the page, apart from the officers, who have a page of their own", async () => {
		const { groups } = await view()
		const names = groups.flatMap(({ fields }) => fields.map(({ name }) => name))
		const officers = ["chairName", "deputyChairName", "secretaryName"]
		expect([...names, ...officers].sort()).toEqual(Object.keys(await loadOffice(prisma)).sort())
	})

	test("of officers in earlier settings stay when the page is saved without them", async () => {
		const office = await loadOffice(prisma)
		await saveOffice(prisma, { ...office, chairName: "О. О. Прежний" })
		expect(await save({ sittingCity: "г. Северск" })).toBe(true)
		expect(await loadOffice(prisma)).toMatchObject({ chairName: "О. О. Прежний", sittingCity: "г. Северск" })
	})

	test("are printed from the change on, while final papers keep those of their day", async () => {
		expect(await save({ signatoryName: "  И. И.  Иванов " })).toBe(true)
		const later = new Date(NOW.getTime() + 60_000)
		expect(await save({ signatoryName: "П. П. Петров" }, later)).toBe(true)
		expect((await loadOffice(prisma)).signatoryName).toBe("П. П. Петров")
		const signatoryAt = async (moment: Date | null) => (await officeOf(prisma, moment)).signatoryName
		expect(await signatoryAt(new Date(NOW.getTime() - 1))).toBe("")
		expect(await signatoryAt(NOW)).toBe("И. И. Иванов")
		expect(await signatoryAt(later)).toBe("П. П. Петров")
		expect(await signatoryAt(null)).toBe("П. П. Петров")
		const [entry] = await prisma.accessLog.findMany({
			where: { what: "office-changed" },
			orderBy: { id: "desc" },
		})
		expect(entry).toMatchObject({
			actorId: of(people, "operator").id,
			detail: { signatoryName: { from: "И. И. Иванов", to: "П. П. Петров" } },
		})
	})

	test("do not change when the form is sent back unchanged", async () => {
		const before = await prisma.accessLog.count()
		expect(await save({})).toBe(false)
		expect(await prisma.accessLog.count()).toBe(before)
	})

	test("are refused without a name that papers need or with an impossible signature, each at its field", async () => {
		const refused = save({
			region: " ",
			signatoryName: "Сидорова Анна",
		})
		await expect(refused).rejects.toMatchObject({
			code: "invalid",
			fields: {
				region: expect.stringContaining("Заполните"),
				signatoryName: expect.stringContaining("инициалы и фамилию"),
			},
		})
		expect((await loadOffice(prisma)).region).toBe("Томская область")
	})

	test("are not overwritten by the slower of two operators, who is told", async () => {
		const { edition } = await view()
		await save({ sittingPlace: "ул. Примерная, 1" })
		await expect(save({ edition, sittingPlace: "ул. Примерная, 2" })).rejects.toMatchObject({ code: "stale" })
	})

	test.each(
		ROLES.filter((role) => role !== "operator"),
	)("are not found by a person with the role %s", async (role) => {
		const actor = {
			...of(people, "municipal"),
			grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
		}
		await expect(viewOffice({ actor })).rejects.toMatchObject({ code: "not-found" })
		await expect(changeOffice({ actor, form: {}, now: NOW })).rejects.toMatchObject({ code: "not-found" })
	})
})
