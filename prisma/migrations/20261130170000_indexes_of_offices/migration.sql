-- The operators' list in its usual order: the conditions of its filters are answered from the index, so that a page far from
-- the beginning does not look at the applications that it skips.
DROP INDEX "Application_stateSince_id_idx";
CREATE INDEX "Application_stateSince_id_idx" ON "Application" ("stateSince", "id")
	INCLUDE ("state", "municipalityCode", "procedure", "expertCount", "reviewDueOn");

-- The agenda of the next sitting, those on it who asked to be present, and those who can be admitted to it.
CREATE INDEX "Application_agenda_idx" ON "Application" ("municipalityCode", "fullName", "id") WHERE "state" = 'concluded.assessed';
CREATE INDEX "Application_coming_idx" ON "Application" ("municipalityCode", "fullName", "id")
	WHERE "state" = 'concluded.assessed' AND "form" ->> 'presence' = 'present';
CREATE INDEX "Application_simplified_idx" ON "Application" ("municipalityCode", "fullName", "id")
	WHERE "state" = 'registered' AND "procedure" = 'simplified';

-- A schedule in the order of its names, with what its approval depends on.
CREATE INDEX "Application_scheduleId_fullName_id_idx" ON "Application" ("scheduleId", "fullName", "id") INCLUDE ("state", "expertCount");
DROP INDEX "Application_scheduleId_state_id_idx";

-- The experts of a municipality, those who left among them, and those on its roster.
CREATE INDEX "Engagement_role_municipalityCode_personId_idx" ON "Engagement" ("role", "municipalityCode", "personId") INCLUDE ("to");
DROP INDEX "Engagement_role_municipalityCode_idx";
CREATE INDEX "RosterEntry_municipalityCode_schoolYear_expertId_idx" ON "RosterEntry" ("municipalityCode", "schoolYear", "expertId");
DROP INDEX "RosterEntry_municipalityCode_schoolYear_idx";

-- Letters of one state, newest first.
CREATE INDEX "Letter_state_id_idx" ON "Letter" ("state", "id");

-- The list of organisations by name.
CREATE INDEX "Organisation_by_name_idx" ON "Organisation" ("active" DESC, "name" COLLATE "ru-x-icu", "id");

-- What was done to accounts, among everything that was read.
CREATE INDEX "AccessLog_deeds_idx" ON "AccessLog" ("id") WHERE "what" NOT IN ('read', 'listed');

-- What waits for registration, with everything that the figures and the search above the list ask.
DROP INDEX "Application_review_idx";
CREATE INDEX "Application_review_idx" ON "Application" ("municipalityCode", "reviewDueOn", "submittedAt", "id")
	INCLUDE ("state", "checkFindings", "teacherId", "searchName") WHERE "state" = 'submitted';

-- The lists by name of what is underway, with the conditions of their filters.
DROP INDEX "Application_underway_idx";
CREATE INDEX "Application_underway_idx" ON "Application" ("municipalityCode", "searchName", "id")
	INCLUDE ("state", "procedure", "scheduleId", "expertCount")
	WHERE "state" IN ('submitted', 'registered', 'scheduled.preliminary', 'scheduled.approved');

-- In-person conclusions on paper, and how far each has come.
CREATE INDEX "Application_papers_idx" ON "Application" ("municipalityCode", "searchName", "id")
	INCLUDE ("state", "paperReceivedOn", "paperPassedOn", "scheduleId")
	WHERE "procedure" = 'general' AND "attestationForm" = 'in_person'
		AND "state" IN ('scheduled.approved', 'concluded.awaitingTeacher', 'concluded.disputed', 'concluded.signed', 'concluded.assessed');
