import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { FormFields } from "#app/utils/http/form-fields.ts"
import {
	actorNamed,
	freshAddress,
	HOUR,
	later,
	lettersTo,
	NOW,
	newOperator,
	newTeacher,
	PASSWORD,
	type SmallRegion,
	smallRegion,
	tokenSentTo,
} from "../account/test-accounts.ts"
import { acceptInvitation, registerInvited } from "./accept-invitation.server.ts"
import { changeInvitation } from "./change-invitation.server.ts"
import { expireInvitations } from "./expire-invitations.server.ts"
import { PREFILLED, registerInvitedSchema } from "./invitation.schema.ts"
import { viewInvitation, viewInvitations } from "./invitation.view.server.ts"
import { sendInvitation } from "./send-invitation.server.ts"

const DAY = 24 * HOUR
let region: SmallRegion
let operator: Actor
let coordinator: Actor
let coordinatorThere: Actor

const invite = (actor: Actor, role: Role, email: string, municipalityCode = "here", now = NOW) =>
	sendInvitation({ actor, form: { ...PREFILLED, role, email, municipalityCode }, now })

const inviteLink = (email: string) => tokenSentTo(email, "invitation")

const newcomer = (username: string, change: object = {}) => ({
	username,
	password: PASSWORD,
	surname: "Новиков",
	name: "Пётр",
	patronymic: "Ильич",
	organisationId: "",
	positionCode: "",
	positionText: "",
	subjectId: "",
	mobilePhone: "+7 900 000-00-02",
	workPhone: "8 (38200) 0-00-00",
	consent: "on" as const,
	...change,
})

async function join(token: string, username: string, change: object = {}, now = NOW): Promise<Actor> {
	await registerInvited({ token, form: newcomer(username, change), address: freshAddress(), now })
	return actorNamed(username)
}

async function newCoordinator(username: string, municipalityCode: string) {
	const email = `${username}@centre.example`
	await invite(operator, "municipal_coordinator", email, municipalityCode)
	return join(await inviteLink(email), username)
}

async function sent(
	actor: Actor,
	id: string,
	event: "invitation.resend" | "invitation.revoke",
	now: Date,
	version = "",
) {
	const form = new FormFields(Object.entries({ event, invitationId: id, ...(version && { version }) }))
	return changeInvitation({ actor, sent: form, now })
}

beforeAll(async () => {
	region = await smallRegion()
	operator = await newOperator("operator")
	coordinator = await newCoordinator("coordinator", "here")
	coordinatorThere = await newCoordinator("neighbour", "there")
})

describe("inviting people", () => {
	test("an operator's invitation makes a municipal coordinator, whose address is confirmed by the link", async () => {
		expect(coordinator.grants).toEqual([
			{ role: "municipal_coordinator", municipalityCode: "here", organisationId: null, subjectId: null },
		])
		expect(await prisma.person.findUnique({ where: { id: coordinator.id } })).toMatchObject({
			email: "coordinator@centre.example",
			emailConfirmedAt: NOW,
		})
	})

	test.each<[string, () => Actor, Role, string]>([
		["a coordinator into another municipality", () => coordinator, "expert", "there"],
		["a coordinator a coordinator", () => coordinator, "municipal_coordinator", "here"],
		["a coordinator an operator", () => coordinator, "operator", "here"],
		["an operator an expert", () => operator, "expert", "here"],
	])("%s is refused, and no letter is sent", async (_who, actor, role, municipality) => {
		const email = "refused@school.example"
		await expect(invite(actor(), role, email, municipality)).rejects.toMatchObject({ code: "forbidden" })
		expect(await lettersTo(email, "invitation")).toBe(0)
	})

	test("a teacher cannot invite anybody", async () => {
		const teacher = await newTeacher(region, "teacher")
		await expect(invite(teacher, "expert", "x@school.example")).rejects.toMatchObject({ code: "forbidden" })
	})

	test("a second invitation to the same address for the same role is refused while the first waits", async () => {
		await invite(coordinator, "expert", "once@school.example")
		await expect(invite(coordinator, "expert", "Once@school.example")).rejects.toMatchObject({
			code: "not-allowed-now",
		})
		await invite(coordinator, "expert", "once@school.example", "here", later(DAY))
		expect(await lettersTo("once@school.example", "invitation")).toBe(2)
	})
})

