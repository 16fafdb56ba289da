import { rolesByWork, roleText } from "#app/auth/cabinets.ts"
import { type Actor, ROLES } from "#app/policies/policy.ts"
import { HELP, type HelpReader } from "./help.ts"

const ALL: readonly HelpReader[] = [...ROLES, "stranger"]

const wordsOf = (reader: HelpReader) => (reader === "stranger" ? "Если Вы ещё не вошли" : roleText(reader))

/** «Помощь»: the tasks of each of the reader's roles. A visitor sees how to get an account, and the tasks of any role on request. */
export function viewHelp(actor: Actor | null, asked: string | null) {
	const chosen = ALL.find((reader) => reader === asked)
	const own: HelpReader[] = actor ? rolesByWork(actor) : ["stranger"]
	const readers = chosen ? [chosen] : own
	// A visitor is asked to sign in first. A person without the role would only be refused, so the link is left out.
	const opens = (reader: HelpReader) => actor === null || own.includes(reader)
	return {
		signedIn: actor !== null,
		parts: readers.map((reader) => ({
			reader: reader as string,
			title: wordsOf(reader),
			tasks: HELP[reader].map(({ title, steps, to, page }) => ({
				title,
				steps,
				page: page ?? null,
				to: opens(reader) ? (to ?? null) : null,
			})),
		})),
		others: ALL.filter((reader) => !readers.includes(reader)).map((reader) => ({
			reader,
			title: wordsOf(reader),
		})),
	}
}
export type HelpView = ReturnType<typeof viewHelp>
