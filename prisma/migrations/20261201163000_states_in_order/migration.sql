-- Lists of one state, those that wait longest first, with the conditions of their filters: a late page passes the earlier rows of
-- this state within the index, and not those of all states.
DROP INDEX "Application_state_stateSince_idx";
CREATE INDEX "Application_state_stateSince_id_idx" ON "Application" ("state", "stateSince", "id")
	INCLUDE ("municipalityCode", "procedure", "expertCount");
