-- The list of those who have still to file can be sorted by every column that it shows, so the list keeps these two as well.
-- People are few in one municipality, so these orders need no index.
ALTER TABLE "AwaitedTeacher" ADD COLUMN "phone" TEXT NOT NULL DEFAULT '', ADD COLUMN "registeredAt" TIMESTAMPTZ(3);

CREATE OR REPLACE VIEW awaited_now AS
SELECT e."municipalityCode", p."id" AS "personId", p."searchName", p."email",
	coalesce(string_agg(DISTINCT o."name", ', '), '') AS "organisation", bool_or(d."formed" > 0) AS "formed",
	p."mobilePhone" AS "phone", p."createdAt" AS "registeredAt"
FROM "Person" p
JOIN "Engagement" e ON e."personId" = p."id" AND e."role" = 'teacher' AND e."to" IS NULL AND e."municipalityCode" IS NOT NULL
LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
CROSS JOIN LATERAL (SELECT count(*) AS "all", count(*) FILTER (WHERE a."state" = 'draft.formed') AS "formed" FROM "Application" a
	WHERE a."teacherId" = p."id" AND a."state" IN ('draft.editing', 'draft.formed')) d
WHERE p."blockedAt" IS NULL AND NOT p."awaitsOwner" AND (NOT p."filed" OR d."all" > 0)
GROUP BY e."municipalityCode", p."id";

UPDATE "AwaitedTeacher" t SET "phone" = p."mobilePhone", "registeredAt" = p."createdAt" FROM "Person" p WHERE p."id" = t."personId";
ALTER TABLE "AwaitedTeacher" ALTER COLUMN "phone" DROP DEFAULT, ALTER COLUMN "registeredAt" SET NOT NULL;

CREATE OR REPLACE FUNCTION refresh_awaited(people text[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
	one text;
BEGIN
	PERFORM 1 FROM "Person" WHERE "id" = ANY (people) ORDER BY "id" FOR NO KEY UPDATE;
	FOREACH one IN ARRAY people LOOP
		DELETE FROM "AwaitedTeacher" WHERE "personId" = one
			AND "municipalityCode" NOT IN (SELECT "municipalityCode" FROM awaited_now WHERE "personId" = one);
		INSERT INTO "AwaitedTeacher" AS t
			("municipalityCode", "personId", "searchName", "email", "organisation", "formed", "phone", "registeredAt")
		SELECT "municipalityCode", "personId", "searchName", "email", "organisation", "formed", "phone", "registeredAt"
			FROM awaited_now WHERE "personId" = one
		ON CONFLICT ("personId", "municipalityCode") DO UPDATE SET "searchName" = excluded."searchName", "email" = excluded."email",
			"organisation" = excluded."organisation", "formed" = excluded."formed", "phone" = excluded."phone",
			"registeredAt" = excluded."registeredAt"
		WHERE (t."searchName", t."email", t."organisation", t."formed", t."phone", t."registeredAt") IS DISTINCT FROM
			(excluded."searchName", excluded."email", excluded."organisation", excluded."formed", excluded."phone", excluded."registeredAt");
	END LOOP;
END $$;

CREATE TRIGGER teacher_awaited_called AFTER UPDATE OF "mobilePhone", "createdAt" ON "Person" FOR EACH ROW
	WHEN ((OLD."mobilePhone", OLD."createdAt") IS DISTINCT FROM (NEW."mobilePhone", NEW."createdAt"))
	EXECUTE FUNCTION person_changes_awaited();
