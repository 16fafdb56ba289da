-- How many experts an application has, so that lists and counts need not look at its seats.
ALTER TABLE "Application" ADD COLUMN     "expertCount" INTEGER NOT NULL DEFAULT 0;
UPDATE "Application" a SET "expertCount" = s.count
	FROM (SELECT "applicationId", count(*)::int AS count FROM "Seat" GROUP BY "applicationId") s WHERE s."applicationId" = a."id";

CREATE FUNCTION application_counts_experts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Application" a SET "expertCount" = (SELECT count(*) FROM "Seat" s WHERE s."applicationId" = a."id")
		WHERE a."id" IN (SELECT "applicationId" FROM changed);
	RETURN NULL;
END $$;
CREATE TRIGGER seat_taken AFTER INSERT ON "Seat" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION application_counts_experts();
CREATE TRIGGER seat_left AFTER DELETE ON "Seat" REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION application_counts_experts();

-- Counts of subjects by state, and since when, kept by whatever writes the state, in its transaction. A change adds rows with
-- plus and minus, so no two transitions wait for each other; a job sums them up into one folded row for each place.
CREATE TABLE "StateCount" (
    "id" BIGSERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL DEFAULT '',
    "scheduleId" TEXT NOT NULL DEFAULT '',
    "procedure" TEXT NOT NULL DEFAULT '',
    "experts" INTEGER NOT NULL DEFAULT 0,
    "since" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "folded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "StateCount_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "StateCount_folded_key" ON "StateCount" ("subject", "state", "municipalityCode", "scheduleId", "procedure", "experts", "since")
	WHERE "folded";
CREATE INDEX "StateCount_changes_idx" ON "StateCount" ("subject") WHERE NOT "folded";

-- $1 subject; then where its municipality, schedule, procedure and experts are, for a row `r`. A subject that was set aside
-- counts in the state ''.
CREATE FUNCTION count_states() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	part text := format($q$SELECT %L AS "subject", CASE WHEN r."quarantine" IS NULL THEN r."state" ELSE '' END AS "state", %s AS "municipalityCode",
		%s AS "scheduleId", %s AS "procedure", %s AS "experts", to_char(r."stateSince" AT TIME ZONE 'Asia/Tomsk', 'YYYY-MM-DD') AS "since"$q$,
		TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3], TG_ARGV[4]);
	changes text := CASE TG_OP
		WHEN 'INSERT' THEN part || ', 1 AS "count" FROM added r'
		WHEN 'DELETE' THEN part || ', -1 AS "count" FROM gone r'
		ELSE part || ', 1 AS "count" FROM added r UNION ALL ' || part || ', -1 FROM gone r' END;
BEGIN
	EXECUTE 'INSERT INTO "StateCount" ("subject", "state", "municipalityCode", "scheduleId", "procedure", "experts", "since", "count")
		SELECT "subject", "state", "municipalityCode", "scheduleId", "procedure", "experts", "since", sum("count")
		FROM (' || changes || ') AS changes GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum("count") <> 0';
	RETURN NULL;
END $$;

DO $$ DECLARE
	one record;
BEGIN
	FOR one IN SELECT * FROM (VALUES
		('Application', 'application', 'r."municipalityCode"', 'coalesce(r."scheduleId", '''')', 'coalesce(r."procedure", '''')', 'r."expertCount"'),
		('Withdrawal', 'withdrawal', '(SELECT a."municipalityCode" FROM "Application" a WHERE a."id" = r."applicationId")', '''''', '''''', '0'),
		('Schedule', 'schedule', 'r."municipalityCode"', 'r."id"', '''''', '0'),
		('Invitation', 'invitation', 'coalesce(r."municipalityCode", '''')', '''''', '''''', '0'),
		('Letter', 'letter', '''''', '''''', '''''', '0')
	) AS t(name, subject, municipality, schedule, procedure, experts) LOOP
		EXECUTE format('CREATE TRIGGER states_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added
			FOR EACH STATEMENT EXECUTE FUNCTION count_states(%L, %L, %L, %L, %L)', one.name, one.subject, one.municipality, one.schedule, one.procedure, one.experts);
		EXECUTE format('CREATE TRIGGER states_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS added OLD TABLE AS gone
			FOR EACH STATEMENT EXECUTE FUNCTION count_states(%L, %L, %L, %L, %L)', one.name, one.subject, one.municipality, one.schedule, one.procedure, one.experts);
		EXECUTE format('CREATE TRIGGER states_gone AFTER DELETE ON %I REFERENCING OLD TABLE AS gone
			FOR EACH STATEMENT EXECUTE FUNCTION count_states(%L, %L, %L, %L, %L)', one.name, one.subject, one.municipality, one.schedule, one.procedure, one.experts);
		EXECUTE format('INSERT INTO "StateCount" ("subject", "state", "municipalityCode", "scheduleId", "procedure", "experts", "since", "count", "folded")
			SELECT %L, CASE WHEN r."quarantine" IS NULL THEN r."state" ELSE '''' END, %s, %s, %s, %s,
				to_char(r."stateSince" AT TIME ZONE ''Asia/Tomsk'', ''YYYY-MM-DD''), count(*), true
			FROM %I r GROUP BY 1, 2, 3, 4, 5, 6, 7', one.subject, one.municipality, one.schedule, one.procedure, one.experts, one.name);
	END LOOP;
END $$;

-- Whether a person has ever filed an application. Those who have not are looked for among everybody who ever had.
ALTER TABLE "Person" ADD COLUMN     "filed" BOOLEAN NOT NULL DEFAULT false;
UPDATE "Person" p SET "filed" = true WHERE EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = p."id" AND a."submittedAt" IS NOT NULL);
CREATE FUNCTION person_has_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Person" SET "filed" = true WHERE NOT "filed" AND "id" IN (SELECT "teacherId" FROM added WHERE "submittedAt" IS NOT NULL);
	RETURN NULL;
END $$;
CREATE TRIGGER filed_added AFTER INSERT ON "Application" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION person_has_filed();
CREATE TRIGGER filed_changed AFTER UPDATE ON "Application" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION person_has_filed();

-- Deadlines of the review, and the orders of the lists, each answered from an index.
CREATE INDEX "Application_review_idx" ON "Application" ("municipalityCode", "reviewDueOn", "submittedAt", "id") WHERE "state" = 'submitted';
CREATE INDEX "Application_stateSince_id_idx" ON "Application" ("stateSince", "id");
CREATE INDEX "Application_municipalityCode_stateSince_id_idx" ON "Application" ("municipalityCode", "stateSince", "id");
CREATE INDEX "Application_searchName_stateSince_id_idx" ON "Application" ("searchName", "stateSince", "id");
CREATE INDEX "Application_municipalityCode_searchName_id_idx" ON "Application" ("municipalityCode", "searchName", "id");
CREATE INDEX "Application_claimedCategory_stateSince_id_idx" ON "Application" ("claimedCategory", "stateSince", "id");
CREATE INDEX "Application_sittingId_idx" ON "Application" ("sittingId");
CREATE INDEX "Seat_declined_idx" ON "Seat" ("applicationId") WHERE "declinedAt" IS NOT NULL;
CREATE INDEX "Person_not_filed_idx" ON "Person" ("id") WHERE NOT "filed";
CREATE INDEX "Application_drafts_idx" ON "Application" ("teacherId", "state") WHERE "state" IN ('draft.editing', 'draft.formed');
