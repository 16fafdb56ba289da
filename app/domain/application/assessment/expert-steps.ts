import { longDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { type Deadlines, daysLeft } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import type { ExpertView } from "../expert-view.ts"

export type StepId = "study" | "evidence" | "begins" | "conclusion" | "group" | "centre" | "ends"

export interface ExpertStep {
	id: StepId
	/** «30 ноября 2026 г.» */
	by: string
	text: string
	left: number
	/** The next one that is still ahead and not done. */
	next: boolean
	done: boolean
}

interface Route {
	paper: boolean
	groupHead: boolean
	remote: boolean
}

/** The steps of one period in order, each with its last day (from the procedure for experts). */
export function stepsOf(
	dates: Deadlines,
	today: string,
	{ paper, groupHead, remote }: Route,
	/** The finished steps of one application. For a whole period nothing is known about them. */
	done: ReadonlySet<StepId> = new Set(),
): ExpertStep[] {
	const steps: (false | { id: StepId; on: string; text: string })[] = [
		{
			id: "study",
			on: dates.expertsStudyBy,
			text: "Изучить график, связаться с педагогом и организацией, согласовать даты встреч или запросить материалы",
		},
		remote && {
			id: "evidence",
			on: dates.evidenceUntil,
			text: "Педагог размещает материалы и записи занятий (дистанционная форма)",
		},
		{ id: "begins", on: dates.startsOn, text: "Аттестация начинается" },
		{
			id: "conclusion",
			on: dates.conclusionSignedBy,
			text: "Изучить материалы, подготовить итоговое заключение и ознакомить с ним педагога под подпись",
		},
		paper &&
			groupHead && {
				id: "group",
				on: dates.groupHeadBy,
				text: "Очная форма: второй экземпляр заключения — у руководителя предметной группы",
			},
		{
			id: "centre",
			on: dates.centreBy,
			text: paper
				? "Заключения — в центре аттестации; при дистанционной форме — загружены в систему"
				: "Подписанное заключение загружено в систему",
		},
		{ id: "ends", on: dates.decisionBy, text: "Аттестация заканчивается: решение комиссии" },
	]
	const there = steps.filter((step) => step !== false)
	const next = there.find(({ id, on }) => on >= today && !done.has(id))
	return there.map(({ id, on, text }) => ({
		id,
		by: longDate(on),
		text,
		left: daysLeft(on, today),
		next: id === next?.id,
		done: done.has(id),
	}))
}

interface Progress {
	state: string
	mine: ExpertView | null
	remote: boolean
	/** Materials and recordings that the teacher has added. */
	materials: number
	hasConclusion: boolean
	paperReceived: boolean
	begun: boolean
}

/** The steps of one application that are done, seen by the expert whose seat `mine` is. */
export function doneSteps(progress: Progress): ReadonlySet<StepId> {
	const { state, mine, remote, materials, hasConclusion, paperReceived, begun } = progress
	const contacted = mine?.visits || mine?.asked || (remote && materials > 0)
	const handedIn = (["awaitsVerdict", "awaitsDecision"] as const).some((tag) =>
		isTagged(applicationLifecycle, state, tag),
	)
	const done: [StepId, boolean][] = [
		["study", hasConclusion || (mine?.answer === "accepted" && Boolean(contacted))],
		["evidence", remote && materials > 0],
		["begins", begun],
		["conclusion", hasConclusion],
		["group", paperReceived],
		["centre", handedIn],
	]
	return new Set(done.filter(([, is]) => is).map(([id]) => id))
}
