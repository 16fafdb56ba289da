-- A sitting that is called off stays, with its day and the reason; until now its row was deleted.
ALTER TABLE "Sitting" ADD COLUMN     "calledOffAgenda" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "calledOffAt" TIMESTAMPTZ(3),
ADD COLUMN     "calledOffById" TEXT,
ADD COLUMN     "calledOffReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "calledOffTold" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_called_off_by_somebody"
	CHECK (("calledOffAt" IS NULL) = ("calledOffById" IS NULL) AND ("calledOffAt" IS NULL OR "protocolNumber" IS NULL));
