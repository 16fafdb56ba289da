import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import {
	approveSchedule,
	bring,
	type Cast,
	giveRole,
	NOW,
	of,
	openRegion,
	teachers,
} from "#tests/factories.ts"
import { EndRoleSchema, endRole, problemsOfEnding } from "./end-role.server.ts"
import { findRoles, viewEnding } from "./roles.view.server.ts"

let people: Cast
let applicationId: string

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "school", "expert1", "expert2", "expert3", "expert6", "operator"],
		teachers(["assigned", "plain"], { organisation: "905" }),
	)
	applicationId = await bring(people, { teacher: "assigned", period: "open", until: "assigned" })
})

const engagement = async (username: string, role: string) => {
	const { id } = await prisma.engagement.findFirstOrThrow({
		where: { personId: of(people, username).id, role },
		select: { id: true },
		orderBy: { from: "desc" },
	})
	return id
}

const ends = async (
	by: string,
	username: string,
	role: string,
	form: Partial<Parameters<typeof endRole>[0]["form"]> = {},
	at = NOW,
) =>
	endRole({
		actor: of(people, by),
		engagementId: await engagement(username, role),
		form: { endsOn: civilDate(at), reason: "Переход на другую работу", ...form },
		now: at,
	})

const seated = async () => {
	const seats = await prisma.seat.findMany({ where: { applicationId }, orderBy: { seat: "asc" } })
	return seats.map(({ expertId }) => expertId)
}
test("the end of a role is told everything in one round: a past day, no successor, and what its schema refuses", async () => {
	const engagementId = await engagement("expert1", "expert")
	const told = {
		endsOn: expect.stringContaining("уже прошёл"),
		successor: expect.stringContaining("кому передать"),
	}
	await expect(ends("municipal", "expert1", "expert", { endsOn: "2026-01-01" })).rejects.toMatchObject({
		fields: told,
	})
	expect(await problemsOfEnding({ engagementId, form: { endsOn: "2026-01-01" }, now: NOW })).toEqual(told)
})

const endOf = async (username: string, role: string) =>
	(await prisma.engagement.findUniqueOrThrow({ where: { id: await engagement(username, role) } })).to

describe("ending a role", () => {
	test("is refused to people who may not give it, as if it did not exist", async () => {
		for (const by of ["municipal3", "school", "expert2", "plain"])
			await expect(ends(by, "expert1", "expert"), by).rejects.toMatchObject({ code: "not-found" })
		await expect(ends("municipal", "municipal3", "municipal_coordinator")).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("is refused for oneself and for a teacher's own job", async () => {
		await expect(ends("operator", "operator", "operator")).rejects.toMatchObject({ code: "forbidden" })
		await expect(ends("operator", "plain", "teacher")).rejects.toMatchObject({ code: "forbidden" })
	})

	test("names the open work, and is refused until somebody takes it over", async () => {
		const view = await viewEnding({
			actor: of(people, "operator"),
			engagementId: await engagement("expert1", "expert"),
		})
		expect(view.seats).toHaveLength(1)
		expect(view.successors.map(({ value }) => value)).toContain(of(people, "expert3").id)
		expect(view.successors.map(({ value }) => value)).not.toContain(of(people, "expert1").id)
		await expect(ends("operator", "expert1", "expert")).rejects.toMatchObject({
			fields: { successor: "Выберите, кому передать открытую работу." },
		})
		expect(await endOf("expert1", "expert")).toBeNull()
	})

	test("refuses a successor who already has the other seat", async () => {
		const successor = of(people, "expert2").id
		await expect(ends("municipal", "expert1", "expert", { successor })).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: [expect.stringContaining("Примерова")],
		})
		expect(await endOf("expert1", "expert")).toBeNull()
	})

	test("hands over a seat of a schedule that is being filled in, in the same step", async () => {
		const successor = of(people, "expert3").id
		const { handedOver } = await ends("municipal", "expert2", "expert", { successor })
		expect(handedOver).toBe(1)
		expect(await seated()).toEqual([of(people, "expert1").id, successor])
		expect(await endOf("expert2", "expert")).toEqual(NOW)
	})

	test("leaves the seats of an approved schedule to the operator, and hands over either all or nothing", async () => {
		const approved = instantOf("2026-10-20T10:00")
		await approveSchedule(people, approved)
		const successor = of(people, "expert6").id
		const before = await seated()
		await expect(ends("municipal", "expert1", "expert", { successor }, approved)).rejects.toMatchObject({
			code: "not-allowed-now",
		})
		expect(await seated()).toEqual(before)
		expect(await endOf("expert1", "expert")).toBeNull()
		await ends("operator", "expert1", "expert", { successor }, approved)
		expect(await seated()).toEqual([successor, of(people, "expert3").id])
		expect(await endOf("expert1", "expert")).toEqual(approved)
	})

	test.each([
		["2026-09-30", "уже прошёл"],
		["2028-01-01", "в пределах года"],
	])("refuses %s as the last day", async (endsOn, message) => {
		await expect(ends("operator", "school", "school_coordinator", { endsOn })).rejects.toMatchObject({
			fields: { endsOn: expect.stringContaining(message) },
		})
	})

	test("takes effect at once if it ends today, informs the person, is recorded, and happens once", async () => {
		const person = of(people, "school")
		await ends("municipal", "school", "school_coordinator")
		expect(await endOf("school", "school_coordinator")).toEqual(NOW)
		expect(await prisma.letter.count({ where: { personId: person.id, kind: "role-ended" } })).toBe(1)
		const entry = await prisma.accessLog.findFirst({ where: { personId: person.id, what: "role-ended" } })
		expect(entry).toMatchObject({
			actorId: of(people, "municipal").id,
			detail: { reason: "Переход на другую работу" },
		})
		await expect(ends("municipal", "school", "school_coordinator")).rejects.toThrow("уже прекращена")
	})

	test("lasts through the chosen day", async () => {
		await giveRole(people, "plain", "municipal_coordinator", "operator")
		await ends("operator", "plain", "municipal_coordinator", { endsOn: "2026-10-15" })
		expect(await endOf("plain", "municipal_coordinator")).toEqual(new Date("2026-10-15T17:00:00Z"))
	})
})

