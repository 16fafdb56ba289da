import type { ApplicationState } from "./application.texts.ts"

/** A station on the way of an application, as the teacher sees the way. */
export type Station = "formed" | "submitted" | "registered" | "scheduled" | "concluded" | "decided"

/** What pages, lists and papers of a state rest on, so that it must be there before a move by hand. */
export type Need = "paper" | "number" | "schedule" | "bothExperts" | "conclusion" | "verdict" | "decision"

interface ApplicationStage {
	/** What the teacher is told to do next; several states may share it. */
	next: string
	/** The station that is reached next. */
	station: Station
	needs: readonly Need[]
	/** A tag's colour and sign: a dashed edge says «not final yet», a solid fill «final»; amber says «your move». */
	look: { tone: string; sign: string }
}

/** Each state of the application with its place on the way: everything that is known by state and not by the machine. */
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
		needs: ["number", "schedule", "bothExperts", "conclusion"],
		look: { tone: "you", sign: "pen" },
	},
	"concluded.disputed": {
		next: "awaitAnswer",
		station: "concluded",
		needs: ["number", "schedule", "bothExperts", "conclusion"],
		look: { tone: "talk", sign: "talk" },
	},
	"concluded.signed": {
		next: "awaitCheck",
		station: "concluded",
		needs: ["number", "schedule", "bothExperts", "conclusion"],
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
