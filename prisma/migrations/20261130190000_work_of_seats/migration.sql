-- In which schedule an expert's seat is work to be done, so that the experts' loads in a period are counted from an index, and not
-- by a look at every application of the period.
ALTER TABLE "Seat" ADD COLUMN     "workIn" TEXT;

CREATE FUNCTION work_of_seat(application text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT a."scheduleId" FROM "Application" a WHERE a."id" = application AND a."state" IN ('scheduled.preliminary', 'scheduled.approved',
		'concluded.awaitingTeacher', 'concluded.disputed', 'concluded.signed', 'concluded.assessed')
$$;
UPDATE "Seat" SET "workIn" = work_of_seat("applicationId");
CREATE INDEX "Seat_work_idx" ON "Seat" ("workIn", "expertId") INCLUDE ("applicationId") WHERE "workIn" IS NOT NULL;

CREATE FUNCTION seat_knows_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."workIn" := work_of_seat(NEW."applicationId");
	RETURN NEW;
END $$;
CREATE TRIGGER work_of_new_seat BEFORE INSERT ON "Seat" FOR EACH ROW EXECUTE FUNCTION seat_knows_work();

CREATE FUNCTION application_changes_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Seat" SET "workIn" = work_of_seat(NEW."id")
		WHERE "applicationId" = NEW."id" AND "workIn" IS DISTINCT FROM work_of_seat(NEW."id");
	RETURN NULL;
END $$;
CREATE TRIGGER work_of_seats AFTER UPDATE OF "state", "scheduleId" ON "Application" FOR EACH ROW
	WHEN ((OLD."state", OLD."scheduleId") IS DISTINCT FROM (NEW."state", NEW."scheduleId"))
	EXECUTE FUNCTION application_changes_work();
