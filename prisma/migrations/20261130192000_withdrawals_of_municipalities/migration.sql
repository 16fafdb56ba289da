-- The municipality of a withdrawal is that of its application. It stands at the withdrawal, so that the pages of a coordinator are
-- read from an index in their order: those that wait longest, and the latest answers.
ALTER TABLE "Withdrawal" ADD COLUMN     "municipalityCode" TEXT NOT NULL DEFAULT '';
UPDATE "Withdrawal" w SET "municipalityCode" = a."municipalityCode" FROM "Application" a WHERE a."id" = w."applicationId";

CREATE FUNCTION withdrawal_knows_municipality() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."municipalityCode" := (SELECT a."municipalityCode" FROM "Application" a WHERE a."id" = NEW."applicationId");
	RETURN NEW;
END $$;
CREATE TRIGGER municipality_beside BEFORE INSERT OR UPDATE OF "applicationId" ON "Withdrawal"
	FOR EACH ROW EXECUTE FUNCTION withdrawal_knows_municipality();

CREATE FUNCTION application_moves_withdrawals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Withdrawal" SET "municipalityCode" = NEW."municipalityCode" WHERE "applicationId" = NEW."id";
	RETURN NULL;
END $$;
CREATE TRIGGER municipality_beside AFTER UPDATE OF "municipalityCode" ON "Application" FOR EACH ROW
	WHEN (OLD."municipalityCode" <> NEW."municipalityCode") EXECUTE FUNCTION application_moves_withdrawals();

CREATE INDEX "Withdrawal_waiting_idx" ON "Withdrawal" ("municipalityCode", "submittedAt", "id") INCLUDE ("applicationId") WHERE "state" = 'submitted';
CREATE INDEX "Withdrawal_answered_idx" ON "Withdrawal" ("municipalityCode", "stateSince" DESC, "id" DESC) WHERE "state" IN ('registered', 'rejected');
