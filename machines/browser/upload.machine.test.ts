import { describe, expect, test } from "vitest"
import { createActor, fromCallback } from "xstate"
import { type ChosenFile, type SenderEvent, type UploadEvent, uploadMachine } from "./upload.machine.ts"

const scan: ChosenFile = { name: "скан.pdf", size: 1000, type: "application/pdf" }
const huge: ChosenFile = { name: "скан.pdf", size: 1_000_000, type: "application/pdf" }
const check = (files: readonly ChosenFile[]) =>
	files.length === 0
		? "Выберите файл."
		: files.some((file) => file.size > 5000)
			? "Файл слишком большой."
			: null

/** An upload whose sender the test controls. */
function startUpload() {
	const reports: ((event: SenderEvent) => void)[] = []
	const bodies: unknown[] = []
	let stopped = 0
	const machine = uploadMachine.provide({
		actors: {
			sender: fromCallback<UploadEvent, { body: unknown }>(({ sendBack, input }) => {
				reports.push(sendBack)
				bodies.push(input.body)
				return () => {
					stopped += 1
				}
			}),
		},
	})
	const upload = createActor(machine, { input: { check } }).start()
	return {
		upload,
		report: (event: SenderEvent) => reports.at(-1)?.(event),
		tries: () => reports.length,
		bodies,
		stopped: () => stopped,
	}
}

