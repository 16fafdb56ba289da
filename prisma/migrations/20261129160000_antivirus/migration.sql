-- What the antivirus said: null, it has not looked yet; empty, clean; else the name of what it found.
ALTER TABLE "StoredFile" ADD COLUMN "virus" TEXT;
CREATE INDEX "StoredFile_unchecked_idx" ON "StoredFile"("storedAt") WHERE "virus" IS NULL;
