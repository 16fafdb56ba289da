import { civilDate } from "#app/utils/civil-date.ts"
import { dayMonth } from "#app/utils/russian.ts"
import { applicationStations, type Station, stageOf } from "#machines/application/application.stages.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import type { ApplicationView } from "../application.view.server.ts"

export interface StationView {
	label: string
	note: string
	step: "done" | "now" | "ahead"
}

type StationFacts = (typeof applicationStations)[Station]
type ReachedNote = NonNullable<StationFacts["reached"]>
type AheadNote = NonNullable<StationFacts["ahead"]>

const WAY = Object.keys(applicationStations) as Station[]

const REACHED: Readonly<Record<ReachedNote, (application: ApplicationView) => string>> = {
	number: ({ journal }) => (journal ? `, № ${journal.number}` : ""),
}

/** The notes of stations ahead. `day` is the day of the station's event, if it has already happened. */
const AHEAD: Readonly<Record<AheadNote, (application: ApplicationView, day: string) => string>> = {
	reviewTerm({ state, review }) {
		if (isTagged(applicationLifecycle, state, "turnedBack")) return "отклонено"
		return review ? `до ${dayMonth(review.dueOn)}` : ""
	},
	order({ order, period }, day) {
		if (order) return day ? `утверждены ${day}` : "утверждены"
		return period ? "предварительно" : ""
	},
	conclusionTerm: ({ deadlines }) => (deadlines ? `до ${dayMonth(deadlines.centreBy)}` : ""),
	decisionTerm: ({ deadlines }) => (deadlines ? `до ${dayMonth(deadlines.decisionBy)}` : ""),
}

/** The way of the application as stations with their days, and the current station as a sentence for phones. */
export function wayOf(application: ApplicationView): { stations: StationView[]; now: string } {
	const { state } = application
	const simplified = application.procedure === "simplified"
	const isOnWay = (place: Station) => !simplified || applicationStations[place].inSimplified
	const places = WAY.filter(isOnWay)
	const over = isTagged(applicationLifecycle, state, "decided")
	// A simplified application skips stations, so it is shown before the next station that it has.
	const next = WAY.indexOf(stageOf(state)?.station ?? "formed")
	const at = places.findIndex((place) => WAY.indexOf(place) >= next)
	const stations = places.map((place, index): StationView => {
		const step = over || index < at ? "done" : index === at ? "now" : "ahead"
		return { label: applicationStations[place].label, step, note: noteOf(place, step, application) }
	})
	const say = (words: string, index: number) => {
		const [place, note] = [places[index], stations[index]?.note]
		return place ? `${words}: ${applicationStations[place].underWay}${note ? `, ${note}` : ""}.` : ""
	}
	// A withdrawn application stands nowhere, although its papers remain.
	if (isTagged(applicationLifecycle, state, "withdrawn")) return { stations: [], now: "" }
	const now = over ? "Путь заявления пройден." : `${say("Сейчас", at)} ${say("Дальше", at + 1)}`.trim()
	return { stations, now }
}

function noteOf(place: Station, step: StationView["step"], application: ApplicationView): string {
	const { reachedBy, reached, ahead }: StationFacts = applicationStations[place]
	const happened = application.history.find(({ event }) => reachedBy.some((one) => one === event))
	const day = happened ? dayMonth(civilDate(new Date(happened.at))) : ""
	if (step === "done") return day + (reached ? REACHED[reached](application) : "")
	if (!ahead || isTagged(applicationLifecycle, application.state, "withdrawn")) return ""
	return AHEAD[ahead](application, day)
}
