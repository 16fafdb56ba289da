CREATE TABLE "Merger" (
    "id" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "intoId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" TEXT NOT NULL,
    "moved" TEXT[],
    "ended" TEXT[],
    "applications" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Merger_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Merger_fromId_at_idx" ON "Merger"("fromId", "at");
