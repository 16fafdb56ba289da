-- CreateTable
CREATE TABLE "RulebookEdition" (
    "id" TEXT NOT NULL,
    "number" INTEGER,
    "changes" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "inForceFrom" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "draftedById" TEXT NOT NULL,
    "draftedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" TEXT,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RulebookEdition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarEvent" (
    "personId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "shown" JSONB NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarEvent_pkey" PRIMARY KEY ("personId","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "RulebookEdition_number_key" ON "RulebookEdition"("number");

-- CreateIndex
CREATE INDEX "RulebookEdition_inForceFrom_idx" ON "RulebookEdition"("inForceFrom");

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_idx" ON "CalendarFeed"("personId");

-- AddForeignKey
ALTER TABLE "RulebookEdition" ADD CONSTRAINT "RulebookEdition_draftedById_fkey" FOREIGN KEY ("draftedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RulebookEdition" ADD CONSTRAINT "RulebookEdition_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarEvent" ADD CONSTRAINT "CalendarEvent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Operators share one draft.
CREATE UNIQUE INDEX "RulebookEdition_one_draft" ON "RulebookEdition" (("publishedAt" IS NULL)) WHERE "publishedAt" IS NULL;
ALTER TABLE "RulebookEdition" ADD CONSTRAINT "RulebookEdition_published_check"
	CHECK (("publishedAt" IS NULL) = ("number" IS NULL) AND ("publishedAt" IS NULL OR "inForceFrom" IS NOT NULL));
-- One address a person at a time.
CREATE UNIQUE INDEX "CalendarFeed_one_open" ON "CalendarFeed" ("personId") WHERE "revokedAt" IS NULL;

-- Applications are judged by the rules of their day for years: what was in force is never changed.
CREATE FUNCTION rulebook_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD."publishedAt" IS NOT NULL THEN
		RAISE EXCEPTION 'rules that came into force are append-only';
	END IF;
	RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rulebook_append_only BEFORE UPDATE OR DELETE ON "RulebookEdition"
	FOR EACH ROW EXECUTE FUNCTION rulebook_is_append_only();
