-- The schedules of a period count their own applications, and name those that still lack an expert.
CREATE INDEX "StateCount_scheduleId_idx" ON "StateCount"("scheduleId");
CREATE INDEX "Application_lacks_experts_idx" ON "Application" ("scheduleId", "fullName", "id")
	WHERE "scheduleId" IS NOT NULL AND "expertCount" < 2;
