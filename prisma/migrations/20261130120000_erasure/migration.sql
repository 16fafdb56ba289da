-- What was erased of a row after its term: the words are gone, and the row says since when.
ALTER TABLE "Application" ADD COLUMN "erasedAt" TIMESTAMPTZ(3), ADD COLUMN "reasonsErasedAt" TIMESTAMPTZ(3), ADD COLUMN "namesErasedAt" TIMESTAMPTZ(3);
ALTER TABLE "Person" ADD COLUMN "erasedAt" TIMESTAMPTZ(3);
ALTER TABLE "Withdrawal" ALTER COLUMN "formHash" DROP NOT NULL;

-- Each erasure of words from a row of the journal: by which run, and the hash of what was left. The row's own hash stays.
ALTER TABLE "Journal" ADD COLUMN "erased" JSONB;
CREATE INDEX "Journal_erased_idx" ON "Journal" ("subject", "subjectId", "seq") WHERE "erased" IS NOT NULL;

CREATE TABLE "ErasureRun" (
	"id" TEXT NOT NULL,
	"at" TIMESTAMPTZ(3) NOT NULL,
	"byId" TEXT,
	"byName" TEXT NOT NULL DEFAULT '',
	"terms" JSONB NOT NULL,
	"planned" JSONB NOT NULL,
	"done" JSONB NOT NULL DEFAULT '{}',
	"journalRows" INTEGER NOT NULL DEFAULT 0,
	"journalHash" TEXT NOT NULL DEFAULT '',
	"finishedAt" TIMESTAMPTZ(3),
	CONSTRAINT "ErasureRun_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ErasureRun_at_idx" ON "ErasureRun"("at");

-- A run is the proof of what it has erased. It changes only until it is finished.
CREATE FUNCTION erasure_run_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND OLD."finishedAt" IS NULL AND (to_jsonb(NEW) - '{done,journalRows,journalHash,finishedAt}'::text[])
		= (to_jsonb(OLD) - '{done,journalRows,journalHash,finishedAt}'::text[]) THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'a finished erasure is final';
END $$;
CREATE TRIGGER erasure_run_final BEFORE UPDATE OR DELETE ON "ErasureRun"
	FOR EACH ROW EXECUTE FUNCTION erasure_run_is_final();

-- The journal stays append-only. In a transaction that says that it erases, the words of a row may go if the row names one more
-- erasure; its number, its states, its time and its hashes never change.
CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND current_setting('attestation.erasing', true) = 'yes'
		AND (to_jsonb(NEW) - '{data,reason,actorName,erased}'::text[]) = (to_jsonb(OLD) - '{data,reason,actorName,erased}'::text[])
		AND jsonb_array_length(NEW."erased") = coalesce(jsonb_array_length(OLD."erased"), 0) + 1
		AND (OLD."erased" IS NULL OR (NEW."erased" - -1) = OLD."erased") THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'the journal is append-only';
END $$;

-- The number and the day of a notice stay; only what it printed may go.
CREATE OR REPLACE FUNCTION issued_notice_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND current_setting('attestation.erasing', true) = 'yes'
		AND (to_jsonb(NEW) - 'fields') = (to_jsonb(OLD) - 'fields') AND NEW."fields" = '{}' THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'an issued notice is final';
END $$;
