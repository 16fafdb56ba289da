import { ANSWERS } from "./application-cells.ts"

/**
 * Most cells are refused whatever their event says, because of who sends it. `tests/matrix/events.db.test.ts` tries all of
 * them without HTTP. Over HTTP `npm test` sends every fourth, in each situation others; `npm run proof` sends them all.
 */
const EVERY = process.env.PROOF_FIGURES ? 1 : 4

/**
 * The cells to send now. Whatever the state or the facts refuse is always sent.
 * @param turn another number for each situation, so that all cells of an event are sent in some of them
 */
export function takeTurns<T extends { says: { says: string } | string | null }>(
	cells: readonly T[],
	turn: number,
): T[] {
	return cells.filter(({ says }, index) => !isForTheSenderAlone(says) || (index + turn) % EVERY === 0)
}

const isForTheSenderAlone = (says: { says: string } | string | null) =>
	typeof says === "object" &&
	says !== null &&
	(says.says === ANSWERS.strange.says || says.says === ANSWERS.forbidden.says)
