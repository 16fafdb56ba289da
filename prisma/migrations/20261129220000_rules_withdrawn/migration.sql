-- AlterTable
ALTER TABLE "RulebookEdition" ADD COLUMN     "base" JSONB NOT NULL DEFAULT '{"rules":{},"added":[]}',
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnById" TEXT,
ADD COLUMN     "withdrawnNote" TEXT NOT NULL DEFAULT '';

-- AddForeignKey
ALTER TABLE "RulebookEdition" ADD CONSTRAINT "RulebookEdition_withdrawnById_fkey" FOREIGN KEY ("withdrawnById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Until now a draft began with the changes that were published last.
DROP TRIGGER rulebook_append_only ON "RulebookEdition";
UPDATE "RulebookEdition" e SET "base" = p."changes" FROM "RulebookEdition" p
WHERE p."number" = coalesce(e."number", (SELECT max("number") + 1 FROM "RulebookEdition")) - 1;

-- What was in force is never changed. What was published and whose day has not come may be withdrawn, once.
CREATE OR REPLACE FUNCTION rulebook_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	withdrawal CONSTANT TEXT[] := ARRAY['withdrawnAt', 'withdrawnById', 'withdrawnNote'];
BEGIN
	IF OLD."publishedAt" IS NULL THEN
		RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
	END IF;
	IF TG_OP = 'UPDATE' AND OLD."withdrawnAt" IS NULL
		AND to_char(NEW."withdrawnAt" AT TIME ZONE 'Asia/Tomsk', 'YYYY-MM-DD') < OLD."inForceFrom"
		AND to_jsonb(NEW) - withdrawal = to_jsonb(OLD) - withdrawal THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'rules that came into force are append-only';
END $$;
CREATE TRIGGER rulebook_append_only BEFORE UPDATE OR DELETE ON "RulebookEdition"
	FOR EACH ROW EXECUTE FUNCTION rulebook_is_append_only();
