import type { ApplicationEventType, ApplicationState } from "./application.texts.ts"

/** What is shown under a station that has been reached, apart from the day. */
type ReachedNote = "number"
/** What is shown under a station that is still ahead. */
type AheadNote = "reviewTerm" | "order" | "conclusionTerm" | "decisionTerm"

interface ApplicationStation {
	label: string
	/** What happens until the station is reached: «Сейчас: подача». */
	underWay: string
	/** Events whose day is shown under the station once it is reached. */
	reachedBy: readonly ApplicationEventType[]
	reached: ReachedNote | null
	ahead: AheadNote | null
	/** The simplified procedure has no period, experts or conclusion. */
	inSimplified: boolean
}

/** The stations on the way of an application, in the order in which the teacher sees them. */
export const applicationStations = {
	formed: {
		label: "Сформировано",
		underWay: "заполнение",
		reachedBy: ["form.issue"],
		reached: null,
		ahead: null,
		inSimplified: true,
	},
	submitted: {
		label: "Подано",
		underWay: "подача",
		reachedBy: ["application.submit", "application.receive"],
		reached: null,
		ahead: null,
		inSimplified: true,
	},
	registered: {
		label: "Зарегистрировано",
		underWay: "регистрация",
		reachedBy: ["application.register"],
		reached: "number",
		ahead: "reviewTerm",
		inSimplified: true,
	},
	scheduled: {
		label: "Период и специалисты",
		underWay: "период и специалисты",
		reachedBy: ["schedule.approve"],
		reached: null,
		ahead: "order",
		inSimplified: false,
	},
	concluded: {
		label: "Итоговое заключение",
		underWay: "итоговое заключение",
		reachedBy: ["conclusion.sign", "conclusion.proceed", "conclusion.attach", "application.admit"],
		reached: null,
		ahead: "conclusionTerm",
		inSimplified: false,
	},
	decided: {
		label: "Решение комиссии",
		underWay: "решение комиссии",
		reachedBy: ["application.decide"],
		reached: null,
		ahead: "decisionTerm",
		inSimplified: true,
	},
} as const satisfies Record<string, ApplicationStation>

export type Station = keyof typeof applicationStations

/** What pages, lists and papers need in a state, so it must exist before a move by hand. */
export type Need = "paper" | "number" | "schedule" | "bothExperts" | "conclusion" | "verdict" | "decision"

interface ApplicationStage {
	/** The next step shown to the teacher. Several states may share it. */
	next: string
	/** The next station. */
	station: Station
	needs: readonly Need[]
	/** A tag's colour and sign: a dashed edge means «not final yet», a solid fill «final», amber «your move». */
	look: { tone: string; sign: string }
}

/** What every state with a conclusion needs. */
const CONCLUSION_NEEDS = ["number", "schedule", "bothExperts", "conclusion"] as const

/** Every state of the application with its place on the way: all that depends on the state but is not in the machine. */
export const applicationStages = {
	"draft.editing": {
		next: "fill",
		station: "formed",
		needs: [],
		look: { tone: "draft", sign: "pen" },
	},
	"draft.formed": {
		next: "submit",
		station: "submitted",
		needs: ["paper"],
		look: { tone: "you", sign: "up" },
	},
	discarded: {
		next: "restore",
		station: "formed",
		needs: [],
		look: { tone: "calm", sign: "trash" },
	},
	submitted: {
		next: "awaitReview",
		station: "registered",
		needs: [],
		look: { tone: "go-draft", sign: "clock" },
	},
	rejected: {
		next: "revise",
		station: "registered",
		needs: [],
		look: { tone: "bad", sign: "back" },
	},
	registered: {
		next: "awaitPeriod",
		station: "scheduled",
		needs: ["number"],
		look: { tone: "go", sign: "stamp" },
	},
	"scheduled.preliminary": {
		next: "awaitApproval",
		station: "scheduled",
		needs: ["number", "schedule"],
		look: { tone: "go-draft", sign: "cal" },
	},
	"scheduled.approved": {
		next: "attestation",
		station: "scheduled",
		needs: ["number", "schedule", "bothExperts"],
		look: { tone: "go-solid", sign: "calok" },
	},
	"concluded.awaitingTeacher": {
		next: "sign",
		station: "concluded",
		needs: CONCLUSION_NEEDS,
		look: { tone: "you", sign: "pen" },
	},
	"concluded.disputed": {
		next: "awaitAnswer",
		station: "concluded",
		needs: CONCLUSION_NEEDS,
		look: { tone: "talk", sign: "talk" },
	},
	"concluded.signed": {
		next: "awaitCheck",
		station: "concluded",
		needs: CONCLUSION_NEEDS,
		look: { tone: "go", sign: "check" },
	},
	"concluded.assessed": {
		next: "awaitDecision",
		station: "decided",
		needs: ["number", "schedule", "bothExperts", "verdict"],
		look: { tone: "go-solid", sign: "half" },
	},
	"concluded.granted": {
		next: "over",
		station: "decided",
		needs: ["number", "decision"],
		look: { tone: "good-solid", sign: "seal" },
	},
	"concluded.refused": {
		next: "over",
		station: "decided",
		needs: ["number", "decision"],
		look: { tone: "end", sign: "xc" },
	},
	withdrawn: {
		next: "over",
		station: "formed",
		needs: [],
		look: { tone: "calm", sign: "turn" },
	},
} as const satisfies Record<ApplicationState, ApplicationStage>

export type NextStep = (typeof applicationStages)[ApplicationState]["next"]

/** Undefined for a stored state that the machine does not know. */
export const stageOf = (state: string): (typeof applicationStages)[ApplicationState] | undefined =>
	Object.hasOwn(applicationStages, state) ? applicationStages[state as ApplicationState] : undefined
