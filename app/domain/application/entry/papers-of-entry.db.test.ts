import { readFile } from "node:fs/promises"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { paragraphsOf, readWord } from "#app/documents/test-word.ts"
import { fileStore } from "#app/files/store.server.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { putAnnex, putScan } from "#prisma/demo/papers.ts"
import { actorNamed, type Cast, NOW, newWithdrawal, of, openRegion, send } from "#tests/factories.ts"
import { findApplicationForm, findWithdrawalForm } from "../../document/find-document.server.ts"
import { renderRejectionNotice } from "../../document/notice.document.server.ts"
import { enterApplication } from "./enter-application.server.ts"
import { EntrySchema } from "./entry.schema.ts"
import { createTakeOverLink, takeOverAsNew } from "./take-over.server.ts"
import { newAccount, typedEntry } from "./test-entry.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(["municipal"], [])
})

const asked = (id: string) => ({ actor: of(people, "municipal"), id, now: NOW })
const wordsOf = (bytes: Buffer) => paragraphsOf(readWord(bytes).body).join("\n").replaceAll("\u00a0", " ")

/** An application from paper that waits for its registration. */
async function received(): Promise<string> {
	const { id: organisationId } = await prisma.organisation.findFirstOrThrow({
		where: { municipalityCode: "tomsk" },
	})
	const { actor, now } = asked("")
	const form = parseForm(EntrySchema, typedEntry({ organisationId }))
	const { id } = await enterApplication({
		...{ actor, form, now },
		municipalityCode: "tomsk",
		isAnother: true,
	})
	const attach = (kind: string, file: unknown) =>
		send(actor, "application", id, "attachment.add", { kind, files: [file] })
	await attach("signed_application", await putScan(id, 2))
	await attach("results_annex", await putAnnex(id, NOW))
	await send(actor, "application", id, "application.receive", { source: "paper", receivedOn: "15.09.2026" })
	return id
}

describe("an application from paper, which was never formed here", () => {
	test("is withdrawn by its coordinator, in the words that were copied from the paper", async () => {
		const id = await received()
		const withdrawal = await newWithdrawal(of(people, "municipal"), id, "formed")
		const { hash } = await findWithdrawalForm(asked(withdrawal))
		const words = wordsOf(await readFile(await fileStore().path(hash)))
		expect(words).toContain("Бумажной Анны Петровны")
		expect(words).toContain("от «15» сентября 2026 г.")
	})
	test("is withdrawn by the teacher who has taken it over, although the paper gave no phone", async () => {
		const id = await received()
		const { url } = await createTakeOverLink(asked(id))
		const token = url.split("/").at(-1) ?? ""
		await takeOverAsNew({ token, form: newAccount("prinjala"), address: "203.0.113.9", now: NOW })
		const actor = await actorNamed("prinjala")
		const { hash } = await findWithdrawalForm({
			...asked(await newWithdrawal(actor, id, "formed")),
			actor,
		})
		expect(wordsOf(await readFile(await fileStore().path(hash)))).toContain("телефон: +7 913 000-00-01")
	})
	test("has its notice of rejection, with a number", async () => {
		const id = await received()
		await send(of(people, "municipal"), "application", id, "application.reject", { reason: "Нет подписи" })
		const notice = wordsOf((await renderRejectionNotice(asked(id))).bytes)
		expect(notice).toContain("Бумажной Анне Петровне")
		expect(notice).toContain("Нет подписи")
		expect(await prisma.issuedNotice.count({ where: { applicationId: id } })).toBe(1)
	})
	test("has no form of ours, and the answer says where its scan is", async () => {
		const id = await received()
		await expect(findApplicationForm(asked(id))).rejects.toThrow("его скан — среди прикреплённых документов")
	})
})
