import documentKinds from "./document-kinds.json"
import municipalities from "./municipalities.json"
import positions from "./positions.json"
import rejectionReasons from "./rejection-reasons.json"
import type {
	DocumentKind,
	ExtraPosition,
	Municipality,
	Position,
	RejectionReason,
	SimplifiedGround,
	Subject,
} from "./schemas.ts"
import simplifiedGrounds from "./simplified-grounds.json"
import subjects from "./subjects.json"

export type {
	DocumentKind,
	ExtraPosition,
	Municipality,
	Position,
	RejectionReason,
	SimplifiedGround,
	Subject,
} from "./schemas.ts"

export const MUNICIPALITIES = municipalities.items as readonly Municipality[]
/** Posts for which a category is set. */
export const POSITIONS = positions.items as readonly Position[]
/** Administrative posts that a specialist may hold; no subject is joined to them. */
export const EXPERT_EXTRA_POSITIONS = positions.expertExtraPositions as readonly ExtraPosition[]
export const SUBJECTS = subjects.items as readonly Subject[]
export const DOCUMENT_KINDS = documentKinds.items as readonly DocumentKind[]
export const REJECTION_REASONS = rejectionReasons.items as readonly RejectionReason[]
export const SIMPLIFIED_GROUNDS = simplifiedGrounds.items as readonly SimplifiedGround[]

/** What to check before relying on a list; operators see it beside the list. */
export const CAUTIONS = {
	documentKinds: documentKinds.caution,
	municipalities: municipalities.caution,
	positions: positions.caution,
	simplifiedGrounds: simplifiedGrounds.caution,
	subjects: subjects.caution,
} as const
