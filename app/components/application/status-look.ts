import { applicationStages } from "#machines/application/application.stages.ts"
import type { ApplicationState } from "#machines/application/application.texts.ts"
import type {
	invitationLifecycle,
	letterLifecycle,
	SubjectName,
	scheduleLifecycle,
	withdrawalLifecycle,
} from "#machines/lifecycles.ts"
import type { IconName } from "../ui/icon.tsx"
import type { Tone } from "../ui/tag.tsx"

export type StatusLook = { tone: Tone; sign: IconName }

const unknown: StatusLook = { tone: "calm", sign: "info" }

type Looks<State extends string> = Readonly<Record<State, StatusLook>>

const withdrawals: Looks<keyof typeof withdrawalLifecycle.states> = {
	formed: { tone: "you", sign: "up" },
	submitted: { tone: "go-draft", sign: "clock" },
	registered: { tone: "go-solid", sign: "stamp" },
	rejected: { tone: "bad", sign: "back" },
	discarded: { tone: "calm", sign: "turn" },
}

const schedules: Looks<keyof typeof scheduleLifecycle.states> = {
	forming: { tone: "go-draft", sign: "cal" },
	closed: { tone: "go", sign: "lock" },
	approved: { tone: "go-solid", sign: "calok" },
}

const invitations: Looks<keyof typeof invitationLifecycle.states> = {
	sent: { tone: "go-draft", sign: "mail" },
	accepted: { tone: "good", sign: "check" },
	expired: { tone: "you", sign: "clock" },
	revoked: { tone: "calm", sign: "xc" },
}

const letters: Looks<keyof typeof letterLifecycle.states> = {
	queued: { tone: "draft", sign: "clock" },
	sending: { tone: "go-draft", sign: "mail" },
	sent: { tone: "good", sign: "check" },
	failed: { tone: "bad", sign: "warn" },
	returned: { tone: "bad", sign: "warn" },
	dropped: { tone: "calm", sign: "xc" },
}

/** The looks of the application's states are in the table of its stages, which names each state once. */
const stages: Readonly<Record<ApplicationState, { look: StatusLook }>> = applicationStages

const looks: Readonly<Record<Exclude<SubjectName, "application">, Readonly<Record<string, StatusLook>>>> = {
	withdrawal: withdrawals,
	schedule: schedules,
	invitation: invitations,
	letter: letters,
}

export type StatusSubject = SubjectName

/** Returns the tag's look for a state. An unknown state gets a neutral look, so that a stored state never breaks a page. */
export function statusLook(state: string, subject: StatusSubject = "application"): StatusLook {
	if (subject !== "application") return looks[subject][state] ?? unknown
	return Object.hasOwn(stages, state) ? stages[state as ApplicationState].look : unknown
}
