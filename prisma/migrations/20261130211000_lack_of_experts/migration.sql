-- With the state beside it, those who lack an expert are found in this small index, and not among all of their schedule.
DROP INDEX "Application_lacks_experts_idx";
CREATE INDEX "Application_lacks_experts_idx" ON "Application" ("scheduleId", "fullName", "id") INCLUDE ("state", "expertCount")
	WHERE "scheduleId" IS NOT NULL AND "expertCount" < 2;
