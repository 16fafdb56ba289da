import { delay, HttpResponse, http } from "msw"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { createActor, waitFor } from "xstate"
import { DOCX, PDF, TIFF } from "#app/files/file-types.ts"
import { uploadMachine } from "#machines/browser/upload.machine.ts"
import { httpMock } from "#tests/setup/http-mock.ts"
import { answered, checkFiles, senderTo } from "./upload-send.ts"

const address = "http://localhost/applications/1/uploads"

/** The part of the browser's XMLHttpRequest that the sender uses, built on fetch. */
class RequestOnFetch {
	timeout = 0
	status = 0
	responseText = ""
	upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
	onload?: () => void
	onerror?: () => void
	ontimeout?: () => void
	#to = ""
	#cut = new AbortController()
	open(_method: string, to: string) {
		this.#to = to
	}
	async send(body: FormData) {
		this.upload.onprogress?.({ loaded: 1, total: 2 })
		try {
			const answer = await fetch(this.#to, { method: "POST", body, signal: this.#cut.signal })
			this.upload.onprogress?.({ loaded: 2, total: 2 })
			this.responseText = await answer.text()
			this.status = answer.status
			this.onload?.()
		} catch {
			if (!this.#cut.signal.aborted) this.onerror?.()
		}
	}
	abort() {
		this.#cut.abort()
	}
}

beforeAll(() => void vi.stubGlobal("XMLHttpRequest", RequestOnFetch))
afterAll(() => void vi.unstubAllGlobals())

function startUpload() {
	const machine = uploadMachine.provide({ actors: { sender: senderTo(address) } })
	const upload = createActor(machine, { input: { check: checkFiles([PDF], false) } }).start()
	const body = new FormData()
	body.set("file", new File(["%PDF-1.7"], "скан.pdf", { type: PDF }))
	const files = [{ name: "скан.pdf", size: 8, type: PDF }]
	return { upload, send: () => upload.send({ type: "upload.send", files, body }) }
}

const settled = (upload: ReturnType<typeof startUpload>["upload"]) =>
	waitFor(upload, (snapshot) => !snapshot.hasTag("busy"))

describe("an upload against the server's answers", () => {
	test("is done when the server has accepted it", async () => {
		httpMock.use(http.post(address, () => HttpResponse.json({})))
		const { upload, send } = startUpload()
		send()
		expect((await settled(upload)).value).toBe("done")
	})

	test("shows the server's own reason for 409, and does not offer to try again", async () => {
		const refusal = {
			message: "Срок загрузки прошёл.",
			reasons: ["Материалы принимались по 1 октября."],
			fields: {},
		}
		httpMock.use(http.post(address, () => HttpResponse.json(refusal, { status: 409 })))
		const { upload, send } = startUpload()
		send()
		const { value, context } = await settled(upload)
		expect(value).toBe("refused")
		expect(context.problem).toEqual(refusal)
	})

	test("explains the 413 of a proxy that knows no Russian", async () => {
		httpMock.use(http.post(address, () => HttpResponse.html("<h1>Too large</h1>", { status: 413 })))
		const { upload, send } = startUpload()
		send()
		const { context } = await settled(upload)
		expect(context.problem?.message).toContain("не принимает такой большой файл")
	})

	test("says that the connection was lost, and sends the same files again", async () => {
		httpMock.use(http.post(address, () => HttpResponse.error(), { once: true }))
		const { upload, send } = startUpload()
		send()
		const cut = await settled(upload)
		expect(cut.value).toBe("interrupted")
		expect(cut.context.problem?.message).toContain("Связь прервалась")
		httpMock.resetHandlers(http.post(address, () => HttpResponse.json({})))
		upload.send({ type: "upload.retry" })
		expect((await settled(upload)).value).toBe("done")
	})

	test("can be cancelled while a slow server keeps silent", async () => {
		let asked = false
		httpMock.use(
			http.post(address, async () => {
				asked = true
				await delay("infinite")
				return HttpResponse.json({})
			}),
		)
		const { upload, send } = startUpload()
		send()
		await vi.waitUntil(() => asked)
		upload.send({ type: "upload.cancel" })
		expect(upload.getSnapshot().value).toBe("chosen")
	})

	test("treats a failure of the server as an interruption, not as a refusal of the file", () => {
		expect(answered(502, "<html>")).toMatchObject({ type: "upload.interrupted" })
		expect(answered(418, "")).toMatchObject({ type: "upload.refused" })
	})
})

describe("a file before it is sent", () => {
	const check = checkFiles([PDF, DOCX], false)
	const file = (name: string, size = 10, type = "") => ({ name, size, type })

	test("is recognised by its extension when the computer names no type", () => {
		expect(check([file("Скан.PDF")])).toBeNull()
		expect(check([file("таблицы", 10, DOCX)])).toBeNull()
	})

	test("is refused for its type, emptiness, size or number, in words that say what to do", () => {
		expect(check([file("урок.mp4")])).toContain("«урок.mp4» — это видео MP4, а принимаются PDF, DOCX")
		expect(check([file("IMG_1.HEIC")])).toContain("выберите «Наиболее совместимые» и снимите снова")
		expect(check([file("диплом.JPEG")])).toContain("это файл JPG")
		expect(check([file("диплом")])).toContain("Не удалось узнать, что за файл")
		expect(checkFiles([TIFF], true)([file("скан.tiff"), file("скан.TIF")])).toBeNull()
		expect(check([file("скан.pdf", 0)])).toContain("пуст")
		expect(check([file("скан.pdf", 21 * 1024 * 1024)])).toContain("больше 20 МБ")
		expect(check([file("1.pdf"), file("2.pdf")])).toBe("Выберите один файл.")
		expect(check([])).toBe("Выберите файл.")
	})
})
