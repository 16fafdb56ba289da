import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import type { Actor } from "#app/policies/policy.ts"
import { registerTeacher } from "../account/register-teacher.server.ts"
import {
	actorNamed,
	freshAddress,
	later,
	NOW,
	newOperator,
	type SmallRegion,
	smallRegion,
	teacherForm,
} from "../account/test-accounts.ts"
import { editProfile } from "./edit-profile.server.ts"
import { acceptCorrection, casesOfPerson } from "./name-corrections.server.ts"
import { answerNameCorrection, viewNameCorrections } from "./name-corrections.view.server.ts"
import { confirmCases } from "./name-question.server.ts"
import { viewProfile } from "./person.view.server.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
})

async function teacherCalled(username: string, fullName: string): Promise<Actor> {
	const [surname = "", name = "", patronymic = ""] = fullName.split(" ")
	const form = { ...teacherForm(region, username), surname, name, patronymic }
	await registerTeacher({ form, address: freshAddress(), now: NOW })
	return actorNamed(username)
}
const profile = (actor: Actor) => viewProfile({ actor, now: NOW })
const stored = (actor: Actor) => prisma.person.findUniqueOrThrow({ where: { id: actor.id } })
const confirm = (
	actor: Actor,
	forms: { genitive: string; dative: string; accusative: string },
	sex: "m" | "f" | "" = "",
) => confirmCases({ actor, form: { ...forms, sex }, now: NOW })

/** What the edit page sends if only the fields named here were changed. */
async function edit(actor: Actor, changes: Partial<Parameters<typeof editProfile>[0]["form"]>) {
	const { surname, name, patronymic, genitive, dative, accusative, email, mobilePhone, workPhone } =
		await profile(actor)
	const shown = { surname, name, patronymic, genitive, dative, accusative, email, mobilePhone, workPhone }
	await editProfile({ actor, form: { ...shown, ...changes }, now: later(1) })
}

describe("the forms of a doubtful name", () => {
	test("are questioned with the doubtful word and the proposal", async () => {
		const { question } = await profile(await teacherCalled("aliya", "Галиева Алия Ринатовна"))
		expect(question).toMatchObject({
			genitive: "Галиевой Алии Ринатовны",
			dative: "Галиевой Алие Ринатовне",
			doubts: [{ word: "Алия" }],
			asksSex: false,
		})
	})

	test("of an ordinary name are not questioned", async () => {
		const { question, dative } = await profile(await teacherCalled("maria1", "Иванова Мария Ивановна"))
		expect(question).toBeNull()
		expect(dative).toBe("Ивановой Марии Ивановне")
	})

	test("win for ever once confirmed, and are not questioned again", async () => {
		const actor = await teacherCalled("zulfia", "Ахметова Зульфия Рашидовна")
		const own = {
			genitive: "Ахметовой Зульфии Рашидовны",
			dative: "Ахметовой Зульфии Рашидовне",
			accusative: "Ахметову Зульфию Рашидовну",
		}
		expect(await confirm(actor, own)).toEqual({ confirmed: true })
		expect(await profile(actor)).toMatchObject({ question: null, casesConfirmed: true, ...own })
		expect(await casesOfPerson(prisma, await stored(actor))).toMatchObject(own)
		await edit(actor, { mobilePhone: "+7 900 111-11-11" })
		expect(await profile(actor)).toMatchObject({ question: null, casesConfirmed: true, ...own })
	})

	test("are questioned again when the name changes, and follow the new name", async () => {
		const actor = await teacherCalled("liya", "Иванова Лия Петровна")
		const { question } = await profile(actor)
		await confirm(actor, { genitive: "", dative: "", accusative: "", ...question })
		await edit(actor, { surname: "Цой" })
		const renamed = await profile(actor)
		expect(renamed).toMatchObject({ casesConfirmed: false, dative: "Цой Лие Петровне" })
		expect(renamed.question).toMatchObject({ dative: "Цой Лие Петровне" })
	})

	test("are not confirmed by another change of the profile", async () => {
		const actor = await teacherCalled("ia", "Иванова Ия Петровна")
		await edit(actor, { mobilePhone: "+7 900 111-11-12" })
		expect((await profile(actor)).question).not.toBeNull()
	})

	test("are confirmed by typing them on the edit page", async () => {
		const actor = await teacherCalled("hand", "Иванова Вия Петровна")
		await edit(actor, { dative: "Ивановой Вии Петровне" })
		expect(await profile(actor)).toMatchObject({
			question: null,
			dative: "Ивановой Вии Петровне",
			genitive: "Ивановой Вии Петровны",
		})
	})
})

