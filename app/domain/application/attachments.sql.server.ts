import { Prisma } from "#app/db/client.server.ts"

/**
 * True for an attachment `d` that belongs to the latest formed paper, while that paper is in force. After «Изменить данные»
 * (`form.reopen`) no paper is in force, so no scan is current. The paper is looked up by the application and not by the
 * attachment: PostgreSQL then does it once, not for each attachment.
 * @param application alias of the row of "Application" in the query
 */
export const isCurrentAttachment = (application: "a" | "one"): Prisma.Sql =>
	Prisma.sql`(d."revisionNumber" IS NOT DISTINCT FROM (SELECT max(r."number")
		FROM "FormRevision" r WHERE r."applicationId" = ${Prisma.raw(application)}."id" AND r."voidedAt" IS NULL))`
