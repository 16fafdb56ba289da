import { Prisma } from "#app/db/client.server.ts"
import type { EngagementParts } from "../person/post.ts"
import { EXPERT } from "./expert-facts.server.ts"

/** A person with the post that they have as an expert of a municipality; null if they are none any more. */
export interface ExpertRow {
	expertId: string
	surname: string
	name: string
	patronymic: string
	blockedAt: Date | null
	engagement: EngagementParts | null
}

/** The columns of a person `p`, so that a list with posts is one statement. */
export const expertColumns = (municipalityCode: string): Prisma.Sql => Prisma.sql`
	p."id" AS "expertId", p."surname", p."name", p."patronymic", p."blockedAt",
	(SELECT to_jsonb(e) || jsonb_build_object('position', to_jsonb(t), 'organisation', to_jsonb(o), 'subject', to_jsonb(s))
		FROM "Engagement" e LEFT JOIN "Position" t ON t."code" = e."positionCode"
		LEFT JOIN "Organisation" o ON o."id" = e."organisationId" LEFT JOIN "Subject" s ON s."id" = e."subjectId"
		WHERE e."personId" = p."id" AND e."role" = ${EXPERT} AND e."municipalityCode" = ${municipalityCode} AND e."to" IS NULL
		LIMIT 1) AS "engagement"`
