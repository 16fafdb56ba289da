-- Counts of the experts' seats in each schedule, so that lists sorted by load do not count the seats of every expert. Kept like the
-- counts of states: whatever changes a seat adds rows with plus and minus in its transaction, so no two transitions wait for each
-- other, and a job sums them up into one folded row for each place.
CREATE TABLE "LoadCount" (
    "id" BIGSERIAL NOT NULL,
    "expertId" TEXT NOT NULL,
    "scheduleId" TEXT NOT NULL,
    "work" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "folded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "LoadCount_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "LoadCount_folded_key" ON "LoadCount" ("scheduleId", "expertId") WHERE "folded";
CREATE INDEX "LoadCount_changes_idx" ON "LoadCount" ("scheduleId") WHERE NOT "folded";
CREATE INDEX "LoadCount_scheduleId_expertId_idx" ON "LoadCount" ("scheduleId", "expertId") INCLUDE ("work", "counted");

-- What one seat counts for: in the schedule where it is work, and in the one where it counts for the contract.
CREATE FUNCTION seat_loads(work text, counted text)
RETURNS TABLE ("scheduleId" text, "work" int, "counted" int) LANGUAGE sql IMMUTABLE AS $$
	SELECT l.place, l.work, l.counted FROM (VALUES (work, 1, 0), (counted, 0, 1)) AS l (place, work, counted) WHERE l.place IS NOT NULL
$$;

CREATE FUNCTION count_loads() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	part text := 'SELECT r."expertId", l."scheduleId", %1$s * l."work" AS "work", %1$s * l."counted" AS "counted"
		FROM %2$I r CROSS JOIN LATERAL seat_loads(r."workIn", r."countedIn") l';
	changes text := CASE TG_OP
		WHEN 'INSERT' THEN format(part, 1, 'added')
		WHEN 'DELETE' THEN format(part, -1, 'gone')
		ELSE format(part, 1, 'added') || ' UNION ALL ' || format(part, -1, 'gone') END;
BEGIN
	-- Every transition of an application looks whether its seats change, and most of them do not.
	IF TG_OP = 'UPDATE' THEN
		IF NOT EXISTS (SELECT "expertId", "workIn", "countedIn" FROM added
			EXCEPT ALL SELECT "expertId", "workIn", "countedIn" FROM gone) THEN
			RETURN NULL;
		END IF;
	END IF;
	EXECUTE 'INSERT INTO "LoadCount" ("expertId", "scheduleId", "work", "counted")
		SELECT "expertId", "scheduleId", sum("work"), sum("counted") FROM (' || changes || ') AS changes
		GROUP BY 1, 2 HAVING sum("work") <> 0 OR sum("counted") <> 0';
	RETURN NULL;
END $$;
CREATE TRIGGER load_count_added AFTER INSERT ON "Seat" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION count_loads();
-- A trigger that sees all changed rows cannot name columns; another change of a seat adds nothing.
CREATE TRIGGER load_count_changed AFTER UPDATE ON "Seat" REFERENCING NEW TABLE AS added OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION count_loads();
CREATE TRIGGER load_count_gone AFTER DELETE ON "Seat" REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION count_loads();

INSERT INTO "LoadCount" ("expertId", "scheduleId", "work", "counted", "folded")
SELECT r."expertId", l."scheduleId", sum(l."work"), sum(l."counted"), true
FROM "Seat" r CROSS JOIN LATERAL seat_loads(r."workIn", r."countedIn") l GROUP BY 1, 2;
