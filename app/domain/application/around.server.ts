import { Prisma } from "#app/db/client.server.ts"
import type { Repair } from "#app/db/generated/client.ts"
import type { ScanReport } from "#app/scans/judge-scan.ts"
import type { DocumentPurpose } from "#machines/application/document-purpose.ts"
import { namesThen } from "../reference/names-then.server.ts"
import { isCurrentAttachment } from "./attachments.sql.server.ts"
import { type JournalLine, visibleLines } from "./history.view.server.ts"
import { type RulebookHistory, rulebookHistory } from "./rulebook-history.sql.server.ts"

export interface FileAround {
	size: number
	extension: string
	pages: number | null
}

export interface AttachmentAround {
	id: string
	kind: string
	purpose: DocumentPurpose
	title: string
	criterion: number | null
	file: FileAround | null
	fileName: string
	url: string | null
	addedAt: Date
	/** True if it belongs to the latest formed paper. */
	current: boolean
	warnings: unknown
	scanReport: ScanReport | null
}

/** Everything that an application's page shows apart from its own row. */
export interface Around extends RulebookHistory {
	position: string
	organisation: string
	organisationKind: string
	municipality: string
	/** How to reach the teacher of an application that was entered from paper; null for the others, whose form says it. */
	account: { phone: string; email: string } | null
	schedule: { periodId: string; orderNumber: string | null; orderDate: string | null } | null
	seats: {
		seat: number
		expertId: string
		post: unknown
		acceptedAt: string | null
		declinedAt: string | null
		declineReason: string | null
		visitOn: string | null
		visitAgainOn: string | null
		visitNote: string | null
		materialsAsked: string | null
		materialsBy: string | null
		materialsAskedAt: string | null
		departureNote: string | null
	}[]
	/** Notices with number and date, newest first. */
	issued: { id: string; form: string; number: number; issuedOn: string }[]
	/** When and where the commission sits, according to the last letter to the teacher. */
	meeting: { heldOn: string; startsAt: string; place: string } | null
	/** The latest formed paper. */
	revision: { number: number; formedAt: Date; voided: boolean } | null
	attachments: AttachmentAround[]
	conclusions: {
		id: string
		number: number
		file: FileAround
		fileName: string
		verdict: string
		scanReport: ScanReport | null
		attachedAt: Date
		voidedAt: string | null
	}[]
	/** The latest withdrawal. */
	withdrawal: {
		id: string
		state: string
		version: number
		formedById: string
		reason: string
		rejectionReason: string | null
		scanHash: string | null
		scanReport: ScanReport | null
	} | null
	/** The steps of its journal, newest first. */
	journal: JournalLine[]
	/** The journals of its withdrawals. */
	withdrawalJournals: { id: string; lines: JournalLine[] }[]
	/** A move by hand that was proposed for the current version. */
	waitingMove: Repair | null
}

/** Dates inside JSON arrive as text. */
type Stored<T> = { [Key in keyof T]: T[Key] extends Date ? string : T[Key] }
export type AroundRow = Omit<Around, "revision" | "attachments" | "conclusions" | "waitingMove"> & {
	waitingMove: Stored<Repair> | null
	revision: Stored<NonNullable<Around["revision"]>> | null
	attachments: Stored<AttachmentAround>[]
	conclusions: Stored<Around["conclusions"][number]>[]
}

const NAMES = namesThen(Prisma.sql`one`)

/**
 * Loads everything that a page shows around an application in one query, as JSON for `readAround`. A page shows twelve
 * relations, and twelve queries would cost more than the rest of the page.
 */
