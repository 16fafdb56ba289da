import type { Post } from "#app/documents/fill.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { nameLine, postLine } from "../person/post.ts"
import type { Around, AttachmentAround } from "./around.server.ts"

/** One expert of an application: who it is, what they answered, and what they arrange with the teacher. */
export interface ExpertView {
	id: string
	seat: number
	name: string
	post: string
	answer: "accepted" | "declined" | null
	reason: string | null
	visits: {
		/** «5 ноября 2026 г. и 12 ноября 2026 г.» */
		days: string
		note: string
	} | null
	asked: {
		what: string
		/** «28 сентября 2026 г.» */
		by: string
		/** Civil date. */
		byDay: string
		/** «15.09.2026» */
		on: string
		/** Documents that were added since. */
		added: number
	} | null
	/** What the expert has heard about the teacher's departure. */
	departure: string | null
}

/** Arrangements are shown until there is a conclusion. The history keeps them. */
export function expertView(
	seat: Around["seats"][number],
	attachments: readonly Pick<AttachmentAround, "addedAt">[],
	awaitsConclusion: boolean,
): ExpertView {
	const post = seat.post as Post
	return {
		id: seat.expertId,
		seat: seat.seat,
		name: nameLine(post),
		post: postLine(post),
		answer: seat.acceptedAt ? "accepted" : seat.declinedAt ? "declined" : null,
		reason: seat.declineReason,
		visits: awaitsConclusion ? visitsOf(seat) : null,
		asked: awaitsConclusion ? askedOf(seat, attachments) : null,
		departure: awaitsConclusion ? seat.departureNote : null,
	}
}

function visitsOf({ visitOn, visitAgainOn, visitNote }: Around["seats"][number]): ExpertView["visits"] {
	const days = [visitOn, visitAgainOn].filter((day) => day !== null)
	return days.length > 0 ? { days: days.map(longDate).join(" и "), note: visitNote ?? "" } : null
}

function askedOf(
	{ materialsAsked, materialsBy, materialsAskedAt }: Around["seats"][number],
	attachments: readonly Pick<AttachmentAround, "addedAt">[],
): ExpertView["asked"] {
	if (!materialsAsked || !materialsBy || !materialsAskedAt) return null
	const since = new Date(materialsAskedAt)
	return {
		what: materialsAsked,
		by: longDate(materialsBy),
		byDay: materialsBy,
		on: shortDate(civilDate(since)),
		added: attachments.filter(({ addedAt }) => addedAt > since).length,
	}
}

/** What the experts have arranged with the teacher, without reasons and reports, which only offices read. */
export const arrangedBy = (experts: readonly ExpertView[]) =>
	experts.map(({ id, name, visits, asked }) => ({ id, name, visits, asked }))
export type Arranged = ReturnType<typeof arrangedBy>[number]
