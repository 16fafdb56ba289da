-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "workPhonePublished" BOOLEAN NOT NULL DEFAULT true;
