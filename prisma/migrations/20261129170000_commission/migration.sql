-- The commission: who is in it and for how long, who came to a sitting, how it voted, where and when it meets, who was told so; and
-- notices that keep their number.
ALTER TABLE "Application" ADD COLUMN "votesFor" INTEGER,
	ADD COLUMN "votesAgainst" INTEGER,
	ADD COLUMN "votesAbstained" INTEGER;

ALTER TABLE "Sitting" ADD COLUMN "startsAt" TEXT,
	ADD COLUMN "place" TEXT NOT NULL DEFAULT '';

CREATE TABLE "CommissionMember" (
	"id" TEXT NOT NULL,
	"surname" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"patronymic" TEXT NOT NULL DEFAULT '',
	"post" TEXT NOT NULL,
	"office" TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"until" TEXT,
	"order" TEXT NOT NULL DEFAULT '',
	"personId" TEXT,
	"addedAt" TIMESTAMPTZ(3) NOT NULL,
	"replacedById" TEXT,
	CONSTRAINT "CommissionMember_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "CommissionMember_replacedById_key" ON "CommissionMember"("replacedById");
CREATE INDEX "CommissionMember_from_idx" ON "CommissionMember"("from");
ALTER TABLE "CommissionMember" ADD CONSTRAINT "CommissionMember_personId_fkey"
	FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "CommissionMember" ADD CONSTRAINT "CommissionMember_replacedById_fkey"
	FOREIGN KEY ("replacedById") REFERENCES "CommissionMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "SittingMember" (
	"sittingId" TEXT NOT NULL,
	"memberId" TEXT NOT NULL,
	"number" INTEGER NOT NULL,
	"surname" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"patronymic" TEXT NOT NULL,
	"post" TEXT NOT NULL,
	"office" TEXT NOT NULL,
	"personId" TEXT,
	"present" BOOLEAN NOT NULL,
	"absence" TEXT NOT NULL DEFAULT '',
	CONSTRAINT "SittingMember_pkey" PRIMARY KEY ("sittingId", "memberId")
);
CREATE INDEX "SittingMember_memberId_idx" ON "SittingMember"("memberId");
ALTER TABLE "SittingMember" ADD CONSTRAINT "SittingMember_sittingId_fkey"
	FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SittingMember" ADD CONSTRAINT "SittingMember_memberId_fkey"
	FOREIGN KEY ("memberId") REFERENCES "CommissionMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "SittingCall" (
	"applicationId" TEXT NOT NULL,
	"sittingId" TEXT NOT NULL,
	"heldOn" TEXT NOT NULL,
	"startsAt" TEXT NOT NULL,
	"place" TEXT NOT NULL,
	"toldAt" TIMESTAMPTZ(3) NOT NULL,
	"cancelledAt" TIMESTAMPTZ(3),
	CONSTRAINT "SittingCall_pkey" PRIMARY KEY ("applicationId")
);
CREATE INDEX "SittingCall_sittingId_idx" ON "SittingCall"("sittingId");
CREATE INDEX "SittingCall_heldOn_idx" ON "SittingCall"("heldOn");
ALTER TABLE "SittingCall" ADD CONSTRAINT "SittingCall_applicationId_fkey"
	FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SittingCall" ADD CONSTRAINT "SittingCall_sittingId_fkey"
	FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "IssuedNotice" (
	"id" TEXT NOT NULL,
	"applicationId" TEXT NOT NULL,
	"form" TEXT NOT NULL,
	"municipalityCode" TEXT NOT NULL,
	"year" INTEGER NOT NULL,
	"number" INTEGER NOT NULL,
	"issuedOn" TEXT NOT NULL,
	"issuedAt" TIMESTAMPTZ(3) NOT NULL,
	"fields" JSONB NOT NULL,
	CONSTRAINT "IssuedNotice_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "IssuedNotice_municipalityCode_year_number_key" ON "IssuedNotice"("municipalityCode", "year", "number");
CREATE INDEX "IssuedNotice_applicationId_form_idx" ON "IssuedNotice"("applicationId", "form");
ALTER TABLE "IssuedNotice" ADD CONSTRAINT "IssuedNotice_applicationId_fkey"
	FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "CommissionMember" ADD CONSTRAINT "CommissionMember_office_check"
	CHECK ("office" IN ('chair', 'deputy', 'secretary', 'member'));
ALTER TABLE "CommissionMember" ADD CONSTRAINT "CommissionMember_term_check" CHECK ("until" IS NULL OR "until" >= "from");
ALTER TABLE "SittingMember" ADD CONSTRAINT "SittingMember_absence_check" CHECK (NOT "present" OR "absence" = '');
ALTER TABLE "Application" ADD CONSTRAINT "Application_votes_check" CHECK (
	("votesFor" IS NULL AND "votesAgainst" IS NULL AND "votesAbstained" IS NULL)
	OR ("votesFor" >= 0 AND "votesAgainst" >= 0 AND "votesAbstained" >= 0)
);

-- The names, posts and offices of the commission are history: only the end of a term and the row that corrects it may be added.
CREATE FUNCTION commission_member_keeps_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - '{until,replacedById,personId}'::text[])
		= (to_jsonb(OLD) - '{until,replacedById,personId}'::text[]) THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'the members of the commission are history';
END $$;
CREATE TRIGGER commission_member_history BEFORE UPDATE OR DELETE ON "CommissionMember"
	FOR EACH ROW EXECUTE FUNCTION commission_member_keeps_history();

CREATE FUNCTION issued_notice_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'an issued notice is final';
END $$;
CREATE TRIGGER issued_notice_final BEFORE UPDATE OR DELETE ON "IssuedNotice"
	FOR EACH ROW EXECUTE FUNCTION issued_notice_is_final();
