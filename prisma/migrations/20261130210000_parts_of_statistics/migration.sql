-- The parts of the statistics that do not grow, apart from the organisations, of which there may be twenty thousand.
CREATE INDEX "FiledCount_parts_idx" ON "FiledCount" ("year", "municipalityCode") WHERE "part" <> 'organisation';
