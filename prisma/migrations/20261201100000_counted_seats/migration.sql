-- In which schedule an expert's seat counts for the contract, also after the decision, so that the experts of a municipality are
-- listed and sorted by their loads from an index, and not by a look at every application that each of them ever had.
ALTER TABLE "Seat" ADD COLUMN     "countedIn" TEXT;

CREATE FUNCTION load_of_seat(application text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT a."scheduleId" FROM "Application" a WHERE a."id" = application AND a."state" IN ('scheduled.preliminary', 'scheduled.approved',
		'concluded.awaitingTeacher', 'concluded.disputed', 'concluded.signed', 'concluded.assessed', 'concluded.granted', 'concluded.refused')
$$;
UPDATE "Seat" SET "countedIn" = load_of_seat("applicationId");
DROP INDEX "Seat_expertId_idx";
CREATE INDEX "Seat_expertId_countedIn_idx" ON "Seat" ("expertId", "countedIn") INCLUDE ("workIn");

CREATE OR REPLACE FUNCTION seat_knows_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."workIn" := work_of_seat(NEW."applicationId");
	NEW."countedIn" := load_of_seat(NEW."applicationId");
	RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION application_changes_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Seat" SET "workIn" = work_of_seat(NEW."id"), "countedIn" = load_of_seat(NEW."id")
		WHERE "applicationId" = NEW."id" AND ("workIn", "countedIn") IS DISTINCT FROM (work_of_seat(NEW."id"), load_of_seat(NEW."id"));
	RETURN NULL;
END $$;
