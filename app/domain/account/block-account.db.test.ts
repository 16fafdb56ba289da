import { beforeAll, describe, expect, test } from "vitest"
import { getActor } from "#app/auth/actor.server.ts"
import { openSession } from "#app/auth/lucia.server.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { BlockSchema, blockAccount, unblockAccount, viewBlocked } from "./block-account.server.ts"
import { requestPasswordReset } from "./request-password-reset.server.ts"
import { viewResetLink } from "./reset-password.server.ts"
import { signIn } from "./sign-in.server.ts"
import {
	freshAddress,
	NOW,
	newOperator,
	newTeacher,
	PASSWORD,
	type SmallRegion,
	smallRegion,
	tokenSentTo,
} from "./test-accounts.ts"

let region: SmallRegion
let operator: Actor
beforeAll(async () => {
	region = await smallRegion()
	operator = await newOperator("operator")
})

const reason = "Уволен, доступ больше не нужен."
const block = (username: string, actor = operator) =>
	blockAccount({ actor, form: { username, reason }, now: NOW })
const unblock = (username: string, actor = operator) =>
	unblockAccount({ actor, form: { username, reason: "Вернулся." }, now: NOW })
const enter = (username: string) =>
	signIn({ username, password: PASSWORD, address: freshAddress(), device: null })
const ask = async (username: string) =>
	(await requestPasswordReset({ username, address: freshAddress(), now: NOW })).written

describe("«Заблокировать»", () => {
	test("ends the sessions at once, makes links void and lets nobody sign in; «Разблокировать» opens it again", async () => {
		const { id } = await newTeacher(region, "dismissed")
		const cookie = (await openSession(id, true)).split(";")[0] ?? ""
		const asks = () => new Request("http://localhost:3000/", { headers: { Cookie: cookie } })
		await ask("dismissed")
		const token = await tokenSentTo("dismissed@school.example", "password-reset")
		expect(await getActor(asks())).not.toBeNull()

		await block("Dismissed")
		expect(await getActor(asks())).toBeNull()
		expect(await viewResetLink(token, NOW)).toBeNull()
		await expect(enter("dismissed")).rejects.toMatchObject({ code: "forbidden" })
		await ask("dismissed")
		expect(await tokenSentTo("dismissed@school.example", "password-reset")).toBe(token)
		expect(await viewBlocked(operator)).toMatchObject([
			{ username: "dismissed", fullName: "Примерова Мария Ивановна", reason },
		])

		await unblock("dismissed")
		// Opening the account again revives neither the ended sessions nor the links.
		expect(await getActor(asks())).toBeNull()
		expect(await viewResetLink(token, NOW)).toBeNull()
		await expect(enter("dismissed")).resolves.toMatchObject({ personId: id })
		expect(await viewBlocked(operator)).toEqual([])
		const rows = await prisma.accessLog.findMany({ where: { personId: id }, orderBy: { id: "asc" } })
		expect(rows).toMatchObject([
			{ actorId: operator.id, what: "account-blocked", detail: { reason } },
			{ actorId: operator.id, what: "account-unblocked", detail: { reason: "Вернулся." } },
		])
	})

	test("tells each of those who were blocked whom they can ask", async () => {
		const { id: coordinator } = await newTeacher(region, "closedoffice")
		await prisma.engagement.create({
			data: { personId: coordinator, role: "municipal_coordinator", municipalityCode: "here", from: NOW },
		})
		const { id: former } = await newTeacher(region, "formeroffice")
		await prisma.engagement.create({
			data: { personId: former, role: "municipal_coordinator", municipalityCode: "here", from: NOW, to: NOW },
		})
		await newOperator("closedoperator")
		for (const [username, asks] of [
			["closedoffice", "Обратитесь к оператору регионального центра."],
			["closedoperator", "Обратитесь к другому оператору регионального центра."],
			["formeroffice", "Обратитесь к координатору по аттестации."],
		] as const) {
			await block(username)
			await expect(enter(username)).rejects.toThrow(asks)
			await unblock(username)
		}
	})

	test("can be used only by operators, and not against oneself", async () => {
		const teacher = await newTeacher(region, "curious")
		for (const act of [block, unblock]) {
			await expect(act("operator", teacher)).rejects.toMatchObject({ code: "forbidden" })
			await expect(act("operator")).rejects.toMatchObject({ code: "forbidden" })
			await expect(act("nobody9")).rejects.toMatchObject({
				fields: { username: expect.stringMatching(/нет/) },
			})
		}
		await expect(viewBlocked(teacher)).rejects.toMatchObject({ code: "not-found" })
	})

	test("is refused when it is repeated or the account is already open, and one of two operators at once wins", async () => {
		await newTeacher(region, "contested")
		await expect(unblock("contested")).rejects.toMatchObject({ code: "not-allowed-now" })
		const both = await Promise.allSettled([block("contested"), block("contested")])
		expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
	})

	test.each([
		["no reason", { username: "a", reason: " " }],
		["no login", { username: "", reason }],
		["a reason without end", { username: "a", reason: "x".repeat(501) }],
	])("refuses the form %s", (_what, form) => {
		expect(BlockSchema.safeParse(form).success).toBe(false)
	})
})
