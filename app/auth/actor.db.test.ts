import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { newOperator, newTeacher, type SmallRegion, smallRegion } from "#app/domain/account/test-accounts.ts"
import type { Actor } from "#app/policies/policy.ts"
import { getActor, requireActor, requireRole } from "./actor.server.ts"
import { cabinetsOf, homeOf } from "./cabinets.ts"
import { closeSession, openSession } from "./lucia.server.ts"

let region: SmallRegion
let teacher: Actor
beforeAll(async () => {
	region = await smallRegion()
	teacher = await newTeacher(region, "teacher")
})

const asks = (cookie: string, path = "/teacher/submit?x=1", init: RequestInit = {}) =>
	new Request(`http://localhost:3000${path}`, {
		...init,
		headers: { Cookie: cookie.split(";")[0] ?? "", Host: "localhost:3000", ...init.headers },
	})

/** Returns the address that a redirect sends the visitor to. */
async function sentAway(work: Promise<unknown>) {
	const thrown = await work.catch((error: unknown) => error)
	return thrown instanceof Response ? `${thrown.status} ${thrown.headers.get("Location")}` : thrown
}

describe("the actor of a request", () => {
	test("the session's cookie names the person and the roles", async () => {
		const actor = await getActor(asks(await openSession(teacher.id, false)))
		expect(actor).toMatchObject({ id: teacher.id, username: "teacher", fullName: "Примерова Мария Ивановна" })
		expect(actor?.grants).toEqual(teacher.grants)
	})

	test("only the hash of the session's id is stored", async () => {
		const cookie = await openSession(teacher.id, true)
		const id = /^session=([^;]+)/.exec(cookie)?.[1] ?? ""
		expect(id).toMatch(/^r_/)
		expect(await prisma.session.count({ where: { id } })).toBe(0)
	})

	test("a visitor is sent to the sign-in page, which leads back", async () => {
		expect(await sentAway(requireActor(asks("")))).toBe("303 /login?returnTo=%2Fteacher%2Fsubmit%3Fx%3D1")
	})

	test("after a form people return to the page that held it, never to another site", async () => {
		const post = (Referer: string) =>
			asks("", "/applications/1/events", { method: "POST", headers: { Referer } })
		expect(await sentAway(requireActor(post("http://localhost:3000/teacher/submit")))).toBe(
			"303 /login?returnTo=%2Fteacher%2Fsubmit&again=1",
		)
		expect(await sentAway(requireActor(post("https://elsewhere.example/trap")))).toBe("303 /login?again=1")
	})

	test("a cabinet of another role is not found", async () => {
		const cookie = await openSession(teacher.id, false)
		await expect(requireRole(asks(cookie), "operator")).rejects.toMatchObject({ init: { status: 404 } })
		expect((await requireRole(asks(cookie), "operator", "teacher")).id).toBe(teacher.id)
	})

	test("a forged, an ended and an outdated session belong to nobody", async () => {
		const cookie = await openSession(teacher.id, false)
		expect(await getActor(asks("session=s_forged"))).toBeNull()
		await closeSession(asks(cookie))
		expect(await getActor(asks(cookie))).toBeNull()
		const old = await openSession(teacher.id, false)
		await prisma.session.updateMany({ where: { personId: teacher.id }, data: { expiresAt: new Date(0) } })
		expect(await getActor(asks(old))).toBeNull()
	})

	test("blocking a person ends their session at once", async () => {
		const { id } = await newTeacher(region, "blocked")
		const cookie = await openSession(id, true)
		expect(await getActor(asks(cookie))).not.toBeNull()
		await prisma.person.update({ where: { id }, data: { blockedAt: new Date() } })
		expect(await getActor(asks(cookie))).toBeNull()
	})

	test("a role that has ended no longer counts", async () => {
		const { id } = await newOperator("former")
		const cookie = await openSession(id, false)
		await prisma.engagement.updateMany({ where: { personId: id }, data: { to: new Date(0) } })
		expect((await getActor(asks(cookie)))?.grants).toEqual([])
	})
})

describe("cabinets", () => {
	test("there is one for each role, and work that others wait for comes first", () => {
		const grant = { municipalityCode: null, organisationId: null, subjectId: null }
		const grants = [
			{ ...grant, role: "teacher" as const },
			{ ...grant, role: "expert" as const },
			{ ...grant, role: "expert" as const },
		]
		expect(cabinetsOf({ grants }).map(({ home }) => home)).toEqual(["/teacher", "/expert"])
		expect(homeOf({ grants })).toBe("/expert")
		expect(homeOf({ grants: [] })).toBe("/profile")
	})

	test("a group head begins in the cabinet of another role if there is one, otherwise with the papers of the group", () => {
		const grant = { municipalityCode: null, organisationId: null, subjectId: null }
		const head = { ...grant, role: "group_head" as const }
		expect(homeOf({ grants: [head] })).toBe("/group")
		expect(homeOf({ grants: [head, { ...grant, role: "expert" as const }] })).toBe("/expert")
	})
})
