-- AlterTable
ALTER TABLE "TemplateVersion" ADD COLUMN     "body" TEXT,
ADD COLUMN     "subject" TEXT,
ALTER COLUMN "fileHash" DROP NOT NULL,
ALTER COLUMN "originalName" SET DEFAULT '';

-- A version is a Word file or the words of a letter, never both and never neither.
ALTER TABLE "TemplateVersion" ADD CONSTRAINT "TemplateVersion_content_check"
  CHECK (("fileHash" IS NULL) <> ("body" IS NULL) AND ("body" IS NULL) = ("subject" IS NULL));
