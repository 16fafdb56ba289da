-- Municipalities and subjects can be closed as organisations and positions can; what a file would change is kept until an operator
-- has looked at it.
ALTER TABLE "Municipality" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Subject" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "ReferenceImport" (
	"id" TEXT NOT NULL,
	"list" TEXT NOT NULL,
	"fileName" TEXT NOT NULL,
	"rows" JSONB NOT NULL,
	"byId" TEXT NOT NULL,
	"at" TIMESTAMPTZ(3) NOT NULL,
	"appliedAt" TIMESTAMPTZ(3),
	CONSTRAINT "ReferenceImport_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ReferenceImport_at_idx" ON "ReferenceImport"("at");
ALTER TABLE "ReferenceImport" ADD CONSTRAINT "ReferenceImport_byId_fkey"
	FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An approved schedule keeps the name that its municipality had.
ALTER TABLE "Schedule" ADD COLUMN "municipalityName" TEXT NOT NULL DEFAULT '';
UPDATE "Schedule" s SET "municipalityName" = m."name" FROM "Municipality" m
	WHERE m."code" = s."municipalityCode" AND s."orderNumber" IS NOT NULL;
