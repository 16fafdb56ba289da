import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { paths } from "#app/utils/paths.ts"
import type { BareOrder } from "./bare.ts"
import type { Address, BareRemixOrder } from "./bare-remix.ts"
import type { Filled } from "./fill.ts"
import { type BenchServer, type Ground, startProgram, stop } from "./ground.ts"
import type { Loaded, Order } from "./load.ts"
import { median } from "./statistics.ts"

const CONNECTIONS = 16
const ROUNDS = 5
const WARM_UP_MS = 3_000
const ROUND_MS = 2_000
const MEMORY_EVERY_MS = 250
/** Pages of the list that are requested in turn. */
const LISTS = 50

export interface Throughput {
	/** Requests per second, medians of the rounds, each time with another page of the list or another application. */
	readonly list: number
	readonly bareList: number
	readonly applications: number
	readonly signIn: number
	/** Remix alone with the same HTML as the page, the same table of routes, and as many database queries. */
	readonly bareApplication: number
	readonly bareSignIn: number
	/** The same with one route only. */
	readonly loneApplication: number
	readonly loneSignIn: number
	/** Size of one answer of the bare server, with its head. */
	readonly bareBytes: number
	/** The highest resident memory of the server during the measurement. */
	readonly memory: number
}

/** Measures the pages and the bare server alternately, so that other load on the machine affects all of them equally. */
export async function measureThroughput(
	server: BenchServer,
	ground: Ground,
	filled: Filled,
): Promise<Throughput> {
	const signedIn = { Cookie: filled.cookies.operator }
	const at = (path: string) => `${server.url}${path}`
	const list = {
		urls: Array.from({ length: LISTS }, (_, index) =>
			at(`${paths.operatorApplications()}?page=${index + 1}`),
		),
		headers: signedIn,
	}
	const applications = {
		urls: filled.registered.map((id) => at(paths.operatorApplication(id))),
		headers: signedIn,
	}
	const signIn = { urls: [at(paths.login())], headers: {} }
	const bare = startProgram("bare.ts")
	const bareRemix = startProgram("bare-remix.ts")
	const bareForm = startProgram("bare-remix.ts")
	const loneRemix = startProgram("bare-remix.ts")
	const loneForm = startProgram("bare-remix.ts")
	const loader = startProgram("load.ts")
	const memory = watchMemory(server)
	try {
		const bareList = { urls: [await startBare(bare, ground, list)], headers: {} }
		const table = await routesOf(server)
		const page = { ...applications, queries: QUERIES_OF_APPLICATION, id: "routes/operator.applications.$id" }
		const form = { ...signIn, queries: 0, id: "routes/login" }
		const bareApplication = await startBareRemix(bareRemix, ground, { ...page, table })
		const bareSignIn = await startBareRemix(bareForm, ground, { ...form, table })
		const loneApplication = await startBareRemix(loneRemix, ground, { ...page, table: onlyRoute(page.id) })
		const loneSignIn = await startBareRemix(loneForm, ground, { ...form, table: onlyRoute(form.id) })
		const targets = {
			list,
			bareList,
			applications,
			bareApplication,
			loneApplication,
			signIn,
			bareSignIn,
			loneSignIn,
		}
		const rates: Record<keyof typeof targets, Loaded[]> = {
			list: [],
			bareList: [],
			applications: [],
			bareApplication: [],
			loneApplication: [],
			signIn: [],
			bareSignIn: [],
			loneSignIn: [],
		}
		for (let round = 0; round <= ROUNDS; round += 1) {
			for (const [name, target] of Object.entries(targets) as [keyof typeof targets, Target][]) {
				const milliseconds = round === 0 ? WARM_UP_MS : ROUND_MS
				const loaded = await load(loader, { ...target, connections: CONNECTIONS, milliseconds })
				if (round > 0) rates[name].push(loaded)
			}
		}
		const rate = (name: keyof typeof targets) => median(rates[name].map(({ perSecond }) => perSecond))
		const size = (name: keyof typeof targets) => median(rates[name].map(({ bytesEach }) => bytesEach))
		return {
			list: rate("list"),
			bareList: rate("bareList"),
			applications: rate("applications"),
			bareApplication: rate("bareApplication"),
			signIn: rate("signIn"),
			bareSignIn: rate("bareSignIn"),
			loneApplication: rate("loneApplication"),
			loneSignIn: rate("loneSignIn"),
			bareBytes: size("bareList"),
			memory: await memory.highest(),
		}
	} finally {
		const programs = [bare, bareRemix, bareForm, loneRemix, loneForm, loader]
		await Promise.all([memory.highest(), ...programs.map(stop)])
	}
}

