-- The first decision of a sitting is found in the index; counting its decisions still needs the index alone.
DROP INDEX "Application_sittingId_idx";
CREATE INDEX "Application_sittingId_stateSince_idx" ON "Application"("sittingId", "stateSince");
