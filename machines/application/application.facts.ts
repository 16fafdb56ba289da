import type { RuleMention } from "#app/utils/rule-mention.ts"

export type Category = "first" | "highest"
export type Procedure = "general" | "simplified"
export type AttestationForm = "in_person" | "remote"
export type Verdict = "meets" | "fails"
export type Decision = "granted" | "refused"

export interface ScheduleFacts {
	period: string
	state: string
	/** The last day on which it can be filled in, even if the nightly job has not closed it yet. */
	closesOn: string
}

/** What guards check about an expert before the assignment. The server looks everything up; the browser sends only the id. */
export interface ExpertFacts {
	id: string
	/** For the words of a refusal. Empty for a person who is no expert of the municipality. */
	name: string
	ofMunicipality: boolean
	onRoster: boolean
	hasListedPosition: boolean
	isTeacherHimself: boolean
	isColleague: boolean
	colleagueReason: string
}

export interface SittingFacts {
	heldOn: string
	protocolNumber: string | null
	members: number | null
	present: number | null
	orderNumber: string | null
	orderDate: string | null
}

/** What the guards of the application read: plain data, civil dates as YYYY-MM-DD. */
export interface ApplicationFacts {
	procedure: Procedure | null
	attestationForm: AttestationForm | null
	/** True if a coordinator entered it, because it came on paper or through a portal. */
	enteredForTeacher: boolean
	/** What must still be filled in, in the words of the form. */
	formProblems: readonly string[]
	/** Sentences of the rulebook's blocking findings. */
	rulebookBlocks: readonly string[]
	/** The rules of these findings. */
	rulebookRules: readonly RuleMention[]
	/** True if the scan belongs to the latest formed paper. */
	scanAttached: boolean
	annexAttached: boolean
	groundDocumentAttached: boolean
	anotherActive: boolean
	/** It was submitted at least once, whatever happened to it afterwards. */
	everFiled: boolean
	withdrawalWaits: boolean
	schedule: ScheduleFacts | null
	/** The start of its period, and the last day for evidence in the remote form. */
	periodStartsOn: string | null
	evidenceUntil: string | null
	expertIds: readonly string[]
	conclusionAttached: boolean
	hasGroupHead: boolean
	paperReceived: boolean
	/** What the server looked up for the event: the schedule and experts to assign, the sitting that decides. */
	chosen: {
		schedule?: ScheduleFacts | null
		experts?: readonly ExpertFacts[]
		sitting?: SittingFacts | null
	}
}

export const noFacts: ApplicationFacts = {
	procedure: null,
	attestationForm: null,
	enteredForTeacher: false,
	formProblems: [],
	rulebookBlocks: [],
	rulebookRules: [],
	scanAttached: false,
	annexAttached: false,
	groundDocumentAttached: false,
	anotherActive: false,
	everFiled: false,
	withdrawalWaits: false,
	schedule: null,
	periodStartsOn: null,
	evidenceUntil: null,
	expertIds: [],
	conclusionAttached: false,
	hasGroupHead: false,
	paperReceived: false,
	chosen: {},
}
