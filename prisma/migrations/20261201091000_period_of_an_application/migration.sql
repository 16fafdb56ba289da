-- The operator's list of the whole region can be sorted by period. The period belongs to the schedule, so PostgreSQL would have to
-- sort all applications; a copy in the application has an index. A schedule never changes its period.
ALTER TABLE "Application" ADD COLUMN "periodId" TEXT;
UPDATE "Application" a SET "periodId" = s."periodId" FROM "Schedule" s WHERE s."id" = a."scheduleId";

CREATE FUNCTION application_takes_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."periodId" := (SELECT s."periodId" FROM "Schedule" s WHERE s."id" = NEW."scheduleId");
	RETURN NEW;
END $$;
CREATE TRIGGER application_takes_period BEFORE INSERT OR UPDATE OF "scheduleId", "periodId" ON "Application"
	FOR EACH ROW EXECUTE FUNCTION application_takes_period();

CREATE INDEX "Application_periodId_stateSince_id_idx" ON "Application" ("periodId", "stateSince", "id");
