import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { longDate, longDateTime } from "#app/utils/russian.ts"
import { seedCommission } from "#prisma/demo/commission.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewTeacherHome } from "../application/overview/teacher-home.view.server.ts"
import { agreeTo } from "../batch/test-batch.ts"
import { feedOf, openFeed, readFeed } from "../calendar/feed.server.ts"
import { callTeachersWhoJoined } from "./call-teachers.server.ts"
import { viewCalledOff } from "./called-off.view.server.ts"
import { cancelSitting } from "./keep-sitting.server.ts"
import { sittingFacts } from "./sitting-facts.server.ts"
import { createSittingFromForm, keepSittingFromForm } from "./sitting-form.server.ts"
import { findSitting } from "./sitting-paper.server.ts"
import { viewSittings } from "./sittings.view.server.ts"
import { hold, keep, planTyped } from "./test-sitting.ts"

let people: Cast
let comes: string
let sitting: string

const operator = () => of(people, "operator")
const WHERE = { heldOn: "27.11.2026", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1, ауд. 305" }
/** The letters about sittings that a person received, oldest first. */
async function lettersTo(username: string) {
	const letters = await prisma.letter.findMany({
		where: { personId: of(people, username).id, kind: { startsWith: "sitting-" } },
		orderBy: { id: "asc" },
		select: { kind: true, text: true, html: true },
	})
	return letters
}
/** The calendar as a calendar program reads it, with its folded lines joined. */
async function feedTo(username: string) {
	const actor = of(people, username)
	await openFeed({ actor, now: NOW })
	const { address = "" } = (await feedOf(actor)) ?? {}
	const token = /([^/]+)\.ics$/.exec(address)?.[1] ?? ""
	return (await readFeed({ token, now: NOW })).replaceAll("\r\n ", "")
}
const kindsTo = async (username: string) => (await lettersTo(username)).map(({ kind }) => kind)
const move = (change: Partial<typeof WHERE>, now = NOW) =>
	keep(operator(), sitting, "meeting", { ...WHERE, ...change }, now)
/** Creates an admitted application whose teacher asked to be present. */
async function bringPresent(teacher: string) {
	const id = await bring(people, { teacher, simplified: true, until: "admitted" })
	const { form } = await prisma.application.findUniqueOrThrow({ where: { id }, select: { form: true } })
	await prisma.application.update({
		where: { id },
		data: { form: { ...(form as object), presence: "present" } },
	})
	return id
}

beforeAll(async () => {
	people = await openRegion(["municipal"], teachers(["comes", "stays", "joins", "leaves"]))
	comes = await bringPresent("comes")
	await bring(people, { teacher: "stays", simplified: true, until: "admitted" })
})

describe("a teacher who asked to be present at the sitting", () => {
	test("gets no letter while time or place are unknown", async () => {
		sitting = (await createSittingFromForm({ actor: operator(), form: { heldOn: WHERE.heldOn }, now: NOW }))
			.id
		await move({ place: "" })
		expect(await kindsTo("comes")).toEqual([])
	})

	test("gets one letter with day, time and place as soon as they are known, and others get none", async () => {
		await move({})
		await move({})
		await doWhatIsDue(NOW)
		const [letter, ...more] = await lettersTo("comes")
		expect(letter?.kind).toBe("sitting-called")
		expect(letter?.text.replaceAll("\u00a0", " ")).toContain(
			"Когда: 27 ноября 2026 г., начало в 10:00.\nГде: г. Томск, ул. Примерная, д. 1, ауд. 305.",
		)
		expect(more).toEqual([])
		expect(await kindsTo("stays")).toEqual([])
	})

	test("reads on the home page when and where to come, and a teacher who stays away reads only about the decision", async () => {
		const nextOf = async (username: string) => {
			const home = await viewTeacherHome({ actor: of(people, username), wanted: null, now: NOW })
			const next = home.application?.next
			return `${next?.title}. ${next?.text}`.replaceAll("\u00a0", " ")
		}
		expect(await nextOf("comes")).toContain("Приезжайте на заседание 27 ноября 2026 г. к 10:00")
		expect(await nextOf("comes")).toContain("Место: г. Томск, ул. Примерная, д. 1, ауд. 305.")
		expect(await nextOf("stays")).toContain("О решении придёт письмо.")
		expect(await nextOf("stays")).not.toContain("27 ноября")
	})

	test("finds time and place in the calendar and in its feed", async () => {
		const feed = await feedTo("comes")
		expect(feed).toContain("DTSTART:20261127T030000Z")
		expect(feed).toContain(String.raw`LOCATION:г. Томск\, ул. Примерная\, д. 1\, ауд. 305`)
		expect(await feedTo("stays")).not.toContain("LOCATION")
	})

	test("gets another letter for each thing that changes", async () => {
		await move({ startsAt: "11:30" })
		await move({ startsAt: "11:30", place: "г. Томск, ул. Примерная, д. 2" })
		await move({ startsAt: "11:30", place: "г. Томск, ул. Примерная, д. 2", heldOn: "04.12.2026" })
		expect(await kindsTo("comes")).toEqual(["sitting-called", ...Array(3).fill("sitting-moved")])
		expect((await lettersTo("comes")).at(-1)?.text).toContain("4 декабря")
	})

	test("gets one letter from the calendar's job when the application joins the agenda later", async () => {
		await bringPresent("joins")
		await doWhatIsDue(NOW)
		await doWhatIsDue(NOW)
		expect(await kindsTo("joins")).toEqual(["sitting-called"])
	})

	test("gets a letter not to come when the application leaves the agenda before the day", async () => {
		const id = await bringPresent("leaves")
		await doWhatIsDue(NOW)
		await send(operator(), "application", id, "conclusion.return", { remark: "Нет документа основания" })
		await doWhatIsDue(NOW)
		await doWhatIsDue(NOW)
		expect(await kindsTo("leaves")).toEqual(["sitting-called", "sitting-called-off"])
		await send(operator(), "application", id, "application.admit")
		await doWhatIsDue(NOW)
		expect((await kindsTo("leaves")).at(-1)).toBe("sitting-called")
	})

	test("is invited to the next sitting only after the commission has decided on others at this one", async () => {
		const after = instantOf("2026-12-05T10:00")
		const form = { ...WHERE, heldOn: "18.12.2026" }
		await createSittingFromForm({ actor: operator(), form, now: after })
		expect(await kindsTo("comes")).toHaveLength(4)
		await seedCommissionAndDecide(after)
		await callTeachersWhoJoined(after)
		expect((await lettersTo("comes")).at(-1)).toMatchObject({
			kind: "sitting-called",
			text: expect.stringContaining("18 декабря"),
		})
		expect(await prisma.sittingCall.findUnique({ where: { applicationId: comes } })).toMatchObject({
			heldOn: "2026-12-18",
		})
	})
})

describe("a sitting that will not be held", () => {
	const after = instantOf("2026-12-10T10:00")
	const cancel = (id: string, username = "operator", reason = "Не соберётся кворум") =>
		cancelSitting({ actor: of(people, username), id, reason, now: after })

	test("is taken back with a letter to each teacher who was told of it, and the audit says who did it", async () => {
		const { sittingId } = await prisma.sittingCall.findUniqueOrThrow({ where: { applicationId: comes } })
		await expect(cancel(sittingId, "municipal")).rejects.toMatchObject({ code: "forbidden" })
		expect(await cancel(sittingId)).toBe(longDate("2026-12-18"))
		expect((await lettersTo("comes")).at(-1)).toMatchObject({
			kind: "sitting-cancelled",
			text: expect.stringMatching(
				/отменено. Приезжать на это заседание не нужно\.\n\nПричина:\n\n> Не соберётся кворум\n/,
			),
		})
		expect(await viewCalledOff({ actor: operator(), id: sittingId, now: after })).toMatchObject({
			title: `Заседание ${longDate("2026-12-18")}`,
			at: longDateTime(after),
			by: operator().fullName,
			reason: "Не соберётся кворум",
			told: 2,
			went: [{ where: "Ждут решения комиссии" }],
			named: expect.arrayContaining([expect.objectContaining({ id: comes })]),
		})
		const { sittings } = await viewSittings({ actor: operator(), now: after })
		expect(sittings.find(({ id }) => id === sittingId)).toMatchObject({ calledOff: "Не соберётся кворум" })
		expect(await feedTo("comes")).toContain("STATUS:CANCELLED")
		await doWhatIsDue(after)
		expect((await kindsTo("comes")).at(-1)).toBe("sitting-cancelled")
		const noted = await prisma.accessLog.findMany({
			where: { what: "sitting-changed", actorId: operator().id },
			orderBy: { id: "asc" },
		})
		const did = new Set(noted.map(({ detail }) => /^\p{L}+/u.exec(String(detail))?.[0]))
		expect([...did].sort()).toEqual(["Изменено", "Назначено", "Номера", "Отменено", "Присутствие"])
	})

	test("is not moved, decided at, printed or called off again, and nobody but operators reads its page", async () => {
		const { id } = await prisma.sitting.findFirstOrThrow({ where: { NOT: { calledOffAt: null } } })
		const gone = { code: "not-found" }
		await expect(cancel(id)).rejects.toMatchObject(gone)
		await expect(
			keepSittingFromForm({ actor: operator(), id, form: { ...WHERE, intent: "meeting" }, now: after }),
		).rejects.toMatchObject(gone)
		await expect(findSitting({ actor: operator(), id, now: after })).rejects.toMatchObject(gone)
		await expect(
			planTyped({ actor: operator(), sitting: id, form: { [`decision-${comes}`]: "granted" }, now: after }),
		).rejects.toMatchObject(gone)
		expect(await sittingFacts(prisma, id)).toBeNull()
		for (const name of ["municipal", "comes"])
			await expect(viewCalledOff({ actor: of(people, name), id, now: after })).rejects.toMatchObject(gone)
	})

	test("calls the same teachers when another one is named, and tells any reason as it was typed", async () => {
		const form = { ...WHERE, heldOn: "21.12.2026" }
		const { id } = await createSittingFromForm({ actor: operator(), form, now: after })
		expect((await kindsTo("comes")).at(-1)).toBe("sitting-called")
		const typed = `${"Ж".repeat(1000)} {url} {/reason} <b>нет</b>`
		await cancel(id, "operator", typed)
		expect((await lettersTo("comes")).at(-1)).toMatchObject({
			kind: "sitting-cancelled",
			text: expect.stringContaining(typed),
			html: expect.stringContaining("{url} {/reason} &lt;b&gt;нет&lt;/b&gt;"),
		})
		const { id: another } = await createSittingFromForm({ actor: operator(), form, now: after })
		await prisma.sitting.update({ where: { id: another }, data: { protocolNumber: "5" } })
		await expect(cancel(another)).rejects.toMatchObject({ code: "not-allowed-now" })
	})
})

async function seedCommissionAndDecide(now: Date) {
	await seedCommission(operator(), "2026-01-01", now)
	await hold(operator(), sitting, now, "2026-12-04")
	const joined = await prisma.application.findFirstOrThrow({ where: { teacherId: of(people, "joins").id } })
	const plan = await planTyped({
		actor: operator(),
		sitting,
		form: { [`decision-${joined.id}`]: "granted" },
		now,
	})
	await agreeTo(plan, { actor: operator(), now })
}
