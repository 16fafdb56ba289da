-- CreateTable
CREATE TABLE "ReplayRun" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "startedBy" TEXT NOT NULL DEFAULT '',
    "tookMs" INTEGER NOT NULL,
    "subjects" INTEGER NOT NULL,
    "transitions" INTEGER NOT NULL,
    "differenceCount" INTEGER NOT NULL,

    CONSTRAINT "ReplayRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplayDifference" (
    "id" BIGSERIAL NOT NULL,
    "runId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ReplayDifference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Repair" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedByName" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "settledById" TEXT,
    "settledByName" TEXT NOT NULL DEFAULT '',
    "settledAt" TIMESTAMPTZ(3),
    "remark" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Repair_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReplayRun_at_idx" ON "ReplayRun"("at");

-- CreateIndex
CREATE INDEX "ReplayDifference_runId_idx" ON "ReplayDifference"("runId");

-- CreateIndex
CREATE INDEX "Repair_subject_subjectId_idx" ON "Repair"("subject", "subjectId");

-- AddForeignKey
ALTER TABLE "ReplayDifference" ADD CONSTRAINT "ReplayDifference_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ReplayRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma cannot say.

-- One proposal waits at a time, and nobody confirms their own.
CREATE UNIQUE INDEX "Repair_waiting_key" ON "Repair" ("subject", "subjectId") WHERE "outcome" IS NULL;
ALTER TABLE "Repair" ADD CONSTRAINT "Repair_second_person_check"
	CHECK ("outcome" IS DISTINCT FROM 'confirmed' OR ("settledById" IS NOT NULL AND "settledById" <> "proposedById"));
