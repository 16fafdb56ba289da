import { writeFileSync } from "node:fs"
import { loadavg } from "node:os"
import path from "node:path"
import process from "node:process"
import { prepareGround, runProgram, startServer } from "../ground.ts"
import { machine } from "../report.ts"
import { median } from "../statistics.ts"
import type { KnownPeople } from "./fill-unknown.ts"

// `npm run bench -- unknown`: whether the time of an answer tells what exists. Each question is asked about something that
// exists and about something that does not, in turn, so that the machine's other work meets both.

const TIMES = 60
const WARM_UP = 5
const LIMIT_MS = 5

type Ask = (index: number) => Promise<Response>
interface Question {
	readonly name: string
	readonly known: Ask
	readonly unknown: Ask
}

const busy = loadavg()[0] ?? 0
const ground = await prepareGround()
try {
	const people = await runProgram<KnownPeople>("unknown/fill-unknown.ts", {
		DATABASE_URL: ground.databaseUrl,
		APP_MODE: "test",
		LOG_LEVEL: "error",
		SESSION_SECRET: "a-secret-that-only-the-bench-knows",
	})
	// Every try comes from another address, so no limit takes part.
	process.env.TRUST_PROXY = "1"
	const server = await startServer(ground)
	try {
		await server.settled()
		let tries = 0
		const post = (address: string, fields: Record<string, string>) => {
			tries += 1
			return fetch(server.url + address, {
				method: "POST",
				redirect: "manual",
				headers: {
					origin: server.url,
					"x-forwarded-for": `10.${tries >> 16}.${(tries >> 8) & 255}.${tries & 255}`,
				},
				body: new URLSearchParams(fields),
			})
		}
		const get = (address: string) =>
			fetch(server.url + address, { redirect: "manual", headers: { cookie: people.cookie } })
		const nobody = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`
		const one = (list: readonly string[], index: number) => list[index % list.length] ?? ""
		const signIn = (username: string) => post("/login", { username, password: "not-the-word-at-all" })
		const questions: Question[] = [
			{
				name: "sign in with a wrong password: a login that exists, or not",
				known: (index) => signIn(one(people.usernames, index)),
				unknown: (index) => signIn(`nobody${index}`),
			},
			{
				name: "ask for a new password: a login that exists, or not",
				known: (index) => post("/password/forgot", { username: one(people.usernames, index) }),
				unknown: (index) => post("/password/forgot", { username: `nobody${index}` }),
			},
			{
				name: "ask for one's login: an e-mail that is known, or not",
				known: (index) => post("/login/name", { email: one(people.emails, index) }),
				unknown: (index) => post("/login/name", { email: `nobody${index}@bench.example` }),
			},
			{
				name: "a paper of an application: somebody else's, or of none",
				known: (index) => get(`/applications/${one(people.applications, index)}/form.docx`),
				unknown: (index) => get(`/applications/${nobody(index)}/form.docx`),
			},
			{
				name: "a file: somebody else's, or none",
				known: (index) => get(`/files/${one(people.files, index)}`),
				unknown: (index) => get(`/files/${nobody(index)}`),
			},
		]
		const rows: string[] = []
		let worst = 0
		for (const { name, known, unknown } of questions) {
			const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
			const answers = new Set<string>()
			for (let index = 0; index < TIMES + WARM_UP; index += 1)
				for (const [kind, ask] of [
					["known", known],
					["unknown", unknown],
				] as const) {
					const began = performance.now()
					const answer = await ask(index)
					await answer.arrayBuffer()
					if (index < WARM_UP) continue
					times[kind].push(performance.now() - began)
					answers.add(`${kind} ${answer.status}`)
				}
			const [there, none] = [median(times.known), median(times.unknown)]
			worst = Math.max(worst, Math.abs(there - none))
			const statuses = new Set([...answers].map((one) => one.split(" ")[1]))
			if (statuses.size > 1) process.exitCode = 1
			rows.push(
				`| ${name} | ${[...statuses].join(", ")} | ${there.toFixed(1)} | ${none.toFixed(1)} | ${Math.abs(there - none).toFixed(1)} |`,
			)
		}
		if (worst > LIMIT_MS) process.exitCode = 1
		const text = [
			"# What exists, and what does not",
			"",
			`Written by \`npm run bench -- unknown\`: ${TIMES} answers of each kind in turn, after ${WARM_UP}. Wanted: the same status, and medians within ${LIMIT_MS} ms.`,
			"",
			"| question | status | exists: median ms | does not: median ms | difference |",
			"|---|---|---|---|---|",
			...rows,
			"",
			`Measured on ${machine(busy)}`,
			"",
		].join("\n")
		writeFileSync(path.resolve("tests/bench/unknown/unknown.md"), text)
		console.log(text)
	} finally {
		await server.stop()
	}
} finally {
	await ground.remove()
}
