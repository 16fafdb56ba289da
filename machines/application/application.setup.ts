import { setup } from "xstate"
import { applicationActions } from "./application.actions.ts"
import type { ApplicationEvent } from "./application.events.ts"
import type { ApplicationFacts } from "./application.facts.ts"
import { applicationGuards } from "./application.guards.ts"

/** What lists, policies and views ask of an application's state. */
export const applicationTags = [
	"active",
	"draft",
	"formed",
	"filed",
	"counted",
	"awaitsRegistration",
	"turnedBack",
	"registered",
	"forSchedule",
	"unapproved",
	"approved",
	"wasApproved",
	"published",
	"openToExperts",
	"awaitsConclusion",
	"awaitsTeacher",
	"disputed",
	"awaitsVerdict",
	"awaitsDecision",
	"forSitting",
	"decided",
	"refused",
	"withdrawable",
	"withdrawn",
	"discarded",
] as const
export type ApplicationTag = (typeof applicationTags)[number]

export type Audience = "teacher" | "coordinators" | "experts" | "released" | "school" | "operators"

export interface ApplicationLetter {
	letter: string
	to: Audience
}

type ActionName = Exclude<keyof typeof applicationActions, "sendLetter">

/** The machine only names its actions; the server carries them out. */
const namedActions = Object.fromEntries(
	Object.keys(applicationActions).map((name) => [name, () => {}]),
) as Record<ActionName, () => void>

/** The types that every part of the application's machine is checked against. */
export const applicationSetup = setup({
	types: {
		context: {} as ApplicationFacts,
		events: {} as ApplicationEvent,
		tags: {} as ApplicationTag,
	},
	guards: applicationGuards,
	actions: { ...namedActions, sendLetter: (_, _params: ApplicationLetter) => {} },
})
