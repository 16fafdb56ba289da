import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewTeacherHistory } from "../overview/teacher-history.view.server.ts"
import { viewTeacherHome } from "../overview/teacher-home.view.server.ts"

let people: Cast
const act = (username: string, id: string, event: string, input: Record<string, unknown> = {}) =>
	send(of(people, username), "application", id, event, input)

beforeAll(async () => {
	people = await openRegion(["municipal", "school"], teachers(["anna", "boris", "vera", "galina"]))
})

describe("a draft that was begun by mistake", () => {
	test("leaves the cabinet, is recorded, and stays whole for whoever wants it back", async () => {
		const id = await bring(people, { teacher: "anna", until: "editing" })
		const files = [await putScan("evidence", 1)]
		await act("anna", id, "attachment.add", { kind: "other", title: "Грамота", files })
		await act("anna", id, "form.discard")
		const actor = of(people, "anna")
		const home = await viewTeacherHome({ actor, wanted: null, now: NOW })
		expect(home.application?.next).toMatchObject({ title: "Черновик удалён", event: "form.restore" })
		expect(home.begin).toHaveLength(1)
		const [former] = (await viewTeacherHistory({ actor, now: NOW })).former
		expect(former).toMatchObject({ id, short: "Черновик удалён", restore: { version: expect.any(Number) } })
		expect(await prisma.journal.count({ where: { subjectId: id, event: "form.discard" } })).toBe(1)

		await act("anna", id, "form.restore")
		const { application } = await viewTeacherHome({ actor, wanted: null, now: NOW })
		expect(application?.state).toBe("draft.editing")
		expect(await prisma.attachment.count({ where: { applicationId: id, removedAt: null } })).toBe(1)
	})

	test("cannot be taken back beside a new one for the same position", async () => {
		const id = await bring(people, { teacher: "boris", until: "editing" })
		await act("boris", id, "form.discard")
		await bring(people, { teacher: "boris", until: "editing" })
		await expect(act("boris", id, "form.restore")).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("уже есть другое незавершённое заявление"),
		})
	})

	test("stays once it was filed: a rejected application is corrected, not deleted", async () => {
		const id = await bring(people, { teacher: "galina", until: "submitted" })
		await act("municipal", id, "application.reject", { reason: "Нет второй страницы" })
		await act("galina", id, "application.revise")
		await expect(act("galina", id, "form.discard")).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("уже подавали"),
		})
	})

	test("is discarded by its owner only, and only while it is being filled in", async () => {
		const id = await bring(people, { teacher: "vera", until: "formed" })
		await expect(act("vera", id, "form.discard")).rejects.toMatchObject({ code: "not-allowed-now" })
		for (const username of ["school", "municipal"])
			await expect(act(username, id, "form.discard")).rejects.toMatchObject({ code: "forbidden" })
		await expect(act("anna", id, "form.discard")).rejects.toMatchObject({ code: "not-found" })
	})
})
