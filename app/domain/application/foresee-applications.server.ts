import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { type Foreseen, foresee } from "#app/workflow/foresee.server.ts"
import type { ApplicationLetter, Audience } from "#machines/application/application.setup.ts"
import { loadApplications } from "./application.facts.server.ts"
import type { LoadedApplication } from "./application.transition.ts"
import { recipientsOf } from "./application-letters.sql.server.ts"
import { isSent } from "./letter.effects.server.ts"
import { LETTER_TITLES, TO_WHOM } from "./letter-titles.ts"

/** A letter that an event would send. */
export interface ForeseenLetter {
	letter: string
	audience: Audience
	/** The full name of the recipient. */
	to: string
}

/** What an event would do to one application. */
export interface ForeseenApplication {
	loaded: LoadedApplication
	/** Why it is not possible. Empty if it is possible. */
	obstacles: string[]
	/** The rules that the obstacles quote. */
	rules: readonly RuleMention[]
	letters: ForeseenLetter[]
}

/** Foresees one event for each of several applications, in a few queries. An unknown id is left out of the result. */
export async function foreseeApplications({
	actor,
	event,
	orders,
	cause,
	now,
}: {
	actor: Actor
	event: string
	orders: ReadonlyMap<string, Record<string, unknown>>
	/** The event of a schedule that sends this one. */
	cause?: string
	now: Date
}): Promise<Map<string, ForeseenApplication>> {
	const found = await loadApplications(prisma, [...orders.keys()], now)
	const foreseen = new Map<string, ForeseenApplication>()
	const sent = new Map<string, ApplicationLetter[]>()
	for (const [id, input] of orders) {
		const loaded = found.get(id)
		if (!loaded) continue
		try {
			const order = { actor, subject: "application" as const, id, event, input, now, loaded }
			const { actions } = await foresee({ ...order, ...(cause && { cause }) })
			sent.set(id, lettersAmong(actions, loaded, input))
			foreseen.set(id, { loaded, obstacles: [], rules: [], letters: [] })
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			// For a person without access it does not exist.
			if (error.code === "not-found") continue
			const reasons = error.reasons.length > 0 ? error.reasons : [error.message]
			foreseen.set(id, { loaded, obstacles: [...reasons], rules: error.rules, letters: [] })
		}
	}
	await addRecipients(foreseen, sent)
	return foreseen
}

const lettersAmong = (
	actions: Foreseen["actions"],
	{ facts }: LoadedApplication,
	input: Record<string, unknown>,
): ApplicationLetter[] =>
	actions
		.filter(({ type }) => type === "sendLetter")
		.map(({ params }) => params as unknown as ApplicationLetter)
		.filter(({ letter }) => isSent(letter, { facts, input }))

/** One query for each audience, however many applications there are. */
async function addRecipients(
	foreseen: ReadonlyMap<string, ForeseenApplication>,
	sent: ReadonlyMap<string, readonly ApplicationLetter[]>,
): Promise<void> {
	const audiences = new Set([...sent.values()].flat().map(({ to }) => to))
	for (const audience of audiences) {
		const those = [...sent].filter(([, letters]) => letters.some(({ to }) => to === audience))
		const readers = await recipientsOf(
			prisma,
			audience,
			those.map(([id]) => id),
		)
		for (const { applicationId, fullName } of readers)
			for (const { letter, to } of sent.get(applicationId) ?? [])
				if (to === audience) foreseen.get(applicationId)?.letters.push({ letter, audience, to: fullName })
	}
}

const titleOf = (letter: string) => LETTER_TITLES[letter as keyof typeof LETTER_TITLES] ?? "письмо"

/** «педагогу, «График утверждён»: Примерова Мария Ивановна» */
export const letterWords = ({ letter, audience, to }: ForeseenLetter): string =>
	`${TO_WHOM[audience].one}, «${titleOf(letter)}»: ${to}`

/** How many letters of each kind are sent, the most numerous first. */
export function countLetters(letters: readonly ForeseenLetter[]): { label: string; count: number }[] {
	const counts = new Map<string, number>()
	for (const { letter, audience } of letters) {
		const label = `${TO_WHOM[audience].many}: «${titleOf(letter)}»`
		counts.set(label, (counts.get(label) ?? 0) + 1)
	}
	return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count)
}
