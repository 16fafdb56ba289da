-- A discarded draft does not stand in the way of another application for the same position.
DROP INDEX "Application_active_key";
CREATE UNIQUE INDEX "Application_active_key" ON "Application" ("teacherId", "positionCode")
	WHERE "state" NOT IN ('concluded.granted', 'concluded.refused', 'withdrawn', 'discarded');
