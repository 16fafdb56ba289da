import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { DomainError, forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import type { Decision } from "#machines/application/application.facts.ts"
import { countedVotes } from "../application/decision/counted-votes.ts"
import { planApplications } from "../application/plan-applications.server.ts"
import type { BatchPlan } from "../batch/batch.ts"
import { voteCount } from "./sitting.schema.ts"
import { obstaclesOf } from "./sitting-readiness.ts"
import { problemOf, type Votes, votesOf, votesWords } from "./votes.ts"

const FIELD = /^decision-(.+)$/

const ACTS: Readonly<Record<Decision, string>> = {
	granted: "Установить категорию",
	refused: "Отказать в установлении",
}

/** Reads the answers from the agenda's form: `decision-<application>` = `granted`, `refused` or `later`. */
export function decisionsIn(form: Record<string, unknown>): Map<string, Decision | "later"> {
	const decisions = new Map<string, Decision | "later">()
	for (const [field, value] of Object.entries(form)) {
		const id = FIELD.exec(field)?.[1]
		if (id && (value === "granted" || value === "refused" || value === "later")) decisions.set(id, value)
	}
	return decisions
}

const VOTE_FIELDS = ["votesFor", "votesAgainst", "votesAbstained"] as const

/**
 * Reads the counted votes from the agenda's form: `votesFor-<application>` and so on. If all three are empty, the vote was
 * unanimous.
 * @throws DomainError invalid at a field that is not a number
 */
export function votesIn(form: Record<string, unknown>): Map<string, Votes> {
	const counted = new Map<string, Votes>()
	const wrong: Record<string, string> = {}
	for (const id of decisionsIn(form).keys()) {
		const numbers = VOTE_FIELDS.map((name) => {
			const read = voteCount.safeParse(form[`${name}-${id}`])
			if (!read.success) wrong[`${name}-${id}`] = read.error.issues[0]?.message ?? ""
			return [name, read.data ?? null] as const
		})
		const votes = countedVotes(Object.fromEntries(numbers))
		if (votes) counted.set(id, votes)
	}
	if (Object.keys(wrong).length > 0) throw invalid(wrong)
	return counted
}

/**
 * A preview of one sitting's decisions before they are entered. Postponed applications are only counted, because nothing is
 * written for them.
 * @param votes of the applications that were not decided unanimously
 * @throws DomainError forbidden, not-found; not-allowed-now while the sitting was not held or its order is missing; invalid
 * when every application is postponed, or when votes contradict the decision
 */
export async function planDecisions({
	actor,
	sittingId,
	decisions,
	votes = new Map(),
	now,
}: {
	actor: Actor
	sittingId: string
	decisions: ReadonlyMap<string, Decision | "later">
	votes?: ReadonlyMap<string, Votes>
	now: Date
}): Promise<BatchPlan> {
	if (!isOperator(actor, null, null)) throw forbidden()
	const sitting = await prisma.sitting.findUnique({
		where: { id: sittingId, calledOffAt: null },
		include: { roll: { where: { present: true }, select: { personId: true } } },
	})
	if (!sitting) throw notFound()
	const reasons = obstaclesOf(sitting, now)
	if (reasons.length > 0) throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
	const decided = [...decisions].flatMap(([id, decision]) => (decision === "later" ? [] : [{ id, decision }]))
	if (decided.length === 0)
		throw new DomainError(
			"invalid",
			"Решений не выбрано. Отметьте «Установить» или «Отказать» хотя бы у одного педагога.",
		)
	const members = new Set(sitting.roll.map(({ personId }) => personId))
	const owners = await prisma.application.findMany({
		where: {
			id: { in: decided.map(({ id }) => id) },
			teacherId: { in: [...members].filter((id) => id !== null) },
		},
		select: { id: true },
	})
	const own = new Set(owners.map(({ id }) => id))
	const wrong: Record<string, string> = {}
	const orders = decided.map(({ id, decision }) => {
		const ballot = { decision, present: sitting.present ?? 0, isMember: own.has(id) }
		const counted = votes.get(id) ?? null
		const problem = counted && problemOf(counted, ballot)
		if (problem) wrong[`votesFor-${id}`] = problem
		return {
			id,
			input: { sitting: sittingId, decision, ...counted },
			act: `${ACTS[decision]}: ${votesWords(votesOf(ballot, counted))}`,
		}
	})
	if (Object.keys(wrong).length > 0) throw invalid(wrong)
	return planApplications({
		actor,
		event: "application.decide",
		orders,
		words: {
			title: "Внести решения комиссии",
			lead: "Решения нельзя отменить: педагоги получат письма, категория запишется с даты заседания.",
			typed: [
				{ label: "Заседание", value: longDate(sitting.heldOn) },
				{ label: "Протокол", value: `№ ${sitting.protocolNumber}` },
				{ label: "Распоряжение", value: `№ ${sitting.orderNumber} от ${shortDate(sitting.orderDate ?? "")}` },
				{ label: "Присутствовало", value: `${sitting.present} из ${sitting.members}` },
				...totals(orders.map(({ input }) => input.decision)),
				{ label: "Отложено до следующего заседания", value: String(decisions.size - orders.length) },
			],
			verb: "Внести решения:",
			done: "Решения внесены",
		},
		pageOf: paths.operatorApplication,
		now,
	})
}

/** How many decisions of each kind, so that a glance shows whether the form was filled in correctly. */
const totals = (decisions: readonly Decision[]) =>
	(["granted", "refused"] as const).map((decision) => ({
		label: ACTS[decision],
		value: String(decisions.filter((one) => one === decision).length),
	}))
