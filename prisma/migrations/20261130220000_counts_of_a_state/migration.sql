-- A calendar and a home count the subjects in a few states of the region: a search in the counts of all states and municipalities
-- read every row.
CREATE INDEX "StateCount_subject_state_idx" ON "StateCount"("subject", "state");
