import { describe, expect, test } from "vitest"
import { pool } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { type AnyLifecycle, statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle, LIFECYCLES, withdrawalLifecycle } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"

// Views, functions and indexes of the database name states a second time, because an index cannot ask a machine. Here each of
// them stands beside the rule of the machine that it repeats. One that is not listed, or no longer agrees, fails.

const application = applicationLifecycle
const drafts = statesTagged(application, "draft")
const onTheAgenda = statesTagged(application, "awaitsDecision")
const approved = statesTagged(application, "approved")
const leafs = ({ machine }: AnyLifecycle) => leafStates(machine)
const without = (all: readonly string[], some: readonly string[]) => all.filter((one) => !some.includes(one))
const both = (one: readonly string[], other: readonly string[]) =>
	one.filter((state) => other.includes(state))

const RULES: Readonly<Record<string, readonly string[]>> = {
	// Who is awaited: teachers with a draft, or without anything filed.
	"view awaited_now": drafts,
	"function application_changes_awaited": drafts,
	"index Application_drafts_idx": drafts,
	// A seat is work until the commission has decided.
	"function work_of_seat": [...statesTagged(application, "unapproved"), ...approved],
	// It counts for the contract as long as its schedule shows it.
	"function load_of_seat": statesTagged(application, "unapproved", "published"),
	// Statistics count what was registered, granted and refused.
	"function filed_parts": statesTagged(application, "registered", "decided"),
	// One application of a teacher for a position at a time; one withdrawal of an application.
	"index Application_active_key": without(leafs(application), statesTagged(application, "active")),
	"index Withdrawal_active_key": statesTagged(withdrawalLifecycle, "active"),
	"index Application_review_idx": statesTagged(application, "awaitsRegistration"),
	"index Application_underway_idx": statesTagged(application, "withdrawable"),
	"index Application_papers_idx": approved,
	"index Application_attestation_idx": [
		...new Set([...approved, ...statesTagged(application, "forSitting")]),
	],
	"index Application_simplified_idx": both(
		statesTagged(application, "forSchedule"),
		statesTagged(application, "forSitting"),
	),
	"index Application_proposed_idx": onTheAgenda,
	"index Application_agenda_idx": onTheAgenda,
	"index Application_coming_idx": onTheAgenda,
	"index Invitation_came_idx": statesTagged(invitationLifecycle, "taken"),
	"index Invitation_came_all_idx": statesTagged(invitationLifecycle, "taken"),
	"index Application_without_experts_idx": statesTagged(application, "unapproved"),
	"index Withdrawal_waiting_idx": statesTagged(withdrawalLifecycle, "waiting"),
	"index Withdrawal_answered_idx": statesTagged(withdrawalLifecycle, "done", "turnedBack"),
}

const TEXTS = `
	SELECT 'view ' || viewname AS "name", definition AS "text" FROM pg_views WHERE schemaname = 'public'
	UNION ALL SELECT 'function ' || proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND probin IS NULL
	UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
	UNION ALL SELECT 'index ' || c.relname, pg_get_expr(i.indpred, i.indrelid) FROM pg_index i
		JOIN pg_class c ON c.oid = i.indexrelid AND c.relnamespace = 'public'::regnamespace WHERE i.indpred IS NOT NULL`

const STATES = new Set(Object.values(LIFECYCLES).flatMap(leafs))
/** The states that a text of the database names, alone or with all that begin like them. */
const namedIn = (text: string): string[] => [
	...new Set(
		[...text.matchAll(/'([A-Za-z.]+)(%?)'/g)].flatMap(([, name = "", rest]) =>
			rest ? leafs(application).filter((state) => state.startsWith(name)) : STATES.has(name) ? [name] : [],
		),
	),
]
const sorted = (states: readonly string[]) => [...new Set(states)].sort()

describe("states that the database names", () => {
	test("are those of the machine's rule that each view, function and index repeats", async () => {
		const { rows } = await pool.query<{ name: string; text: string }>(TEXTS)
		const named = rows.flatMap(({ name, text }) => {
			const states = namedIn(text)
			return states.length > 0 ? [[name, sorted(states)] as const] : []
		})
		const rules = Object.entries(RULES).map(([name, states]) => [name, sorted(states)] as const)
		expect(Object.fromEntries(named)).toEqual(Object.fromEntries(rules))
	})

	test.each([
		["\"state\" = ANY (ARRAY['draft.editing'::text, 'nothing'::text])", ["draft.editing"]],
		["\"state\" LIKE 'draft.%'", drafts],
		["\"role\" = 'teacher'", []],
	])("are found in %j", (text, states) => {
		expect(sorted(namedIn(text))).toEqual(sorted(states))
	})
})
