-- The second step of signing in: a secret shared with the person's telephone, encrypted, and codes for the day it is lost.
ALTER TABLE "Person" ADD COLUMN "totpSecret" TEXT,
	ADD COLUMN "totpSince" TIMESTAMPTZ(3),
	ADD COLUMN "totpLastStep" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "RecoveryCode" (
	"hash" TEXT NOT NULL,
	"personId" TEXT NOT NULL,
	"usedAt" TIMESTAMPTZ(3),
	CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("personId", "hash")
);
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_personId_fkey"
	FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
