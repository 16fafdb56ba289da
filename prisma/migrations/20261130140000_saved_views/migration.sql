-- A list as a person has set it. What is deleted stays for a while, so that it can be brought back.
CREATE TABLE "SavedView" (
	"id" TEXT NOT NULL,
	"personId" TEXT NOT NULL,
	"list" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"query" TEXT NOT NULL,
	"opening" BOOLEAN NOT NULL DEFAULT FALSE,
	"at" TIMESTAMPTZ(3) NOT NULL,
	"removedAt" TIMESTAMPTZ(3),
	CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "SavedView_personId_idx" ON "SavedView"("personId");
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_personId_fkey"
	FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Two views of one list need two names, and a list opens with one of them.
CREATE UNIQUE INDEX "SavedView_name_once" ON "SavedView"("personId", "list", lower("name")) WHERE "removedAt" IS NULL;
CREATE UNIQUE INDEX "SavedView_opening_once" ON "SavedView"("personId", "list") WHERE "opening" AND "removedAt" IS NULL;