describe("the page behind the link", () => {
	test("an expert registers with a school of the invitation's municipality and a post", async () => {
		await invite(coordinator, "expert", "expert@school.example")
		const token = await inviteLink("expert@school.example")
		expect(await viewInvitation(token, NOW)).toMatchObject({
			open: true,
			role: "expert",
			municipality: "Город here",
		})
		const place = {
			organisationId: region.school.id,
			positionCode: "uchitel",
			subjectId: region.mathematics.id,
		}
		const expert = await join(token, "expert", place)
		expect(expert.grants).toEqual([
			{
				role: "expert",
				municipalityCode: "here",
				organisationId: region.school.id,
				subjectId: region.mathematics.id,
			},
		])
		expect(await prisma.consent.count({ where: { personId: expert.id } })).toBe(1)
	})

	test("an administrative post is described in words", async () => {
		await invite(coordinator, "expert", "deputy@school.example")
		const place = { organisationId: region.school.id, positionText: "заместитель директора" }
		const deputy = await join(await inviteLink("deputy@school.example"), "deputy", place)
		expect(await prisma.engagement.findFirst({ where: { personId: deputy.id } })).toMatchObject({
			positionCode: null,
			positionText: "заместитель директора",
		})
	})

	test("a school of another municipality is refused, and the link stays valid", async () => {
		await invite(coordinator, "school_coordinator", "school@school.example")
		const token = await inviteLink("school@school.example")
		await expect(join(token, "school1", { organisationId: region.schoolThere.id })).rejects.toMatchObject({
			fields: { organisationId: expect.stringContaining("этого муниципалитета") },
		})
		expect(await prisma.person.count({ where: { username: "school1" } })).toBe(0)
		await join(token, "school1", { organisationId: region.school.id })
	})

	test("the link works once: the second use is refused, and no second account appears", async () => {
		await invite(operator, "operator", "second@centre.example")
		const token = await inviteLink("second@centre.example")
		const outcomes = await Promise.allSettled([join(token, "op1"), join(token, "op2")])
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
		expect(await prisma.person.count({ where: { username: { in: ["op1", "op2"] } } })).toBe(1)
		expect(await viewInvitation(token, NOW)).toMatchObject({ open: false, used: true })
	})

	test("after 24 hours it shows whom to ask and registers nobody", async () => {
		await invite(coordinator, "expert", "late@school.example")
		const token = await inviteLink("late@school.example")
		expect(await viewInvitation(token, later(DAY - 1))).toMatchObject({ open: true })
		expect(await viewInvitation(token, later(DAY))).toEqual({
			open: false,
			used: false,
			askWhom: "Новиков Пётр Ильич, 8 (38200) 0-00-00",
			municipality: "Город here",
		})
		const place = { organisationId: region.school.id, positionCode: "vospitatel" }
		await expect(join(token, "late", place, later(DAY))).rejects.toMatchObject({ code: "not-allowed-now" })
		expect(await prisma.person.count({ where: { username: "late" } })).toBe(0)
	})

	test("a link that never existed leads nowhere", async () => {
		expect(await viewInvitation("x".repeat(43), NOW)).toBeNull()
		await expect(join("x".repeat(43), "ghost")).rejects.toMatchObject({ code: "not-found" })
	})

	test("the form asks an expert for one post, from the list or in words", () => {
		const schema = registerInvitedSchema({
			organisation: true,
			post: true,
			subject: "by-post",
			workPhone: false,
		})
		const form = newcomer("x77", { organisationId: "school", positionText: undefined, subjectId: undefined })
		const both = schema.safeParse({ ...form, positionCode: "uchitel", positionText: "директор" })
		const none = schema.safeParse({ ...form, positionCode: undefined })
		expect([both.error?.issues[0]?.path, none.error?.issues[0]?.path]).toEqual([
			["positionCode"],
			["positionCode"],
		])
	})
})