describe("sending a file from the browser", () => {
	test("goes from the choice through progress and the server's check to the end", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.choose", files: [scan] })
		expect(upload.getSnapshot().value).toBe("chosen")
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.progress", sent: 0.4 })
		expect(upload.getSnapshot().value).toEqual({ uploading: "sending" })
		expect(upload.getSnapshot().context.sent).toBe(0.4)
		report({ type: "upload.progress", sent: 1 })
		expect(upload.getSnapshot().value).toEqual({ uploading: "checkedByServer" })
		report({ type: "upload.accepted" })
		expect(upload.getSnapshot().value).toBe("done")
		upload.send({ type: "upload.reset" })
		expect(upload.getSnapshot().context.files).toEqual([])
	})

	test("refuses a file that is too large before a byte is sent, and accepts a smaller one instead", () => {
		const { upload, tries } = startUpload()
		upload.send({ type: "upload.choose", files: [huge] })
		expect(upload.getSnapshot().context.problem?.fields).toEqual({ file: "Файл слишком большой." })
		upload.send({ type: "upload.send", files: [huge], body: "form" })
		expect(upload.getSnapshot().value).toBe("refused")
		expect(tries()).toBe(0)
		upload.send({ type: "upload.choose", files: [scan] })
		expect(upload.getSnapshot().context.problem).toBeNull()
	})

	test("requests a file when the button is pressed without one", () => {
		const { upload } = startUpload()
		upload.send({ type: "upload.send", files: [], body: "form" })
		expect(upload.getSnapshot().context.problem?.message).toBe("Выберите файл.")
	})

	test("stops the sender when it is cancelled, and keeps the choice", () => {
		const { upload, report, stopped } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		upload.send({ type: "upload.cancel" })
		expect(upload.getSnapshot().value).toBe("chosen")
		expect(stopped()).toBe(1)
		report({ type: "upload.accepted" })
		expect(upload.getSnapshot().value).toBe("chosen")
	})

	test("sends nothing twice while it is running", () => {
		const { upload, tries } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		upload.send({ type: "upload.choose", files: [huge] })
		expect(tries()).toBe(1)
		expect(upload.getSnapshot().matches("uploading")).toBe(true)
	})

	test("tries again after a lost connection, but not after a refusal", () => {
		const { upload, report, tries } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.interrupted", message: "Связь прервалась." })
		expect(upload.getSnapshot().hasTag("retryable")).toBe(true)
		upload.send({ type: "upload.retry" })
		expect(tries()).toBe(2)
		const problem = { message: "Файл повреждён.", reasons: [], fields: {} }
		report({ type: "upload.refused", problem })
		upload.send({ type: "upload.retry" })
		expect(upload.getSnapshot().value).toBe("refused")
		expect(upload.getSnapshot().context.problem).toEqual(problem)
	})

	test("begins empty under its name", () => {
		const { upload } = startUpload()
		expect(uploadMachine.id).toBe("upload")
		expect(upload.getSnapshot().value).toBe("empty")
		expect(upload.getSnapshot().context).toMatchObject({ files: [], body: null, sent: 0, problem: null })
	})

	test("passes the form to the sender, and again at the next attempt", () => {
		const { upload, report, bodies } = startUpload()
		upload.send({ type: "upload.choose", files: [scan] })
		expect(upload.getSnapshot().context.body).toBeNull()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.interrupted", message: "Связь прервалась." })
		upload.send({ type: "upload.retry" })
		expect(bodies).toEqual(["form", "form"])
	})

	test("is busy while it sends, and not before or after", () => {
		const { upload, report } = startUpload()
		const busy = () => upload.getSnapshot().hasTag("busy")
		expect(busy()).toBe(false)
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		expect(busy()).toBe(true)
		report({ type: "upload.progress", sent: 1 })
		expect(busy()).toBe(true)
		report({ type: "upload.accepted" })
		expect(busy()).toBe(false)
	})

	test("says that it waits for the line until bytes go through again", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.progress", sent: 0.3 })
		expect(upload.getSnapshot().context.stalled).toBe(false)
		report({ type: "upload.stalled" })
		expect(upload.getSnapshot().value).toEqual({ uploading: "sending" })
		expect(upload.getSnapshot().context).toMatchObject({ stalled: true, sent: 0.3 })
		report({ type: "upload.progress", sent: 0.3 })
		expect(upload.getSnapshot().context.stalled).toBe(false)
	})

	test("does not say so at the next attempt", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.stalled" })
		report({ type: "upload.interrupted", message: "Связь прервалась." })
		upload.send({ type: "upload.retry" })
		expect(upload.getSnapshot().context.stalled).toBe(false)
	})

	test("reports the lost connection, and starts from zero at the next attempt", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.progress", sent: 0.7 })
		report({ type: "upload.interrupted", message: "Связь прервалась." })
		expect(upload.getSnapshot().value).toBe("interrupted")
		expect(upload.getSnapshot().context.problem).toEqual({
			message: "Связь прервалась.",
			reasons: [],
			fields: {},
		})
		upload.send({ type: "upload.retry" })
		expect(upload.getSnapshot().context).toMatchObject({ sent: 0, problem: null })
	})

	test("keeps the choice and nothing of the attempt when it is cancelled after a lost connection", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.progress", sent: 0.7 })
		report({ type: "upload.interrupted", message: "Связь прервалась." })
		upload.send({ type: "upload.cancel" })
		expect(upload.getSnapshot().value).toBe("chosen")
		expect(upload.getSnapshot().context).toMatchObject({ files: [scan], sent: 0, problem: null })
	})

	test("forgets its progress when it is cancelled", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.progress", sent: 0.7 })
		upload.send({ type: "upload.cancel" })
		expect(upload.getSnapshot().context).toMatchObject({ files: [scan], sent: 0, problem: null })
	})

	test("shows what the check finds at the field and nowhere else", () => {
		const { upload } = startUpload()
		upload.send({ type: "upload.choose", files: [huge] })
		expect(upload.getSnapshot().context.problem).toEqual({
			message: "Файл слишком большой.",
			reasons: [],
			fields: { file: "Файл слишком большой." },
		})
	})

	test("remembers nothing when it starts again after it was done", () => {
		const { upload, report } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		report({ type: "upload.progress", sent: 1 })
		report({ type: "upload.accepted" })
		upload.send({ type: "upload.reset" })
		expect(upload.getSnapshot().value).toBe("empty")
		expect(upload.getSnapshot().context).toMatchObject({ files: [], body: null, sent: 0, problem: null })
	})
})
