import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { daysRemain, longDate } from "#app/utils/russian.ts"
import type { Category } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { daysLeft, deadlinesOf } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { criteriaOf } from "#machines/rulebook/index.ts"
import type { DocumentKind } from "#prisma/data/index.ts"
import { type ApplicationView, type DocumentView, viewApplication } from "../application.view.server.ts"
import { type Arranged, arrangedBy } from "../expert-view.ts"
import { LESSONS_ASKED } from "../form/application.form.ts"
import { EVIDENCE_FILE_KINDS, EVIDENCE_KINDS, takesLink } from "./document-kind.ts"
import { type Act, actOf } from "./filing.view.server.ts"

export interface EvidenceGroup {
	/** Number of the criterion, from 1. Null for documents that name no criterion of this category. */
	number: number | null
	title: string
	documents: DocumentView[]
}

export interface EvidenceView {
	id: string
	version: number
	state: string
	short: string
	groups: EvidenceGroup[]
	lessons: DocumentView[]
	/** Recordings listed in the application form itself. They cannot be removed here. */
	lessonsInForm: string[]
	fileKinds: { value: string; label: string }[]
	linkKinds: { value: string; label: string }[]
	criteria: { value: string; label: string }[]
	accepts: readonly string[]
	total: number
	/** The last day for documents in the remote form, in words. */
	deadline: { text: string; tone: "info" | "wait" | "bad" } | null
	/** Number of lesson recordings required. Only the remote form requires any. */
	lessonsAsked: number
	/** What the experts have arranged with the teacher. */
	arranged: Arranged[]
	add: Act
	remove: Act
}

const choice = ({ code, name }: DocumentKind) => ({ value: code, label: name })

/** «Документы и материалы»: the evidence for each criterion of the claimed category. */
export async function viewEvidence(asked: { actor: Actor; id: string; now: Date }): Promise<EvidenceView> {
	return evidenceOf(await viewApplication(asked), asked.now)
}

export function evidenceOf(view: ApplicationView, now: Date): EvidenceView {
	const today = civilDate(now)
	const category: Category = view.form.claimedCategory === "highest" ? "highest" : "first"
	const filedOn = view.submittedAt ? civilDate(new Date(view.submittedAt)) : today
	const { criteria } = criteriaOf(category, filedOn)
	const proofs = view.documents.filter(({ purpose }) => purpose === "evidence")
	const known = new Set(criteria.map(({ number }) => number))
	const groups: EvidenceGroup[] = criteria.map(({ number, text }) => ({
		number,
		title: text,
		documents: proofs.filter(({ criterion }) => criterion === number),
	}))
	const without = proofs.filter(({ criterion }) => criterion === null || !known.has(criterion))
	const rest: EvidenceGroup = { number: null, title: "Без показателя", documents: without }
	const lessons = view.documents.filter(({ purpose }) => purpose === "lesson_link")
	const attachedLinks = new Set(lessons.map(({ href }) => href))
	// After a decision nothing more is required.
	const isRemote =
		view.form.attestationForm === "remote" && isTagged(applicationLifecycle, view.state, "active")
	return {
		id: view.id,
		version: view.version,
		state: view.state,
		short: view.short,
		groups: without.length > 0 ? [...groups, rest] : groups,
		lessons,
		lessonsInForm: [view.form.lesson1, view.form.lesson2].filter(
			(link): link is string => Boolean(link) && !attachedLinks.has(link ?? ""),
		),
		fileKinds: EVIDENCE_FILE_KINDS.map(choice),
		linkKinds: EVIDENCE_KINDS.filter(takesLink).map(choice),
		criteria: criteria.map(({ number, text }) => ({ value: String(number), label: `${number}. ${text}` })),
		accepts: EVIDENCE_FILE_KINDS[0]?.accepts ?? [],
		total: proofs.length,
		deadline: isRemote ? deadlineOf(view.periodId, today) : null,
		lessonsAsked: isRemote ? LESSONS_ASKED : 0,
		arranged: arrangedBy(view.experts),
		add: actOf(view, "attachment.add"),
		remove: actOf(view, "attachment.remove"),
	}
}

/** The region accepts materials of the remote form until the first day of the period. The page recommends the day before. */
function deadlineOf(periodId: string | null, today: string): EvidenceView["deadline"] {
	if (!periodId)
		return {
			tone: "info",
			text: "Дистанционная форма: документы и материалы принимаются по первый день аттестационного периода включительно. Период ещё не назначен, срок появится здесь.",
		}
	const { evidenceUntil } = deadlinesOf(periodId)
	const left = daysLeft(evidenceUntil, today)
	const until = longDate(evidenceUntil)
	if (left < 0) return { tone: "bad", text: `Срок прошёл: документы и материалы принимались по ${until}` }
	if (left === 0)
		return {
			tone: "wait",
			text: "Сегодня последний день приёма документов и материалов (по томскому времени).",
		}
	return {
		tone: left <= 7 ? "wait" : "info",
		text: `Документы и материалы принимаются по ${until} включительно: ${daysRemain(left)}.`,
	}
}
