import { attestationFormText, categoryText } from "#app/documents/phrases.ts"
import type { Actor } from "#app/policies/policy.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import type { BatchPlan, BatchWords } from "../batch/batch.ts"
import type { LoadedApplication } from "./application.transition.ts"
import { countLetters, foreseeApplications, letterWords } from "./foresee-applications.server.ts"

/** What is requested for one application. */
export interface ApplicationOrder {
	id: string
	input: Record<string, unknown>
	/** What the batch does to this one, in a few words: «Установить высшую категорию». */
	act?: string
	/** Reasons to leave it out in addition to the machine's: findings of a check. */
	obstacles?: readonly string[]
	/** The rules that these reasons quote. */
	rules?: readonly RuleMention[]
}

/**
 * A preview of one event for several applications: who is concerned, who gets which letter, and who is left out and why. It
 * contains nothing that the person may not see.
 */
export async function planApplications({
	actor,
	event,
	orders,
	words,
	pageOf,
	now,
}: {
	actor: Actor
	event: string
	orders: readonly ApplicationOrder[]
	words: Omit<BatchWords, "letters" | "units"> & Partial<Pick<BatchWords, "units">>
	/** The address of the application's page in this person's cabinet. */
	pageOf: (id: string) => string
	now: Date
}): Promise<BatchPlan> {
	const foreseen = await foreseeApplications({
		actor,
		event,
		orders: new Map(orders.map(({ id, input }) => [id, input])),
		now,
	})
	const known = orders.flatMap((order) => {
		const found = foreseen.get(order.id)
		if (!found) return []
		const obstacles = [...(order.obstacles ?? []), ...found.obstacles]
		return [{ ...order, ...found, obstacles, rules: [...(order.rules ?? []), ...found.rules] }]
	})
	const going = known.filter(({ obstacles }) => obstacles.length === 0)
	return {
		words: {
			units: ["заявление", "заявления", "заявлений"],
			...words,
			letters: countLetters(going.flatMap(({ letters }) => letters)),
		},
		items: known.map(({ id, input, act, loaded, letters, obstacles, rules }) => ({
			subject: "application",
			id,
			version: loaded.row.version,
			event,
			input,
			shown: {
				name: loaded.row.fullName,
				to: pageOf(id),
				...(act && { act }),
				lines: [claimWords(loaded.row)],
				letters: letters.map(letterWords),
			},
			obstacles,
			rules,
		})),
	}
}

const claimWords = (row: LoadedApplication["row"]) =>
	[
		`заявленная категория: ${categoryText(row.claimedCategory)}`,
		row.procedure === "simplified" ? "упрощённая форма" : attestationFormText(row.attestationForm),
	]
		.filter(Boolean)
		.join(", ")
