import { paths } from "#app/utils/paths.ts"
import type { Filled } from "./fill.ts"
import { percentile } from "./statistics.ts"

const FORMS = 60
const PAGES = 100
const SCHEDULES = 40
const WARM_UP = 15
/** Interval at which a signed-in page is requested while schedules are printed. */
const EVERY_MS = 25

export interface WordOverHttp {
	/** Milliseconds at the 95th percentile. */
	readonly form: number
	readonly schedule: number
	readonly rows: number
	/** The first schedule, which also starts the thread that fills it. */
	readonly first: number
	/** Another page of the same server, first while nothing is printed, then while schedules are printed one after another. */
	readonly pageAlone: number
	readonly pageMeanwhile: number
}

/** Measures Word forms over HTTP: a teacher forms the application and downloads it, a coordinator downloads the schedule. */
export async function measureWordOverHttp(url: string, filled: Filled): Promise<WordOverHttp> {
	const { cookies, schedule } = filled
	const form = await inTurn(FORMS, () => formAndDownload(url, filled))
	const page = () => download(`${url}${paths.operatorApplication(filled.application)}`, cookies.operator)
	const pageAlone = await inTurn(PAGES, page)
	const printed = paths.municipalityScheduleDocument(schedule.period, "approved")
	const print = () => download(`${url}${printed}`, cookies.coordinator)
	const first = await print()
	const alone = await inTurn(SCHEDULES, print)
	const pageMeanwhile = await repeatDuring(() => inTurn(SCHEDULES, print), page)
	const p95 = (taken: readonly number[]) => percentile(taken, 95)
	return {
		form: p95(form),
		schedule: p95(alone),
		rows: schedule.rows,
		first,
		pageAlone: p95(pageAlone),
		pageMeanwhile: p95(pageMeanwhile),
	}
}

async function inTurn(times: number, take: () => Promise<number>): Promise<number[]> {
	for (let turn = 0; turn < WARM_UP; turn += 1) await take()
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

/**
 * Forms the application, downloads it, and reopens it. @returns milliseconds from the click on «Сформировать заявление»
 * to the last byte of the paper
 */
async function formAndDownload(url: string, { cookies, formed }: Filled): Promise<number> {
	const act = async (event: string) => {
		const answer = await fetch(`${url}${paths.applicationEvents(formed)}`, {
			method: "POST",
			redirect: "manual",
			headers: { Cookie: cookies.teacher, Origin: url },
			body: new URLSearchParams({ event, returnTo: paths.teacher() }),
		})
		const text = await answer.text()
		if (answer.status !== 303) throw new Error(`${event} answered ${answer.status}: ${text.slice(0, 2000)}`)
	}
	await act("form.reopen")
	const begun = performance.now()
	await act("form.issue")
	await download(`${url}${paths.applicationForm(formed)}`, cookies.teacher)
	return performance.now() - begun
}
