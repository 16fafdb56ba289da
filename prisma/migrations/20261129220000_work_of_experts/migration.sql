-- What an expert arranges with the teacher: days of visits, materials asked for, and news that the teacher has left.
ALTER TABLE "Seat" ADD COLUMN     "departureNote" TEXT,
ADD COLUMN     "materialsAsked" TEXT,
ADD COLUMN     "materialsAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "materialsBy" TEXT,
ADD COLUMN     "visitAgainOn" TEXT,
ADD COLUMN     "visitNote" TEXT,
ADD COLUMN     "visitOn" TEXT;
