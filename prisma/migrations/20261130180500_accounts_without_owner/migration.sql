-- An account that a coordinator made for an application on paper waits for its owner. It is no account of a person yet: it is not
-- counted, listed, found or reminded with those who have registered.
ALTER TABLE "Person" ADD COLUMN     "awaitsOwner" BOOLEAN NOT NULL DEFAULT false;
UPDATE "Person" p SET "awaitsOwner" = true WHERE p."passwordHash" IS NULL AND p."blockedAt" IS NULL AND p."erasedAt" IS NULL
	AND EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = p."id" AND a."source" <> 'online')
	AND NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = p."id" AND e."role" <> 'teacher');
ALTER TABLE "Person" ADD CONSTRAINT "Person_owner_has_password" CHECK (NOT "awaitsOwner" OR "passwordHash" IS NULL);

CREATE OR REPLACE VIEW awaited_now AS
SELECT e."municipalityCode", p."id" AS "personId", p."searchName", p."email",
	coalesce(string_agg(DISTINCT o."name", ', '), '') AS "organisation", bool_or(d."formed" > 0) AS "formed"
FROM "Person" p
JOIN "Engagement" e ON e."personId" = p."id" AND e."role" = 'teacher' AND e."to" IS NULL AND e."municipalityCode" IS NOT NULL
LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
CROSS JOIN LATERAL (SELECT count(*) AS "all", count(*) FILTER (WHERE a."state" = 'draft.formed') AS "formed" FROM "Application" a
	WHERE a."teacherId" = p."id" AND a."state" IN ('draft.editing', 'draft.formed')) d
WHERE p."blockedAt" IS NULL AND NOT p."awaitsOwner" AND (NOT p."filed" OR d."all" > 0)
GROUP BY e."municipalityCode", p."id";
CREATE TRIGGER teacher_awaited_owned AFTER UPDATE OF "awaitsOwner" ON "Person" FOR EACH ROW
	WHEN (OLD."awaitsOwner" IS DISTINCT FROM NEW."awaitsOwner") EXECUTE FUNCTION person_changes_awaited();
DELETE FROM "AwaitedTeacher" WHERE "personId" IN (SELECT "id" FROM "Person" WHERE "awaitsOwner");