describe("a name that does not show the sex", () => {
	test("makes the page ask for it, and once more if the sex changes the proposal", async () => {
		const actor = await teacherCalled("sasha", "Ким Саша")
		const { question } = await profile(actor)
		expect(question?.asksSex).toBe(true)
		const asked = { genitive: "", dative: "", accusative: "", ...question }
		const other = question?.sex === "m" ? "f" : "m"
		expect(await confirm(actor, asked, other)).toEqual({ confirmed: false })
		expect((await stored(actor)).sex).toBe(other)
		const again = await profile(actor)
		expect(again.genitive).toBe(other === "m" ? "Кима Саши" : "Ким Саши")
	})

	test("is not confirmed without it", async () => {
		const actor = await teacherCalled("seseg", "Ким Сэсэг")
		const { question } = await profile(actor)
		expect(question?.asksSex).toBe(true)
		const asked = { genitive: "", dative: "", accusative: "", ...question }
		await expect(confirm(actor, asked)).rejects.toMatchObject({
			code: "invalid",
			fields: { sex: expect.stringContaining("пол") },
		})
		expect((await profile(actor)).question?.asksSex).toBe(true)
	})

	test("is confirmed by a sex that fits the proposal", async () => {
		const actor = await teacherCalled("zhenya", "Ким Женя")
		const { question } = await profile(actor)
		const asked = { genitive: "", dative: "", accusative: "", ...question }
		expect(await confirm(actor, asked, question?.sex)).toEqual({ confirmed: true })
		expect((await profile(actor)).question).toBeNull()
	})
})

describe("a form in a wrong case, or a non-word", () => {
	test("is questioned once and then accepted as it was typed", async () => {
		const actor = await teacherCalled("slip", "Петрова Вия Ивановна")
		const own = {
			genitive: "Петрову Вии Ивановны",
			dative: "Петровой Вие Ивановне",
			accusative: "Петрову Вию Ивановну",
		}
		const refused = await confirm(actor, own).catch((error) => error)
		expect(refused.fields.genitive).toContain("«Петрову» — это винительный падеж, а нужен родительный")
		const twice = { ...own, sex: "" as const, seen: formsKey(own) }
		expect(await confirmCases({ actor, form: twice, now: NOW })).toEqual({ confirmed: true })
		expect(await profile(actor)).toMatchObject({ question: null, ...own })
	})

	test("is questioned on the edit page as well, and nothing is stored meanwhile", async () => {
		const actor = await teacherCalled("slip2", "Смирнова Анна Петровна")
		const typed = { dative: "Смирнову Анне Петровне" }
		await expect(edit(actor, typed)).rejects.toMatchObject({
			code: "invalid",
			fields: { dative: expect.stringContaining("«Смирнову»") },
		})
		expect((await profile(actor)).dative).toBe("Смирновой Анне Петровне")
		const { genitive, accusative } = await profile(actor)
		await edit(actor, { ...typed, seen: formsKey({ genitive, accusative, ...typed }) })
		expect((await profile(actor)).dative).toBe("Смирнову Анне Петровне")
	})
})

