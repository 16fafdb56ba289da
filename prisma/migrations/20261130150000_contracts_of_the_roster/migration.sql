-- How far the contract of an expert on the roster has come, in each half of the school year.
ALTER TABLE "RosterEntry" ADD COLUMN "autumnContract" TEXT NOT NULL DEFAULT '', ADD COLUMN "springContract" TEXT NOT NULL DEFAULT '';
