-- CreateTable
CREATE TABLE "Municipality" (
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "genitive" TEXT NOT NULL,
    "prepositional" TEXT NOT NULL,
    "paperConclusions" BOOLEAN NOT NULL,
    "hasGroupHeads" BOOLEAN NOT NULL,
    "sortOrder" INTEGER NOT NULL,

    CONSTRAINT "Municipality_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Position" (
    "code" TEXT NOT NULL,
    "nominative" TEXT NOT NULL,
    "genitive" TEXT NOT NULL,
    "dative" TEXT NOT NULL,
    "accusative" TEXT NOT NULL,
    "instrumental" TEXT NOT NULL,
    "prepositional" TEXT NOT NULL,
    "subjectLink" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Position_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Subject" (
    "id" TEXT NOT NULL,
    "nominative" TEXT NOT NULL,
    "genitive" TEXT NOT NULL,
    "group" TEXT NOT NULL,

    CONSTRAINT "Subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "passwordHash" TEXT,
    "surname" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "patronymic" TEXT NOT NULL DEFAULT '',
    "sex" TEXT NOT NULL DEFAULT '',
    "genitive" TEXT NOT NULL DEFAULT '',
    "dative" TEXT NOT NULL DEFAULT '',
    "accusative" TEXT NOT NULL DEFAULT '',
    "casesConfirmedAt" TIMESTAMPTZ(3),
    "searchName" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "emailConfirmedAt" TIMESTAMPTZ(3),
    "mobilePhone" TEXT NOT NULL DEFAULT '',
    "workPhone" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "blockedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Engagement" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "municipalityCode" TEXT,
    "organisationId" TEXT,
    "positionCode" TEXT,
    "positionText" TEXT NOT NULL DEFAULT '',
    "subjectId" TEXT,
    "appointedOn" TEXT,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),

    CONSTRAINT "Engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Category" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "positionCode" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "setOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "originalEndsOn" TEXT,
    "act" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "textVersion" TEXT NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "remembered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Token" (
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "machineVersion" INTEGER NOT NULL DEFAULT 1,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "quarantine" TEXT,
    "role" TEXT NOT NULL,
    "municipalityCode" TEXT,
    "email" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "inviterId" TEXT,
    "acceptedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "machineVersion" INTEGER NOT NULL DEFAULT 1,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "quarantine" TEXT,
    "teacherId" TEXT NOT NULL,
    "engagementId" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "form" JSONB NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "positionCode" TEXT NOT NULL,
    "subjectNominative" TEXT NOT NULL DEFAULT '',
    "subjectGenitive" TEXT NOT NULL DEFAULT '',
    "fullName" TEXT NOT NULL DEFAULT '',
    "searchName" TEXT NOT NULL DEFAULT '',
    "currentCategory" TEXT NOT NULL DEFAULT 'none',
    "currentEndsOn" TEXT,
    "claimedCategory" TEXT,
    "procedure" TEXT,
    "attestationForm" TEXT,
    "groundCode" TEXT,
    "submittedAt" TIMESTAMPTZ(3),
    "receivedOn" TEXT,
    "reviewDueOn" TEXT,
    "source" TEXT NOT NULL DEFAULT 'online',
    "journalYear" INTEGER,
    "journalNumber" INTEGER,
    "registeredAt" TIMESTAMPTZ(3),
    "rejectionCode" TEXT,
    "rejectionReason" TEXT,
    "scheduleId" TEXT,
    "proposedVerdict" TEXT,
    "verdict" TEXT,
    "disputeComment" TEXT,
    "returnRemark" TEXT,
    "notSignedReason" TEXT,
    "paperReceivedOn" TEXT,
    "paperPassedOn" TEXT,
    "sittingId" TEXT,
    "decidedOn" TEXT,
    "decisionNumber" TEXT,
    "decisionDate" TEXT,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormRevision" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "fileHash" TEXT NOT NULL,
    "formedAt" TIMESTAMPTZ(3) NOT NULL,
    "voidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FormRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "extension" TEXT NOT NULL,
    "pages" INTEGER,
    "storedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "criterion" INTEGER,
    "fileHash" TEXT,
    "fileName" TEXT NOT NULL DEFAULT '',
    "originalName" TEXT NOT NULL DEFAULT '',
    "url" TEXT,
    "revisionNumber" INTEGER,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "addedById" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Withdrawal" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "machineVersion" INTEGER NOT NULL DEFAULT 1,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "quarantine" TEXT,
    "applicationId" TEXT NOT NULL,
    "formedById" TEXT NOT NULL,
    "formedAs" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "formHash" TEXT NOT NULL,
    "scanHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "registeredAt" TIMESTAMPTZ(3),
    "journalYear" INTEGER,
    "journalNumber" INTEGER,
    "rejectionReason" TEXT,

    CONSTRAINT "Withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Period" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "machineVersion" INTEGER NOT NULL DEFAULT 1,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "quarantine" TEXT,
    "periodId" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "reopenReason" TEXT,
    "orderNumber" TEXT,
    "orderDate" TEXT,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Seat" (
    "applicationId" TEXT NOT NULL,
    "seat" INTEGER NOT NULL,
    "expertId" TEXT NOT NULL,
    "post" JSONB NOT NULL,
    "colleagueReason" TEXT,
    "acceptedAt" TIMESTAMPTZ(3),
    "declinedAt" TIMESTAMPTZ(3),
    "declineReason" TEXT,

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("applicationId","seat")
);

-- CreateTable
CREATE TABLE "RosterEntry" (
    "id" TEXT NOT NULL,
    "expertId" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "schoolYear" TEXT NOT NULL,
    "order" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "RosterEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conclusion" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "fileHash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "signedByTeacher" BOOLEAN NOT NULL,
    "attachedById" TEXT NOT NULL,
    "attachedAt" TIMESTAMPTZ(3) NOT NULL,
    "voidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Conclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sitting" (
    "id" TEXT NOT NULL,
    "heldOn" TEXT NOT NULL,
    "protocolNumber" TEXT,
    "members" INTEGER,
    "present" INTEGER,
    "orderNumber" TEXT,
    "orderDate" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Sitting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Journal" (
    "id" BIGSERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL DEFAULT '',
    "actorRole" TEXT NOT NULL DEFAULT '',
    "onBehalfOf" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "machineVersion" INTEGER NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "transaction" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,

    CONSTRAINT "Journal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "machineVersion" INTEGER NOT NULL DEFAULT 1,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "quarantine" TEXT,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "personId" TEXT,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "links" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "key" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AccessLog" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT,
    "personId" TEXT,
    "what" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AccessLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_municipalityCode_name_key" ON "Organisation"("municipalityCode", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Subject_nominative_key" ON "Subject"("nominative");

-- CreateIndex
CREATE INDEX "Engagement_personId_idx" ON "Engagement"("personId");

-- CreateIndex
CREATE INDEX "Engagement_role_municipalityCode_idx" ON "Engagement"("role", "municipalityCode");

-- CreateIndex
CREATE INDEX "Engagement_organisationId_role_idx" ON "Engagement"("organisationId", "role");

-- CreateIndex
CREATE INDEX "Category_personId_idx" ON "Category"("personId");

-- CreateIndex
CREATE INDEX "Consent_personId_idx" ON "Consent"("personId");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "Token_personId_kind_idx" ON "Token"("personId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_municipalityCode_state_idx" ON "Invitation"("municipalityCode", "state");

-- CreateIndex
CREATE INDEX "Invitation_state_expiresAt_idx" ON "Invitation"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "Application_teacherId_idx" ON "Application"("teacherId");

-- CreateIndex
CREATE INDEX "Application_municipalityCode_state_idx" ON "Application"("municipalityCode", "state");

-- CreateIndex
CREATE INDEX "Application_organisationId_state_idx" ON "Application"("organisationId", "state");

-- CreateIndex
CREATE INDEX "Application_state_stateSince_idx" ON "Application"("state", "stateSince");

-- CreateIndex
CREATE INDEX "Application_scheduleId_idx" ON "Application"("scheduleId");

-- CreateIndex
CREATE UNIQUE INDEX "Application_municipalityCode_journalYear_journalNumber_key" ON "Application"("municipalityCode", "journalYear", "journalNumber");

-- CreateIndex
CREATE UNIQUE INDEX "FormRevision_applicationId_number_key" ON "FormRevision"("applicationId", "number");

-- CreateIndex
CREATE INDEX "Attachment_applicationId_kind_idx" ON "Attachment"("applicationId", "kind");

-- CreateIndex
CREATE INDEX "Withdrawal_applicationId_idx" ON "Withdrawal"("applicationId");

-- CreateIndex
CREATE INDEX "Schedule_periodId_idx" ON "Schedule"("periodId");

-- CreateIndex
CREATE INDEX "Schedule_state_closesOn_idx" ON "Schedule"("state", "closesOn");

-- CreateIndex
CREATE UNIQUE INDEX "Schedule_municipalityCode_periodId_key" ON "Schedule"("municipalityCode", "periodId");

-- CreateIndex
CREATE INDEX "Seat_expertId_idx" ON "Seat"("expertId");

-- CreateIndex
CREATE UNIQUE INDEX "Seat_applicationId_expertId_key" ON "Seat"("applicationId", "expertId");

-- CreateIndex
CREATE INDEX "RosterEntry_municipalityCode_schoolYear_idx" ON "RosterEntry"("municipalityCode", "schoolYear");

-- CreateIndex
CREATE UNIQUE INDEX "RosterEntry_expertId_schoolYear_municipalityCode_key" ON "RosterEntry"("expertId", "schoolYear", "municipalityCode");

-- CreateIndex
CREATE UNIQUE INDEX "Conclusion_applicationId_number_key" ON "Conclusion"("applicationId", "number");

-- CreateIndex
CREATE INDEX "Journal_at_idx" ON "Journal"("at");

-- CreateIndex
CREATE INDEX "Journal_actorId_idx" ON "Journal"("actorId");

-- CreateIndex
CREATE UNIQUE INDEX "Journal_subject_subjectId_seq_key" ON "Journal"("subject", "subjectId", "seq");

-- CreateIndex
CREATE INDEX "Letter_state_createdAt_idx" ON "Letter"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Letter_to_createdAt_idx" ON "Letter"("to", "createdAt");

-- CreateIndex
CREATE INDEX "AccessLog_personId_at_idx" ON "AccessLog"("personId", "at");

-- CreateIndex
CREATE INDEX "AccessLog_actorId_at_idx" ON "AccessLog"("actorId", "at");

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "Municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "Municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_positionCode_fkey" FOREIGN KEY ("positionCode") REFERENCES "Position"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Subject"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_positionCode_fkey" FOREIGN KEY ("positionCode") REFERENCES "Position"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "Municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_inviterId_fkey" FOREIGN KEY ("inviterId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "Municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_positionCode_fkey" FOREIGN KEY ("positionCode") REFERENCES "Position"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "Schedule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormRevision" ADD CONSTRAINT "FormRevision_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormRevision" ADD CONSTRAINT "FormRevision_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "StoredFile"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "StoredFile"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Withdrawal" ADD CONSTRAINT "Withdrawal_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Withdrawal" ADD CONSTRAINT "Withdrawal_formedById_fkey" FOREIGN KEY ("formedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Withdrawal" ADD CONSTRAINT "Withdrawal_formHash_fkey" FOREIGN KEY ("formHash") REFERENCES "StoredFile"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Withdrawal" ADD CONSTRAINT "Withdrawal_scanHash_fkey" FOREIGN KEY ("scanHash") REFERENCES "StoredFile"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_periodId_fkey" FOREIGN KEY ("periodId") REFERENCES "Period"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "Municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RosterEntry" ADD CONSTRAINT "RosterEntry_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RosterEntry" ADD CONSTRAINT "RosterEntry_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "Municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conclusion" ADD CONSTRAINT "Conclusion_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conclusion" ADD CONSTRAINT "Conclusion_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "StoredFile"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conclusion" ADD CONSTRAINT "Conclusion_attachedById_fkey" FOREIGN KEY ("attachedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ─────────────────────────────────────────────────────────────────────────────
-- By hand: what Prisma cannot say.

-- Russian order (Ё beside Е) and search by parts of a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE "Application" ALTER COLUMN "fullName" TYPE text COLLATE "ru-x-icu";
ALTER TABLE "Person" ALTER COLUMN "surname" TYPE text COLLATE "ru-x-icu";
ALTER TABLE "Organisation" ALTER COLUMN "name" TYPE text COLLATE "ru-x-icu";
CREATE INDEX "Application_searchName_trgm" ON "Application" USING gin ("searchName" gin_trgm_ops);
CREATE INDEX "Person_searchName_trgm" ON "Person" USING gin ("searchName" gin_trgm_ops);

-- A login is taken whatever its case.
CREATE UNIQUE INDEX "Person_username_key" ON "Person" (lower("username"));

-- One active application per teacher and position; one active withdrawal per application.
CREATE UNIQUE INDEX "Application_active_key" ON "Application" ("teacherId", "positionCode")
	WHERE "state" NOT IN ('concluded.granted', 'concluded.refused', 'withdrawn');
CREATE UNIQUE INDEX "Withdrawal_active_key" ON "Withdrawal" ("applicationId")
	WHERE "state" IN ('formed', 'submitted');

-- Two seats; different people in them by the unique (applicationId, expertId).
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_seat_check" CHECK ("seat" IN (1, 2));
ALTER TABLE "Counter" ADD CONSTRAINT "Counter_value_check" CHECK ("value" > 0);
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_presence_check" CHECK ("present" IS NULL OR "members" IS NULL OR "present" <= "members");

-- A withdrawal's journal is numbered like the applications': per municipality and year; the municipality is its application's.
CREATE INDEX "Withdrawal_state_createdAt_idx" ON "Withdrawal" ("state", "createdAt");

-- The journal is append-only.
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON "Journal"
	FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON "Journal"
	FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

-- A state is born and changes only together with its journal row of the same transaction. Deferred: the order of the two
-- writes inside the transaction is free, the commit is refused without both.
CREATE FUNCTION state_needs_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (
		SELECT 1 FROM "Journal" j
		WHERE j."subject" = TG_ARGV[0] AND j."subjectId" = NEW."id" AND j."seq" = NEW."version"
			AND j."to" = NEW."state" AND j."transaction" = (pg_current_xact_id()::text)::bigint
	) THEN
		RAISE EXCEPTION 'state of % % changed to % without its journal row', TG_ARGV[0], NEW."id", NEW."state";
	END IF;
	RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER application_state_born AFTER INSERT ON "Application"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION state_needs_journal('application');
CREATE CONSTRAINT TRIGGER application_state_changed AFTER UPDATE OF "state" ON "Application"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION state_needs_journal('application');
CREATE CONSTRAINT TRIGGER withdrawal_state_born AFTER INSERT ON "Withdrawal"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION state_needs_journal('withdrawal');
CREATE CONSTRAINT TRIGGER withdrawal_state_changed AFTER UPDATE OF "state" ON "Withdrawal"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION state_needs_journal('withdrawal');
CREATE CONSTRAINT TRIGGER schedule_state_born AFTER INSERT ON "Schedule"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION state_needs_journal('schedule');
CREATE CONSTRAINT TRIGGER schedule_state_changed AFTER UPDATE OF "state" ON "Schedule"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION state_needs_journal('schedule');
CREATE CONSTRAINT TRIGGER invitation_state_born AFTER INSERT ON "Invitation"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION state_needs_journal('invitation');
CREATE CONSTRAINT TRIGGER invitation_state_changed AFTER UPDATE OF "state" ON "Invitation"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION state_needs_journal('invitation');
CREATE CONSTRAINT TRIGGER letter_state_born AFTER INSERT ON "Letter"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION state_needs_journal('letter');
CREATE CONSTRAINT TRIGGER letter_state_changed AFTER UPDATE OF "state" ON "Letter"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION state_needs_journal('letter');
