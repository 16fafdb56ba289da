import { AsyncLocalStorage } from "node:async_hooks"

/**
 * Whether the form of this request was refused. A page's title is written before the page: Remix hands the action's answer
 * to the route's component alone, so what writes the title learns of it here.
 */
const answers = new AsyncLocalStorage<{ refused: boolean }>()

/** Around the answer to one request. */
export const answering = <Answer>(answer: () => Answer): Answer => answers.run({ refused: false }, answer)

export function noteRefusal(): void {
	const answer = answers.getStore()
	if (answer) answer.refused = true
}

export const wasRefused = (): boolean => answers.getStore()?.refused ?? false
