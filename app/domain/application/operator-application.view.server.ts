import { prisma } from "#app/db/client.server.ts"
import { undeliveredAbout } from "#app/letters/undelivered.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { viewRoster } from "../expert/roster.view.server.ts"
import { twinsOf } from "../person/second-account.server.ts"
import { type ApplicationView, viewApplication } from "./application.view.server.ts"
import { acceptsOf } from "./filing/document-kind.ts"
import { linesOf } from "./history.view.server.ts"
import { officePage } from "./office-page.view.server.ts"
import { examinedOf } from "./registration/examined-view.ts"
import { checksOf } from "./registration/registration-check.ts"

/** One application with everything an operator sees, including the candidates to replace an expert. */
export async function viewForOperator({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const application = await viewApplication({ actor, id, now })
	const undelivered = await undeliveredAbout("application", [id])
	return {
		undelivered: undelivered.get(id) ?? [],
		twins: await twinsOf(actor, id),
		letters: paths.operatorMail({ case: id }),
		application: officePage(application, "operator"),
		checks: isTagged(applicationLifecycle, application.state, "awaitsRegistration")
			? checksOf(examinedOf(application))
			: [],
		history: linesOf(application.history),
		candidates: await candidatesFor(application),
		move: { href: paths.operatorRepairOf("application", id), waiting: application.waitingMove },
		conclusionAccepts: acceptsOf("conclusion"),
	}
}
export type OperatorApplicationView = Awaited<ReturnType<typeof viewForOperator>>

/** A choice without a search, so it lists more than a page does. No region has a municipality with more experts for a subject. */
const MOST_CANDIDATES = 200

/** The candidates, if a replacement is possible: as many as fit a choice, those whom the rules prefer. */
async function candidatesFor({ id, periodId, events, experts }: ApplicationView) {
	if (!events["expert.replace"]?.possible) return []
	const row = await prisma.application.findUniqueOrThrow({
		where: { id },
		select: {
			id: true,
			teacherId: true,
			municipalityCode: true,
			organisationId: true,
			positionCode: true,
			engagement: { select: { subject: { select: { group: true } } } },
		},
	})
	const subjectGroup = row.engagement?.subject?.group ?? null
	const { experts: roster } = await viewRoster({ ...row, subjectGroup }, periodId, { most: MOST_CANDIDATES })
	return roster
		.filter(({ obstacles }) => obstacles.length === 0)
		.filter((candidate) => experts.every((seated) => seated.id !== candidate.id))
		.map(({ id: value, name, position, workplace, load, isColleague }) => ({
			value,
			label: [
				`${name} — ${position}, ${workplace}`,
				`назначено в периоде: ${load}`,
				isColleague ? "та же организация, нужна причина" : "",
			]
				.filter(Boolean)
				.join("; "),
		}))
}
