-- People are looked for by their e-mail (another account, a dead address) and by their whole name (another account, lists
-- in the order of names).
CREATE INDEX "Person_email_idx" ON "Person" (lower("email"));
CREATE INDEX "Person_searchName_id_idx" ON "Person" ("searchName", "id");

-- Counts of a schedule by state, without a look at its applications.
CREATE INDEX "Application_scheduleId_state_id_idx" ON "Application" ("scheduleId", "state", "id");
DROP INDEX "Application_scheduleId_idx";

-- The list of an organisation, latest change first.
CREATE INDEX "Application_organisationId_stateSince_id_idx" ON "Application" ("organisationId", "stateSince", "id");

-- The lists for the schedule and for withdrawals by name: of all applications of a municipality they show those underway.
CREATE INDEX "Application_underway_idx" ON "Application" ("municipalityCode", "searchName", "id")
	WHERE "state" IN ('submitted', 'registered', 'scheduled.preliminary', 'scheduled.approved');

-- Few people have lost their access.
CREATE INDEX "Person_blocked_idx" ON "Person" ("id") WHERE "blockedAt" IS NOT NULL;

-- How many of those who wait for a decision are proposed for a refusal.
CREATE INDEX "Application_proposed_idx" ON "Application" ("verdict", "id") WHERE "state" = 'concluded.assessed';