export const aroundSql = (id: Prisma.Sql) => Prisma.sql`
		SELECT ${NAMES.position} AS "position", ${NAMES.organisation} AS "organisation", o."kind" AS "organisationKind",
			${NAMES.municipality} AS "municipality",
			CASE WHEN one."source" <> 'online' AND one."erasedAt" IS NULL THEN (SELECT jsonb_build_object('phone', w."mobilePhone",
				'email', w."email") FROM "Person" w WHERE w."id" = one."teacherId") END AS "account",
			CASE WHEN s."id" IS NOT NULL THEN jsonb_build_object('periodId', s."periodId", 'orderNumber', s."orderNumber",
				'orderDate', s."orderDate") END AS "schedule",
			coalesce((SELECT jsonb_agg(to_jsonb(t) ORDER BY t."seat")
				FROM "Seat" t WHERE t."applicationId" = one."id"), '[]') AS "seats",
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', i."id", 'form', i."form", 'number', i."number", 'issuedOn', i."issuedOn")
					ORDER BY i."year" DESC, i."number" DESC)
				FROM "IssuedNotice" i WHERE i."applicationId" = one."id"), '[]') AS "issued",
			(SELECT jsonb_build_object('heldOn', c."heldOn", 'startsAt', c."startsAt", 'place', c."place")
				FROM "SittingCall" c WHERE c."applicationId" = one."id" AND c."cancelledAt" IS NULL) AS "meeting",
			(SELECT jsonb_build_object('number', r."number", 'formedAt', r."formedAt", 'voided', r."voidedAt" IS NOT NULL)
				FROM "FormRevision" r WHERE r."applicationId" = one."id" ORDER BY r."number" DESC LIMIT 1) AS "revision",
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', d."id", 'kind', d."kind", 'purpose', d."purpose", 'title', d."title",
					'criterion', d."criterion", 'fileName', d."fileName", 'url', d."url", 'addedAt', d."addedAt",
					'current', ${isCurrentAttachment("one")}, 'warnings', d."warnings", 'scanReport', d."scanReport", 'file', CASE WHEN f."hash" IS NOT NULL
						THEN jsonb_build_object('size', f."size", 'extension', f."extension", 'pages', f."pages") END) ORDER BY d."addedAt")
				FROM "Attachment" d LEFT JOIN "StoredFile" f ON f."hash" = d."fileHash"
				WHERE d."applicationId" = one."id" AND d."removedAt" IS NULL), '[]') AS "attachments",
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', k."id", 'number', k."number", 'fileName', k."fileName",
					'verdict', k."verdict", 'scanReport', k."scanReport", 'attachedAt', k."attachedAt", 'voidedAt', k."voidedAt", 'file',
					jsonb_build_object('size', f."size", 'extension', f."extension", 'pages', f."pages")) ORDER BY k."number" DESC)
				FROM "Conclusion" k JOIN "StoredFile" f ON f."hash" = k."fileHash" WHERE k."applicationId" = one."id"), '[]') AS "conclusions",
			(SELECT jsonb_build_object('id', w."id", 'state', w."state", 'version', w."version", 'formedById', w."formedById", 'reason', w."reason", 'rejectionReason',
					w."rejectionReason", 'scanHash', w."scanHash", 'scanReport', w."scanReport")
				FROM "Withdrawal" w WHERE w."applicationId" = one."id" ORDER BY w."createdAt" DESC LIMIT 1) AS "withdrawal",
			${rulebookHistory("one")},
			coalesce((SELECT jsonb_agg(to_jsonb(h) ORDER BY h."seq" DESC) FROM (${visibleLines("application", Prisma.sql`one."id"`)}) h), '[]') AS "journal",
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', w."id", 'lines', (SELECT coalesce(jsonb_agg(to_jsonb(h) ORDER BY h."seq" DESC), '[]')
					FROM (${visibleLines("withdrawal", Prisma.sql`w."id"`)}) h)))
				FROM "Withdrawal" w WHERE w."applicationId" = one."id"), '[]') AS "withdrawalJournals",
			(SELECT to_jsonb(v) FROM "Repair" v WHERE v."subject" = 'application' AND v."subjectId" = one."id"
				AND v."version" = one."version" AND v."outcome" IS NULL LIMIT 1) AS "waitingMove"
		FROM "Application" one
		JOIN "Position" p ON p."code" = one."positionCode"
		JOIN "Organisation" o ON o."id" = one."organisationId"
		JOIN "Municipality" m ON m."code" = one."municipalityCode"
		LEFT JOIN "Schedule" s ON s."id" = one."scheduleId"
		WHERE one."id" = ${id}`

export function readAround({ revision, attachments, conclusions, waitingMove, ...rest }: AroundRow): Around {
	return {
		...rest,
		revision: revision && { ...revision, formedAt: new Date(revision.formedAt) },
		attachments: attachments.map((one) => ({ ...one, addedAt: new Date(one.addedAt) })),
		conclusions: conclusions.map((one) => ({ ...one, attachedAt: new Date(one.attachedAt) })),
		waitingMove: waitingMove && {
			...waitingMove,
			proposedAt: new Date(waitingMove.proposedAt),
			settledAt: null,
		},
	}
}
