-- Which page or file was read. Empty for what is no reading.
ALTER TABLE "AccessLog" ADD COLUMN "path" TEXT NOT NULL DEFAULT '';
CREATE INDEX "AccessLog_at_idx" ON "AccessLog"("at");

-- When the consent was taken back; the row itself stays as the proof that it was given.
ALTER TABLE "Consent" ADD COLUMN "withdrawnAt" TIMESTAMPTZ(3);

-- Nobody corrects the record of who looked at whose data. Rows go only when their term is over, in a transaction that says so.
CREATE FUNCTION access_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND current_setting('attestation.erasing', true) = 'yes' THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'the access log is append-only';
END $$;
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON "AccessLog"
	FOR EACH ROW EXECUTE FUNCTION access_log_is_append_only();
