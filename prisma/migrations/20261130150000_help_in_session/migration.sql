-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "helpsPersonId" TEXT,
ADD COLUMN     "helpsUntil" TIMESTAMPTZ(3);
