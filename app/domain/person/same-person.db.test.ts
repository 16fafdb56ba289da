import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { judgeExpert } from "#app/domain/expert/expert-facts.server.ts"
import { viewPairs } from "#app/domain/role/roles.view.server.ts"
import { type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { otherAccountsOf } from "./same-person.server.ts"

let people: Cast

beforeAll(async () => {
	people = await openRegion(
		["operator", "municipal", "municipal3", "expert1"],
		teachers(["first", "second", "stranger"]),
	)
})

const change = (username: string, data: Parameters<typeof prisma.person.update>[0]["data"]) =>
	prisma.person.update({ where: { id: of(people, username).id }, data, select: { id: true } })
const others = async (username: string) => {
	const ids = await otherAccountsOf(prisma, of(people, username).id)
	return Object.keys(people).filter((name) => ids.includes(of(people, name).id))
}

describe("two accounts", () => {
	test("of people who share a name and a school but no phone belong to two people", async () => {
		await change("first", { mobilePhone: "+79000000001" })
		await change("second", { mobilePhone: "+79000000002" })
		await change("stranger", { mobilePhone: "" })
		expect(await others("first")).toEqual([])
	})

	test("with one name, phone and school belong to one person", async () => {
		await change("second", { mobilePhone: "+79000000001" })
		expect(await others("first")).toEqual(["second"])
		expect(await others("second")).toEqual(["first"])
		expect(await others("stranger")).toEqual([])
	})

	test("with one e-mail belong to one person once both have confirmed it", async () => {
		await change("expert1", { email: "same@demo.example", emailConfirmedAt: NOW })
		await change("stranger", { email: "Same@demo.example", emailConfirmedAt: null })
		expect(await others("expert1")).toEqual([])
		await change("stranger", { emailConfirmedAt: NOW })
		expect(await others("expert1")).toEqual(["stranger"])
	})

	test("are named to operators and to the coordinator of their municipality, and to nobody else", async () => {
		const named = async (username: string) =>
			(await viewPairs(of(people, username)))
				.map(({ usernames }) => usernames.split(", ").sort().join(" "))
				.sort()
		expect(await named("operator")).toEqual(["expert1 stranger", "first second"])
		expect(await named("municipal")).toEqual(["expert1 stranger", "first second"])
		expect(await named("municipal3")).toEqual([])
		expect(await named("first")).toEqual([])
		const [pair] = await viewPairs(of(people, "municipal"))
		expect(pair?.merge).toBeNull()
	})

	test("keep an expert from assessing themselves under the other login", () => {
		const [teacherId, expertId] = [of(people, "stranger").id, of(people, "expert1").id]
		const person = { id: expertId, blockedAt: null, engagements: [], roster: [] }
		const application = { teacherId, municipalityCode: "tomsk", organisationId: "none" }
		expect(judgeExpert(person, application, null, [expertId]).isTeacherHimself).toBe(true)
		expect(judgeExpert(person, application, null, []).isTeacherHimself).toBe(false)
	})

	test("no longer count once one of them is closed", async () => {
		await change("second", { blockedAt: NOW })
		expect(await others("first")).toEqual([])
	})
})