describe("a correction by an owner", () => {
	const suggestions = (word: string) => prisma.nameCorrection.findMany({ where: { word } })
	const grebenya = {
		genitive: "Гребеня Петра Ильича",
		dative: "Гребеню Петру Ильичу",
		accusative: "Гребеня Петра Ильича",
	}

	test("is a counted suggestion for that word alone, and stores nobody's name", async () => {
		await confirm(await teacherCalled("greben1", "Гребень Пётр Ильич"), grebenya)
		await confirm(await teacherCalled("greben2", "Гребень Иван Ильич"), {
			genitive: "Гребеня Ивана Ильича",
			dative: "Гребеню Ивану Ильичу",
			accusative: "Гребеня Ивана Ильича",
		})
		expect(await suggestions("гребень")).toMatchObject([
			{ part: "surname", sex: "m", genitive: "гребеня", dative: "гребеню", times: 2, acceptedAt: null },
		])
		expect(await prisma.nameCorrection.count({ where: { word: { in: ["петр", "иван", "ильич"] } } })).toBe(0)
	})

	test("declines nobody else's name until an operator has accepted it", async () => {
		const other = await teacherCalled("greben3", "Гребень Олег Львович")
		expect(await profile(other)).toMatchObject({ genitive: "Гребня Олега Львовича" })
		const [suggestion] = await suggestions("гребень")
		const id = suggestion?.id ?? ""
		await expect(acceptCorrection({ actor: other, id, now: NOW })).rejects.toMatchObject({
			code: "forbidden",
		})
		const operator = await newOperator("settler")
		await acceptCorrection({ actor: operator, id, now: NOW })
		expect(await profile(other)).toMatchObject({ genitive: "Гребеня Олега Львовича", question: null })
		const newcomer = await teacherCalled("greben4", "Гребень Глеб Львович")
		expect((await stored(newcomer)).dative).toBe("Гребеню Глебу Львовичу")
	})

	test("never touches a name that its owner has confirmed otherwise", async () => {
		const actor = await teacherCalled("greben5", "Гребень Марк Львович")
		const own = {
			genitive: "Гребня Марка Львовича",
			dative: "Гребню Марку Львовичу",
			accusative: "Гребня Марка Львовича",
		}
		await confirm(actor, own)
		expect(await profile(actor)).toMatchObject(own)
	})

	test("only one answer for a word is accepted at a time", async () => {
		const operator = await actorNamed("settler")
		const both = await suggestions("гребень")
		expect(both).toHaveLength(2)
		for (const { id } of both) await acceptCorrection({ actor: operator, id, now: NOW })
		expect((await suggestions("гребень")).filter(({ acceptedAt }) => acceptedAt)).toHaveLength(1)
		await expect(acceptCorrection({ actor: operator, id: "none", now: NOW })).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("is shown last once accepted, and can be taken back so that the rules apply again", async () => {
		const operator = await actorNamed("settler")
		const shown = async () => (await viewNameCorrections({ actor: operator })).corrections
		const accepted = (await shown()).find((row) => row.word === "Гребень" && row.accepted)
		expect(accepted).toMatchObject({ kind: "фамилия, мужской род" })
		expect((await shown()).at(-1)).toEqual(accepted)
		const form = { id: accepted?.id ?? "", intent: "takeBack" }
		await expect(
			answerNameCorrection({ actor: await actorNamed("greben5"), form, now: NOW }),
		).rejects.toMatchObject({ code: "forbidden" })
		await answerNameCorrection({ actor: operator, form, now: NOW })
		expect((await shown()).filter((row) => row.accepted)).toEqual([])
		await expect(answerNameCorrection({ actor: operator, form, now: NOW })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(viewNameCorrections({ actor: await actorNamed("greben5") })).rejects.toMatchObject({
			code: "not-found",
		})
	})

	test("suggests nothing if it has more words than the name", async () => {
		const own = {
			genitive: "Ручея Ивана Ильича младшего",
			dative: "Ручею Ивану Ильичу",
			accusative: "Ручея Ивана Ильича",
		}
		const form = { ...own, sex: "" as const, seen: formsKey(own) }
		await confirmCases({ actor: await teacherCalled("more", "Ручей Иван Ильич"), form, now: NOW })
		expect(await suggestions("ручей")).toEqual([])
	})
})
