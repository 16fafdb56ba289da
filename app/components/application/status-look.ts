import type { IconName } from "../ui/icon.tsx"
import type { Tone } from "../ui/tag.tsx"

export type StatusLook = { tone: Tone; sign: IconName }

const unknown: StatusLook = { tone: "calm", sign: "info" }

/** A dashed edge says «not final yet», a solid fill «final or approved»; amber says «your move». */
const applications: Readonly<Record<string, StatusLook>> = {
	"draft.editing": { tone: "draft", sign: "pen" },
	"draft.formed": { tone: "you", sign: "up" },
	submitted: { tone: "go-draft", sign: "clock" },
	rejected: { tone: "bad", sign: "back" },
	registered: { tone: "go", sign: "stamp" },
	"scheduled.preliminary": { tone: "go-draft", sign: "cal" },
	"scheduled.approved": { tone: "go-solid", sign: "calok" },
	"concluded.awaitingTeacher": { tone: "you", sign: "pen" },
	"concluded.disputed": { tone: "talk", sign: "talk" },
	"concluded.signed": { tone: "go", sign: "check" },
	"concluded.assessed": { tone: "go-solid", sign: "half" },
	"concluded.granted": { tone: "good-solid", sign: "seal" },
	"concluded.refused": { tone: "end", sign: "xc" },
	withdrawn: { tone: "calm", sign: "turn" },
}

const withdrawals: Readonly<Record<string, StatusLook>> = {
	formed: { tone: "you", sign: "up" },
	submitted: { tone: "go-draft", sign: "clock" },
	registered: { tone: "go-solid", sign: "stamp" },
	rejected: { tone: "bad", sign: "back" },
	discarded: { tone: "calm", sign: "turn" },
}

const schedules: Readonly<Record<string, StatusLook>> = {
	forming: { tone: "go-draft", sign: "cal" },
	closed: { tone: "go", sign: "lock" },
	approved: { tone: "go-solid", sign: "calok" },
}

const invitations: Readonly<Record<string, StatusLook>> = {
	sent: { tone: "go-draft", sign: "mail" },
	accepted: { tone: "good", sign: "check" },
	expired: { tone: "you", sign: "clock" },
	revoked: { tone: "calm", sign: "xc" },
}

const letters: Readonly<Record<string, StatusLook>> = {
	queued: { tone: "draft", sign: "clock" },
	sending: { tone: "go-draft", sign: "mail" },
	sent: { tone: "good", sign: "check" },
	failed: { tone: "bad", sign: "warn" },
}

const looks = {
	application: applications,
	withdrawal: withdrawals,
	schedule: schedules,
	invitation: invitations,
	letter: letters,
}

export type StatusSubject = keyof typeof looks

/** How a state looks in a tag. A state that is not in the table looks calm, so that a new state never breaks a page. */
export const statusLook = (state: string, subject: StatusSubject = "application"): StatusLook =>
	looks[subject][state] ?? unknown
