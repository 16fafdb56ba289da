-- The coordinator's list of attestation by name, with the conditions of its filters: whoever goes to a late page passes the earlier
-- rows within the index, and not by a look at each application.
CREATE INDEX "Application_attestation_idx" ON "Application" ("municipalityCode", "searchName", "id")
	INCLUDE ("state", "procedure", "scheduleId")
	WHERE "state" IN ('scheduled.approved', 'concluded.awaitingTeacher', 'concluded.disputed', 'concluded.signed', 'concluded.assessed')
		OR ("state" = 'registered' AND "procedure" = 'simplified');
