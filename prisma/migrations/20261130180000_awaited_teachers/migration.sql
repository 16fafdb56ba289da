-- The list of those who have still to file an application, as their coordinator reads it: one row for each teacher and
-- municipality, with everything by which the list is filtered and sorted. So one page, or the last one, is read from an index.
CREATE TABLE "AwaitedTeacher" (
    "municipalityCode" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "searchName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "formed" BOOLEAN NOT NULL,

    CONSTRAINT "AwaitedTeacher_pkey" PRIMARY KEY ("personId", "municipalityCode")
);

-- It takes the place of a mark at the teacher's jobs.
DROP TRIGGER awaited_job ON "Engagement";
DROP TRIGGER teacher_awaited_added ON "Application";
DROP TRIGGER teacher_awaited_changed ON "Application";
DROP TRIGGER teacher_awaited_before ON "Application";
DROP TRIGGER teacher_awaited_gone ON "Application";
DROP TRIGGER teacher_awaited_blocked ON "Person";
DROP FUNCTION engagement_is_awaited();
DROP FUNCTION application_changes_awaited();
DROP FUNCTION person_changes_awaited();
DROP FUNCTION teacher_is_awaited(text);
DROP INDEX "Engagement_awaited_idx";
ALTER TABLE "Engagement" DROP COLUMN "awaited";

-- Who is awaited: a teacher at work who can sign in, and who has never filed an application or is working on a draft. The drafts
-- are counted for each person, because EXISTS may be planned as a look at the drafts of everybody.
CREATE VIEW awaited_now AS
SELECT e."municipalityCode", p."id" AS "personId", p."searchName", p."email",
	coalesce(string_agg(DISTINCT o."name", ', '), '') AS "organisation", bool_or(d."formed" > 0) AS "formed"
FROM "Person" p
JOIN "Engagement" e ON e."personId" = p."id" AND e."role" = 'teacher' AND e."to" IS NULL AND e."municipalityCode" IS NOT NULL
LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
CROSS JOIN LATERAL (SELECT count(*) AS "all", count(*) FILTER (WHERE a."state" = 'draft.formed') AS "formed" FROM "Application" a
	WHERE a."teacherId" = p."id" AND a."state" IN ('draft.editing', 'draft.formed')) d
WHERE p."blockedAt" IS NULL AND (NOT p."filed" OR d."all" > 0)
GROUP BY e."municipalityCode", p."id";

