import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { type ScanReport, scanRead } from "#app/scans/judge-scan.ts"
import { forbidden } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import type { Verdict } from "#machines/application/application.facts.ts"
import type { BatchPlan } from "../../batch/batch.ts"
import { verdictText } from "../application.acts.ts"
import { planApplications } from "../plan-applications.server.ts"

/**
 * Accepts several conclusions at once, each with the result that its experts propose. Accepting confirms that all sheets and
 * signatures are there. Here the codes on the sheets confirm it; a conclusion about which they say less is left out, because
 * the operator must look at it first.
 */
export async function planAcceptance({
	actor,
	ids,
	now,
}: {
	actor: Actor
	ids: readonly string[]
	now: Date
}): Promise<BatchPlan> {
	if (!isOperator(actor, null, null)) throw forbidden()
	const rows = await prisma.application.findMany({
		where: { id: { in: [...ids] } },
		orderBy: [{ stateSince: "asc" }, { id: "asc" }],
		select: {
			id: true,
			proposedVerdict: true,
			notSignedReason: true,
			conclusions: { where: { voidedAt: null }, select: { scanReport: true } },
			attachments: {
				where: { removedAt: null, purpose: "signed_conclusion" },
				orderBy: { addedAt: "desc" },
				take: 1,
				select: { scanReport: true },
			},
		},
	})
	return planApplications({
		actor,
		event: "conclusion.assess",
		orders: rows.map(({ id, proposedVerdict, notSignedReason, conclusions, attachments }) => {
			const verdict = proposedVerdict as Verdict | null
			const report = attachments[0]?.scanReport ?? conclusions[0]?.scanReport ?? null
			return {
				id,
				input: { verdict, complete: true },
				act: verdict ? `Поставить результат: ${verdictText(verdict)}` : "Поставить результат",
				obstacles: obstaclesOf(notSignedReason, report as ScanReport | null),
			}
		}),
		words: {
			title: "Принять итоговые заключения",
			lead: "Результат у каждого тот, который предложили специалисты. Вы подтверждаете, что все листы и подписи на месте: это показали коды на листах. Вернуть заключение с замечанием можно до решения комиссии.",
			typed: [],
			verb: "Принять",
			done: "Принято",
			units: ["заключение", "заключения", "заключений"],
		},
		pageOf: paths.conclusionBench,
		now,
	})
}

/** Why a person must look at this conclusion before it is accepted. */
function obstaclesOf(notSignedReason: string | null, report: ScanReport | null): string[] {
	const scan = scanRead(report)
	return [
		...(notSignedReason ? ["Педагог не подписал заключение: проверьте его отдельно."] : []),
		...(scan ? [] : ["Коды на листах не читались: проверьте заключение сами."]),
		...(scan?.findings.map(({ text }) => `Есть замечание: ${text}`) ?? []),
	]
}
