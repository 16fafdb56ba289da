import { issueNoticeWith } from "../document/issue-notice.server.ts"
import type { ApplicationTransition } from "./application.transition.ts"
import { type Audience, writeApplicationLetter } from "./application-letters.server.ts"

/** The machine names the letter and the same transaction writes it, so a transition and its letter are saved together or not at all. */
export async function sendLetter({
	tx,
	row,
	facts,
	event,
	input,
	params,
	now,
	actor,
}: ApplicationTransition) {
	const { letter, to } = params as { letter: string; to: Audience }
	if (!isSent(letter, { facts, input })) return undefined
	await writeApplicationLetter(tx, {
		letter,
		audience: to,
		applicationId: row.id,
		now,
		actor,
		// When an expert is replaced, only the new one gets «assigned», and only the old one gets «released».
		only: event === "expert.replace" && letter === "expert-assigned" ? [String(input.expert)] : null,
		released: event === "expert.replace" ? (facts.expertIds[Number(input.seat) - 1] ?? null) : null,
		reason: wordsOf(input),
		// Of others, only the coordinator of the organisation may file. An application on paper was filed by the teacher.
		formedBy:
			event === "application.submit" && actor.id !== row.teacherId ? `координатор ${actor.fullName}` : null,
		visits: [input.visitOn, input.visitAgainOn].filter((day) => typeof day === "string"),
		dueOn: typeof input.materialsBy === "string" ? input.materialsBy : null,
		decision: input.decision === "granted" || input.decision === "refused" ? input.decision : null,
	})
	const { id: applicationId, procedure } = row
	await issueNoticeWith(tx, { letter, audience: to, applicationId, procedure, now })
	return undefined
}

/** What the person wrote in the event's form, for the letter to quote. */
const wordsOf = ({ reason, comment, remark, materials, visitNote }: Record<string, unknown>) => {
	const words = reason ?? comment ?? remark ?? materials ?? visitNote
	return typeof words === "string" ? words : null
}

/** Whether a letter that the machine names is sent. The preview of a batch uses the same check. */
export const isSent = (letter: string, change: Pick<ApplicationTransition, "facts" | "input">): boolean =>
	letter !== "schedule-assigned" || hasNewPeriod(change)

/** The teacher gets no letter about experts: they are told when the schedule is approved. */
const hasNewPeriod = ({ facts, input }: Pick<ApplicationTransition, "facts" | "input">): boolean =>
	facts.schedule?.period !== input.period
