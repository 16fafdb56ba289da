import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { ROLES } from "#app/policies/policy.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import { changeOffice, viewOffice } from "./change-office.server.ts"
import { loadOffice, officeOf } from "./office.server.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal"])
}, 60_000)

const view = () => viewOffice({ actor: of(people, "operator") })
/** The page as it is, sent back with some fields typed anew. */
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
	test("can all be edited: no setting is missing from the page", async () => {
		const { groups } = await view()
		const names = groups.flatMap(({ fields }) => fields.map(({ name }) => name))
		expect(names.sort()).toEqual(Object.keys(await loadOffice(prisma)).sort())
	})

	test("changed, are printed from then on; what was final keeps those of its day", async () => {
		expect(await save({ chairName: "  И. И.  Иванов " })).toBe(true)
		const later = new Date(NOW.getTime() + 60_000)
		expect(await save({ chairName: "П. П. Петров" }, later)).toBe(true)
		expect((await loadOffice(prisma)).chairName).toBe("П. П. Петров")
		const chairAt = async (moment: Date | null) => (await officeOf(prisma, moment)).chairName
		expect(await chairAt(new Date(NOW.getTime() - 1))).toBe("")
		expect(await chairAt(NOW)).toBe("И. И. Иванов")
		expect(await chairAt(later)).toBe("П. П. Петров")
		expect(await chairAt(null)).toBe("П. П. Петров")
		const [entry] = await prisma.accessLog.findMany({
			where: { what: "office-changed" },
			orderBy: { id: "desc" },
		})
		expect(entry).toMatchObject({
			actorId: of(people, "operator").id,
			detail: { chairName: { from: "И. И. Иванов", to: "П. П. Петров" } },
		})
	})

	test("sent back as they were, change nothing", async () => {
		const before = await prisma.accessLog.count()
		expect(await save({})).toBe(false)
		expect(await prisma.accessLog.count()).toBe(before)
	})

	test("are refused without a name that papers need, and with a signature that is none, each at its field", async () => {
		const refused = save({
			region: " ",
			secretaryName: "Сидорова Анна",
			signatoryName: "А. Б. Петрова-Водкина",
		})
		await expect(refused).rejects.toMatchObject({
			code: "invalid",
			fields: {
				region: expect.stringContaining("Заполните"),
				secretaryName: expect.stringContaining("инициалы и фамилию"),
			},
		})
		expect((await loadOffice(prisma)).region).toBe("Томская область")
	})

	test("of two operators the slower one is told", async () => {
		const { edition } = await view()
		await save({ sittingPlace: "ул. Примерная, 1" })
		await expect(save({ edition, sittingPlace: "ул. Примерная, 2" })).rejects.toMatchObject({ code: "stale" })
	})

	test.each(ROLES.filter((role) => role !== "operator"))("are not there for a %s", async (role) => {
		const actor = {
			...of(people, "municipal"),
			grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
		}
		await expect(viewOffice({ actor })).rejects.toMatchObject({ code: "not-found" })
		await expect(changeOffice({ actor, form: {}, now: NOW })).rejects.toMatchObject({ code: "not-found" })
	})
})
