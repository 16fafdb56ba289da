import type { SubjectName } from "#machines/lifecycles.ts"
import type { AnyCommand, Subject } from "./subject.server.ts"

const subjects = new Map<SubjectName, Subject>()
const commands = new Map<string, AnyCommand>()

/** The domain registers its nouns and commands here once, so the engine does not import them. */
export function register(noun: Subject, itsCommands: readonly AnyCommand[]): void {
	subjects.set(noun.name, noun)
	for (const one of itsCommands) commands.set(`${noun.name}/${one.event}`, one)
}

export function subjectNamed(name: SubjectName): Subject {
	const subject = subjects.get(name)
	if (!subject) throw new Error(`no subject «${name}» is registered`)
	return subject
}

export const commandFor = (name: SubjectName, event: string): AnyCommand | undefined =>
	commands.get(`${name}/${event}`)

export const commandsOf = (name: SubjectName): AnyCommand[] =>
	[...commands].filter(([key]) => key.startsWith(`${name}/`)).map(([, one]) => one)
