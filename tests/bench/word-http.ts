import { paths } from "#app/utils/paths.ts"
import type { Filled } from "./fill.ts"
import { percentile } from "./statistics.ts"

const PAGES = 100
const SCHEDULES = 40
const WARM_UP = 15
/** Interval at which a signed-in page is requested while schedules are printed. */
const EVERY_MS = 25

export interface WordOverHttp {
	readonly rows: number
	/**
	 * Milliseconds at the 95th percentile for a page of the server, first while nothing is printed, then while schedules are
	 * printed one after another.
	 */
	readonly pageAlone: number
	readonly pageMeanwhile: number
}

/** Measures whether printing large Word forms delays other people. */
export async function measureWordOverHttp(url: string, filled: Filled): Promise<WordOverHttp> {
	const { cookies, schedule } = filled
	const page = () => download(`${url}${paths.operatorApplication(filled.application)}`, cookies.operator)
	const printed = paths.municipalityScheduleDocument(schedule.period, "approved")
	const print = () => download(`${url}${printed}`, cookies.coordinator)
	const alone = await inTurn(PAGES, page)
	const meanwhile = await repeatDuring(() => inTurn(SCHEDULES, print), page)
	return {
		rows: schedule.rows,
		pageAlone: percentile(alone, 95),
		pageMeanwhile: percentile(meanwhile, 95),
	}
}

async function inTurn(times: number, take: () => Promise<number>): Promise<number[]> {
	// The server may close a connection that was idle while forms were printed, at the same moment as it is used again.
	for (let turn = 0; turn < WARM_UP; turn += 1) await take().catch(() => undefined)
	const taken: number[] = []
	for (let turn = 0; turn < times; turn += 1) taken.push(await take())
	return taken
}

/** Repeats `take` until `it` is done. */
async function repeatDuring(it: () => Promise<unknown>, take: () => Promise<number>): Promise<number[]> {
	const taken: number[] = []
	let going = true
	const done = it().finally(() => {
		going = false
	})
	while (going) {
		taken.push(await take())
		await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
	}
	await done
	return taken
}

/** @returns milliseconds until the last byte */
async function download(address: string, cookie: string): Promise<number> {
	const begun = performance.now()
	const answer = await fetch(address, { headers: { Cookie: cookie } })
	await answer.arrayBuffer()
	if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
	return performance.now() - begun
}
