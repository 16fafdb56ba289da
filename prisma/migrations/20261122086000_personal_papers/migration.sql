-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "paperKey" TEXT NOT NULL DEFAULT "left"(md5((gen_random_uuid())::text), 10);

-- CreateIndex
CREATE UNIQUE INDEX "Person_paperKey_key" ON "Person"("paperKey");
