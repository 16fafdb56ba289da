import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { countsOfAll, type StateTotals } from "../../machine/state-counts.server.ts"
import { listMunicipalities } from "../../organisation/organisation.view.server.ts"
import { awaitsApproval } from "../../period/awaits-approval.server.ts"
import { countProposals, countSetAside } from "../../repair/repairs.view.server.ts"
import { countDeadlines, countGroups, OPERATOR_GROUPS } from "./operator-groups.server.ts"

/** Groups shown by municipality. The others are the regional centre's own work and come first. */
const BY_MUNICIPALITY = ["unregistered", "near", "overdue", "no-period", "no-experts", "no-conclusion"]
const OWN_WORK = ["to-check", "to-admit", "for-sitting"]

/** What waits in the region: figures that link to their lists. */
export async function viewOperatorDashboard({ actor, now }: { actor: Actor; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const [municipalities, totals, deadlines, toApprove, proposals] = await Promise.all([
		listMunicipalities(),
		countsOfAll(["state", "municipalityCode", "procedure", "scheduleId", "experts"]),
		countDeadlines(today),
		awaitsApproval(),
		countProposals(),
	])
	const of = countGroups(
		totals.filter(({ subject }) => subject === "application"),
		deadlines,
	)
	const unsent = stuckLettersIn(totals)
	const shown = OPERATOR_GROUPS.filter(({ key }) => BY_MUNICIPALITY.includes(key))
	return {
		figures: [
			...OPERATOR_GROUPS.filter(({ key }) => OWN_WORK.includes(key)).map(({ key, label, tone }) => {
				const count = sum(of.get(key))
				return { count, label, to: linkOf(key), ...(tone && count > 0 && { tone }) }
			}),
			{ count: toApprove, label: "Графики ждут утверждения", to: paths.operatorSchedules() },
			{
				count: unsent,
				label: "Письма не отправлены",
				to: paths.operatorMail(),
				...(unsent > 0 && { tone: "bad" as const }),
			},
			...rareWork({ proposals, setAside: countSetAside(totals) }),
		],
		columns: shown.map(({ key, label }) => ({ key, label })),
		rows: municipalities
			.map(({ value: code, label: name }) => ({
				code,
				name,
				to: paths.operatorApplications({ municipality: code }),
				cells: shown.map(({ key, tone }) => ({
					key,
					count: of.get(key)?.get(code) ?? 0,
					to: paths.operatorApplications({ state: key, municipality: code }),
					tone,
				})),
			}))
			.filter(({ cells }) => cells.some(({ count }) => count > 0)),
	}
}
export type OperatorDashboard = Awaited<ReturnType<typeof viewOperatorDashboard>>

/** Shown only if there are any, because most years have none. */
const rareWork = ({ proposals, setAside }: { proposals: number; setAside: number }) =>
	[
		{ count: proposals, label: "Переводы вручную ждут второго оператора", tone: "wait" as const },
		{ count: setAside, label: "Отложенные записи", tone: "bad" as const },
	]
		.filter(({ count }) => count > 0)
		.map((figure) => ({ ...figure, to: paths.operatorRepairs() }))

type Counts = Map<string, number>

function stuckLettersIn(totals: StateTotals): number {
	const stuck = statesTagged(letterLifecycle, "stuck")
	return totals
		.filter(({ subject, state }) => subject === "letter" && stuck.includes(state))
		.reduce((all, { count }) => all + count, 0)
}

const sum = (counts: Counts | undefined) => [...(counts?.values() ?? [])].reduce((all, one) => all + one, 0)

/** Conclusions to check and applications to admit have their own lists. */
const linkOf = (key: string) =>
	key === "for-sitting" ? paths.operatorSittings() : paths.operatorConclusions({ show: key })
