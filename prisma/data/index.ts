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
/** Positions for which a category can be granted. */
export const POSITIONS = positions.items as readonly Position[]
/** Administrative positions that an expert may hold. No subject is appended to them. */
export const EXPERT_EXTRA_POSITIONS = positions.expertExtraPositions as readonly ExtraPosition[]
export const SUBJECTS = subjects.items as readonly Subject[]
export const DOCUMENT_KINDS = documentKinds.items as readonly DocumentKind[]
export const REJECTION_REASONS = rejectionReasons.items as readonly RejectionReason[]
export const SIMPLIFIED_GROUNDS = simplifiedGrounds.items as readonly SimplifiedGround[]

/** What operators should check before they rely on a list; the page shows it next to the list. */
export const CAUTIONS = {
	documentKinds: documentKinds.caution,
	municipalities: municipalities.caution,
	positions: positions.caution,
	simplifiedGrounds: simplifiedGrounds.caution,
	subjects: subjects.caution,
} as const
