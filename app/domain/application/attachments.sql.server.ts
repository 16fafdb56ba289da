import { Prisma } from "#app/db/client.server.ts"

/**
 * True for an attachment `d` that belongs to the latest formed paper, while that paper is in force. After «Изменить данные»
 * (`form.reopen`) no paper is in force, so no scan is current.
 */
export const isCurrentAttachment = Prisma.sql`(d."revisionNumber" IS NOT DISTINCT FROM (SELECT max(r."number")
	FROM "FormRevision" r WHERE r."applicationId" = d."applicationId" AND r."voidedAt" IS NULL))`
