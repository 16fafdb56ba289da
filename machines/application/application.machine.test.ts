import { type Circumstances, testMachine } from "#tests/matrix/machine-table.ts"
import { APPLICATION, APPLICATION_STATES } from "#tests/proof/application.page.ts"
import { eventOf, movesOf } from "#tests/proof/page.ts"
import { applicationLifecycle } from "./application.texts.ts"
import { at, conclusion, facts, sharedRefusals, simplified, today } from "./test-application.ts"
import { conclusionRefusals } from "./test-conclusion-refusals.ts"
import { filingRefusals } from "./test-filing-refusals.ts"
import { schedulingRefusals } from "./test-scheduling-refusals.ts"

/** Where each event leads, from the page that was written by hand. The usual target comes first, then those after «@». */
function movesOfPage(): Record<string, Partial<Record<string, string[]>>> {
	const moves: Record<string, Record<string, string[]>> = {}
	for (const [key, line] of Object.entries(APPLICATION)) {
		moves[eventOf(key)] ??= {}
		const ways = moves[eventOf(key)] ?? {}
		for (const [from, to] of movesOf(line)) ways[from] = [...new Set([...(ways[from] ?? []), to])]
	}
	return moves
}

/** Facts and data of an event with which every guard holds, if the data on its page are not enough. */
const SAMPLES: Readonly<Record<string, Circumstances>> = {
	"attachment.add": { data: { purpose: "evidence", accepted: true } },
	"attachment.remove": { data: { purpose: "evidence" } },
	"application.reject": { data: { reason: "Нет подписи" } },
	"conclusion.attach": conclusion,
	"conclusion.sign": { data: { accepted: true } },
	"conclusion.replace": conclusion,
	"conclusion.assess": { data: { complete: true } },
	"application.admit": simplified,
	"application.receive": { facts: { enteredForTeacher: true }, data: { receivedOn: today } },
	"procedure.change": simplified,
}

function sampleOf(event: string): Circumstances {
	const sends = Object.entries(APPLICATION).find(([key]) => eventOf(key) === event)?.[1].sends
	return { ...SAMPLES[event], data: { ...sends, ...SAMPLES[event]?.data } }
}

const moves = movesOfPage()

testMachine({
	lifecycle: applicationLifecycle,
	states: Object.keys(APPLICATION_STATES),
	moves,
	at,
	facts,
	samples: Object.fromEntries(Object.keys(moves).map((event) => [event, sampleOf(event)])),
	refusals: [...filingRefusals, ...schedulingRefusals, ...conclusionRefusals],
	guardRefusals: sharedRefusals,
	choosing: [
		"conclusion.attach bearsTeachersSignature",
		"conclusion.replace bearsTeachersSignature",
		"application.decide isGranted",
		"application.decide isRefused",
		"conclusion.return isSimplified",
	],
})
