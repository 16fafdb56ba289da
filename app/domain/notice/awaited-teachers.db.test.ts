import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import { bring, type Cast, of, openRegion, teachers } from "#tests/factories.ts"
import { recountAwaited } from "./awaited-teachers.server.ts"

let people: Cast

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera", "olga", "nina"]))
	await bring(people, { teacher: "vera", until: "formed" })
	await bring(people, { teacher: "olga", until: "submitted" })
}, 120_000)

const awaited = async () => {
	const rows = await prisma.awaitedTeacher.findMany({
		orderBy: [{ personId: "asc" }, { municipalityCode: "asc" }],
	})
	expect(await recountAwaited()).toBe(0)
	return rows
}
const rowsOf = async (name: string) =>
	(await awaited()).filter(({ personId }) => personId === of(people, name).id)
const jobOf = (name: string) =>
	prisma.engagement.findFirstOrThrow({ where: { personId: of(people, name).id, role: "teacher" } })

describe("the list of those who have still to file an application", () => {
	test("has those who filed nothing or work on a draft, and says whose application is formed", async () => {
		expect(await rowsOf("anna")).toMatchObject([{ formed: false }])
		expect(await rowsOf("vera")).toMatchObject([{ formed: true }])
		expect(await rowsOf("olga")).toEqual([])
	})

	test("follows a person's name, e-mail, phone and access", async () => {
		const { id } = of(people, "anna")
		await prisma.person.update({
			where: { id },
			data: { searchName: "яшина анна", email: "yashina@example.org", mobilePhone: "+79130000001" },
		})
		expect(await rowsOf("anna")).toMatchObject([
			{ searchName: "яшина анна", email: "yashina@example.org", phone: "+79130000001" },
		])
		await prisma.person.update({ where: { id }, data: { blockedAt: new Date() } })
		expect(await rowsOf("anna")).toEqual([])
		await prisma.person.update({ where: { id }, data: { blockedAt: null } })
		expect(await rowsOf("anna")).toHaveLength(1)
	})

	test("names every workplace in the municipality once, by its present name", async () => {
		const { id: _, ...job } = await jobOf("anna")
		const first = await prisma.organisation.findUniqueOrThrow({ where: { id: job.organisationId ?? "" } })
		const other = await prisma.organisation.create({
			data: { municipalityCode: first.municipalityCode, name: "Ясли № 1", kind: "kindergarten" },
		})
		await prisma.engagement.createMany({ data: [job, { ...job, organisationId: other.id }] })
		expect(await rowsOf("anna")).toMatchObject([{ organisation: `${first.name}, Ясли № 1` }])
		await prisma.organisation.update({ where: { id: other.id }, data: { name: "Ясли № 2" } })
		expect(await rowsOf("anna")).toMatchObject([{ organisation: `${first.name}, Ясли № 2` }])
		await prisma.engagement.updateMany({ where: { organisationId: other.id }, data: { to: new Date() } })
		expect(await rowsOf("anna")).toMatchObject([{ organisation: first.name }])
	})

	test("has one row for each municipality, and none for a job that has moved", async () => {
		const { municipalityCode: here } = await jobOf("nina")
		const there = await prisma.municipality.findFirstOrThrow({ where: { code: { not: here ?? "" } } })
		const { id: _, ...job } = await jobOf("nina")
		await prisma.engagement.create({ data: { ...job, municipalityCode: there.code, organisationId: null } })
		expect((await rowsOf("nina")).map(({ municipalityCode }) => municipalityCode).sort()).toEqual(
			[here, there.code].sort(),
		)
		await prisma.engagement.updateMany({
			where: { personId: of(people, "nina").id },
			data: { municipalityCode: there.code },
		})
		expect(await rowsOf("nina")).toMatchObject([{ municipalityCode: there.code }])
		await prisma.engagement.deleteMany({ where: { personId: of(people, "nina").id } })
		expect(await rowsOf("nina")).toEqual([])
	})

	test("is put right by the recount of the night when somebody wrote behind the database", async () => {
		await behindTheDatabase((tx) => tx.$executeRaw`DELETE FROM "AwaitedTeacher" WHERE "formed"`)
		expect(await recountAwaited()).toBe(1)
		expect(await rowsOf("vera")).toHaveLength(1)
	})
})
