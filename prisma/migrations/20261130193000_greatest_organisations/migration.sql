-- Statistics show the organisations with the most applications, of twenty thousand: they are found from an index, in the region and in
-- a municipality, and the others are counted from another one.
CREATE INDEX "FiledCount_greatest_idx" ON "FiledCount" ("year", "filed" DESC, "key") WHERE "folded" AND "part" = 'organisation';
CREATE INDEX "FiledCount_greatest_of_municipality_idx" ON "FiledCount" ("municipalityCode", "year", "filed" DESC, "key")
	WHERE "folded" AND "part" = 'organisation';
CREATE INDEX "FiledCount_organisations_idx" ON "FiledCount" ("key", "year", "municipalityCode") INCLUDE ("filed") WHERE "part" = 'organisation';