-- Brings the rows of these people up to date. Their locks make two transactions that change one person wait for each other.
-- The plans are kept for one person after another, so they may not be those of tables that were small or not analyzed yet.
CREATE FUNCTION refresh_awaited(people text[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
	one text;
BEGIN
	PERFORM 1 FROM "Person" WHERE "id" = ANY (people) ORDER BY "id" FOR NO KEY UPDATE;
	FOREACH one IN ARRAY people LOOP
		DELETE FROM "AwaitedTeacher" WHERE "personId" = one
			AND "municipalityCode" NOT IN (SELECT "municipalityCode" FROM awaited_now WHERE "personId" = one);
		INSERT INTO "AwaitedTeacher" AS t ("municipalityCode", "personId", "searchName", "email", "organisation", "formed")
		SELECT "municipalityCode", "personId", "searchName", "email", "organisation", "formed" FROM awaited_now WHERE "personId" = one
		ON CONFLICT ("personId", "municipalityCode") DO UPDATE SET "searchName" = excluded."searchName", "email" = excluded."email",
			"organisation" = excluded."organisation", "formed" = excluded."formed"
		WHERE (t."searchName", t."email", t."organisation", t."formed")
			IS DISTINCT FROM (excluded."searchName", excluded."email", excluded."organisation", excluded."formed");
	END LOOP;
END $$;

CREATE FUNCTION job_changes_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM refresh_awaited(array_agg("personId")) FROM added WHERE "role" = 'teacher' HAVING count(*) > 0;
	ELSIF TG_OP = 'DELETE' THEN
		PERFORM refresh_awaited(array_agg("personId")) FROM gone WHERE "role" = 'teacher' HAVING count(*) > 0;
	ELSE
		PERFORM refresh_awaited(array_agg("personId")) FROM (
			SELECT "personId", "role" FROM added UNION SELECT "personId", "role" FROM gone) AS changed
		WHERE "role" = 'teacher' HAVING count(*) > 0;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER awaited_job_added AFTER INSERT ON "Engagement" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION job_changes_awaited();
CREATE TRIGGER awaited_job_changed AFTER UPDATE ON "Engagement" REFERENCING NEW TABLE AS added OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION job_changes_awaited();
CREATE TRIGGER awaited_job_gone AFTER DELETE ON "Engagement" REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION job_changes_awaited();

-- Most steps of an application leave its teacher as awaited as before.
CREATE FUNCTION application_changes_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM refresh_awaited(array_agg("teacherId")) FROM added HAVING count(*) > 0;
	ELSIF TG_OP = 'DELETE' THEN
		PERFORM refresh_awaited(array_agg("teacherId")) FROM gone HAVING count(*) > 0;
	ELSE
		PERFORM refresh_awaited(array_agg("teacherId")) FROM (
			(SELECT "id", "teacherId", "submittedAt" IS NULL, CASE WHEN "state" IN ('draft.editing', 'draft.formed') THEN "state" END FROM added
			EXCEPT SELECT "id", "teacherId", "submittedAt" IS NULL, CASE WHEN "state" IN ('draft.editing', 'draft.formed') THEN "state" END FROM gone)
			UNION ALL
			(SELECT "id", "teacherId", "submittedAt" IS NULL, CASE WHEN "state" IN ('draft.editing', 'draft.formed') THEN "state" END FROM gone
			EXCEPT SELECT "id", "teacherId", "submittedAt" IS NULL, CASE WHEN "state" IN ('draft.editing', 'draft.formed') THEN "state" END FROM added)
		) AS changed HAVING count(*) > 0;
	END IF;
	RETURN NULL;
END $$;
-- By name they come after the triggers that note who has filed.
CREATE TRIGGER teacher_awaited_added AFTER INSERT ON "Application" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();
CREATE TRIGGER teacher_awaited_changed AFTER UPDATE ON "Application" REFERENCING NEW TABLE AS added OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();
CREATE TRIGGER teacher_awaited_gone AFTER DELETE ON "Application" REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION application_changes_awaited();

CREATE FUNCTION person_changes_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM refresh_awaited(ARRAY[NEW."id"]);
	RETURN NULL;
END $$;
CREATE TRIGGER teacher_awaited_renamed AFTER UPDATE OF "blockedAt", "searchName", "email" ON "Person" FOR EACH ROW
	WHEN ((OLD."blockedAt", OLD."searchName", OLD."email") IS DISTINCT FROM (NEW."blockedAt", NEW."searchName", NEW."email"))
	EXECUTE FUNCTION person_changes_awaited();

CREATE FUNCTION organisation_changes_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM refresh_awaited(array_agg(t."personId")) FROM "AwaitedTeacher" t
	JOIN "Engagement" e ON e."personId" = t."personId" AND e."organisationId" = NEW."id" HAVING count(*) > 0;
	RETURN NULL;
END $$;
CREATE TRIGGER teacher_awaited_renamed AFTER UPDATE OF "name" ON "Organisation" FOR EACH ROW
	WHEN (OLD."name" <> NEW."name") EXECUTE FUNCTION organisation_changes_awaited();

INSERT INTO "AwaitedTeacher" ("municipalityCode", "personId", "searchName", "email", "organisation", "formed")
SELECT "municipalityCode", "personId", "searchName", "email", "organisation", "formed" FROM awaited_now;
-- The orders of the list, with the conditions of its filters.
CREATE INDEX "AwaitedTeacher_by_name_idx" ON "AwaitedTeacher" ("municipalityCode", "searchName", "personId") INCLUDE ("formed");
CREATE INDEX "AwaitedTeacher_by_organisation_idx"
	ON "AwaitedTeacher" ("municipalityCode", "organisation" COLLATE "ru-x-icu", "searchName", "personId") INCLUDE ("formed");
