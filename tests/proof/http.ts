import { Agent, request } from "node:http"

/** The answer to a form. */
export interface Answer {
	status: number
	location: string
	/** The text of the page, without its markup. */
	text: string
}

/** Connections that stay open, so that a few of them carry thousands of small requests. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

export type Fields = Readonly<Record<string, string>>

/** Sends a form as a browser does: urlencoded, or as multipart when it contains a file. */
export async function post(
	url: string,
	cookie: string | null,
	fields: Fields,
	file?: { name: string; type: string; bytes: Uint8Array },
): Promise<Answer> {
	const form = new FormData()
	for (const [name, value] of Object.entries(fields)) form.append(name, value)
	if (file) form.append("file", new File([new Uint8Array(file.bytes)], file.name, { type: file.type }))
	const sent = file ? new Response(form) : new Response(new URLSearchParams(fields))
	const body = Buffer.from(await sent.arrayBuffer())
	const type = sent.headers.get("content-type") ?? ""
	return exchange(url, cookie, type, body)
}

/** When a new role gives the person a new session, the cookie that replaced the sent one, as a browser would remember it. */
const replaced = new Map<string, string>()
const presentCookie = (cookie: string | null): string | null => {
	const next = cookie === null ? undefined : replaced.get(cookie)
	return next === undefined ? cookie : presentCookie(next)
}

function noteReplaced(sent: string | null, given: readonly string[] = []) {
	const [name = ""] = sent?.split("=") ?? []
	const next = given
		.map((one) => one.split(";")[0] ?? "")
		.find((one) => name !== "" && one.startsWith(`${name}=`))
	if (sent && next && next !== sent && next !== `${name}=`) replaced.set(sent, next)
}

function exchange(url: string, asked: string | null, type: string, body: Buffer): Promise<Answer> {
	const cookie = presentCookie(asked)
	return new Promise((resolve, reject) => {
		const asking = request(
			url,
			{
				agent,
				method: "POST",
				headers: {
					"content-type": type,
					"content-length": body.length,
					origin: new URL(url).origin,
					...(cookie && { cookie }),
				},
			},
			(answer) => {
				noteReplaced(cookie, answer.headers["set-cookie"])
				const chunks: Buffer[] = []
				answer.on("data", (chunk: Buffer) => chunks.push(chunk))
				answer.on("error", reject)
				answer.on("end", () =>
					resolve({
						status: answer.statusCode ?? 0,
						location: answer.headers.location ?? "",
						text: wordsOf(Buffer.concat(chunks).toString(), answer.headers["content-type"]),
					}),
				)
			},
		)
		// The server closed an idle connection just when it was used again, so it has read nothing.
		asking.on("error", (error: NodeJS.ErrnoException) =>
			asking.reusedSocket && error.code === "ECONNRESET"
				? exchange(url, cookie, type, body).then(resolve, reject)
				: reject(error),
		)
		asking.end(body)
	})
}

export const closeConnections = () => agent.destroy()

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", nbsp: " " }

function wordsOf(body: string, type = ""): string {
	if (type.startsWith("text/x-script")) return tidy(stringsOf(body))
	const text = body
		.replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, "")
		.replace(/<[^>]*>/g, " ")
		.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole)
	return tidy(text)
}

const tidy = (text: string) => text.replace(/[\s\u00a0]+/g, " ").trim()

/** The framework writes an answer to a script as a flat list, with each string once, in the order in which they are met. */
const stringsOf = (body: string): string =>
	(JSON.parse(body.split("\n")[0] ?? "[]") as unknown[]).filter((one) => typeof one === "string").join(" ")

/** Runs the tasks, at most `width` at a time. */
export async function several<T>(works: readonly (() => Promise<T>)[], width = 8): Promise<T[]> {
	const results: T[] = []
	const queue = works.entries()
	const worker = async () => {
		for (const [index, work] of queue) results[index] = await work()
	}
	await Promise.all(Array.from({ length: width }, worker))
	return results
}
