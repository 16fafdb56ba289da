-- CreateTable
CREATE TABLE "TemplateVersion" (
    "id" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "fileHash" TEXT NOT NULL,
    "originalName" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TemplateVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TemplateUse" (
    "id" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TemplateUse_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TemplateVersion_formId_number_key" ON "TemplateVersion"("formId", "number");

-- CreateIndex
CREATE INDEX "TemplateUse_formId_at_idx" ON "TemplateUse"("formId", "at");

-- AddForeignKey
ALTER TABLE "TemplateVersion" ADD CONSTRAINT "TemplateVersion_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "StoredFile"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemplateVersion" ADD CONSTRAINT "TemplateVersion_uploadedById_fkey" FOREIGN KEY ("uploadedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemplateUse" ADD CONSTRAINT "TemplateUse_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "TemplateVersion" ADD CONSTRAINT "TemplateVersion_number_check" CHECK ("number" > 0);
ALTER TABLE "TemplateUse" ADD CONSTRAINT "TemplateUse_number_check" CHECK ("number" >= 0);

-- What a paper was printed with must be told years later: neither versions nor the record of their use is changed.
CREATE FUNCTION template_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'templates are append-only';
END $$;
CREATE TRIGGER template_version_append_only BEFORE UPDATE OR DELETE ON "TemplateVersion"
	FOR EACH ROW EXECUTE FUNCTION template_is_append_only();
CREATE TRIGGER template_use_append_only BEFORE UPDATE OR DELETE ON "TemplateUse"
	FOR EACH ROW EXECUTE FUNCTION template_is_append_only();
