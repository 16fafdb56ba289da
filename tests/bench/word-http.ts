import { paths } from "#app/utils/paths.ts"
import type { Filled } from "./fill.ts"
import { percentile } from "./statistics.ts"

const FORMS = 60
const PAGES = 100
const SCHEDULES = 40
const WARM_UP = 15
/** A signed-in page asked for every so often while schedules are printed. */
const EVERY_MS = 25

export interface WordOverHttp {
	/** Milliseconds at the 95th percentile. */
	readonly form: number
	readonly schedule: number
	/** Rows of the schedule that was printed. */
	readonly rows: number
	/** The very first schedule, for which the thread that fills it has yet to start. */
	readonly first: number
	/** Another page of the same server, while nothing is printed and while schedules are, one after another. */
	readonly pageAlone: number
	readonly pageMeanwhile: number
}

/** Word forms as people get them: a teacher forms the application and downloads it, a coordinator downloads the schedule. */
export async function measureWordOverHttp(url: string, filled: Filled): Promise<WordOverHttp> {
	const { cookies, schedule } = filled
	const form = await inTurn(FORMS, () => formAndDownload(url, filled))
	const page = () => download(`${url}${paths.operatorApplication(filled.application)}`, cookies.operator)
	const pageAlone = await inTurn(PAGES, page)
	const printed = paths.municipalityScheduleDocument(schedule.period, "approved")
	const print = () => download(`${url}${printed}`, cookies.coordinator)
	const first = await print()
	const alone = await inTurn(SCHEDULES, print)
	const pageMeanwhile = await whileIt(() => inTurn(SCHEDULES, print), page)
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

/** The other thing, again and again until it is done. */
async function whileIt(it: () => Promise<unknown>, take: () => Promise<number>): Promise<number[]> {
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

/** @returns milliseconds from the click «Сформировать заявление» to the last byte of the paper; then it is taken back */
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
