import { describe, expect, test } from "vitest"
import { createActor, fromCallback } from "xstate"
import { type ChosenFile, type SenderEvent, uploadMachine } from "./upload.machine.ts"

const scan: ChosenFile = { name: "скан.pdf", size: 1000, type: "application/pdf" }
const huge: ChosenFile = { name: "скан.pdf", size: 1_000_000, type: "application/pdf" }
const check = (files: readonly ChosenFile[]) =>
	files.length === 0
		? "Выберите файл."
		: files.some((file) => file.size > 5000)
			? "Файл слишком большой."
			: null

/** An upload whose sender does what the test says. */
function startUpload() {
	const reports: ((event: SenderEvent) => void)[] = []
	let stopped = 0
	const machine = uploadMachine.provide({
		actors: {
			sender: fromCallback(({ sendBack }) => {
				reports.push(sendBack)
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
		stopped: () => stopped,
	}
}

describe("sending a file from the browser", () => {
	test("goes from the choice over progress and the server's check to the end", () => {
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

	test("refuses what is too large before a byte is sent, and takes a smaller one instead", () => {
		const { upload, tries } = startUpload()
		upload.send({ type: "upload.choose", files: [huge] })
		expect(upload.getSnapshot().context.problem?.fields).toEqual({ file: "Файл слишком большой." })
		upload.send({ type: "upload.send", files: [huge], body: "form" })
		expect(upload.getSnapshot().value).toBe("refused")
		expect(tries()).toBe(0)
		upload.send({ type: "upload.choose", files: [scan] })
		expect(upload.getSnapshot().context.problem).toBeNull()
	})

	test("asks for a file when the button is pressed without one", () => {
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

	test("sends nothing twice while it is on its way", () => {
		const { upload, tries } = startUpload()
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		upload.send({ type: "upload.send", files: [scan], body: "form" })
		upload.send({ type: "upload.choose", files: [huge] })
		expect(tries()).toBe(1)
		expect(upload.getSnapshot().matches("uploading")).toBe(true)
	})

	test("tries again after a cut line, but not after a refusal", () => {
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
})
