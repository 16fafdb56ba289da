import { z } from "zod"
import { type DocumentPurpose, PURPOSES } from "#machines/application/document-purpose.ts"

/**
 * Schemas of the reference data. A test checks the files once. They change only with the code, so neither the server's
 * start nor the browser's bundle needs to check them.
 */
const code = z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/)
const text = z.string().trim().min(1)
const note = text.optional()

/** The shape of a file: its items, a description, and what to check before relying on it. */
const fileOf = <Item extends z.ZodType>(item: Item) =>
	z.object({ description: text, caution: text.optional(), items: z.array(item).min(1) })

const municipality = z.strictObject({
	code,
	kind: z.enum(["urban_okrug", "municipal_district", "pseudo"]),
	name: text,
	shortName: text,
	/** «города Томска» */
	genitive: text,
	/** With its preposition: «в городе Томске». */
	prepositional: text,
	centre: text.nullable(),
	/** Conclusions of in-person attestations travel on paper. */
	paperConclusions: z.boolean(),
	/** True if these papers pass through the group head of the subject. */
	hasGroupHeads: z.boolean(),
	sortOrder: z.int().positive(),
	note,
})

const position = z.strictObject({
	code,
	cases: z.strictObject({
		nominative: text,
		genitive: text,
		dative: text,
		accusative: text,
		instrumental: text,
		prepositional: text,
	}),
	subjectLink: z.enum(["none", "genitive", "genitive_or_parentheses", "po_dative"]),
	/** Editions of the nomenclature that contain the position. */
	nomenclature: z.array(text).min(1),
	/** Old positions stay for old records but can no longer be chosen. */
	active: z.boolean(),
	replacedBy: code.optional(),
	note,
})

const extraPosition = z.strictObject({ nominative: text, genitive: text, dative: text })

const subject = z.strictObject({
	nominative: text,
	genitive: text,
	group: z.enum(["school", "special", "additional", "vocational"]),
	note,
})

const documentKind = z.strictObject({
	code,
	name: text,
	purpose: z.enum(Object.keys(PURPOSES) as DocumentPurpose[]),
	/** Number of the criterion that it usually proves. */
	criterion: z.int().min(1).max(5).nullable(),
	/** Media types, or `link`. */
	accepts: z
		.array(z.union([z.literal("link"), z.string().regex(/^(application|image)\/[a-z0-9.+-]+$/)]))
		.min(1),
	titleRequired: z.boolean(),
})

const rejectionReason = z.strictObject({
	code,
	number: z.int().positive(),
	title: text,
	/** Continues «… отклонено»: «в связи с отсутствием подписи» */
	phraseAfterBecause: text,
	fix: text,
	/** Whether a person or the system finds it. */
	check: text,
	basis: text.optional(),
	note,
})

const simplifiedGround = z.strictObject({
	code,
	title: text,
	/** Whether the Order itself demands it, or regional agreements usually do. */
	level: z.enum(["statutory", "regional_typical"]),
	examples: z.array(text).optional(),
	document: text,
	/** Only for a teacher who already holds the claimed category. */
	sameCategory: z.literal(true).optional(),
	note,
})

export const municipalitiesFile = fileOf(municipality)
export const positionsFile = fileOf(position).extend({
	expertExtraPositions: z.array(extraPosition).min(1),
	expertExtraPositionsNote: text,
})
export const subjectsFile = fileOf(subject)
export const documentKindsFile = fileOf(documentKind)
export const rejectionReasonsFile = fileOf(rejectionReason)
export const simplifiedGroundsFile = fileOf(simplifiedGround)

export type Municipality = z.infer<typeof municipality>
export type Position = z.infer<typeof position>
export type ExtraPosition = z.infer<typeof extraPosition>
export type Subject = z.infer<typeof subject>
export type DocumentKind = z.infer<typeof documentKind>
export type RejectionReason = z.infer<typeof rejectionReason>
export type SimplifiedGround = z.infer<typeof simplifiedGround>
