-- Letters: what caused them, and tries that did not count because the mail server was away.
ALTER TABLE "Letter"
	ADD COLUMN "deferrals" INTEGER NOT NULL DEFAULT 0,
	ADD COLUMN "causeKind" TEXT NOT NULL DEFAULT '',
	ADD COLUMN "causeId" TEXT;
CREATE INDEX "Letter_causeKind_causeId_idx" ON "Letter"("causeKind", "causeId");
CREATE INDEX "Letter_kind_id_idx" ON "Letter"("kind", "id");

ALTER TABLE "Person" ADD COLUMN "reminders" TEXT NOT NULL DEFAULT 'atOnce';

CREATE TABLE "DeadAddress" (
    "address" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "letterId" TEXT,

    CONSTRAINT "DeadAddress_pkey" PRIMARY KEY ("address")
);

CREATE TABLE "Notice" (
    "rule" TEXT NOT NULL,
    "deadline" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,
    "letterId" TEXT,
    "line" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "mailingId" TEXT,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("rule", "deadline", "subjectId", "personId")
);
CREATE INDEX "Notice_personId_letterId_idx" ON "Notice"("personId", "letterId");
CREATE INDEX "Notice_letterId_idx" ON "Notice"("letterId");
CREATE INDEX "Notice_mailingId_idx" ON "Notice"("mailingId");
CREATE INDEX "Notice_toldAt_idx" ON "Notice"("toldAt");

CREATE TABLE "Mailing" (
    "id" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "senderId" TEXT NOT NULL,
    "senderName" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "recipients" INTEGER NOT NULL,
    "recipientName" TEXT NOT NULL DEFAULT '',
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Mailing_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Mailing_municipalityCode_sentAt_idx" ON "Mailing"("municipalityCode", "sentAt");

-- What waits for a digest, and what is due, without a look at everything that was ever told or ever decided.
CREATE INDEX "Notice_waits_idx" ON "Notice"("personId") WHERE "letterId" IS NULL;
CREATE INDEX "Category_endsOn_idx" ON "Category"("endsOn") WHERE "endsOn" IS NOT NULL;
CREATE INDEX "RosterEntry_schoolYear_idx" ON "RosterEntry"("schoolYear");
