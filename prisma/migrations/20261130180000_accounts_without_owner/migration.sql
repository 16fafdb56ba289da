-- An account that a coordinator made for an application on paper waits for its owner. It is no account of a person yet: it is not
-- counted, listed, found or reminded with those who have registered.
ALTER TABLE "Person" ADD COLUMN     "awaitsOwner" BOOLEAN NOT NULL DEFAULT false;
UPDATE "Person" p SET "awaitsOwner" = true WHERE p."passwordHash" IS NULL AND p."blockedAt" IS NULL AND p."erasedAt" IS NULL
	AND EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = p."id" AND a."source" <> 'online')
	AND NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = p."id" AND e."role" <> 'teacher');
ALTER TABLE "Person" ADD CONSTRAINT "Person_owner_has_password" CHECK (NOT "awaitsOwner" OR "passwordHash" IS NULL);

CREATE OR REPLACE FUNCTION teacher_is_awaited(person text) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = person AND p."blockedAt" IS NULL AND NOT p."awaitsOwner" AND (NOT p."filed"
		OR EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = person AND a."state" IN ('draft.editing', 'draft.formed'))))
$$;
CREATE TRIGGER teacher_awaited_owned AFTER UPDATE OF "awaitsOwner" ON "Person" FOR EACH ROW
	WHEN (OLD."awaitsOwner" IS DISTINCT FROM NEW."awaitsOwner") EXECUTE FUNCTION person_changes_awaited();
-- The trigger computes the value.
UPDATE "Engagement" SET "awaited" = false WHERE "awaited" AND "personId" IN (SELECT "id" FROM "Person" WHERE "awaitsOwner");
