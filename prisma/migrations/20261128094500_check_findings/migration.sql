-- What the check before registration finds, so that lists count it without examining every application. A job fills it in.
ALTER TABLE "Application" ADD COLUMN "checkFindings" integer;
