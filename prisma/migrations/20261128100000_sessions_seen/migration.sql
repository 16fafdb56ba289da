-- What people recognise their own sessions by, and end a strange one.
ALTER TABLE "Session"
	ADD COLUMN "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
	ADD COLUMN "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
	ADD COLUMN "device" TEXT NOT NULL DEFAULT '',
	ADD COLUMN "address" TEXT NOT NULL DEFAULT '';

-- Counts are kept under a hash of the login or address from now on: the old ones would never be asked for again.
TRUNCATE "RateLimit";