describe("the form", () => {
	test.each([
		{},
		{ endsOn: "вчера", reason: "x" },
		{ endsOn: "01.10.2026", reason: "x".repeat(501) },
	])("refuses %j", (form) => {
		expect(EndRoleSchema.safeParse(form).success).toBe(false)
	})
})

describe("a forgotten login", () => {
	const find = (by: string, name: string) => findRoles({ actor: of(people, by), name, now: NOW })

	test("is found by people who may invite, within their municipality, and each look is recorded", async () => {
		const { username, id } = of(people, "expert3")
		const { rows } = await find("municipal", username)
		expect(rows.map((row) => row.username)).toEqual([username])
		const entries = await prisma.accessLog.findMany({ where: { what: "login-found", personId: id } })
		expect(entries.map(({ actorId }) => actorId)).toEqual([of(people, "municipal").id])
		expect((await find("municipal3", username)).rows).toEqual([])
	})

	test("leads an operator to the access of that account, but nobody to their own", async () => {
		const mayBlock = async (by: string, username: string) =>
			(await find(by, username)).rows.some((row) => row.mayBlock)
		expect(await mayBlock("operator", "expert3")).toBe(true)
		expect(await mayBlock("operator", "operator")).toBe(false)
		expect(await mayBlock("municipal", "expert3")).toBe(false)
	})

	test("of a teacher is found by operators only", async () => {
		expect((await find("municipal", "plain")).rows.filter(({ role }) => role.includes("педагог"))).toEqual([])
		expect((await find("operator", "plain")).rows.length).toBeGreaterThan(0)
		await expect(find("assigned", "plain")).rejects.toMatchObject({ code: "not-found" })
	})

	test("is found together with whether the account is blocked", async () => {
		const { id, username } = of(people, "expert3")
		const isBlocked = async () => (await find("operator", username)).rows.map((row) => row.isBlocked)
		expect(await isBlocked()).toEqual([false])
		await prisma.person.update({ where: { id }, data: { blockedAt: NOW } })
		expect(await isBlocked()).toEqual([true])
		await prisma.person.update({ where: { id }, data: { blockedAt: null } })
	})

	test("is found by the words of the name in any order", async () => {
		const { surname, name } = await prisma.person.findUniqueOrThrow({
			where: { id: of(people, "expert3").id },
		})
		for (const words of [`${surname} ${name}`, `${name}  ${surname}`])
			expect((await find("municipal", words)).rows.map(({ username }) => username)).toContain("expert3")
	})

	test.each([
		"",
		"   ",
		"%",
		"_",
		"-",
		"— ,",
	])("is not found by «%s», which would list everybody", async (name) => {
		expect((await find("operator", name)).rows).toEqual([])
	})
})
