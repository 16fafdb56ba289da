import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { actorNamed, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { enterApplication } from "./enter-application.server.ts"
import { EntrySchema } from "./entry.schema.ts"
import { viewEntry } from "./entry.view.server.ts"
import { createTakeOverLink, takeOverAsNew, takeOverAsSelf, viewTakeOver } from "./take-over.server.ts"
import { newAccount as account, typedEntry } from "./test-entry.ts"

let people: Cast
let organisationId: string

beforeAll(async () => {
	people = await openRegion(["municipal", "operator", "operator2"], teachers(["anna", "boris"]))
	const school = await prisma.organisation.findFirstOrThrow({ where: { municipalityCode: "tomsk" } })
	organisationId = school.id
})

const coordinator = () => of(people, "municipal")
const enter = () =>
	enterApplication({
		actor: coordinator(),
		municipalityCode: "tomsk",
		form: parseForm(EntrySchema, typedEntry({ organisationId })),
		isAnother: true,
		now: NOW,
	})
const tokenOf = ({ url }: { url: string }) => url.split("/").at(-1) ?? ""
const link = async (id: string) => tokenOf(await createTakeOverLink({ actor: coordinator(), id, now: NOW }))

describe("the one-time link", () => {
	test("gives the application to a teacher who has an account, once", async () => {
		const { id } = await enter()
		const token = await link(id)
		expect(await viewTakeOver(token, NOW)).toMatchObject({ fullName: "Бумажная Анна Петровна" })
		await takeOverAsSelf({ actor: of(people, "anna"), token, now: NOW })
		expect(await prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
			teacherId: of(people, "anna").id,
		})
		expect(await viewTakeOver(token, NOW)).toBeNull()
		await expect(takeOverAsSelf({ actor: of(people, "boris"), token, now: NOW })).rejects.toMatchObject({
			code: "not-allowed-now",
		})
		await expect(link(id)).rejects.toThrow("Педагог уже принял")
	})

	test("makes an account for a teacher who has none, with the consent", async () => {
		const { id } = await enter()
		const token = await link(id)
		const { personId } = await takeOverAsNew({
			token,
			form: account("novaja"),
			address: "203.0.113.7",
			now: NOW,
		})
		expect(await actorNamed("novaja")).toMatchObject({ id: personId, fullName: "Бумажная Анна Петровна" })
		expect(await prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
			teacherId: personId,
		})
		expect(await prisma.consent.count({ where: { personId } })).toBe(1)
		const asked = { personId, kind: "email-confirmation", to: "novaja@example.org" }
		expect(await prisma.letter.count({ where: asked })).toBe(1)
		await expect(
			takeOverAsNew({ token, form: account("drugaja"), address: "203.0.113.7", now: NOW }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
	})

	test("is void after a new one is made, after thirty days, and when it is invented", async () => {
		const { id } = await enter()
		const first = await link(id)
		const second = await link(id)
		expect(await viewTakeOver(first, NOW)).toBeNull()
		expect(await viewTakeOver(second, NOW)).not.toBeNull()
		expect(await viewTakeOver(second, new Date(NOW.getTime() + 31 * 86_400_000))).toBeNull()
		expect(await viewTakeOver("invented", NOW)).toBeNull()
	})

	test("that is still good is known to the coordinator until it is opened or its time is over", async () => {
		const { id } = await enter()
		const until = async (now = NOW) => (await viewEntry({ actor: coordinator(), id, now })).linkUntil
		expect(await until()).toBeNull()
		const made = await createTakeOverLink({ actor: coordinator(), id, now: NOW })
		expect(await until()).toBe(made.until)
		expect(await until(new Date(NOW.getTime() + 31 * 86_400_000))).toBeNull()
		const taken = { token: tokenOf(made), form: account("vladelica"), address: "203.0.113.8", now: NOW }
		await takeOverAsNew(taken)
		expect(await until()).toBeNull()
	})

	test("is void while the entry is deleted, and none is made for it until it is restored", async () => {
		const { id } = await enter()
		const token = await link(id)
		await send(coordinator(), "application", id, "form.discard")
		expect(await viewTakeOver(token, NOW)).toBeNull()
		await expect(
			takeOverAsNew({ token, form: account("udalena"), address: "203.0.113.9", now: NOW }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
		await expect(link(id)).rejects.toThrow("Верните его")
		await send(coordinator(), "application", id, "form.restore")
		expect(await viewTakeOver(token, NOW)).not.toBeNull()
	})

	test("does not give an application to the coordinator who entered it", async () => {
		const { id } = await enter()
		const token = await link(id)
		await expect(takeOverAsSelf({ actor: coordinator(), token, now: NOW })).rejects.toThrow(
			"Ссылку должен открыть педагог",
		)
		expect(await viewTakeOver(token, NOW)).not.toBeNull()
	})

	test("refuses a teacher who has another open application for the same position", async () => {
		const [one, two] = [await enter(), await enter()]
		await takeOverAsSelf({ actor: of(people, "boris"), token: await link(one.id), now: NOW })
		await expect(
			takeOverAsSelf({ actor: of(people, "boris"), token: await link(two.id), now: NOW }),
		).rejects.toMatchObject({
			reasons: [expect.stringContaining("У Вас уже есть открытое заявление на эту должность")],
		})
	})

	test("gives it to an operator who is also its teacher", async () => {
		const { id } = await enter()
		const operator = of(people, "operator")
		await takeOverAsSelf({ actor: operator, token: await link(id), now: NOW })
		const { teacherId } = await prisma.application.findUniqueOrThrow({ where: { id } })
		expect(teacherId).toBe(operator.id)
	})

	test("tells the coordinator who has taken it over, under which login and when", async () => {
		const { id } = await enter()
		expect(await viewEntry({ actor: coordinator(), id, now: NOW })).toMatchObject({ owner: null })
		const token = await link(id)
		const later = new Date("2026-10-04T20:30:00Z")
		await takeOverAsSelf({ actor: of(people, "operator2"), token, now: later })
		expect(await viewEntry({ actor: coordinator(), id, now: NOW })).toMatchObject({
			owner: {
				fullName: of(people, "operator2").fullName,
				username: "operator2",
				// The day in Tomsk.
				since: "5 октября 2026 г.",
			},
		})
	})

	test("tells the coordinator how to reach the teacher who has taken it over", async () => {
		const { id } = await enter()
		expect(await viewEntry({ actor: coordinator(), id, now: NOW })).toMatchObject({ phone: "", email: "" })
		await takeOverAsNew({
			token: await link(id),
			form: account("doshla"),
			address: "10.0.9.7",
			now: NOW,
		})
		expect(await viewEntry({ actor: coordinator(), id, now: NOW })).toMatchObject({
			phone: expect.stringContaining("913"),
			email: "doshla@example.org",
		})
	})
})
