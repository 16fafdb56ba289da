-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "paperKey" TEXT NOT NULL DEFAULT "left"(md5((gen_random_uuid())::text), 10);

-- AlterTable
ALTER TABLE "FormRevision" ADD COLUMN     "contentHash" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "scanReport" JSONB;

-- AlterTable
ALTER TABLE "Withdrawal" ADD COLUMN     "contentHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "paperKey" TEXT NOT NULL DEFAULT "left"(md5((gen_random_uuid())::text), 10),
ADD COLUMN     "scanReport" JSONB;

-- AlterTable
ALTER TABLE "Conclusion" ADD COLUMN     "scanReport" JSONB;

-- CreateIndex
CREATE UNIQUE INDEX "Application_paperKey_key" ON "Application"("paperKey");

-- CreateIndex
CREATE UNIQUE INDEX "Withdrawal_paperKey_key" ON "Withdrawal"("paperKey");
