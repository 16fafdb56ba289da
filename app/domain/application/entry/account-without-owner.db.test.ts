import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import { blockAccount } from "../../account/block-account.server.ts"
import { requestPasswordReset } from "../../account/request-password-reset.server.ts"
import { viewMailing } from "../../notice/mailing.server.ts"
import { hasNotSubmitted } from "../../notice/not-submitted.sql.server.ts"
import { renderHelpSheet } from "../../person/help-sheet.document.server.ts"
import { viewMerging } from "../../person/merge-accounts.server.ts"
import { findRoles, viewPairs } from "../../role/roles.view.server.ts"
import { viewNotSubmitted } from "../overview/municipality-not-submitted.view.server.ts"
import { viewSchoolTeachers } from "../overview/school-teachers.view.server.ts"
import { enterApplication } from "./enter-application.server.ts"
import { EntrySchema } from "./entry.schema.ts"
import { createTakeOverLink, takeOverAsNew } from "./take-over.server.ts"
import { newAccount as account, typedEntry } from "./test-entry.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal", "school", "operator"])
})

const coordinator = () => of(people, "municipal")
const enter = (changes: Record<string, string>) => {
	const [school] = of(people, "school").grants
	const form = parseForm(
		EntrySchema,
		typedEntry({ organisationId: school?.organisationId ?? "", ...changes }),
	)
	return enterApplication({ actor: coordinator(), municipalityCode: "tomsk", form, now: NOW })
}
const link = async (id: string) =>
	(await createTakeOverLink({ actor: coordinator(), id, now: NOW })).url.split("/").at(-1) ?? ""

describe("an account that nobody has taken over", () => {
	const asked = { municipalityCode: "tomsk", query: { q: "Никогойская", formed: "" as const, page: 1 } }
	const found = async () => ({
		notSubmitted: (await viewNotSubmitted(asked)).rows.length,
		reminded: (await mailing()).recipients,
		atSchool: (
			await viewSchoolTeachers({
				actor: of(people, "school"),
				query: { name: "Никогойская", sort: "", page: 1 },
			})
		).rows.length,
		found: (await findRoles({ actor: of(people, "operator"), name: "Никогойская", now: NOW })).rows.length,
	})
	const mailing = () =>
		viewMailing({
			actor: coordinator(),
			municipalityCode: "tomsk",
			to: "withoutForm",
			message: "",
			now: NOW,
		})

	test("is not counted, listed, reminded or found among people until its teacher has come", async () => {
		const before = (await mailing()).recipients
		const { id } = await enter({ surname: "Никогойская", email: "nikogo@example.org" })
		expect(await found()).toEqual({ notSubmitted: 0, reminded: before, atSchool: 0, found: 0 })
		const { teacherId } = await prisma.application.findUniqueOrThrow({ where: { id } })
		expect(await hasNotSubmitted(prisma, teacherId)).toBe(false)
		await expect(renderHelpSheet({ actor: of(people, "school"), teacherId, now: NOW })).rejects.toMatchObject(
			{ code: "not-found" },
		)
		await takeOverAsNew({ token: await link(id), form: account("prishla"), address: "203.0.113.8", now: NOW })
		expect(await found()).toEqual({ notSubmitted: 1, reminded: before + 1, atSchool: 1, found: 1 })
		expect(await hasNotSubmitted(prisma, teacherId)).toBe(true)
	})

	test("has no login: its password cannot be reset, and no office can block it or merge it by its name", async () => {
		const phone = { mobilePhone: "+7 913 555-44-33" }
		const [one, two] = [
			await enter({ surname: "Безлогинная", ...phone, email: "bez@example.org" }),
			await enter({ surname: "Безлогинная", ...phone, positionCode: "pedagog_psiholog" }),
		]
		const [first, second] = await Promise.all(
			[one, two].map(({ id }) =>
				prisma.application.findUniqueOrThrow({ where: { id }, select: { teacher: true } }),
			),
		)
		const { id, username } = first?.teacher ?? { id: "", username: "" }
		const { written } = await requestPasswordReset({ username, address: "203.0.113.10", now: NOW })
		await written
		expect(await prisma.letter.count({ where: { personId: id, kind: "password-reset" } })).toBe(0)
		const operator = of(people, "operator")
		await expect(
			blockAccount({ actor: operator, form: { username, reason: "проверка" }, now: NOW }),
		).rejects.toMatchObject({ fields: { username: expect.stringContaining("нет") } })
		expect(await viewPairs(operator)).toEqual([])
		await expect(
			viewMerging({ actor: operator, one: id, other: second?.teacher.id ?? "" }),
		).rejects.toMatchObject({ code: "not-found" })
	})
})