type Target = Pick<Order, "urls" | "headers">

/** One query for the rows that the list shows and their total. */
const LIST_QUERY = `
	SELECT a."id", a."state", a."fullName", a."procedure", a."claimedCategory", a."attestationForm", a."reviewDueOn", a."stateSince",
		a."subjectGenitive", p."nominative" AS position, o."name" AS organisation, m."shortName" AS municipality, s."periodId",
		(SELECT count(*) FROM "Application") AS total
	FROM "Application" a
	JOIN "Position" p ON p."code" = a."positionCode"
	JOIN "Organisation" o ON o."id" = a."organisationId"
	JOIN "Municipality" m ON m."code" = a."municipalityCode"
	LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
	ORDER BY a."stateSince", a."id" LIMIT 50`

/** Starts the bare server, which sends the current bytes of the list's page. @returns its address */
async function startBare(bare: ChildProcess, { databaseUrl }: Ground, list: Target): Promise<string> {
	const page = await fetch(list.urls[0] ?? "", {
		headers: { ...list.headers, "Accept-Encoding": "identity" },
	})
	if (page.status !== 200) throw new Error(`the list answered ${page.status}`)
	const { date: _, connection: __, "transfer-encoding": ___, ...headers } = Object.fromEntries(page.headers)
	const body = Buffer.from(await page.arrayBuffer()).toString("base64")
	bare.send({ databaseUrl, query: LIST_QUERY, body, headers } satisfies BareOrder)
	const [port] = await once(bare, "message")
	return `http://127.0.0.1:${port}/`
}

/** One for the session, one for the application and everything around it, one for its letters. The office's settings are cached. */
const QUERIES_OF_APPLICATION = 3

/** The table of routes that Remix gives to browsers. */
async function routesOf({ url }: BenchServer): Promise<Address[]> {
	const page = await (await fetch(`${url}${paths.login()}`)).text()
	const manifest = /href="(\/assets\/manifest-[^"]+)"/.exec(page)?.[1]
	const script = await (await fetch(`${url}${manifest}`)).text()
	const { routes } = JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)) as {
		routes: Record<string, Address>
	}
	return Object.values(routes).map(({ id, parentId, path, index }) => ({
		id,
		...(parentId && { parentId }),
		...(path !== undefined && { path }),
		...(index && { index }),
	}))
}

const onlyRoute = (id: string): Address[] => [
	{ id: "root", path: "" },
	{ id, parentId: "root", path: "*" },
]

interface BarePage extends Target {
	readonly queries: number
	readonly table: readonly Address[]
	readonly id: string
}

/** Starts the bare Remix, which renders the current HTML of a page. */
async function startBareRemix(
	bare: ChildProcess,
	{ databaseUrl }: Ground,
	{ urls: [url = ""], headers, ...order }: BarePage,
): Promise<Target> {
	const page = await (await fetch(url, { headers })).text()
	const body = /<body>(.*)<\/body>/s.exec(page)?.[1]
	if (!body) throw new Error(`${url} has no body`)
	bare.send({ databaseUrl, body, ...order } satisfies BareRemixOrder)
	const [port] = await once(bare, "message")
	return { urls: [`http://127.0.0.1:${port}${new URL(url).pathname}`], headers: {} }
}

async function load(loader: ChildProcess, order: Order): Promise<Loaded> {
	loader.send(order)
	const [answer] = (await once(loader, "message")) as [{ loaded?: Loaded; failed?: string }]
	if (!answer.loaded) throw new Error(`the load on ${order.urls[0]} failed: ${answer.failed}`)
	return answer.loaded
}

function watchMemory(server: BenchServer) {
	let highest = 0
	let ended = false
	const watching = (async () => {
		while (!ended) {
			highest = Math.max(highest, await server.memory())
			await new Promise((resolve) => setTimeout(resolve, MEMORY_EVERY_MS))
		}
	})()
	return {
		/** Stops watching. @returns the highest value */
		async highest() {
			ended = true
			await watching
			return highest
		},
	}
}
