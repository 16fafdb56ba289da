import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { undeliveredAbout } from "#app/letters/undelivered.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { type RosterQuestion, rosterQuestions, viewRoster } from "../expert/roster/roster.view.server.ts"
import { twinsOf } from "../person/second-account.server.ts"
import { type ApplicationView, viewApplication } from "./application.view.server.ts"
import { acceptsOf } from "./filing/document-kind.ts"
import { linesOf } from "./history.view.server.ts"
import { officePage } from "./office-page.view.server.ts"
import { examinedOf } from "./registration/examined-view.ts"
import { checksOf } from "./registration/registration-check.ts"

/** What the form of a replacement held when a specialist was looked for by name. Empty when the page is opened. */
export type PickedReplacement = Readonly<
	Record<"seat" | "expert" | "colleagueReason" | "reason" | "specialist", string>
>

const LONGEST = 1000

export const pickedReplacement = (query: URLSearchParams): PickedReplacement => {
	const text = (name: string, most = LONGEST) => (query.get(name) ?? "").trim().slice(0, most)
	return {
		seat: text("seat"),
		expert: text("expert"),
		colleagueReason: text("colleagueReason"),
		reason: text("reason"),
		specialist: text("specialist", 100),
	}
}

/** One application with everything an operator sees, including the candidates to replace an expert. */
export async function viewForOperator({
	actor,
	id,
	picked = pickedReplacement(new URLSearchParams()),
	now,
}: {
	actor: Actor
	id: string
	picked?: PickedReplacement
	now: Date
}) {
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
		replacement: await replacementOf(application, picked),
		move: { href: paths.operatorRepairOf("application", id), waiting: application.waitingMove },
		conclusionAccepts: acceptsOf("conclusion"),
	}
}
export type OperatorApplicationView = Awaited<ReturnType<typeof viewForOperator>>

/** The candidates, if a replacement is possible: those whom the rules prefer, or those with the name. */
async function replacementOf({ id, periodId, events, experts }: ApplicationView, picked: PickedReplacement) {
	if (!events["expert.replace"]?.possible) return null
	const [question] = await rowsOf<RosterQuestion>(prisma, rosterQuestions(Prisma.sql`x."id" = ${id}`))
	if (!question) throw notFound()
	const roster = await viewRoster(question, periodId, {
		name: picked.specialist,
		keep: [picked.expert],
	})
	const candidates = roster.experts
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
	return { candidates, picked, searched: picked.specialist !== "" || roster.found > roster.experts.length }
}
