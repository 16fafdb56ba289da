import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { longDate } from "#app/utils/russian.ts"
import { type DocumentPurpose, isEvidence } from "#machines/application/document-purpose.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { fullNameOf, NAME_SELECT } from "../../person/post.ts"
import { loadRulebook } from "../../rules/rulebook.server.ts"
import { viewApplication } from "../application.view.server.ts"
import { acceptsOf } from "../filing/document-kind.ts"
import { officePage } from "../office-page.view.server.ts"
import { withFittingConclusion } from "./conclusion-events.ts"
import { assignedTo, goesOnPaper, lessonLinks } from "./expert-attestation.view.server.ts"
import { doneSteps, stepsOf } from "./expert-steps.ts"

/** Who receives the paper conclusion, and until when. */
export interface PaperRoute {
	/** «руководителю предметной группы» */
	to: string
	people: { name: string; phone: string }[]
	/** «10 ноября 2026 г.» */
	until: string
}

/** @throws DomainError not-found unless the application is assigned to this person and open to them, whatever other roles they have */
export async function ensureAssigned(actor: Actor, id: string): Promise<void> {
	const found = await prisma.application.findFirst({
		where: { id, ...assignedTo(actor) },
		select: { id: true },
	})
	if (!found) throw notFound()
}

/**
 * One teacher for the expert who assesses them.
 * @throws DomainError not-found unless the application is open to experts and this person has a seat, whatever other
 * roles they have
 */
export async function viewForExpert({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	const found = await prisma.application.findFirst({
		where: { id, ...assignedTo(actor) },
		select: {
			attestationForm: true,
			paperReceivedOn: true,
			municipalityCode: true,
			municipality: { select: { paperConclusions: true, hasGroupHeads: true } },
			engagement: { select: { subjectId: true } },
			attachments: { where: { removedAt: null }, select: { purpose: true, url: true } },
		},
	})
	if (!found) throw notFound()
	const application = await viewApplication({ actor, id, now })
	const onPaper = goesOnPaper({ ...found, ...found.municipality })
	const { periodId, deadlines, experts } = application
	const mine = experts.find((expert) => expert.id === actor.id) ?? null
	const remote = found.attestationForm === "remote"
	const today = civilDate(now)
	const page = officePage(application, "expert")
	return {
		application: { ...page, events: withFittingConclusion(page.events, page.hasConclusion) },
		conclusionAccepts: acceptsOf("conclusion"),
		mine,
		pair: experts,
		lessons: lessonLinks(application.form, found.attachments),
		paper: onPaper && periodId ? await paperRoute(found, periodId) : null,
		steps: deadlines
			? stepsOf(
					deadlines,
					today,
					{ paper: onPaper, groupHead: found.municipality.hasGroupHeads, remote },
					doneSteps({
						state: application.state,
						mine,
						remote,
						materials: found.attachments.filter(({ purpose }) => isEvidence(purpose as DocumentPurpose))
							.length,
						hasConclusion: page.hasConclusion,
						paperReceived: found.paperReceivedOn !== null,
						begun: deadlines.startsOn <= today,
					}),
				)
			: [],
	}
}
export type ExpertApplicationView = Awaited<ReturnType<typeof viewForExpert>>

/** The group head of the subject, or the municipal coordinator where there are no group heads. */
async function paperRoute(
	found: {
		municipalityCode: string
		municipality: { hasGroupHeads: boolean }
		engagement: { subjectId: string | null } | null
	},
	periodId: string,
): Promise<PaperRoute> {
	const dates = deadlinesBy(await loadRulebook(prisma), periodId)
	const { municipalityCode, engagement } = found
	const heads =
		found.municipality.hasGroupHeads && engagement?.subjectId
			? await holders({ role: "group_head", municipalityCode, subjectId: engagement.subjectId })
			: []
	if (found.municipality.hasGroupHeads)
		return {
			to: "руководителю предметной группы",
			people: heads,
			until: longDate(dates.groupHeadBy),
		}
	return {
		to: "муниципальному координатору",
		people: await holders({ role: "municipal_coordinator", municipalityCode }),
		until: longDate(dates.groupHeadPassesBy),
	}
}

async function holders(where: { role: string; municipalityCode: string; subjectId?: string }) {
	const rows = await prisma.engagement.findMany({
		where: { ...where, to: null, person: { blockedAt: null } },
		orderBy: { person: { surname: "asc" } },
		select: { person: { select: { ...NAME_SELECT, workPhone: true } } },
	})
	return rows.map(({ person }) => ({ name: fullNameOf(person), phone: person.workPhone }))
}
