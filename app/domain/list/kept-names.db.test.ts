import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"
import { recountNames } from "./kept-names.server.ts"

let people: Cast

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1"], teachers(["anna"]))
	await prisma.rosterEntry.create({
		data: { expertId: of(people, "expert1").id, municipalityCode: "tomsk", schoolYear: "2030/2031" },
	})
}, 120_000)

/** The expert's name at the job, on the roster and at the invitation. */
async function namesBeside() {
	const { id } = of(people, "expert1")
	const found = await Promise.all([
		prisma.engagement.findMany({ where: { personId: id }, select: { searchName: true } }),
		prisma.rosterEntry.findMany({ where: { expertId: id }, select: { searchName: true } }),
		prisma.invitation.findMany({ where: { acceptedById: id }, select: { searchName: true } }),
	])
	expect(found.map((rows) => rows.length > 0)).toEqual([true, true, true])
	return [...new Set(found.flat().map(({ searchName }) => searchName))]
}

describe("a name beside what the offices list by name", () => {
	test("is the person's from the beginning, and after the name has changed", async () => {
		const { id } = of(people, "expert1")
		const { searchName } = await prisma.person.findUniqueOrThrow({ where: { id } })
		expect(await namesBeside()).toEqual([searchName])
		await prisma.person.update({ where: { id }, data: { searchName: "новая анна" } })
		expect(await namesBeside()).toEqual(["новая анна"])
		expect(await recountNames()).toBe(0)
	})

	test("is put right by the recount of the night when somebody wrote behind the database", async () => {
		await behindTheDatabase((tx) => tx.$executeRaw`UPDATE "RosterEntry" SET "searchName" = 'не та'`)
		expect(await recountNames()).toBeGreaterThan(0)
		expect(await namesBeside()).toEqual(["новая анна"])
	})
})

describe("a login and an address beside the invitation by which somebody came", () => {
	const beside = () =>
		prisma.invitation.findMany({
			where: { acceptedById: of(people, "expert1").id },
			select: { searchUsername: true, searchEmail: true },
		})

	test("follow the person's, in small letters", async () => {
		const { id } = of(people, "expert1")
		const { username, email } = await prisma.person.findUniqueOrThrow({ where: { id } })
		expect(await beside()).toEqual([
			{ searchUsername: username.toLowerCase(), searchEmail: email.toLowerCase() },
		])
		await prisma.person.update({ where: { id }, data: { username: "Novyj", email: "Novyj@example.ru" } })
		expect(await beside()).toEqual([{ searchUsername: "novyj", searchEmail: "novyj@example.ru" }])
		expect(await recountNames()).toBe(0)
	})

	test("are put right by the recount of the night", async () => {
		await behindTheDatabase((tx) => tx.$executeRaw`UPDATE "Invitation" SET "searchEmail" = 'не тот'`)
		expect(await recountNames()).toBeGreaterThan(0)
		expect(await beside()).toEqual([{ searchUsername: "novyj", searchEmail: "novyj@example.ru" }])
	})
})

test("the municipality beside a withdrawal is that of the application, and is put right as well", async () => {
	const applicationId = await bring(people, { teacher: "anna", until: "registered" })
	const id = await newWithdrawal(of(people, "anna"), applicationId, "submitted")
	const code = async () => (await prisma.withdrawal.findUniqueOrThrow({ where: { id } })).municipalityCode
	expect(await code()).toBe("tomsk")
	await behindTheDatabase((tx) => tx.$executeRaw`UPDATE "Withdrawal" SET "municipalityCode" = ''`)
	expect(await recountNames()).toBe(1)
	expect(await code()).toBe("tomsk")
})
