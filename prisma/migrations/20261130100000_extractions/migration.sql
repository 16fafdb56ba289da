-- A long PDF of many applications is made by a job; whoever waits for it sees how far it is.
CREATE TABLE "Extraction" (
	"id" TEXT NOT NULL,
	"byId" TEXT NOT NULL,
	"at" TIMESTAMPTZ(3) NOT NULL,
	"title" TEXT NOT NULL,
	"applicationIds" TEXT[],
	"done" INTEGER NOT NULL DEFAULT 0,
	"skipped" TEXT[] DEFAULT '{}',
	"pages" INTEGER NOT NULL DEFAULT 0,
	"fileHash" TEXT,
	"finishedAt" TIMESTAMPTZ(3),
	"failure" TEXT,
	CONSTRAINT "Extraction_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Extraction_byId_at_idx" ON "Extraction"("byId", "at");
ALTER TABLE "Extraction" ADD CONSTRAINT "Extraction_byId_fkey"
	FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
