import type { Actor } from "#app/policies/policy.ts"
import type { BatchCabinet, BatchPlan } from "./batch.ts"
import { viewBatch } from "./batch.view.server.ts"
import { carryOutBatch } from "./carry-out-batch.server.ts"
import { keepBatch } from "./keep-batch.server.ts"

/** A person looks at the preview and confirms. `meanwhile` happens while they read. */
export async function agreeTo(
	plan: BatchPlan,
	{
		actor,
		now,
		cabinet = "operator",
		meanwhile,
	}: { actor: Actor; now: Date; cabinet?: BatchCabinet; meanwhile?: () => Promise<unknown> },
) {
	const id = await keepBatch(plan, { actor, cabinet, back: "/operator", now })
	await meanwhile?.()
	await carryOutBatch({ actor, id, cabinet, now })
	const { items } = await viewBatch({ actor, id, cabinet, page: 1 })
	const those = (outcome: string) =>
		items.filter((item) => item.outcome === outcome).map(({ name, reasons }) => ({ name, reasons }))
	return {
		id,
		done: those("done").map(({ name }) => name),
		refused: those("refused"),
		leftOut: those("leftOut"),
	}
}
