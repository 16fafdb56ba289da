import { prisma } from "#app/db/client.server.ts"
import { stale } from "#app/utils/errors.ts"
import { authorize, commandOf, type Dispatch, decide, prepare } from "./dispatch.server.ts"
import type { Loaded } from "./subject.server.ts"

export interface Foreseen {
	/** The state that the event would lead to. */
	to: string
	/** The machine's actions, with their parameters: letters among them. */
	actions: { type: string; params: Record<string, unknown> }[]
}

/**
 * What `dispatch` would do with this event now. It uses the same policy and the same machine but changes nothing, so a page
 * can show the consequences before a person confirms.
 * @throws DomainError as `dispatch` would
 */
export async function foresee(order: Dispatch & { loaded: Loaded }): Promise<Foreseen> {
	const command = commandOf(order)
	const { loaded, version } = order
	authorize(command, order, loaded)
	if (version !== undefined && version !== loaded.row.version) throw stale()
	const prepared = await prepare(command, order)
	const { next, actions } = await decide(prisma, command, order, loaded, prepared)
	return {
		to: next,
		actions: actions.map(({ type, params }) => ({ type, params: (params ?? {}) as Record<string, unknown> })),
	}
}
