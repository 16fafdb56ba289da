import { readFileSync } from "node:fs"
import { Agent, request } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import type { EveningRegion, Filer } from "./fill-evening.ts"
import type { Filing, Reading } from "./plan.ts"

// The people of the evening, over HTTP as their browsers speak it.

type Kind = "page" | "submit" | "file"
export interface Heard {
	readonly kind: Kind
	readonly status: number
	readonly milliseconds: number
	/** Seconds since the beginning. */
	readonly at: number
}
interface Ask {
	readonly kind: Kind
	readonly cookie: string
	readonly address: string
	readonly body?: Buffer
	readonly type?: string
	/** Breaks the connection after this share of the body; 1: when everything was sent and nothing was read. */
	readonly cutAfter?: number
}

const BOUNDARY = "evening"
const TRIES = 8
const AGAIN_AFTER_MS = 15_000

export class Visitors {
	readonly heard: Heard[] = []
	/** What went otherwise than the person expected. */
	readonly surprises: string[] = []
	/** Applications whose person was told that they are submitted. */
	readonly told = new Set<string>()
	/** Applications whose person was told that the scan is attached. */
	readonly attached = new Set<string>()
	cut = 0
	/** How often somebody tried again because the page asked them to. */
	again = 0
	readonly #url: string
	readonly #region: EveningRegion
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 512 })
	#began = 0

	constructor(url: string, region: EveningRegion) {
		this.#url = url
		this.#region = region
	}

	/** Lets everything happen at its time, whether earlier answers have arrived or not. */
	async play(filings: readonly Filing[], readings: readonly Reading[]): Promise<void> {
		this.#began = performance.now()
		const until = (at: number) => delay(Math.max(0, at - (performance.now() - this.#began)))
		const underWay: Promise<void>[] = []
		const start = async <T extends { at: number }>(list: readonly T[], one: (item: T) => Promise<void>) => {
			for (const item of list) {
				await until(item.at)
				underWay.push(one(item).catch((error) => void this.surprises.push(String(error))))
			}
		}
		await Promise.all([
			start(filings, (filing) => this.#file(filing)),
			start(readings, (reading) => this.#read(reading)),
		])
		await Promise.all(underWay)
		this.#agent.destroy()
	}

	async #read({ reader, page }: Reading): Promise<void> {
		const { readers, coordinator, operator } = this.#region
		// One in fifty looks is that of an office.
		const [cookie, pages] =
			page % 50 === 0
				? [coordinator, ["/municipality", "/municipality/registration"]]
				: page % 50 === 1
					? [operator, ["/operator", "/operator/applications"]]
					: [
							readers[reader]?.cookie ?? "",
							["/teacher", "/teacher/history", "/calendar", "/teacher/documents"],
						]
		await this.#expect([200, 303], {
			kind: "page",
			cookie,
			address: pages[page % pages.length] ?? "",
		})
	}

	async #file({ filer: number, attaches, cut, again }: Filing): Promise<void> {
		const filer = this.#region.filers[number]
		if (!filer) throw new Error(`there is no filer ${number}`)
		const { cookie } = filer
		await this.#expect([200], { kind: "page", cookie, address: "/teacher/submit" })
		if (attaches && filer.scan) await this.#attach(filer, cut === "file" ? again : null)
		const submit: Ask = {
			kind: "submit",
			cookie,
			address: `/applications/${filer.application}/events`,
			body: Buffer.from(new URLSearchParams({ event: "application.submit" }).toString()),
			type: "application/x-www-form-urlencoded",
		}
		if (cut === "answer") {
			await this.#breakOff({ ...submit, cutAfter: 1 }, again)
			// The first one may have arrived: then the second is told so.
			if (await this.#expect([303, 409], submit)) this.told.add(filer.application)
		} else if (await this.#expect([303], submit)) this.told.add(filer.application)
		await this.#expect([200], { kind: "page", cookie, address: "/teacher" })
	}

	async #attach({ application, cookie, scan = "" }: Filer, again: number | null): Promise<void> {
		const fields = { event: "attachment.add", kind: "signed_application" }
		const upload: Ask = {
			kind: "file",
			cookie,
			address: `/applications/${application}/uploads`,
			body: multipart(fields, readFileSync(scan)),
			type: `multipart/form-data; boundary=${BOUNDARY}`,
		}
		if (again !== null) await this.#breakOff({ ...upload, cutAfter: 0.5 }, again)
		if (await this.#expect([200], upload)) this.attached.add(application)
	}

	async #breakOff(ask: Ask, again: number): Promise<void> {
		this.cut += 1
		await this.#send(ask)
		await delay(again)
	}

	/** @returns whether the answer is one of those that the person expects */
	async #expect(wanted: readonly number[], ask: Ask, tries = 1): Promise<boolean> {
		const { status, text } = await this.#send(ask)
		if (wanted.includes(status)) return true
		if (status === 503 && tries < TRIES) {
			this.again += 1
			await delay(AGAIN_AFTER_MS)
			// The one before may have been carried out although its answer says that nobody knows.
			return this.#expect(ask.kind === "submit" ? [...wanted, 409] : wanted, ask, tries + 1)
		}
		this.surprises.push(`${status} ${ask.address}: ${text.replace(/<[^>]*>|\s+/g, " ").slice(0, 300)}`)
		return false
	}

	#send(ask: Ask): Promise<{ status: number; text: string }> {
		const { body, type, cookie, address, cutAfter } = ask
		const sent = performance.now()
		return new Promise((resolve, reject) => {
			const asking = request(
				`${this.#url}${address}`,
				{
					agent: cutAfter === undefined ? this.#agent : false,
					method: body ? "POST" : "GET",
					headers: {
						cookie,
						...(body && { "content-type": type, "content-length": body.length, origin: this.#url }),
					},
				},
				(answer) => {
					const chunks: Buffer[] = []
					answer.on("data", (chunk: Buffer) => chunks.push(chunk))
					answer.on("error", reject)
					answer.on("end", () => {
						const status = answer.statusCode ?? 0
						this.heard.push({
							kind: ask.kind,
							status,
							milliseconds: performance.now() - sent,
							at: (sent - this.#began) / 1000,
						})
						resolve({ status, text: Buffer.concat(chunks).toString() })
					})
				},
			)
			asking.on("error", (error: NodeJS.ErrnoException) => {
				if (cutAfter !== undefined) return resolve({ status: 0, text: "" })
				// The server closed an idle connection just when it was used again, so it has read nothing.
				if (asking.reusedSocket && error.code === "ECONNRESET") return resolve(this.#send(ask))
				reject(error)
			})
			if (cutAfter === undefined || !body) return void asking.end(body)
			const part = body.subarray(0, Math.floor(body.length * cutAfter))
			asking.write(part, () => asking.destroy())
		})
	}
}

function multipart(fields: Record<string, string>, pdf: Buffer): Buffer {
	const part = (head: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n`
	const texts = Object.entries(fields).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`)
	const file = `${part('name="file"; filename="scan.pdf"')}Content-Type: application/pdf\r\n\r\n`
	return Buffer.concat([Buffer.from(texts.join("") + file), pdf, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}
