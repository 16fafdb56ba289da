import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { isApplicationLetter } from "#templates/letters/index.ts"
import { bring, type Cast, NOW, newWithdrawal, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewApplication } from "./application.view.server.ts"
import { historyOf } from "./history.view.server.ts"

let people: Cast

/** The end of «Если у Вас есть вопросы, обратитесь …» in a person's letters about applications. */
async function toldToAsk(username: string): Promise<string[]> {
	const letters = await prisma.letter.findMany({
		where: { personId: of(people, username).id },
		select: { kind: true, text: true },
	})
	const advice = letters
		.filter(({ kind }) => isApplicationLetter(kind))
		.map(({ text }) => /обратитесь (.+)\.$/m.exec(text)?.[1] ?? "nobody")
	return [...new Set(advice)]
}

beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "expert1", "expert2"],
		teachers(["anna", "boris", "vera", "galina"]),
	)
	const id = await bring(people, { teacher: "anna", until: "assigned", period: "open" })
	// Experts hear about an unapproved assignment only when it ends.
	const withdrawal = await newWithdrawal(of(people, "anna"), id, "submitted")
	await send(of(people, "municipal"), "withdrawal", withdrawal, "withdrawal.register")
})

describe("whom a letter tells its reader to ask", () => {
	test.each([
		"anna",
		"expert1",
		"expert2",
	])("«%s»: the coordinator of the municipality, with a phone", async (reader) => {
		const [contact, ...others] = await toldToAsk(reader)
		expect(contact).toMatch(/^к муниципальному координатору: Ерёмина Ольга Викторовна, телефон 8 \(/)
		expect(others).toEqual([])
	})

	test("a coordinator: the regional centre, not themselves", async () => {
		const [contact, ...others] = await toldToAsk("municipal")
		expect(contact).toMatch(/^в региональный центр \(.+\): Вершинина Анна Сергеевна, телефон 8 \(/)
		expect(others).toEqual([])
	})
})

describe("the letter about a rejection", () => {
	const told = async (teacher: string, input: Record<string, string>) => {
		const id = await bring(people, { teacher, until: "submitted" })
		await send(of(people, "municipal"), "application", id, "application.reject", input)
		const { text } = await prisma.letter.findFirstOrThrow({
			where: { kind: "application-rejected", causeId: id },
			select: { text: true },
		})
		return text
	}

	test("says a typical reason once, as a part of its sentence", async () => {
		const text = await told("boris", { reasonCode: "no_signature" })
		expect(text).toContain("отклонено в связи с отсутствием подписи.")
		expect(text).not.toContain("Координатор пояснил")
	})

	test("quotes what the coordinator wrote, beside a typical reason or without one", async () => {
		const words = "На второй странице не видно подписи"
		const beside = await told("vera", { reasonCode: "no_signature", reason: words })
		expect(beside).toMatch(
			new RegExp(`в связи с отсутствием подписи\\.\\n\\nКоординатор пояснил:\\n\\n> ${words}`),
		)
		expect(await told("galina", { reason: words })).toContain(
			`отклонено.\n\nКоординатор пояснил:\n\n> ${words}`,
		)
	})

	test("is told in the history with the typical reason and the coordinator's own words, each once", async () => {
		const reasonsOf = async (teacher: string) => {
			const { id } = await prisma.application.findFirstOrThrow({
				where: { teacherId: of(people, teacher).id },
			})
			const history = await historyOf(of(people, "municipal"), "application", id)
			const { rejection } = await viewApplication({ actor: of(people, "municipal"), id, now: NOW })
			return [history.find(({ event }) => event === "application.reject")?.reason, rejection?.reason]
		}
		const both = "Отсутствие подписи подавшего заявление. На второй странице не видно подписи"
		expect(await reasonsOf("vera")).toEqual([both, both])
		const typical = "Отсутствие подписи подавшего заявление"
		expect(await reasonsOf("boris")).toEqual([typical, typical])
		expect(await reasonsOf("galina")).toEqual(Array(2).fill("На второй странице не видно подписи"))
	})
})
