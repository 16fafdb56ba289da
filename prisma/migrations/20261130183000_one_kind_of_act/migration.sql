-- The audit shows one kind of act, newest first.
CREATE INDEX "AccessLog_what_id_idx" ON "AccessLog"("what", "id");
CREATE INDEX "Journal_event_id_idx" ON "Journal"("event", "id");
