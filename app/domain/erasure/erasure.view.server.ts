import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { noteApplications, notePeople } from "#app/utils/request-scope.server.ts"
import { counted, longDateTime, shortDate } from "#app/utils/russian.ts"
import { ERASURE_KINDS, type ErasureKind, OF_OWNER, OF_PERSON } from "./kinds.ts"
import { type ErasurePlan, NAMED, planErasure } from "./plan-erasure.server.ts"
import { erasureSettings } from "./terms.server.ts"

const MOST_RUNS = 50

const kindOf = (code: string): ErasureKind | undefined => ERASURE_KINDS.find((kind) => kind.code === code)

/** «Документы решённых заявлений: 12 заявлений» */
const amounts = (counts: unknown): string[] =>
	Object.entries(counts as Record<string, number>).map(([code, count]) => {
		const kind = kindOf(code)
		return kind ? `${kind.title}: ${counted(count, kind.piece)}` : `${code}: ${count}`
	})

/** The page of the erasure: what it does, what is due if asked for, and what was done. @throws DomainError not-found */
export async function viewErasure({ actor, plan, now }: { actor: Actor; plan: boolean; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const { automatic, terms } = await erasureSettings()
	const [due, runs] = await Promise.all([
		plan ? planErasure(terms, now) : null,
		prisma.erasureRun.findMany({ orderBy: { id: "desc" }, take: MOST_RUNS }),
	])
	noteNamed(due)
	return {
		automatic,
		kinds: ERASURE_KINDS.map(({ code, title, what, since }) => ({
			code,
			title,
			what,
			since,
			months: terms[code],
		})),
		plan: due && {
			at: due.at.toISOString(),
			fingerprint: due.fingerprint,
			kinds: due.kinds.map(({ code, count, first }) => ({
				code,
				title: kindOf(code)?.title ?? code,
				what: kindOf(code)?.what ?? "",
				amount: counted(count, kindOf(code)?.piece ?? ["", "", ""]),
				more: count > NAMED,
				first: first.map(({ id, name, at }) => ({ id, name, at: shortDate(civilDate(at)) })),
			})),
		},
		runs: runs.map(({ id, at, byId, byName, planned, done, journalRows, finishedAt }) => ({
			id,
			at: longDateTime(at),
			by: byId ? byName : "По расписанию",
			amounts: amounts(finishedAt ? done : planned),
			journal: finishedAt ? counted(journalRows, ["запись", "записи", "записей"]) : "",
			finished: finishedAt !== null,
		})),
	}
}
/** The plan names people: that is a look at their data. */
function noteNamed(plan: ErasurePlan | null): void {
	for (const { code, first } of plan?.kinds ?? []) {
		const ids = first.map(({ id }) => id)
		if (OF_OWNER.has(code) || code === "reasons") noteApplications(ids)
		if (OF_PERSON.has(code)) notePeople(ids)
	}
}

export type ErasureView = Awaited<ReturnType<typeof viewErasure>>

/** The form of the terms. @throws DomainError not-found */
export async function viewErasureTerms({ actor }: { actor: Actor }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const { automatic, terms } = await erasureSettings()
	return {
		automatic,
		kinds: ERASURE_KINDS.map(({ code, title, what, since, source, months }) => ({
			code,
			title,
			what,
			since,
			source,
			usual: months,
			months: terms[code],
		})),
	}
}