describe("a signed-in person", () => {
	test("accepts, and the role is added to the account", async () => {
		const teacher = await newTeacher(region, "both")
		await invite(coordinator, "group_head", "both@school.example")
		const token = await inviteLink("both@school.example")
		const form = newcomer("both", {
			organisationId: region.school.id,
			positionCode: "vospitatel",
			subjectId: region.mathematics.id,
		})
		await acceptInvitation({ actor: teacher, token, form, now: NOW })
		const roles = (await actorNamed("both")).grants
		expect(roles.map(({ role }) => role).sort()).toEqual(["group_head", "teacher"])
		expect(roles.find(({ role }) => role === "group_head")?.subjectId).toBe(region.mathematics.id)
	})

	test("who already has the role is told so, and the link stays valid for its owner", async () => {
		await invite(operator, "municipal_coordinator", "again@centre.example")
		const token = await inviteLink("again@centre.example")
		const form = newcomer("coordinator")
		await expect(acceptInvitation({ actor: coordinator, token, form, now: NOW })).rejects.toThrow(/уже есть/)
		expect(await viewInvitation(token, NOW)).toMatchObject({ open: true })
	})
})

describe("the inviter's list", () => {
	test("sends a new letter that makes the old link invalid, also after the 24 hours", async () => {
		const { id } = await invite(coordinator, "expert", "repeat@school.example")
		const first = await inviteLink("repeat@school.example")
		await expireInvitations(later(DAY))
		await sent(coordinator, id, "invitation.resend", later(DAY + HOUR))
		const second = await inviteLink("repeat@school.example")
		expect(await viewInvitation(first, later(DAY + HOUR))).toBeNull()
		expect(await viewInvitation(second, later(2 * DAY))).toMatchObject({ open: true })
		expect(await prisma.invitation.count({ where: { tokenHash: second } })).toBe(0)
	})

	test("revokes a link, which then registers nobody and cannot be sent again", async () => {
		const { id } = await invite(coordinator, "expert", "revoked@school.example")
		await sent(coordinator, id, "invitation.revoke", NOW)
		const token = await inviteLink("revoked@school.example")
		expect(await viewInvitation(token, NOW)).toMatchObject({ open: false, used: false })
		await expect(sent(coordinator, id, "invitation.resend", NOW)).rejects.toMatchObject({
			code: "not-allowed-now",
		})
	})

	test("is hidden from another municipality's coordinator, and an operator may see it but not revoke", async () => {
		const { id } = await invite(coordinator, "expert", "foreign@school.example")
		await expect(sent(coordinatorThere, id, "invitation.revoke", NOW)).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(sent(operator, id, "invitation.revoke", NOW)).rejects.toMatchObject({ code: "forbidden" })
		await expect(sent(coordinatorThere, "unknown", "invitation.revoke", NOW)).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("says on a stale page that somebody was faster", async () => {
		const { id } = await invite(coordinator, "expert", "stale@school.example")
		await sent(coordinator, id, "invitation.resend", later(HOUR), "1")
		await expect(sent(coordinator, id, "invitation.revoke", later(HOUR), "1")).rejects.toMatchObject({
			code: "stale",
		})
	})

	test("shows who has accepted and what is open, only in the coordinator's own municipality", async () => {
		await invite(coordinatorThere, "expert", "waits@school.example", "there")
		const view = await viewInvitations({ actor: coordinatorThere, now: later(23 * HOUR) })
		expect(view.roles.map(({ value }) => value)).toEqual(["school_coordinator", "expert", "group_head"])
		expect(view.municipalities).toEqual([{ value: "there", label: "Город there" }])
		expect(view.invited).toEqual([])
		expect(view.waiting).toMatchObject([
			{
				email: "waits@school.example",
				term: "остался 1\u00a0час",
				events: { "invitation.resend": { possible: true } },
			},
		])
		const operators = await viewInvitations({ actor: operator, now: NOW })
		expect(operators.invited.map(({ username }) => username)).toContain("coordinator")
	})

	test("has each invitation expire once", async () => {
		await invite(coordinatorThere, "expert", "due@school.example", "there", later(10 * DAY))
		await expireInvitations(later(11 * DAY - 1))
		const before = await prisma.journal.count({ where: { event: "invitation.expire" } })
		expect(await expireInvitations(later(11 * DAY))).toBe(1)
		expect(await expireInvitations(later(11 * DAY))).toBe(0)
		expect(await prisma.journal.count({ where: { event: "invitation.expire" } })).toBe(before + 1)
	})
})
