import type { SubjectName } from "#machines/lifecycles.ts"
import { APPLICATION } from "../proof/application.page.ts"
import { eventOf, isAttested, movesOf, type Page, words } from "../proof/page.ts"

// Who may send which event, written by hand from the description of the lifecycles (column «who») and of the roles. Nobody
// acts on their own application as coordinator, expert or operator. An expert sees an application from the approval of its
// schedule to the decision. Nothing here is computed from the policies, so the tests can compare the two. For applications
// the page of the proof says it, next to what the event does. The other subjects have a table here.

/** How each member of the cast relates to the application of a mathematics teacher at a school of Томск. */
export const CAST = {
	own: "the teacher",
	oth: "another teacher of the same school",
	sch: "school coordinator of the organisation",
	sc2: "school coordinator of another organisation of the municipality",
	sc3: "school coordinator in another municipality",
	mun: "municipal coordinator of the municipality",
	mu3: "municipal coordinator of another municipality",
	exp: "a specialist assigned to it",
	ex0: "a specialist of the municipality who is not assigned to it",
	hed: "head of the subject's group",
	he0: "head of another subject's group",
	opr: "operator",
	oco: "the teacher, who also coordinates the municipality (beside another coordinator)",
	oop: "the teacher, who is also an operator",
	nob: "somebody without any role",
} as const
export type CastMember = keyof typeof CAST

export type Verdict = "allowed" | "forbidden" | "not-found"
const SIGNS: Record<string, Verdict> = { "+": "allowed", "-": "forbidden", ".": "not-found" }

/** `event`, or `event @situation` if the answer depends on the situation too. */
export type Rows = Record<string, string>
const COLUMNS = "own oth sch sc2 sc3 mun mu3 exp ex0 hed he0 opr oco oop nob"

/** Members who can still read a decided or withdrawn application, though no event is possible. The others get not-found. */
export const STILL_KNOWN_TO: readonly CastMember[] = ["own", "sch", "mun", "opr", "oco", "oop"]

export const EVENTS: Record<SubjectName, Rows> = {
	application: rowsOf(APPLICATION),
	withdrawal: {
		// A withdrawal formed by the teacher; @school: formed by the school coordinator for the teacher.
		//                            own oth sch sc2 sc3 mun mu3 exp ex0 hed he0 opr oco oop nob
		"withdrawal.form": "           +   .   +   .   .   +   .   .   .   .   .   -   +   +   .",
		"withdrawal.form @approved": " +   .   +   .   .   +   .   -   .   -   .   -   +   +   .",
		"withdrawal.submit": "         +   .   -   .   .   -   .   .   .   .   .   -   +   +   .",
		"withdrawal.submit @school": " -   .   +   .   .   -   .   .   .   .   .   -   -   -   .",
		"withdrawal.discard": "        +   .   -   .   .   -   .   .   .   .   .   -   +   +   .",
		"withdrawal.discard @school": "-   .   +   .   .   -   .   .   .   .   .   -   -   -   .",
		"withdrawal.register": "       -   .   -   .   .   +   .   .   .   .   .   -   -   -   .",
		"withdrawal.reject": "         -   .   -   .   .   +   .   .   .   .   .   -   -   -   .",
	},
	schedule: {
		// A schedule belongs to nobody, so coordinators and operators act here even if their own application is in it.
		//                            own oth sch sc2 sc3 mun mu3 exp ex0 hed he0 opr oco oop nob
		"schedule.close": "            .   .   .   .   .   +   .   .   .   .   .   +   +   +   .",
		"schedule.reopen": "           .   .   .   .   .   -   .   .   .   .   .   +   -   +   .",
		"schedule.approve": "          .   .   .   .   .   -   .   .   .   .   .   +   -   +   .",
	},
	invitation: {
		// An expert is invited into the municipality; @coordinator: a municipal coordinator is. Accepting needs the link
		// itself.
		//                            own oth sch sc2 sc3 mun mu3 exp ex0 hed he0 opr oco oop nob
		"invitation.accept": "         .   .   .   .   .   -   .   .   .   .   .   -   -   -   .",
		"invitation.expire": "         .   .   .   .   .   -   .   .   .   .   .   -   -   -   .",
		"invitation.revoke": "         .   .   .   .   .   +   .   .   .   .   .   -   +   -   .",
		"invitation.revoke @coordinator": ". . .   .   .   -   .   .   .   .   .   +   -   +   .",
		"invitation.resend": "         .   .   .   .   .   +   .   .   .   .   .   -   +   -   .",
		"invitation.resend @coordinator": ". . .   .   .   -   .   .   .   .   .   +   -   +   .",
	},
	letter: {
		//                            own oth sch sc2 sc3 mun mu3 exp ex0 hed he0 opr oco oop nob
		"letter.take": "               .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.deliver": "            .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.fail": "               .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.defer": "              .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.refuse": "             .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.return": "             .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.drop": "               .   .   .   .   .   .   .   .   .   .   .   -   .   -   .",
		"letter.resend": "             .   .   .   .   .   .   .   .   .   .   .   +   .   +   .",
	},
}

/**
 * The rows of a page. The members named there may send the event. Others are refused, or get not-found if they may not see
 * the application.
 */
function rowsOf(page: Page): Rows {
	const rows: Rows = {}
	for (const [key, { by }] of Object.entries(page)) {
		if (by === undefined) continue
		const event = eventOf(key)
		const attested = Object.entries(page)
			.filter(([one]) => eventOf(one) === event)
			.flatMap(([, line]) => movesOf(line))
			.every(([from]) => isAttested(from))
		for (const [setting, named] of Object.entries(typeof by === "string" ? { usual: by } : by)) {
			const row = setting === "usual" ? event : `${event} ${setting}`
			const known = attested || setting === "@approved" ? [...STILL_KNOWN_TO, "exp", "hed"] : STILL_KNOWN_TO
			rows[row] = COLUMNS.split(" ")
				.map((one) => signOf(one, words(named), known))
				.join(" ")
		}
	}
	return rows
}

/** A teacher who also coordinates or operates remains the teacher of their own application. */
function signOf(member: string, named: readonly string[], known: readonly string[]): string {
	if (named.includes(member === "oco" || member === "oop" ? "own" : member)) return "+"
	return known.includes(member) ? "-" : "."
}

/** If the teacher is the municipality's only coordinator, an operator acts instead, and the teacher still may not. */
export const STANDING_IN: Record<string, { teacher: Verdict; operator: Verdict }> = {
	"application.register": { teacher: "forbidden", operator: "allowed" },
	"application.reject": { teacher: "forbidden", operator: "allowed" },
	"schedule.assign": { teacher: "forbidden", operator: "allowed" },
	"schedule.clear": { teacher: "forbidden", operator: "allowed" },
	"withdrawal.register": { teacher: "forbidden", operator: "allowed" },
	"withdrawal.reject": { teacher: "forbidden", operator: "allowed" },
	"withdrawal.discard": { teacher: "allowed", operator: "forbidden" },
}

/** Parses one row. It must have exactly one sign for each member of the cast. */
export function verdictsOf(row: string): Record<CastMember, Verdict> {
	const members = COLUMNS.split(" ") as CastMember[]
	const signs = row.trim().split(/\s+/)
	if (signs.length !== members.length) throw new Error(`a row needs ${members.length} signs: «${row}»`)
	return Object.fromEntries(
		members.map((member, index) => {
			const verdict = SIGNS[signs[index] ?? ""]
			if (!verdict) throw new Error(`unknown sign in «${row}»`)
			return [member, verdict]
		}),
	) as Record<CastMember, Verdict>
}
