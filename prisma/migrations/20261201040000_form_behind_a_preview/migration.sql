-- What the form behind a preview held. The way back fills it in again.
ALTER TABLE "Batch" ADD COLUMN "sent" JSONB NOT NULL DEFAULT '{}';
