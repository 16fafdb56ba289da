-- Those in a schedule who still need experts, by name: a schedule has ten thousand applications, of which a few or none block it.
-- The index before had the state beside it, and was not taken for a schedule that is approved.
DROP INDEX "Application_lacks_experts_idx";
CREATE INDEX "Application_without_experts_idx" ON "Application" ("scheduleId", "fullName", "id")
	WHERE "state" = 'scheduled.preliminary' AND "expertCount" < 2;
