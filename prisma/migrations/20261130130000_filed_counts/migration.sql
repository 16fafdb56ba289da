-- Counts of the applications received, for the pages of statistics. Kept like the counts of states: whatever changes an
-- application adds rows with plus and minus in its transaction, and a job sums them up into one folded row for each place.
CREATE TABLE "FiledCount" (
    "id" BIGSERIAL NOT NULL,
    "year" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "filed" INTEGER NOT NULL,
    "registered" INTEGER NOT NULL,
    "granted" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "folded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "FiledCount_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "FiledCount_folded_key" ON "FiledCount" ("year", "municipalityCode", "part", "key") WHERE "folded";
CREATE INDEX "FiledCount_changes_idx" ON "FiledCount" ("year") WHERE NOT "folded";

-- What one application counts for: in each part of the statistics one row, nothing before it is received.
CREATE FUNCTION filed_parts(state text, received text, municipality text, schedule text, claimed text, procedure text, form text, organisation text, post text)
RETURNS TABLE ("year" text, "part" text, "key" text, "filed" int, "registered" int, "granted" int, "refused" int) LANGUAGE sql STABLE AS $$
	SELECT left(received, 4), p.part, p.key, 1,
		(state = 'registered' OR state LIKE 'scheduled.%' OR state LIKE 'concluded.%')::int,
		(state = 'concluded.granted')::int, (state = 'concluded.refused')::int
	FROM (VALUES
		('municipality', municipality),
		('period', coalesce((SELECT s."periodId" FROM "Schedule" s WHERE s."id" = schedule), '')),
		('category', coalesce(claimed, '')),
		('form', CASE WHEN procedure = 'simplified' THEN 'simplified' ELSE coalesce(form, '') END),
		('organisation', organisation),
		('position', post)
	) AS p (part, key) WHERE received IS NOT NULL
$$;

CREATE FUNCTION count_filed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	part text := 'SELECT p."year", r."municipalityCode", p."part", p."key", %1$s * p."filed" AS "filed", %1$s * p."registered" AS "registered",
		%1$s * p."granted" AS "granted", %1$s * p."refused" AS "refused" FROM %2$I r CROSS JOIN LATERAL filed_parts(r."state", r."receivedOn",
		r."municipalityCode", r."scheduleId", r."claimedCategory", r."procedure", r."attestationForm", r."organisationId", r."positionCode") p';
	changes text := CASE TG_OP
		WHEN 'INSERT' THEN format(part, 1, 'added')
		WHEN 'DELETE' THEN format(part, -1, 'gone')
		ELSE format(part, 1, 'added') || ' UNION ALL ' || format(part, -1, 'gone') END;
BEGIN
	EXECUTE 'INSERT INTO "FiledCount" ("year", "municipalityCode", "part", "key", "filed", "registered", "granted", "refused")
		SELECT "year", "municipalityCode", "part", "key", sum("filed"), sum("registered"), sum("granted"), sum("refused")
		FROM (' || changes || ') AS changes GROUP BY 1, 2, 3, 4
		HAVING sum("filed") <> 0 OR sum("registered") <> 0 OR sum("granted") <> 0 OR sum("refused") <> 0';
	RETURN NULL;
END $$;
CREATE TRIGGER filed_count_added AFTER INSERT ON "Application" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION count_filed();
CREATE TRIGGER filed_count_changed AFTER UPDATE ON "Application" REFERENCING NEW TABLE AS added OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION count_filed();
CREATE TRIGGER filed_count_gone AFTER DELETE ON "Application" REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION count_filed();

INSERT INTO "FiledCount" ("year", "municipalityCode", "part", "key", "filed", "registered", "granted", "refused", "folded")
SELECT p."year", r."municipalityCode", p."part", p."key", sum(p."filed"), sum(p."registered"), sum(p."granted"), sum(p."refused"), true
FROM "Application" r CROSS JOIN LATERAL filed_parts(r."state", r."receivedOn", r."municipalityCode", r."scheduleId", r."claimedCategory",
	r."procedure", r."attestationForm", r."organisationId", r."positionCode") p GROUP BY 1, 2, 3, 4;
