-- Those in a schedule who still need experts, by name: a schedule has ten thousand applications, of which a few or none block it.
CREATE INDEX "Application_without_experts_idx" ON "Application" ("scheduleId", "fullName", "id")
	WHERE "state" = 'scheduled.preliminary' AND "expertCount" < 2;
