import type { Db } from "#app/db/client.server.ts"
import { type Need, stageOf } from "#machines/application/application.stages.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged, type TagOf } from "#machines/lifecycle.ts"
import { type SubjectName, withdrawalLifecycle } from "#machines/lifecycles.ts"

/** The parts of an application that a state may require. */
export interface ApplicationParts {
	isSimplified: boolean
	hasNumber: boolean
	hasPaper: boolean
	hasSchedule: boolean
	seats: number
	hasConclusion: boolean
	hasVerdict: boolean
	hasDecision: boolean
	otherActive: boolean
	withdrawalWaits: boolean
}

/** What a state may require, each with the sentence for when it is missing. A move by hand does not create any of these. */
const NEEDS: Readonly<Record<Need, { missing(has: ApplicationParts): boolean; reason: string }>> = {
	paper: {
		missing: (has) => !has.hasPaper,
		reason: "Заявление не сформировано: переведите его в «Заполняется», и педагог сформирует его сам.",
	},
	number: {
		missing: (has) => !has.hasNumber,
		reason: "У заявления нет номера в журнале регистрации, а вручную он не присваивается.",
	},
	schedule: {
		missing: (has) => !has.isSimplified && !has.hasSchedule,
		reason: "Заявлению не назначен аттестационный период.",
	},
	bothExperts: {
		missing: (has) => !has.isSimplified && has.seats < 2,
		reason: "Назначены не оба специалиста.",
	},
	conclusion: {
		missing: (has) => !has.hasConclusion,
		reason: "К заявлению не прикреплено итоговое заключение.",
	},
	verdict: {
		missing: (has) => !has.isSimplified && !has.hasVerdict,
		reason: "Результат экспертизы не внесён: переведите заявление в состояние перед этим.",
	},
	decision: {
		missing: (has) => !has.hasDecision,
		reason: "Решения комиссии по заявлению нет, а вручную категория не устанавливается.",
	},
}

/** Why an application may not be moved into a state by hand: one sentence for each part that it lacks. */
function obstaclesOf(to: string, has: ApplicationParts): string[] {
	const is = (tag: TagOf<typeof applicationLifecycle>) => isTagged(applicationLifecycle, to, tag)
	const obstacles = (stageOf(to)?.needs ?? []).flatMap((need) =>
		NEEDS[need].missing(has) ? [NEEDS[need].reason] : [],
	)
	if (is("active") && has.otherActive)
		obstacles.unshift("У педагога есть другое действующее заявление по этой должности.")
	if (has.withdrawalWaits && !is("withdrawable"))
		obstacles.push("По заявлению ждёт решения заявление на отзыв: сначала координатор рассмотрит его.")
	return obstacles
}

/**
 * Why a subject cannot be moved by hand into a state. The subject is loaded once and can then be checked for any state. For
 * a subject that is not an application, the reasons are what its own row lacks.
 */
export async function moveObstacles(
	db: Db,
	subject: SubjectName,
	id: string,
): Promise<(to: string) => string[]> {
	if (subject === "application") {
		const has = await loadParts(db, id)
		return (to) => obstaclesOf(to, has)
	}
	if (subject === "withdrawal") return withdrawalObstacles(db, id)
	return () => []
}

async function loadParts(db: Db, id: string): Promise<ApplicationParts> {
	const active = statesTagged(applicationLifecycle, "active")
	const row = await db.application.findUniqueOrThrow({
		where: { id },
		select: {
			teacherId: true,
			positionCode: true,
			procedure: true,
			journalNumber: true,
			scheduleId: true,
			verdict: true,
			decisionNumber: true,
			_count: { select: { seats: true } },
			revisions: { where: { voidedAt: null }, select: { id: true }, take: 1 },
			conclusions: { where: { voidedAt: null }, select: { id: true }, take: 1 },
			withdrawals: {
				where: { state: { in: statesTagged(withdrawalLifecycle, "waiting") } },
				select: { id: true },
				take: 1,
			},
		},
	})
	const { teacherId, positionCode } = row
	const others = await db.application.count({
		where: { teacherId, positionCode, id: { not: id }, state: { in: active } },
	})
	return {
		isSimplified: row.procedure === "simplified",
		hasNumber: row.journalNumber !== null,
		hasPaper: row.revisions.length > 0,
		hasSchedule: row.scheduleId !== null,
		seats: row._count.seats,
		hasConclusion: row.conclusions.length > 0,
		hasVerdict: row.verdict !== null,
		hasDecision: row.decisionNumber !== null,
		otherActive: others > 0,
		withdrawalWaits: row.withdrawals.length > 0,
	}
}

async function withdrawalObstacles(db: Db, id: string): Promise<(to: string) => string[]> {
	const row = await db.withdrawal.findUniqueOrThrow({
		where: { id },
		select: { journalNumber: true, applicationId: true },
	})
	const state = { in: statesTagged(withdrawalLifecycle, "active") }
	const others = await db.withdrawal.count({
		where: { applicationId: row.applicationId, id: { not: id }, state },
	})
	return (to) => {
		if (isTagged(withdrawalLifecycle, to, "done") && row.journalNumber === null)
			return ["У заявления на отзыв нет номера в журнале, а вручную он не присваивается."]
		if (isTagged(withdrawalLifecycle, to, "active") && others > 0)
			return ["По этому заявлению уже есть другое заявление на отзыв в работе."]
		return []
	}
}
