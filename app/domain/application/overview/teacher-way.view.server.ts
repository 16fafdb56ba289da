import { civilDate } from "#app/utils/civil-date.ts"
import { dayMonth } from "#app/utils/russian.ts"
import { type Station, stageOf } from "#machines/application/application.stages.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesOf } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import type { ApplicationView } from "../application.view.server.ts"

export interface StationView {
	label: string
	note: string
	step: "done" | "now" | "ahead"
}

const LABELS: Record<Station, string> = {
	formed: "Сформировано",
	submitted: "Подано",
	registered: "Зарегистрировано",
	scheduled: "Период и специалисты",
	concluded: "Итоговое заключение",
	decided: "Решение комиссии",
}
/** What is going on until the station is reached: «Сейчас: подача». */
const UNDER_WAY: Record<Station, string> = {
	formed: "заполнение",
	submitted: "подача",
	registered: "регистрация",
	scheduled: "период и специалисты",
	concluded: "итоговое заключение",
	decided: "решение комиссии",
}
/** The stations of a simplified application, which has no period, experts or conclusion. */
const SIMPLIFIED: readonly Station[] = ["formed", "submitted", "registered", "decided"]
const GENERAL = Object.keys(LABELS) as Station[]

/** Events whose day is written under a station that has been reached. */
const DAYS: Record<Station, readonly string[]> = {
	formed: ["form.issue"],
	submitted: ["application.submit", "application.receive"],
	registered: ["application.register"],
	scheduled: ["schedule.approve"],
	concluded: ["conclusion.sign", "conclusion.proceed", "conclusion.attach", "application.admit"],
	decided: ["application.decide"],
}

/** The way of the application as stations with their days, and the present station as a sentence for phones. */
export function wayOf(application: ApplicationView): { stations: StationView[]; now: string } {
	const { state } = application
	const simplified = application.procedure === "simplified"
	const places = simplified ? SIMPLIFIED : GENERAL
	const stands = stageOf(state)?.station ?? "formed"
	const over = isTagged(applicationLifecycle, state, "decided")
	const at = places.indexOf(simplified && stands === "scheduled" ? "decided" : stands)
	const stations = places.map((place, index): StationView => {
		const step = over || index < at ? "done" : index === at ? "now" : "ahead"
		return { label: LABELS[place], step, note: noteOf(place, step, application) }
	})
	const say = (words: string, index: number) => {
		const [place, note] = [places[index], stations[index]?.note]
		return place ? `${words}: ${UNDER_WAY[place]}${note ? `, ${note}` : ""}.` : ""
	}
	const now = over ? "Путь заявления пройден." : `${say("Сейчас", at)} ${say("Дальше", at + 1)}`.trim()
	return { stations, now }
}

function noteOf(place: Station, step: StationView["step"], application: ApplicationView): string {
	const happened = application.history.find(({ event }) => DAYS[place].includes(event))
	const day = happened ? dayMonth(civilDate(new Date(happened.at))) : ""
	if (step === "done") {
		const number = place === "registered" && application.journal ? `, № ${application.journal.number}` : ""
		return day + number
	}
	if (isTagged(applicationLifecycle, application.state, "withdrawn")) return ""
	const dates = application.periodId ? deadlinesOf(application.periodId) : null
	if (place === "registered") {
		if (isTagged(applicationLifecycle, application.state, "turnedBack")) return "отклонено"
		return application.review ? `до ${dayMonth(application.review.dueOn)}` : ""
	}
	if (place === "scheduled" && application.order) return day ? `утверждены ${day}` : "утверждены"
	if (place === "scheduled" && application.period) return "предварительно"
	if (place === "concluded" && dates) return `до ${dayMonth(dates.centreBy)}`
	if (place === "decided" && dates) return `до ${dayMonth(dates.decisionBy)}`
	return ""
}
