-- Whether a teacher has still to file an application: has never filed one, or is working on a draft, and can sign in. It stands at the
-- teacher's jobs, so that a municipality finds its own without a look at everybody else.
ALTER TABLE "Engagement" ADD COLUMN     "awaited" BOOLEAN NOT NULL DEFAULT false;

CREATE FUNCTION teacher_is_awaited(person text) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = person AND p."blockedAt" IS NULL AND (NOT p."filed" OR EXISTS
		(SELECT 1 FROM "Application" a WHERE a."teacherId" = person AND a."state" IN ('draft.editing', 'draft.formed'))))
$$;

CREATE FUNCTION engagement_is_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."awaited" := NEW."role" = 'teacher' AND NEW."to" IS NULL AND teacher_is_awaited(NEW."personId");
	RETURN NEW;
END $$;
CREATE TRIGGER awaited_job BEFORE INSERT OR UPDATE ON "Engagement" FOR EACH ROW EXECUTE FUNCTION engagement_is_awaited();

CREATE FUNCTION application_changes_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Rows that the trigger above would leave as they are are not written.
	UPDATE "Engagement" e SET "awaited" = NOT e."awaited"
		WHERE e."personId" IN (SELECT "teacherId" FROM changed) AND e."role" = 'teacher' AND e."to" IS NULL
			AND e."awaited" <> teacher_is_awaited(e."personId");
	RETURN NULL;
END $$;
-- By name they come after the triggers that note who has filed.
CREATE TRIGGER teacher_awaited_added AFTER INSERT ON "Application" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();
CREATE TRIGGER teacher_awaited_changed AFTER UPDATE ON "Application" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();
CREATE TRIGGER teacher_awaited_before AFTER UPDATE ON "Application" REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();
CREATE TRIGGER teacher_awaited_gone AFTER DELETE ON "Application" REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();

CREATE FUNCTION person_changes_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Engagement" SET "awaited" = NOT "awaited" WHERE "personId" = NEW."id" AND "role" = 'teacher' AND "to" IS NULL
		AND "awaited" <> teacher_is_awaited(NEW."id");
	RETURN NULL;
END $$;
CREATE TRIGGER teacher_awaited_blocked AFTER UPDATE OF "blockedAt" ON "Person" FOR EACH ROW
	WHEN (OLD."blockedAt" IS DISTINCT FROM NEW."blockedAt") EXECUTE FUNCTION person_changes_awaited();

-- The trigger computes the value; those of whom it is never true are left alone.
UPDATE "Engagement" SET "awaited" = true WHERE "role" = 'teacher' AND "to" IS NULL AND (
	"personId" IN (SELECT "id" FROM "Person" WHERE NOT "filed")
	OR "personId" IN (SELECT "teacherId" FROM "Application" WHERE "state" IN ('draft.editing', 'draft.formed')));
CREATE INDEX "Engagement_awaited_idx" ON "Engagement" ("municipalityCode", "personId") WHERE "awaited";
